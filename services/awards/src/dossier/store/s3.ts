import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { DiskFullError, UnavailableError } from '@thi-dua/prisma/errors';
import { type FileStore, isHash, requireHash, type StoredFile } from './file-store.js';
import { amzDate, authorization, type Credentials, canonicalQuery, uriEncoded } from './sigv4.js';

export interface Bucket {
  /** Of any service that speaks S3, e.g. https://s3.ap-southeast-1.amazonaws.com or http://minio:9000. */
  endpoint: string;
  bucket: string;
  region: string;
  credentials: Credentials;
}

interface Asked {
  method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  key?: string;
  query?: Record<string, string>;
  /** Of PUT. */
  file?: { path: string; size: number; sha256: string };
}

const EMPTY = createHash('sha256').digest('hex');
/** Within the bucket, so that it can hold other things as well. */
const PREFIX = 'dossier/';
/** How long the service may keep still. */
const STILL_MS = 30_000;
const TRIES = 3;
/** Insufficient Storage (RFC 4918, 11.5). */
const NO_ROOM = 507;

const succeeded = ({ statusCode = 0 }: IncomingMessage) => statusCode >= 200 && statusCode < 300;
const isTemporary = ({ statusCode = 0 }: IncomingMessage) => statusCode >= 500 || statusCode === 429;

/** A bucket, addressed by path, as every service that speaks S3 understands it. A file appears there whole or not at all. */
export function s3Bucket({ endpoint, bucket, region, credentials }: Bucket): FileStore {
  const base = new URL(endpoint);
  const root = base.pathname.replace(/\/$/, '');

  const once = async ({ method, key, query = {}, file }: Asked): Promise<IncomingMessage> => {
    const path = `${root}/${bucket}${key === undefined ? '' : `/${key.split('/').map(uriEncoded).join('/')}`}`;
    const payloadHash = file?.sha256 ?? EMPTY;
    const at = new Date();
    const headers: Record<string, string> = {
      host: base.host,
      'x-amz-content-sha256': payloadHash,
      'x-amz-date': amzDate(at),
      ...(file !== undefined && { 'content-length': String(file.size), 'content-type': 'application/octet-stream' }),
    };
    const signature = authorization(
      { method, path, query, headers, payloadHash },
      { credentials, region, service: 's3', at },
    );
    const asked = canonicalQuery(query);
    const send = base.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = send({
      protocol: base.protocol,
      // Of an address in brackets the brackets are no part.
      hostname: base.hostname.replace(/^\[|\]$/g, ''),
      port: base.port,
      method,
      path: asked === '' ? path : `${path}?${asked}`,
      headers: { ...headers, authorization: signature },
    });
    outgoing.setTimeout(STILL_MS, () => outgoing.destroy(new Error('the file store keeps still')));
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.once('response', resolve).once('error', reject);
    });
    if (file === undefined) outgoing.end();
    // What goes wrong in sending shows where the answer is awaited.
    else pipeline(createReadStream(file.path), outgoing).catch(() => {});
    return answered;
  };

  /** Repeats what failed on the way or for a moment: each of these requests may be repeated. */
  const ask = async (asked: Asked, missing = false): Promise<IncomingMessage | null> => {
    for (let tried = 1; ; tried++) {
      const answer = await once(asked).catch((error: unknown) => {
        if (tried === TRIES) throw new UnavailableError({ cause: error });
        return null;
      });
      if (answer !== null && succeeded(answer)) return answer;
      answer?.resume();
      if (answer?.statusCode === 404 && missing) return null;
      if (answer !== null && (!isTemporary(answer) || tried === TRIES)) {
        const failure = new Error(`the file store answers ${answer.statusCode} to ${asked.method}`);
        if (answer.statusCode === NO_ROOM) throw new DiskFullError({ cause: failure });
        throw isTemporary(answer) ? new UnavailableError({ cause: failure }) : failure;
      }
      await sleep(100 * 4 ** tried);
    }
  };
  const done = async (asked: Asked, missing = false): Promise<boolean> => {
    const answer = await ask(asked, missing);
    answer?.resume();
    return answer !== null;
  };
  const keyOf = (sha256: string) => PREFIX + requireHash(sha256);
  const has = (sha256: string) => done({ method: 'HEAD', key: keyOf(sha256) }, true);

  return {
    has,
    async put(sha256, path) {
      if (await has(sha256)) return;
      const { size } = await stat(path);
      await done({ method: 'PUT', key: keyOf(sha256), file: { path, size, sha256 } });
    },
    read: (sha256) => ask({ method: 'GET', key: keyOf(sha256) }, true),
    remove: async (sha256) => {
      await done({ method: 'DELETE', key: keyOf(sha256) }, true);
    },
    async *list(): AsyncGenerator<StoredFile> {
      let token: string | undefined;
      do {
        const query = { 'list-type': '2', prefix: PREFIX, ...(token !== undefined && { 'continuation-token': token }) };
        const answer = await ask({ method: 'GET', query });
        const pieces: Buffer[] = [];
        for await (const piece of answer ?? []) pieces.push(piece);
        const page = Buffer.concat(pieces).toString('utf8');
        for (const [, item = ''] of page.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
          const name = element(item, 'Key').slice(PREFIX.length);
          if (isHash(name)) yield { sha256: name, storedAt: new Date(element(item, 'LastModified')) };
        }
        token = element(page, 'NextContinuationToken') || undefined;
      } while (token !== undefined);
    },
    // What was not sent to its end was never there.
    sweep: async () => 0,
  };
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text of an XML element that holds nothing else; '' where there is none. */
const element = (xml: string, name: string): string =>
  (new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '').replace(
    /&(amp|lt|gt|quot|apos);/g,
    (_all, entity: string) => ENTITIES[entity] ?? '',
  );
