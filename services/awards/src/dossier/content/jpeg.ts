import { damaged, unpacksTooLarge } from './content-fault.js';
import { MOST_PIXELS } from './pixels.js';

const SOS = 0xda;
const EOI = 0xd9;
/** Where the size stands: every start of a frame, which DHT, JPG and DAC, numbered in between, are not. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/**
 * The segments up to the first scan, with the size of the picture, and its end. Cameras put more behind the end
 * (previews, depth), so that it need not be the file's.
 */
export function checkJpeg(bytes: Buffer): void {
  const broken = () => damaged('a JPEG image');
  let at = 2;
  let pixels = 0;
  for (;;) {
    if (at + 4 > bytes.length || bytes[at] !== 0xff) throw broken();
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = bytes.readUInt16BE(at + 2);
    if (marker === 0 || marker === EOI || length < 2 || at + 2 + length > bytes.length) throw broken();
    if (isFrame(marker)) {
      if (length < 8) throw broken();
      pixels = bytes.readUInt16BE(at + 5) * bytes.readUInt16BE(at + 7);
    }
    at += 2 + length;
    if (marker === SOS) break;
  }
  if (pixels === 0 || bytes.indexOf(Buffer.from([0xff, EOI]), at) === -1) throw broken();
  if (pixels > MOST_PIXELS) throw unpacksTooLarge();
}
