import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'thi-dua-start-'));
// Run as root, the database works under another account, which must be able to enter.
chmodSync(dataDir, 0o755);
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

function run(file: string, args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'gateway/src', file), ...args], {
    cwd: root,
    env,
  });
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.err += chunk;
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, ...said }));
  });
  const printed = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      child.stdout.on('data', () => {
        const found = pattern.exec(said.out);
        if (found) resolve(found);
      });
      void ended.then(({ err }) => reject(new Error(`it ended: ${err}`)));
    });
  return { child, ended, printed };
}

describe('what stands in the way of a start is told in a sentence', () => {
  test('all faults of the environment at once', async () => {
    const env = {
      PORT: '99999',
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgresql://admin@db/x',
      LOCALITIES_URL: 'http://one:4001/graphql,ftp://x',
      APP_REPLICA_URLS: 'postgresql://thi_dua_app@standby/x',
      DATA_DIR: dataDir,
    };
    const { code, out, err } = await run('main.ts', [], env).ended;
    expect([code, out]).toEqual([1, '']);
    for (const name of [
      'PORT',
      'HOST',
      'APP_DATABASE_URL',
      'APP_REPLICA_URLS',
      'LOCALITIES_URL',
      'AWARDS_URL',
      'IDENTITY_KEY',
    ])
      expect(err).toMatch(new RegExp(`^  ${name}: `, 'm'));
    expect(err).not.toContain('    at ');
  });
  test('a port in use, before the database is touched', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', () => resolve()));
    const { port } = taken.address() as AddressInfo;
    const untouched = join(dataDir, 'untouched');
    const { code, err } = await run('main.ts', [], { PORT: String(port), DATA_DIR: untouched }).ended;
    taken.close();
    expect({ code, err }).toEqual({
      code: 1,
      err: `Port ${port} on 127.0.0.1 is in use. Stop what listens there, or set PORT to another.\n`,
    });
    expect(existsSync(untouched)).toBe(false);
  });
  test.each([
    [['thanh-xuan', '--role', 'KING'], /no role KING\. The roles are REPORTER, /],
    [['Thanh Xuân'], /not a tenant's short name/],
    [[], /Usage: npm run --silent token -- TENANT/],
  ])('a token for %j', async (args, message) => {
    const { code, out, err } = await run('token.ts', args, { DATA_DIR: dataDir }).ended;
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(message);
  });
});

test('one command starts everything, answers with a local token, and leaves nothing behind when told to stop', async () => {
  const env = { PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn' };
  const { child, ended, printed } = run('main.ts', [], env);
  const [, url = ''] = await printed(/^ready (http:\/\/localhost:\d+\/graphql)$/m);
  const token = await run('token.ts', ['quang-binh', '--role', 'planner', '--subject', 'an'], env).ended;
  expect(token).toMatchObject({ code: 0, err: '' });
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token.out.trim()}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ viewer { subject roles tenant { slug } } awardForms { code } }' }),
  });
  expect(await response.json()).toMatchObject({
    data: { viewer: { subject: 'an', roles: ['PLANNER'], tenant: { slug: 'quang-binh' } } },
  });
  const ready = await fetch(new URL('/ready', url));
  expect([ready.status, await ready.json()]).toEqual([
    200,
    {
      status: 'ready',
      database: 'up',
      subgraphs: { localities: 'up', indicators: 'up', campaigns: 'up', awards: 'up' },
    },
  ]);
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0, err: '' });
  expect(existsSync(join(dataDir, 'pg/postmaster.pid'))).toBe(false);
}, 90_000);
