import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { consoleFiles, readFolder } from '@thi-dua/gateway/console/files';
import { builtFolder } from '@thi-dua/gateway/console/folders';
import { serveConsole } from '@thi-dua/gateway/console/serve';
import { afterAll, describe, expect, test } from 'vitest';

/** Serves a folder of files as the gateway does; what is none of them is 404. */
async function serving(files: Parameters<typeof serveConsole>[2]) {
  const server = createServer((asked, response) => {
    if (!serveConsole(asked, response, files)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  afterAll(() => server.close());
  const { port } = server.address() as AddressInfo;
  // Not by fetch: it decodes what is encoded, and mends paths.
  return (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
      request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      })
        .once('error', reject)
        .end();
    });
}

test('the console has been built', () => {
  expect(existsSync(builtFolder), 'run "npm run generate" first').toBe(true);
});

const get = await serving(consoleFiles());
const script = [...consoleFiles().keys()].find((path) => /^\/assets\/index-.*\.js$/.test(path)) ?? '';

describe('the page', () => {
  test('may load and ask its own host only, is framed by nobody and sends no form', async () => {
    for (const path of ['/', script]) {
      const { status, headers } = await get(path);
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'content-security-policy':
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
    }
  });

  test('is asked for anew each time and answered 304 while it is the same; what is named by its content is kept', async () => {
    const page = await get('/');
    expect(page.headers['cache-control']).toBe('no-cache');
    const again = await get('/', { 'if-none-match': String(page.headers.etag) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    expect((await get('/', { 'if-none-match': '"another"' })).status).toBe(200);
    expect((await get(script)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  test('comes compressed as the client takes it, and is the same page each time', async () => {
    const plain = await get(script);
    expect(plain.headers['content-encoding']).toBeUndefined();
    const [br, gzip, refused] = [
      await get(script, { 'accept-encoding': 'gzip, deflate, br' }),
      await get(script, { 'accept-encoding': 'gzip' }),
      await get(script, { 'accept-encoding': 'br;q=0, gzip;q=0.5' }),
    ];
    expect([br, gzip, refused].map(({ headers }) => headers['content-encoding'])).toEqual(['br', 'gzip', 'gzip']);
    expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true);
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
    expect(br.headers.vary).toBe('accept-encoding');
  });

  test('is asked for by GET and HEAD', async () => {
    const head = await get('/', {}, 'HEAD');
    expect([head.status, head.body.length]).toEqual([200, 0]);
    const post = await get('/', {}, 'POST');
    expect([post.status, post.headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  test.each(['/index.htm', '/assets/', '/assets/../package.json', '/../package.json', '/assets/%2e%2e/x', '/x.js.br'])(
    'holds nothing at %s',
    async (path) => expect((await get(path)).status).toBe(404),
  );
});

test('the first view weighs less than 200 KB compressed, the chart included', async () => {
  let bytes = 0;
  for (const path of consoleFiles().keys()) bytes += (await get(path, { 'accept-encoding': 'br' })).body.length;
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(200 * 1024);
});

test('nothing in it is loaded from elsewhere', () => {
  for (const name of readdirSync(builtFolder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(html|js|css)$/.test(name)) continue;
    // Names of XML namespaces are no addresses.
    const addresses = readFileSync(join(builtFolder, name), 'utf8').match(
      /(https?:)?\/\/[a-z0-9-]+\.[a-z.]+[^'"`\s)]*/gi,
    );
    expect(
      (addresses ?? []).filter((one) => !one.includes('www.w3.org')),
      name,
    ).toEqual([]);
  }
});

test('where it has not been built, / says so, and everything else is as before', async () => {
  const ask = await serving(new Map());
  const { status, headers, body } = await ask('/');
  expect([status, body.toString()]).toEqual([503, 'The console has not been built. Run: npm run generate\n']);
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect((await ask('/assets/x.js')).status).toBe(404);
});

test('files that no browser asks for are not served', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'thi-dua-console-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'assets', 'a.js'), 'a');
  writeFileSync(join(folder, '.env'), 'SECRET=1');
  writeFileSync(join(folder, 'assets', 'a.js.map'), '{}');
  expect([...readFolder(folder).keys()].sort()).toEqual(['/', '/assets/a.js']);
});
