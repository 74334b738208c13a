import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ConsoleFile, consoleFiles } from './files.js';

/** Scripts, styles and requests of this host; no frame around it, no form sent anywhere. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const guards = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

const YEAR_IN_SECONDS = 31_536_000;
const unbuilt = 'The console has not been built. Run: npm run generate\n';

/** Answers `/` and the files of the console; false where the path is none of them. It needs no token: it holds no data. */
export function serveConsole(
  request: IncomingMessage,
  response: ServerResponse,
  files: ReadonlyMap<string, ConsoleFile> = consoleFiles(),
): boolean {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const file = files.get(path);
  if (file === undefined && path !== '/') return false;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD', 'content-length': 0 }).end();
    return true;
  }
  if (file === undefined) {
    const headers = { ...guards, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
    response.writeHead(503, headers).end(unbuilt);
    return true;
  }
  send(request, response, file);
  return true;
}

function send(request: IncomingMessage, response: ServerResponse, file: ConsoleFile): void {
  const headers = {
    ...guards,
    'content-type': file.type,
    'cache-control': file.immutable ? `public, max-age=${YEAR_IN_SECONDS}, immutable` : 'no-cache',
    etag: file.etag,
    vary: 'accept-encoding',
  };
  const known = (request.headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(file.etag) || known.includes('*')) {
    response.writeHead(304, headers).end();
    return;
  }
  const accepted = codings(request.headers['accept-encoding']);
  const coding = [...file.encoded.keys()].find((one) => accepted.has(one));
  const bytes = (coding && file.encoded.get(coding)) ?? file.bytes;
  response
    .writeHead(200, { ...headers, ...(coding && { 'content-encoding': coding }), 'content-length': bytes.length })
    .end(request.method === 'HEAD' ? undefined : bytes);
}

/** Those that the client takes; one with a weight of zero it refuses. */
function codings(header: string | string[] | undefined): ReadonlySet<string> {
  const named = String(header ?? '')
    .toLowerCase()
    .split(',')
    .filter((one) => !/;\s*q=0(\.0*)?\s*$/.test(one));
  return new Set(named.map((one) => one.split(';', 1)[0]?.trim() ?? ''));
}
