import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Operation } from '../gateway.js';

/** The request cannot be taken for an operation. */
export class RequestError extends GraphQLError {
  constructor(
    readonly status: 400 | 405 | 408 | 413 | 415,
    message: string,
  ) {
    super(message, { extensions: { code: status === 413 ? 'BODY_TOO_LARGE' : 'BAD_REQUEST' } });
  }
}

const json = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** Reads one operation: JSON in UTF-8 (other charsets have let requests past a parser before), at most `limit` bytes. */
export async function readOperation(request: IncomingMessage, limit: number): Promise<Operation> {
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
    request.once('error', reject);
    request.once('close', () => reject(new RequestError(400, 'The request ended early.')));
  });
}

function operationFrom(body: unknown): Operation {
  if (Array.isArray(body)) throw new RequestError(400, 'Send one operation a request: batching is off.');
  if (typeof body !== 'object' || body === null)
    throw new RequestError(400, 'The request body must be an object with "query".');
  const { query, variables, operationName } = body as Partial<Record<string, unknown>>;
  if (typeof query !== 'string' || query === '')
    throw new RequestError(400, '"query" must be the text of a GraphQL document.');
  if (variables !== undefined && variables !== null && (typeof variables !== 'object' || Array.isArray(variables))) {
    throw new RequestError(400, '"variables" must be an object.');
  }
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') {
    throw new RequestError(400, '"operationName" must be a text.');
  }
  return { query, variables: { ...variables }, operationName: operationName || undefined };
}
