/** What of a file a request asks for (RFC 9110, 14.2): all of it, one part, or nothing that there is. */
export type ByteRange = 'all' | 'unsatisfiable' | { start: number; end: number };

/**
 * Reads `Range`, which counts only where `If-Range`, if it is there, names this very file. Several parts at once, and what is no
 * range of bytes, are answered with all of it, as the RFC allows.
 */
export function byteRange(
  { range, 'if-range': ifRange }: { range?: string | undefined; 'if-range'?: string | string[] | undefined },
  { size, etag }: { size: number; etag: string },
): ByteRange {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range?.trim() ?? '') ?? [];
  if (from === '' && to === '') return 'all';
  // By a day, or a weak tag, two files could not be told apart (RFC 9110, 13.1.5).
  if (ifRange !== undefined && ifRange !== etag) return 'all';
  if (from === '') {
    const last = Math.min(Number(to), size);
    return last === 0 ? 'unsatisfiable' : { start: size - last, end: size - 1 };
  }
  const start = Number(from);
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < start) return 'all';
  return start >= size ? 'unsatisfiable' : { start, end };
}
