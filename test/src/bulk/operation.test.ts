import { gunzipSync } from 'node:zlib';
import { connect } from '@thi-dua/prisma/connect';
import { readGlobalUuid } from '@thi-dua/schema/global-id';
import { describe, expect, test, vi } from 'vitest';
import { graph } from '../isolation/graph.js';
import { testDatabase } from '../kit/database.js';
import { bulk, linesIn } from './bulk-kit.js';

const cancel =
  'mutation ($input: CancelExportInput!) { cancelExport(input: $input) { export { status } errors { code } } }';

describe('an export under way', async () => {
  const database = await testDatabase();
  const tested = await graph(database);
  const exports = await bulk(tested);
  const { start, look, ended, ask } = exports;

  const sql = async (text: string, values: unknown[] = []) => {
    const operator = await connect(database.operatorUrl);
    const { rows } = await operator.query(text, values);
    await operator.end();
    return rows;
  };
  const idOf = ({ id }: { id: string }) => readGlobalUuid('BulkExport', id);
  /** Begins one; the test has seen that nothing is wrong with it. */
  const begin = async (tenant: string, input: Record<string, unknown> = {}, subject = `officer@${tenant}`) => {
    const { export: begun, errors } = await start(tenant, input, { subject });
    expect(errors).toEqual([]);
    if (begun === null) throw new Error('not begun');
    return begun;
  };
  const textOf = async (url: string | null) => (await exports.fetch(url ?? '')).text();
  /** A gateway that answers so many pages, and then never again: as a process that is gone. */
  const dyingAfter = (pages: number) => {
    let left = pages;
    return {
      serve: tested.gateway.serve,
      execute: vi.fn((...asked: Parameters<typeof tested.gateway.execute>) =>
        left-- > 0 ? tested.gateway.execute(...asked) : new Promise<never>(() => {}),
      ),
    };
  };

  test('is one at a time for each maker, and known to its maker alone', async () => {
    const begun = await begin('bac-giang');
    expect(begun).toMatchObject({ status: 'WAITING', url: null, objectCount: 0 });
    const second = await start('bac-giang');
    expect(second.export?.id).toBe(begun.id);
    expect(second.errors).toEqual([{ code: 'EXPORT_RUNNING', message: expect.stringContaining(begun.id) }]);
    for (const [tenant, over] of [
      ['bac-giang', { subject: 'colleague@bac-giang' }],
      ['trung-uong', {}],
      ['trung-uong', { subject: 'officer@bac-giang' }],
      ['bac-ninh', {}],
      ['a-stranger', {}],
      ['bac-giang', { roles: ['PLANNER' as const] }],
    ] as const) {
      expect(await look(tenant, begun.id, over)).toBeNull();
      expect((await ask(tenant, '{ bulkExports { id } }', {}, over)).bulkExports).toEqual([]);
      if ('roles' in over) continue;
      const { cancelExport } = await ask(tenant, cancel, { input: { id: begun.id } }, over);
      expect(cancelExport).toEqual({ export: null, errors: [{ code: 'NOT_FOUND' }] });
    }
    const { cancelExport } = await ask('bac-giang', cancel, { input: { id: begun.id } });
    expect(cancelExport).toEqual({ export: { status: 'CANCELLED' }, errors: [] });
    const again = await ask('bac-giang', cancel, { input: { id: begun.id } });
    expect(again.cancelExport.errors).toEqual([{ code: 'WRONG_STATE' }]);
  });

  test('is begun once by two who ask at the same moment', async () => {
    const answers = await Promise.all([start('cao-bang'), start('cao-bang')]);
    expect(answers.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(['EXPORT_RUNNING']);
    expect(new Set(answers.map(({ export: one }) => one?.id)).size).toBe(1);
    await ask('cao-bang', cancel, { input: { id: answers[0]?.export?.id } });
  });

  test('needs role ANALYST and a sensible wish', async () => {
    const { errors } = await tested.ask('bac-giang', 'mutation { startExport { errors { code } } }', {}, { roles: [] });
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    const codes = async (input: Record<string, unknown>) =>
      (await start('bac-giang', input)).errors.map(({ code }) => code);
    expect(await codes({ kinds: [] })).toEqual(['EMPTY']);
    expect(await codes({ kinds: ['PLAN'], updatedSince: '2024-01-01T00:00:00Z' })).toEqual(['NOT_INCREMENTAL']);
  });

  test('is downloaded by link and by token, in parts, and by nobody else', async () => {
    exports.work();
    const begun = await begin('thanh-xuan', { kinds: ['TENANT', 'INDICATOR', 'PLAN'] });
    const { url, bytes } = await ended('thanh-xuan', begun.id);
    const whole = await exports.fetch(url ?? '');
    const etag = whole.headers.get('etag') ?? '';
    expect(whole.headers.get('content-type')).toBe('application/jsonl; charset=utf-8');
    const text = await whole.text();
    const path = url?.split('?')[0] ?? '';
    const mine = await exports.bearer('thanh-xuan');
    expect(await (await exports.fetch(path, mine)).text()).toBe(text);

    const part = await exports.fetch(url ?? '', { range: `bytes=100-`, 'if-range': etag });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 100-${bytes - 1}/${bytes}`);
    expect(await part.text()).toBe(Buffer.from(text).subarray(100).toString());
    const last = await exports.fetch(url ?? '', { range: 'bytes=-7' });
    expect(Buffer.from(await last.arrayBuffer())).toEqual(Buffer.from(text).subarray(-7));
    expect((await exports.fetch(url ?? '', { range: 'bytes=5-9', 'if-range': '"another"' })).status).toBe(200);
    const beyond = await exports.fetch(url ?? '', { range: `bytes=${bytes}-` });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${bytes}`]);
    expect((await exports.fetch(url ?? '', { 'if-none-match': etag })).status).toBe(304);
    const head = await exports.fetch(url ?? '', {}, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes)]);

    const statuses = await Promise.all(
      [
        exports.fetch(path),
        exports.fetch(path, await exports.bearer('thanh-xuan', { subject: 'colleague@thanh-xuan' })),
        exports.fetch(path, await exports.bearer('thanh-xuan', { roles: ['PLANNER'] })),
        exports.fetch(path, await exports.bearer('ha-noi')),
        exports.fetch(`${path}.gz`, mine),
        exports.fetch(`${url}x`),
      ].map(async (answer) => (await answer).status),
    );
    expect(statuses).toEqual([401, 404, 404, 404, 404, 404]);

    // A link to one export opens no other of the same maker's.
    const other = await begin('thanh-xuan', { kinds: ['TENANT'], gzip: true });
    const packed = await ended('thanh-xuan', other.id);
    const key = url?.split('?')[1];
    expect((await exports.fetch(`${packed.url?.split('?')[0]}?${key}`)).status).toBe(404);
    const unpacked = gunzipSync(await (await exports.fetch(packed.url ?? '')).arrayBuffer()).toString();
    expect(text.startsWith(unpacked)).toBe(true);

    // Once cancelled or expired there is nothing.
    await ask('thanh-xuan', cancel, { input: { id: other.id } });
    expect((await exports.fetch(packed.url ?? '')).status).toBe(404);
    await sql(`UPDATE campaigns.bulk_export SET expires_at = now() WHERE id = $1`, [idOf(begun)]);
    expect((await exports.fetch(url ?? '')).status).toBe(404);
    expect(await look('thanh-xuan', begun.id)).toMatchObject({ status: 'EXPIRED', url: null });
    await exports.stopAll();
    exports.work();
    await vi.waitFor(() => expect(exports.files()).toEqual([]), 5000);
  });

  test.each([false, true])('goes on from its last page after a crash (packed: %s)', async (gzip) => {
    const wish = { kinds: ['TENANT', 'INDICATOR', 'METHODOLOGY', 'MOVEMENT', 'PLAN', 'OBSERVATION'], gzip };
    const begun = await begin('trung-uong', wish, `crash@${gzip}`);
    const dying = dyingAfter(3);
    // Never stopped: it hangs in its page for ever.
    exports.abandon({ gateway: dying });
    await vi.waitFor(() => expect(dying.execute).toHaveBeenCalledTimes(4), 20_000);
    const { objectCount } = (await look('trung-uong', begun.id, { subject: `crash@${gzip}` })) ?? {};
    expect(objectCount).toBeGreaterThan(0);
    await sql(`UPDATE campaigns.bulk_export SET lease_until = now() WHERE id = $1`, [idOf(begun)]);
    const alive = vi.fn(tested.gateway.execute);
    exports.work({ gateway: { serve: tested.gateway.serve, execute: alive } });
    const done = await ended('trung-uong', begun.id, { subject: `crash@${gzip}` });
    expect(done.status).toBe('DONE');
    const first = alive.mock.calls[0]?.[0].query;
    expect(first).toContain('ExportObservation');
    const [row] = await sql('SELECT run FROM campaigns.bulk_export WHERE id = $1', [idOf(begun)]);
    expect(row).toEqual({ run: 2 });

    const anew = await begin('trung-uong', { ...wish, gzip: false }, `anew@${gzip}`);
    const { url } = await ended('trung-uong', anew.id, { subject: `anew@${gzip}` });
    const bytes = Buffer.from(await (await exports.fetch(done.url ?? '')).arrayBuffer());
    expect((gzip ? gunzipSync(bytes) : bytes).toString()).toBe(await textOf(url));
  });

  test('says so where what was written is gone', async () => {
    const begun = await begin('quang-binh', { kinds: ['TENANT', 'INDICATOR'] });
    const { rm } = await import('node:fs/promises');
    const dying = dyingAfter(1);
    exports.abandon({ gateway: dying });
    await vi.waitFor(() => expect(dying.execute).toHaveBeenCalledTimes(2), 20_000);
    await rm(`${exports.path}/${idOf(begun)}.1`);
    await sql(`UPDATE campaigns.bulk_export SET lease_until = now() WHERE id = $1`, [idOf(begun)]);
    exports.work();
    expect(await ended('quang-binh', begun.id)).toMatchObject({ status: 'FAILED', error: { code: 'FILE_LOST' } });
  });

  test('waits for its turn, and is left to the next start by a stop', async () => {
    const dying = dyingAfter(0);
    const one = await begin('ha-noi', { kinds: ['TENANT'] });
    exports.abandon({ gateway: dying, atOnce: 1 });
    await vi.waitFor(() => expect(dying.execute).toHaveBeenCalledTimes(1), 20_000);
    const two = await begin('ha-lang', { kinds: ['TENANT'] });
    exports.work({ atOnce: 1 });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await look('ha-lang', two.id)).toMatchObject({ status: 'WAITING' });
    await ask('ha-noi', cancel, { input: { id: one.id } });
    expect(await ended('ha-lang', two.id)).toMatchObject({ status: 'DONE' });
  });

  test('stops where its tenant ends meanwhile', async () => {
    const begun = await begin('bac-ninh', { kinds: ['TENANT'] });
    await sql(`UPDATE campaigns.bulk_export SET created_at = now() - interval '2 days' WHERE id = $1`, [idOf(begun)]);
    const [before] = await sql(`SELECT ends::text AS ends FROM map.tenant WHERE slug = 'bac-ninh'`);
    await sql(`UPDATE map.tenant SET ends = map.today() WHERE slug = 'bac-ninh'`);
    exports.work();
    const failed = await ended('bac-ninh', begun.id);
    await sql(`UPDATE map.tenant SET ends = $1 WHERE slug = 'bac-ninh'`, [before?.ends]);
    expect(failed).toMatchObject({ status: 'FAILED', url: null, error: { code: 'TENANT_ENDED' } });
    await exports.stopAll();
    expect(exports.files().filter((name) => name.startsWith(idOf(begun) ?? ''))).toEqual([]);
  });

  test.each([
    [{ bytes: 1e9, fileBytes: 200 }, 'TOO_LARGE'],
    [{ bytes: 200, fileBytes: 1e9 }, 'DISK_FULL'],
  ])('ends with a reason where there is no room: %o', async (limits, code) => {
    const small = await bulk(tested, limits);
    const { export: begun } = await small.start('quang-tri', { kinds: ['TENANT'] });
    small.work();
    expect(await small.ended('quang-tri', begun?.id ?? '')).toMatchObject({ status: 'FAILED', error: { code } });
    await small.stopAll();
    expect(small.files()).toEqual([]);
  });

  test('holds figures that changed since a moment', async () => {
    exports.work();
    const begun = await begin('ha-noi', { kinds: ['OBSERVATION'], updatedSince: '2099-01-01T00:00:00Z' });
    const done = await ended('ha-noi', begun.id);
    expect([done.status, linesIn(await textOf(done.url))]).toEqual(['DONE', []]);
  });
});
