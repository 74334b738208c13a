import { createHash, createHmac } from 'node:crypto';

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
}

/** A request that is to be signed; header names in lower case, `host` among them. */
export interface UnsignedRequest {
  method: string;
  /** As it is sent: each segment percent-encoded once. */
  path: string;
  query: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string>>;
  /** SHA-256 of the body in hexadecimal digits. */
  payloadHash: string;
}

export interface Scope {
  credentials: Credentials;
  region: string;
  service: string;
  at: Date;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const byName = ([a]: [string, string], [b]: [string, string]) => (a < b ? -1 : a > b ? 1 : 0);

/** Every sign but letters, digits and -._~ as %XX. */
export const uriEncoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** The query as it is signed and sent. */
export const canonicalQuery = (query: Readonly<Record<string, string>>): string =>
  Object.entries(query)
    .map(([name, value]): [string, string] => [uriEncoded(name), uriEncoded(value)])
    .sort(byName)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');

/** The moment as the header x-amz-date has it: 20130524T000000Z. */
export const amzDate = (at: Date): string => at.toISOString().replace(/[:-]|\.\d{3}/g, '');

/** The header `authorization` of AWS Signature Version 4. */
export function authorization(request: UnsignedRequest, { credentials, region, service, at }: Scope): string {
  const headers = Object.entries(request.headers).sort(byName);
  const signed = headers.map(([name]) => name).join(';');
  const canonical = [
    request.method,
    request.path,
    canonicalQuery(request.query),
    ...headers.map(([name, value]) => `${name}:${value.trim().replace(/ +/g, ' ')}`),
    '',
    signed,
    request.payloadHash,
  ].join('\n');
  const date = amzDate(at);
  const day = date.slice(0, 8);
  const scope = `${day}/${region}/${service}/aws4_request`;
  const key = [region, service, 'aws4_request'].reduce(hmac, hmac(`AWS4${credentials.secretAccessKey}`, day));
  const signature = hmac(key, [ALGORITHM, date, scope, sha256(canonical)].join('\n')).toString('hex');
  return `${ALGORITHM} Credential=${credentials.accessKeyId}/${scope},SignedHeaders=${signed},Signature=${signature}`;
}
