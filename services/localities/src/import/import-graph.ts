import { builder } from '../builder.js';
import type { Fault } from './fault.js';

export const ImportFileInput = builder.inputType('ImportFileInput', {
  description: 'A table in a file: CSV (UTF-8, UTF-16 or Windows-1258) or XLSX.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What errors call it, e.g. "units.csv".' }),
    content: t.string({
      required: true,
      description:
        'Its bytes in base64. Pack them with gzip first (`gzip -c units.csv | base64`) where they would not fit into a request.',
    }),
  }),
});

/** A fault of a file that came with a request. */
export interface FileFault extends Fault {
  path: string[];
}

export const ImportErrorRef = builder.objectRef<FileFault>('ImportError').implement({
  description: 'One thing that is wrong with a file. All are reported at once; nothing was written.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable, in capitals.' }),
    message: t.exposeString('message', { description: 'What is wrong.' }),
    path: t.exposeStringList('path', { description: 'Where in the input the file stands.' }),
    file: t.exposeString('file', { description: 'The name that the input gives it.' }),
    line: t.exposeInt('line', {
      nullable: true,
      description: 'The first line (the header) is 1. Null where it is about the file as a whole.',
    }),
  }),
});
