import { ContentFault } from './content-fault.js';
import { checkDocx } from './docx.js';
import { checkJpeg } from './jpeg.js';
import { checkPdf } from './pdf.js';
import { checkPng } from './png.js';
import { checkWebp } from './webp.js';
import { isZipToItsEnd } from './zip.js';

interface Format {
  mediaType: string;
  /** Other names of the type that clients send. */
  aliases: readonly string[];
  extensions: readonly string[];
  begins: (bytes: Buffer) => boolean;
  /** Throws {@link ContentFault} for anything that only begins like the format. */
  check: (bytes: Buffer) => Promise<void> | void;
}

const startsWith =
  (...head: number[]) =>
  (bytes: Buffer) =>
    head.every((byte, i) => bytes[i] === byte);

/** What a dossier holds. A format is told by its content alone; what the client calls it must agree. */
export const FORMATS = {
  PDF: {
    mediaType: 'application/pdf',
    aliases: ['application/x-pdf'],
    extensions: ['pdf'],
    begins: startsWith(0x25, 0x50, 0x44, 0x46, 0x2d),
    check: checkPdf,
  },
  DOCX: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    aliases: [],
    extensions: ['docx'],
    begins: startsWith(0x50, 0x4b, 0x03, 0x04),
    check: checkDocx,
  },
  PNG: {
    mediaType: 'image/png',
    aliases: [],
    extensions: ['png'],
    begins: startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    check: checkPng,
  },
  JPEG: {
    mediaType: 'image/jpeg',
    aliases: ['image/jpg', 'image/pjpeg'],
    extensions: ['jpg', 'jpeg'],
    begins: startsWith(0xff, 0xd8, 0xff),
    check: checkJpeg,
  },
  WEBP: {
    mediaType: 'image/webp',
    aliases: [],
    extensions: ['webp'],
    begins: (bytes) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
    check: checkWebp,
  },
} as const satisfies Record<string, Format>;
export type FormatName = keyof typeof FORMATS;

const NAMES: readonly FormatName[] = ['PDF', 'DOCX', 'PNG', 'JPEG', 'WEBP'];
/** The container of old Office files, and of new ones behind a password. */
const isCompound = startsWith(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

/** The format of a file by its content. Throws {@link ContentFault} for everything that no dossier holds. */
export async function formatOf(bytes: Buffer): Promise<FormatName> {
  if (bytes.length === 0) throw new ContentFault('EMPTY_FILE', 'The file is empty.');
  if (isCompound(bytes) && bytes.includes(ENCRYPTED_PACKAGE))
    throw new ContentFault('FILE_ENCRYPTED', 'The file is encrypted. Save it without a password.');
  const name = NAMES.find((each) => FORMATS[each].begins(bytes));
  if (name === undefined)
    throw new ContentFault('UNSUPPORTED_TYPE', 'A dossier holds PDF, DOCX, PNG, JPEG and WebP files.');
  await FORMATS[name].check(bytes);
  refuseSecondType(name, bytes);
  return name;
}

/** A file that one program reads as this and another as that is made to get past someone. */
function refuseSecondType(name: FormatName, bytes: Buffer): void {
  const zip = name !== 'DOCX' && isZipToItsEnd(bytes);
  // Readers of PDF look for its head in the first kilobyte.
  const pdf = name !== 'PDF' && bytes.subarray(0, 1024).includes('%PDF-');
  if (zip || pdf) throw new ContentFault('TWO_TYPES', `The file is ${name} and ${zip ? 'a zip file' : 'PDF'} at once.`);
}

/** The format that a client names by an extension or a media type; null where it is none that a dossier holds. */
export const formatByExtension = (fileName: string): FormatName | null => {
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return NAMES.find((name) => FORMATS[name].extensions.some((each) => each === extension)) ?? null;
};
export const formatByMediaType = (mediaType: string): FormatName | null =>
  NAMES.find(
    (name) => FORMATS[name].mediaType === mediaType || FORMATS[name].aliases.some((each) => each === mediaType),
  ) ?? null;
