import type { FileStore } from '@thi-dua/awards/dossier/store/file-store';
import type { Caller } from '@thi-dua/schema/caller';
import { createIdentitySigner } from '@thi-dua/schema/identity';
import type { RouteAnswer } from '@thi-dua/schema/route';
import type { Subgraph } from '@thi-dua/schema/subgraph';
import { callerOf, identityKey } from '../kit/services.js';
import { pdf } from './dossier-files.js';

const signer = createIdentitySigner(identityKey);

export interface Upload {
  nomination: string;
  kind?: string;
  name?: string;
  type?: string | undefined;
  body?: Uint8Array | AsyncIterable<Uint8Array>;
  encoding?: string;
}
// biome-ignore lint/suspicious/noExplicitAny: what was answered, as plain JSON.
export type Uploaded = { status: number; body: any };

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

/** Sends a file as the gateway does in its own process. */
export async function upload(
  service: Subgraph,
  tenant: string,
  { nomination, kind = 'SUBMISSION_LETTER', name = 'Tờ trình.pdf', type, body = pdf(), encoding }: Upload,
  over: Partial<Caller> = {},
): Promise<Uploaded> {
  const answer = await service.serve(
    { method: 'POST', path: '/dossier' },
    {
      query: new URLSearchParams({ nomination, kind, name }),
      headers: {
        ...(type !== undefined && { 'content-type': type }),
        ...(encoding && { 'content-encoding': encoding }),
      },
      body: body instanceof Uint8Array ? pieces(body) : body,
      signal: new AbortController().signal,
    },
    await signer.sign(callerOf(tenant, over), service.name),
  );
  return { status: answer.status, body: JSON.parse(String(answer.body)) };
}

export const codesOf = ({ status, body }: Uploaded): string =>
  [status, ...(body.errors ?? []).map(({ extensions }: { extensions: { code: string } }) => extensions.code)].join(' ');

/** Asks for a file as a caller that came by a link. */
export async function download(service: Subgraph, caller: Caller, etag?: string): Promise<RouteAnswer> {
  return service.serve(
    { method: 'GET', path: '/file' },
    {
      query: new URLSearchParams(),
      headers: etag === undefined ? {} : { 'if-none-match': etag },
      body: pieces(new Uint8Array()),
      signal: new AbortController().signal,
    },
    await signer.sign(caller, service.name),
  );
}

export async function bytesOf({ body }: RouteAnswer): Promise<Buffer> {
  if (typeof body === 'string') return Buffer.from(body);
  const found: Uint8Array[] = [];
  for await (const piece of body) found.push(Buffer.from(piece));
  return Buffer.concat(found);
}

export async function hashesIn(store: FileStore): Promise<string[]> {
  const found: string[] = [];
  for await (const { sha256 } of store.list()) found.push(sha256);
  return found.sort();
}
