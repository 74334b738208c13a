import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

export const credentials = { accessKeyId: 'AKTEST', secretAccessKey: 'secret/of+the=tests' };
export const region = 'ap-southeast-1';

/** A bucket on this machine: checks every signature on its own, keeps what it is given in memory. */
export interface BucketServer {
  endpoint: string;
  objects: Map<string, { bytes: Buffer; at: Date }>;
  /** What was asked, in order: "PUT dossier/…". */
  asked: string[];
  /** Fails so many requests to come, each in this way. */
  failNext(count: number, how: 500 | 507 | 'hang up'): void;
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** Written anew from the description of Signature Version 4, so that signer and verifier cannot share a mistake. */
function isSigned(request: IncomingMessage, body: Buffer): boolean {
  const match = /^AWS4-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(
    request.headers.authorization ?? '',
  );
  const [, credential = '', signed = '', signature = ''] = match ?? [];
  const [key, day = '', zone = '', service = '', end = ''] = credential.split('/');
  const date = String(request.headers['x-amz-date']);
  const moment = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (key !== credentials.accessKeyId || zone !== region || service !== 's3' || !date.startsWith(day)) return false;
  if (!(Math.abs(Date.now() - moment) < 15 * 60_000)) return false;
  if (request.headers['x-amz-content-sha256'] !== sha256(body)) return false;
  const [path = '', search = ''] = (request.url ?? '').split('?');
  const names = signed.split(';');
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => names.includes(name))) return false;
  let text = `${request.method}\n${path}\n${search.split('&').sort().join('&')}\n`;
  for (const name of names) text += `${name}:${String(request.headers[name]).trim()}\n`;
  text += `\n${signed}\n${sha256(body)}`;
  const toSign = `AWS4-HMAC-SHA256\n${date}\n${day}/${zone}/${service}/${end}\n${sha256(text)}`;
  const derived = hmac(hmac(hmac(hmac(`AWS4${credentials.secretAccessKey}`, day), zone), service), end);
  return hmac(derived, toSign).toString('hex') === signature;
}

/** Pages are short, so that lists have several. */
const PAGE = 2;

export async function bucketServer(bucket: string): Promise<BucketServer> {
  const objects: BucketServer['objects'] = new Map();
  const asked: string[] = [];
  const failing: (500 | 507 | 'hang up')[] = [];
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const body = Buffer.concat(pieces);
    const url = new URL(request.url ?? '/', 'http://x');
    const key = decodeURIComponent(url.pathname).slice(`/${bucket}/`.length);
    asked.push(`${request.method} ${key}`);
    const failure = failing.shift();
    if (failure === 'hang up') return response.destroy();
    if (failure !== undefined) return response.writeHead(failure).end();
    if (!url.pathname.startsWith(`/${bucket}`)) return response.writeHead(404).end();
    if (!isSigned(request, body)) return response.writeHead(403).end('<Code>SignatureDoesNotMatch</Code>');
    const found = objects.get(key);
    if (key === '' && request.method === 'GET') {
      const prefix = url.searchParams.get('prefix') ?? '';
      const names = [...objects.keys()].filter((name) => name.startsWith(prefix)).sort();
      const from = Number(url.searchParams.get('continuation-token') ?? 0);
      const next = from + PAGE < names.length ? `<NextContinuationToken>${from + PAGE}</NextContinuationToken>` : '';
      const items = names
        .slice(from, from + PAGE)
        .map(
          (name) =>
            `<Contents><Key>${name}</Key><LastModified>${objects.get(name)?.at.toISOString()}</LastModified></Contents>`,
        );
      return response.end(`<?xml version="1.0"?><ListBucketResult>${items.join('')}${next}</ListBucketResult>`);
    }
    if (request.method === 'PUT') {
      objects.set(key, { bytes: body, at: new Date() });
      return response.end();
    }
    if (request.method === 'DELETE') {
      objects.delete(key);
      return response.writeHead(204).end();
    }
    if (found === undefined) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-length': found.bytes.length }).end(found.bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    objects,
    asked,
    failNext: (count, how) => failing.push(...Array.from({ length: count }, () => how)),
  };
}
