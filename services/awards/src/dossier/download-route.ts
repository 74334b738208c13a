import { createHash } from 'node:crypto';
import { linkedFile } from '@thi-dua/schema/file-link';
import type { Route, RouteAnswer } from '@thi-dua/schema/route';
import type { AwardsContext } from '../builder.js';
import { fileById } from './dossier-store.js';
import { attachment } from './file-name.js';
import type { FileStore } from './store/file-store.js';

const nothing: RouteAnswer = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'not found\n',
};

/** The content of a file, of which the last piece is only given once all of it is known to be what was stored. */
async function* verified(content: AsyncIterable<Uint8Array>, sha256: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let held: Uint8Array | null = null;
  for await (const piece of content) {
    if (held !== null) yield held;
    hash.update(piece);
    held = piece;
  }
  if (hash.digest('hex') !== sha256) throw new Error(`the stored file ${sha256} is not what its hash says`);
  if (held !== null) yield held;
}

const holds = (header: string | undefined, etag: string) =>
  header?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag) ?? false;

/**
 * `GET /file`: the file for which the caller came by a link, where the tenant to which the link was given may read it still.
 * What it may not read, and what is not there, get the same answer.
 */
export const downloadRoute = (store: FileStore): Route => ({
  method: 'GET',
  path: '/file',
  changes: null,
  async answer({ headers }, caller, open) {
    const id = linkedFile(caller);
    if (id === null) return nothing;
    const execution = open();
    // The pool that opened it is this service's own.
    const context = execution.context as AwardsContext;
    let file: Awaited<ReturnType<ReturnType<typeof fileById>['load']>>;
    try {
      file = await fileById(context).load(id);
    } finally {
      await execution.end('rollback');
    }
    if (file === null) return nothing;
    const etag = `"${file.sha256}"`;
    const known = { etag, 'cache-control': 'private, no-cache' };
    if (holds(headers['if-none-match'], etag)) return { status: 304, headers: known, body: '' };
    const content = await store.read(file.sha256);
    if (content === null) throw new Error(`a file is missing in the store: ${file.sha256}`);
    return {
      status: 200,
      headers: {
        ...known,
        'content-type': file.mediaType,
        'content-length': String(file.size),
        'content-disposition': attachment(file.name),
      },
      body: verified(content, file.sha256),
    };
  },
});
