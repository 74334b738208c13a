import type { RouteRequest } from '@thi-dua/schema/route';
import { FORMATS, type FormatName, formatByExtension, formatByMediaType } from './content/media-type.js';
import { FILE_KINDS, type FileKind, isFileKind } from './dossier-rules.js';
import { safeName } from './file-name.js';
import type { UploadFault } from './upload-fault.js';

/** What an upload says of its file. */
export interface UploadWish {
  /** The id of the nomination, as the graph gives it. */
  nomination: string;
  kind: FileKind;
  name: string;
  /** By the name and, where one was sent, the media type: the content must agree. */
  format: FormatName;
}

const bad = (message: string): UploadFault => ({ status: 400, code: 'BAD_USER_INPUT', message });
const unsupported = (message: string): UploadFault => ({ status: 415, code: 'UNSUPPORTED_TYPE', message });

export const mismatch = (message: string): UploadFault => ({ status: 415, code: 'TYPE_MISMATCH', message });

/** Everything that is wrong with what was said, before anything of the file has come. */
export function readWish({ query, headers }: Pick<RouteRequest, 'query' | 'headers'>): UploadWish | UploadFault[] {
  const faults: UploadFault[] = [];
  const kind = query.get('kind') ?? '';
  if (!isFileKind(kind)) faults.push(bad(`"kind" is one of ${FILE_KINDS.join(', ')}.`));
  const name = safeName(query.get('name') ?? '');
  if (name === null) faults.push(bad('"name" is a file name of 1 to 200 characters, without a path or controls.'));
  const format = name === null ? null : formatByExtension(name);
  if (name !== null && format === null)
    faults.push(unsupported('"name" ends in .pdf, .docx, .png, .jpg, .jpeg or .webp.'));
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') faults.push(unsupported('Send the file without content encoding.'));
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (format !== null && type !== '' && type !== 'application/octet-stream' && formatByMediaType(type) !== format)
    faults.push(mismatch(`The name says ${FORMATS[format].mediaType}, the header Content-Type another type.`));
  if (faults.length > 0 || !isFileKind(kind) || name === null || format === null) return faults;
  return { nomination: query.get('nomination') ?? '', kind, name, format };
}
