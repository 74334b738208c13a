import { createReadStream } from 'node:fs';

/** How a text file is written, or where it turns out to be written in no way we read. */
export type Encoding = { name: 'utf-8' | 'utf-16le' | 'windows-1258' } | { name: null; line: number };

/**
 * Reads a file once, without keeping it, and tells how its text is encoded. What is no UTF-8 is taken for Windows-1258,
 * the old Vietnamese code page; but a file that is UTF-8 elsewhere and breaks at some place is damaged, not old.
 */
export async function encodingOf(path: string): Promise<Encoding> {
  let position = 0;
  let line = 1;
  let expected = 0;
  let characters = 0;
  let broken = 0;
  let firstBroken = 1;
  const bad = () => {
    if (broken === 0) firstBroken = line;
    broken++;
    expected = 0;
  };
  for await (const chunk of createReadStream(path)) {
    const bytes: Buffer = chunk;
    if (position === 0 && bytes[0] === 0xff && bytes[1] === 0xfe) return { name: 'utf-16le' };
    for (const byte of bytes) {
      const continues = (byte & 0xc0) === 0x80;
      if (expected > 0) {
        if (continues) {
          expected--;
          if (expected === 0) characters++;
          continue;
        }
        bad();
      }
      if (byte === 0x0a) line++;
      if (byte < 0x80) continue;
      if (byte >= 0xc2 && byte <= 0xf4) expected = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
      else bad();
    }
    position += bytes.length;
  }
  if (expected > 0) bad();
  if (broken === 0) return { name: 'utf-8' };
  return characters >= broken ? { name: null, line: firstBroken } : { name: 'windows-1258' };
}

/** The file's text, piece by piece, without a byte-order mark. `onProgress` hears how many bytes have been read. */
export async function* textOf(
  path: string,
  encoding: 'utf-8' | 'utf-16le' | 'windows-1258',
  onProgress: (bytes: number) => void = () => {},
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path)) {
    const bytes: Buffer = chunk;
    yield decoder.decode(bytes, { stream: true });
    onProgress(bytes.length);
  }
  yield decoder.decode();
}
