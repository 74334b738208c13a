import { ContentFault, damaged } from './content-fault.js';
import { checkParts, partText, zipParts } from './zip.js';

const TYPES = '[Content_Types].xml';
const DOCUMENT = 'word/document.xml';
const MOST_TYPES = 1024 * 1024;
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
/** Parts that hold programs, whatever the document says it is. */
const PROGRAM = /(^|\/)(vbaproject\.bin|vbadata\.xml|activex\/)/i;
const PROGRAM_TYPE = /macroEnabled|vbaProject|activeX/i;

/** A Word document without macros, whole, that unpacks to what it says. */
export async function checkDocx(bytes: Buffer): Promise<void> {
  const parts = zipParts(bytes);
  const types = parts.get(TYPES);
  if (types === undefined || !parts.has(DOCUMENT)) {
    throw new ContentFault('UNSUPPORTED_TYPE', 'The file is a zip file, but no Word document (DOCX).');
  }
  const said = await partText(bytes, types, MOST_TYPES);
  if (PROGRAM_TYPE.test(said) || [...parts.keys()].some((name) => PROGRAM.test(name)))
    throw new ContentFault('MACROS', 'The document holds macros or controls. Save it without them.');
  if (!said.includes(MAIN)) throw damaged('a Word document');
  await checkParts(bytes, parts.values());
}
