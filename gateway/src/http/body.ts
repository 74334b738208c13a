import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import { z } from 'zod';
import type { Operation } from '../gateway.js';

/** An operation as it was sent: its document's text, the id of a trusted one, or both. */
export interface AskedOperation extends Omit<Operation, 'query'> {
  query: string | undefined;
  documentId: string | undefined;
}

/** The request cannot be taken for an operation. */
export class RequestError extends GraphQLError {
  constructor(
    readonly status: 400 | 403 | 405 | 408 | 413 | 415,
    message: string,
    code: string = status === 413 ? 'BODY_TOO_LARGE' : 'BAD_REQUEST',
  ) {
    super(message, { extensions: { code } });
  }
}

const json = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** Reads one operation: JSON in UTF-8 (other charsets have let requests past a parser before), at most `limit` bytes. */
export async function readOperation(request: IncomingMessage, limit: number): Promise<AskedOperation> {
  if (!json.test(request.headers['content-type'] ?? ''))
    throw new RequestError(415, 'Send the operation as application/json in UTF-8.');
  if (request.headers['content-encoding'] !== undefined)
    throw new RequestError(415, 'Send the operation without content encoding.');
  const bytes = await readBytes(request, limit);
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new RequestError(400, 'The request body is not JSON in UTF-8.');
  }
  return operationFrom(body);
}

/** How long the bytes of an operation may take. */
const ARRIVAL_MS = 60_000;

function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = () =>
    new RequestError(413, `The request is larger than ${limit} bytes. Send the rows in several requests.`);
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const late = setTimeout(() => {
      request.removeAllListeners('data').pause();
      reject(new RequestError(408, 'The request did not arrive in time.'));
    }, ARRIVAL_MS);
    request.once('close', () => clearTimeout(late));
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        request.removeAllListeners('data').pause();
        reject(tooLarge());
      } else chunks.push(chunk);
    });
    request.once('end', () => {
      clearTimeout(late);
      resolve(Buffer.concat(chunks));
    });
    // Whoever hangs up, or writes what is no HTTP, breaks off: that is no fault of ours.
    const endedEarly = () => reject(new RequestError(400, 'The request ended early.'));
    request.once('error', endedEarly).once('close', endedEarly);
  });
}

/** An object, or left out. */
const isMap = (value: unknown): value is object | null | undefined =>
  value === undefined || (typeof value === 'object' && !Array.isArray(value));

/** Reads one operation from an address, as a client of server-sent events that can send no body writes it. */
export function operationInQuery(url: string): AskedOperation {
  const asked = new URLSearchParams(url.split('?')[1] ?? '');
  const variables = asked.get('variables');
  try {
    return operationFrom({
      query: asked.get('query') ?? undefined,
      documentId: asked.get('documentId') ?? undefined,
      variables: variables === null ? undefined : JSON.parse(variables),
      operationName: asked.get('operationName'),
    });
  } catch (error) {
    if (error instanceof SyntaxError) throw new RequestError(400, '"variables" must be JSON.');
    throw error;
  }
}

function operationFrom(body: unknown): AskedOperation {
  if (Array.isArray(body)) throw new RequestError(400, 'Send one operation a request: batching is off.');
  if (typeof body !== 'object' || body === null)
    throw new RequestError(400, 'The request body must be an object with "query".');
  const { query, variables, operationName, extensions } = body as Partial<Record<string, unknown>>;
  const documentId = documentIdIn(body) ?? persistedQueryIn(extensions);
  if (documentId === undefined && query === undefined)
    throw new RequestError(400, 'The request body must hold "query", or the "documentId" of a trusted document.');
  if (query !== undefined && (typeof query !== 'string' || query === ''))
    throw new RequestError(400, '"query" must be the text of a GraphQL document.');
  if (!isMap(variables)) throw new RequestError(400, '"variables" must be an object.');
  if (!isMap(extensions)) throw new RequestError(400, '"extensions" must be an object.');
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') {
    throw new RequestError(400, '"operationName" must be a text.');
  }
  return { query, documentId, variables: { ...variables }, operationName: operationName || undefined };
}

function documentIdIn(body: object): string | undefined {
  if (!('documentId' in body) || body.documentId === undefined) return undefined;
  if (typeof body.documentId !== 'string') throw new RequestError(400, '"documentId" must be a text.');
  return body.documentId;
}

const PersistedQuery = z.object({ persistedQuery: z.object({ version: z.literal(1), sha256Hash: z.string() }) });

/** The id as clients send it that were made for another convention: in `extensions.persistedQuery`. */
function persistedQueryIn(extensions: unknown): string | undefined {
  const { data } = PersistedQuery.safeParse(extensions);
  return data && `sha256:${data.persistedQuery.sha256Hash}`;
}
