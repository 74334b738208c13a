import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileStore } from '@thi-dua/awards/dossier/store/file-store';
import { localFolder } from '@thi-dua/awards/dossier/store/local-folder';
import { openStore } from '@thi-dua/awards/dossier/store/open-store';
import { s3Bucket } from '@thi-dua/awards/dossier/store/s3';
import { missingBeside } from '@thi-dua/awards/dossier/store/settings';
import { authorization } from '@thi-dua/awards/dossier/store/sigv4';
import { DiskFullError, UnavailableError } from '@thi-dua/prisma/errors';
import { afterAll, describe, expect, test } from 'vitest';
import { bucketServer, credentials, region } from './bucket-server.js';
import { hashesIn } from './dossier-kit.js';

const scratch = mkdtempSync(join(tmpdir(), 'thi-dua-test-stores-'));
afterAll(() => rmSync(scratch, { recursive: true }));
let number = 0;
/** Some content on this machine, and its hash. */
const content = (size = 1000) => {
  const bytes = randomBytes(size);
  const path = join(scratch, `given-${++number}`);
  writeFileSync(path, bytes);
  return { bytes, path, sha256: createHash('sha256').update(bytes).digest('hex') };
};
const all = async (pieces: AsyncIterable<Uint8Array> | null) => {
  if (pieces === null) return null;
  const found: Uint8Array[] = [];
  for await (const piece of pieces) found.push(piece);
  return Buffer.concat(found);
};

const remote = await bucketServer('ho-so');
const bucket = (over = {}) => s3Bucket({ endpoint: remote.endpoint, bucket: 'ho-so', region, credentials, ...over });
const folder = join(scratch, 'folder');

describe.each<[string, FileStore]>([
  ['a folder', localFolder(folder)],
  ['a bucket', bucket()],
])('%s', (_what, store) => {
  test('gives back what it was given, under its hash, and lists it', async () => {
    const given = [content(), content(0), content(300_000)];
    for (const { sha256, path } of given) await store.put(sha256, path);
    for (const { sha256, bytes } of given) {
      expect(await store.has(sha256)).toBe(true);
      expect((await all(await store.read(sha256)))?.equals(bytes)).toBe(true);
    }
    expect(await hashesIn(store)).toEqual(given.map(({ sha256 }) => sha256).sort());
    for await (const { storedAt } of store.list())
      expect(Math.abs(Date.now() - storedAt.getTime())).toBeLessThan(60_000);
  });

  test('stores the same content once, also when it is given several times at once', async () => {
    const { sha256, path, bytes } = content();
    const before = (await hashesIn(store)).length;
    await Promise.all([1, 2, 3, 4].map(() => store.put(sha256, path)));
    expect((await hashesIn(store)).length).toBe(before + 1);
    expect((await all(await store.read(sha256)))?.equals(bytes)).toBe(true);
  });

  test('has nothing of what it was not given or has removed, and removes twice', async () => {
    const { sha256, path } = content();
    expect([await store.has(sha256), await store.read(sha256)]).toEqual([false, null]);
    await store.put(sha256, path);
    await store.remove(sha256);
    await store.remove(sha256);
    expect([await store.has(sha256), await store.read(sha256)]).toEqual([false, null]);
  });

  test.each(['../../etc/passwd', '', 'A'.repeat(64)])('takes nothing but a hash for a name: %j', async (name) => {
    const { path } = content();
    await expect((async () => store.put(name, path))()).rejects.toThrow('not a SHA-256');
    await expect((async () => store.read(name))()).rejects.toThrow('not a SHA-256');
  });
});

describe('a folder', () => {
  const store = localFolder(folder);

  test('is left without a trace where what was to be stored cannot be read', async () => {
    const { sha256 } = content();
    await expect(store.put(sha256, join(scratch, 'no such file'))).rejects.toThrow();
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
    expect(await store.has(sha256)).toBe(false);
  });

  test('lists nothing of what a crash left half-written, and sweeps what is old of it', async () => {
    const before = await hashesIn(store);
    mkdirSync(join(folder, 'incoming'), { recursive: true });
    writeFileSync(join(folder, 'incoming', 'half'), 'x');
    expect(await hashesIn(store)).toEqual(before);
    const now = Date.now();
    expect(await store.sweep(new Date(now - 86_400_000))).toBe(0);
    utimesSync(join(folder, 'incoming', 'half'), now / 1000 - 100_000, now / 1000 - 100_000);
    expect(await store.sweep(new Date(now - 86_400_000))).toBe(1);
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
  });
});

describe('a bucket', () => {
  test.each([500, 'hang up'] as const)(
    'is asked again where it fails for a moment (%s), and no more than three times',
    async (how) => {
      const { sha256, path } = content();
      remote.failNext(2, how);
      await bucket().put(sha256, path);
      expect(await bucket().has(sha256)).toBe(true);
      remote.failNext(3, how);
      await expect(bucket().has(sha256)).rejects.toBeInstanceOf(UnavailableError);
    },
  );

  test('that has no room left says so', async () => {
    const { sha256, path } = content();
    const full = { ...bucket(), has: async () => false };
    remote.failNext(3, 507);
    await expect(full.put(sha256, path)).rejects.toBeInstanceOf(DiskFullError);
  });

  test('that refuses the key is told of, not asked again', async () => {
    const { sha256 } = content();
    const wrong = bucket({ credentials: { ...credentials, secretAccessKey: 'x' } });
    const before = remote.asked.length;
    await expect(wrong.has(sha256)).rejects.toThrow('the file store answers 403 to HEAD');
    expect(remote.asked.length).toBe(before + 1);
  });
});

describe('requests are signed as AWS publishes it (Authenticating Requests, Signature Version 4, examples of Amazon S3)', () => {
  const host = 'examplebucket.s3.amazonaws.com';
  const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
  const stored = '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072';
  const base = { host, 'x-amz-date': '20130524T000000Z' };
  test.each([
    [
      'GET',
      '/test.txt',
      {},
      { range: 'bytes=0-9' },
      nothing,
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ],
    [
      'PUT',
      '/test%24file.text',
      {},
      { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
      stored,
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    ],
    ['GET', '/', { lifecycle: '' }, {}, nothing, 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'],
    [
      'GET',
      '/',
      { 'max-keys': '2', prefix: 'J' },
      {},
      nothing,
      '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
    ],
  ])('%s %s %j', (method, path, query, headers, payloadHash, signature) => {
    const signed = authorization(
      { method, path, query, headers: { ...base, ...headers, 'x-amz-content-sha256': payloadHash }, payloadHash },
      {
        credentials: {
          accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
          secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
        },
        region: 'us-east-1',
        service: 's3',
        at: new Date('2013-05-24T00:00:00Z'),
      },
    );
    expect(signed).toMatch(new RegExp(`Signature=${signature}$`));
  });
});

describe('the settings', () => {
  const given = {
    DATA_DIR: join(scratch, 'data'),
    DOSSIER_S3_ENDPOINT: remote.endpoint,
    DOSSIER_S3_BUCKET: 'ho-so',
    DOSSIER_S3_REGION: region,
    DOSSIER_S3_ACCESS_KEY_ID: credentials.accessKeyId,
    DOSSIER_S3_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  test('name a bucket, else a folder, else one in DATA_DIR', async () => {
    const { sha256, path } = content();
    await openStore(given).put(sha256, path);
    expect(remote.objects.has(`dossier/${sha256}`)).toBe(true);
    const { DATA_DIR, DOSSIER_S3_REGION } = given;
    await openStore({ DATA_DIR, DOSSIER_S3_REGION, DOSSIER_DIR: join(scratch, 'own') }).put(sha256, path);
    expect(readdirSync(join(scratch, 'own', sha256.slice(0, 2)))).toEqual([sha256]);
    await openStore({ DATA_DIR, DOSSIER_S3_REGION }).put(sha256, path);
    expect(readdirSync(join(scratch, 'data', 'dossier', sha256.slice(0, 2)))).toEqual([sha256]);
  });

  test('of a bucket are told together what they lack', () => {
    expect(missingBeside({ DOSSIER_S3_BUCKET: 'x', DOSSIER_S3_ENDPOINT: '' }).map(({ name }) => name)).toEqual([
      'DOSSIER_S3_ENDPOINT',
      'DOSSIER_S3_ACCESS_KEY_ID',
      'DOSSIER_S3_SECRET_ACCESS_KEY',
    ]);
    expect(missingBeside({})).toEqual([]);
  });
});
