import { damaged } from './content-fault.js';

const PICTURES = ['VP8 ', 'VP8L', 'VP8X'];

/** Chunk by chunk to the end of the file, which is the one its head names. A side has at most 16,384 pixels by its format. */
export function checkWebp(bytes: Buffer): void {
  const broken = () => damaged('a WebP image');
  if (bytes.length < 20 || bytes.readUInt32LE(4) + 8 !== bytes.length) throw broken();
  if (!PICTURES.includes(bytes.toString('latin1', 12, 16))) throw broken();
  let at = 12;
  while (at < bytes.length) {
    if (at + 8 > bytes.length) throw broken();
    const length = bytes.readUInt32LE(at + 4);
    at += 8 + length + (length % 2);
  }
  if (at !== bytes.length) throw broken();
}
