import type { Format } from './format.js';

interface Range {
  media: string;
  version: string | undefined;
  quality: number;
}

function rangesOf(accept: string): Range[] {
  return accept.split(',').flatMap((part) => {
    const [media = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    if (!/^[^/\s]+\/[^/\s]+$/.test(media)) return [];
    const value = (name: string) =>
      parameters.find((parameter) => parameter.startsWith(`${name}=`))?.slice(name.length + 1);
    const quality = Number(value('q') ?? 1);
    return [{ media, version: value('version'), quality: quality >= 0 && quality <= 1 ? quality : 0 }];
  });
}

/** How much the ranges want a format: the most precise that matches it decides (RFC 9110, 12.5.1). */
function wanted(ranges: readonly Range[], { media, contentType }: Pick<Format, 'media' | 'contentType'>): number {
  const [type] = media.split('/');
  for (const range of [media, `${type}/*`, '*/*']) {
    const matching = ranges.filter(
      (one) => one.media === range && (one.version === undefined || contentType.includes(`version=${one.version}`)),
    );
    if (matching.length > 0) return Math.max(...matching.map(({ quality }) => quality));
  }
  return 0;
}

/** The format that `accept` wants most of those there are; the first of them where it does not matter, null where none will do. */
export function acceptable<Model>(accept: string | undefined, formats: readonly Format<Model>[]): Format<Model> | null {
  if (accept === undefined || accept.trim() === '') return formats[0] ?? null;
  const ranges = rangesOf(accept);
  let best: { format: Format<Model>; quality: number } | null = null;
  for (const format of formats) {
    const quality = wanted(ranges, format);
    if (quality > (best?.quality ?? 0)) best = { format, quality };
  }
  return best?.format ?? null;
}
