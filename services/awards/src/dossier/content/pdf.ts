import { ContentFault, damaged } from './content-fault.js';

/** The end of a PDF stands in its last kilobyte; nothing but blanks comes behind it. */
const TAIL = 1024;
/** Of the trailer, or of the stream that takes its place: neither is ever compressed. */
const ENCRYPTED = /\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/;

/** Version, cross-references and end; not what its pages say. */
export function checkPdf(bytes: Buffer): void {
  if (!/^%PDF-(?:1\.[0-7]|2\.0)[\r\n \t]/.test(bytes.toString('latin1', 0, 10))) throw damaged('a PDF');
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - TAIL));
  const end = /startxref\s+(\d+)\s+%%EOF[\s\0]*$/.exec(tail);
  const at = Number(end?.[1] ?? Number.NaN);
  if (!(at >= 0 && at < bytes.length)) throw damaged('a PDF');
  if (ENCRYPTED.test(bytes.toString('latin1')))
    throw new ContentFault('FILE_ENCRYPTED', 'The PDF is encrypted. Save it without a password.');
}
