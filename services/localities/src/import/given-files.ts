import { OperatorError } from '@thi-dua/prisma/errors';
import { ImportFaults } from './fault.js';
import type { FileFault } from './import-graph.js';
import { type IncomingFile, withFiles } from './incoming-files.js';

/** A file of an input, and where it stands there. */
export interface GivenFile {
  file: IncomingFile;
  path: string[];
}

/** Everything that is wrong with files that came with a request. */
export interface RefusedFiles {
  errors: FileFault[];
  /** At least as many as are listed. */
  errorCount: number;
}

/** Works on the files of an input, laid down in the order given; what is wrong with them is told in the input's own terms. */
export async function withGivenFiles<T>(
  files: readonly GivenFile[],
  work: (paths: readonly string[]) => Promise<T>,
): Promise<{ done: T } | { refused: RefusedFiles }> {
  const place = (i: number) => ({ file: files[i]?.file.name ?? '', path: files[i]?.path ?? [] });
  const unreadableAt = (i: number, message: string): FileFault => ({
    ...place(i),
    line: null,
    code: 'FILE_UNREADABLE',
    message,
  });
  return withFiles(
    files.map(({ file }) => file),
    async ({ paths, unreadable }) => {
      if (unreadable.length > 0) {
        const errors = unreadable.map(({ file, message }) => unreadableAt(file, message));
        return { refused: { errors, errorCount: errors.length } };
      }
      try {
        return { done: await work(paths.filter((path) => path !== null)) };
      } catch (error) {
        if (error instanceof ImportFaults) {
          const errors = error.faults.map((fault) => ({ ...fault, ...place(paths.indexOf(fault.file)) }));
          return { refused: { errors, errorCount: error.count } };
        }
        if (error instanceof OperatorError && error.code === 'FILE_UNREADABLE') {
          const at = paths.findIndex((path) => path !== null && error.message.includes(path));
          const message = error.message.replaceAll(paths[at] ?? '', place(at).file);
          return { refused: { errors: [unreadableAt(at, message)], errorCount: 1 } };
        }
        throw error;
      }
    },
  );
}
