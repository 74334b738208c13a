import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from '@thi-dua/prisma/connect';
import { startEmbedded } from '@thi-dua/prisma/embedded/server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'thi-dua-embedded-'));
  chmodSync(dataDir, 0o755);
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** A process of its own that starts the server, says where, and holds it. */
async function holder() {
  const script = fileURLToPath(new URL('./hold-server.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: line.toString().trim() };
}

describe('the embedded server', () => {
  test('keeps what was written over a stop and a start', async () => {
    const first = await startEmbedded({ dataDir });
    const before = await connect(first.url('admin', 'postgres'));
    await before.query('CREATE TABLE kept AS SELECT 42 AS answer');
    await before.end();
    await first.stop();
    const second = await startEmbedded({ dataDir });
    const after = await connect(second.url('admin', 'postgres'));
    expect((await after.query('SELECT answer FROM kept')).rows).toEqual([{ answer: 42 }]);
    await after.end();
    await second.stop();
    expect(second.adopted).toBe(false);
  });

  test('is taken over from a process that was killed, with all that was committed', async () => {
    const { child, url } = await holder();
    const client = await connect(url);
    await client.query('CREATE TABLE kept AS SELECT 42 AS answer');
    await client.end();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const server = await startEmbedded({ dataDir });
    const after = await connect(server.url('admin', 'postgres'));
    expect((await after.query('SELECT answer FROM kept')).rows).toEqual([{ answer: 42 }]);
    await after.end();
    await server.stop();
    expect(server.adopted).toBe(true);
  });

  test('has one owner at a time, and says so to a second', async () => {
    const { child } = await holder();
    await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: 'DATA_DIR_IN_USE' });
    child.kill('SIGTERM');
    await once(child, 'exit');
  });

  test('starts from a folder that other users may not enter', async () => {
    const closed = join(dataDir, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const server = await startEmbedded({ dataDir: join(closed, 'data') });
    const client = await connect(server.url('admin', 'postgres'));
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await client.end();
    await server.stop();
    // Run as root, the cluster lies where the server's own account may enter; the data folder says where.
    const movedTo = join(closed, 'data', 'moved-to');
    if (existsSync(movedTo)) rmSync(readFileSync(movedTo, 'utf8').trim(), { recursive: true });
  });

  test('says what is wrong with a data folder that it cannot use', async () => {
    const file = join(dataDir, 'a-file');
    writeFileSync(file, '');
    await expect(startEmbedded({ dataDir: join(file, 'data') })).rejects.toMatchObject({ code: 'DATA_DIR' });
    mkdirSync(join(dataDir, 'broken'));
    writeFileSync(join(dataDir, 'broken', 'secrets.json'), '{');
    await expect(startEmbedded({ dataDir: join(dataDir, 'broken') })).rejects.toMatchObject({
      code: 'DATA_DIR_BROKEN',
    });
  });
});

describe('a database that cannot be used is refused with what to do', () => {
  test('away', async () => {
    await expect(connect('postgresql://x:y@127.0.0.1:1/none')).rejects.toMatchObject({ code: 'DATABASE_AWAY' });
  });

  test('of which the login is wrong, without showing the password', async () => {
    const server = await startEmbedded({ dataDir });
    const wrong = new URL(server.url('admin', 'postgres'));
    wrong.password = 'very-secret';
    const refusal = await connect(wrong.toString()).catch((error: Error) => error);
    await server.stop();
    expect(refusal).toMatchObject({ code: 'DATABASE_LOGIN' });
    expect((refusal as Error).message).not.toContain('very-secret');
  });
});
