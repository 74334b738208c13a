import { createHash } from 'node:crypto';
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanStore } from '@thi-dua/awards/clean-dossier/clean-store';
import type { FileStore } from '@thi-dua/awards/dossier/store/file-store';
import { createAwards } from '@thi-dua/awards/service';
import { verifyLogs } from '@thi-dua/awards/verify-log/broken-chains';
import { verifyFiles } from '@thi-dua/awards/verify-log/broken-files';
import { connect } from '@thi-dua/prisma/connect';
import { readFileLink, signFileLink } from '@thi-dua/schema/file-link';
import { readGlobalId } from '@thi-dua/schema/global-id';
import { keyFor } from '@thi-dua/schema/server-key';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { awards, closeAfterAll, fileFolder, identityKey, serviceOptions } from '../kit/services.js';
import { awarding, household } from './award-kit.js';
import { pdf } from './dossier-files.js';
import { bytesOf, codesOf, download, hashesIn, upload } from './dossier-kit.js';

const database = await testDatabase();
const { folder, files: store } = fileFolder();
const { service, done, query } = await awarding(database, true, store);
// Tampering needs more than the app role: whoever owns the machine.
const admin = await connect(database.adminUrl);
afterAll(() => admin.end());

const OWNER = 'cao-bang';
let number = 0;
const draft = async () => {
  const nominee = { subject: 'HOUSEHOLD', name: `Hộ ${++number}` };
  return (await done(OWNER, 'createNomination', { ...household, nominee })).id as string;
};
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const sent = async (id: string, bytes: Buffer, name = 'a.pdf', by = service) =>
  upload(by, OWNER, { nomination: id, name, body: bytes });
const remove = async (file: string) =>
  query(OWNER, 'mutation ($i: RemoveDossierFileInput!) { removeDossierFile(input: $i) { errors { code } } }', {
    i: { id: file },
  });
/** A caller that came by a link to a file. */
const linkedTo = async (file: string) => {
  const key = keyFor(identityKey, 'file link');
  const link = { file: readGlobalId('DossierFile', file) ?? '', tenant: OWNER, issuedAt: new Date() };
  const caller = await readFileLink(key, await signFileLink(key, link));
  if (caller === null) throw new Error('a link that is not good');
  return caller;
};
const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash);
const aged = (hash: string) => utimesSync(pathOf(hash), Date.now() / 1000 - 100_000, Date.now() / 1000 - 100_000);
const clean = (dryRun = false) => cleanStore(admin, store, { before: new Date(Date.now() - 86_400_000), dryRun });

/** Something done behind the database's back, seen by the verification, and undone. */
const tampered = async (sql: string, values: unknown[]) => {
  await admin.query('BEGIN');
  await admin.query('SET LOCAL session_replication_role = replica');
  await admin.query(sql, values);
  await admin.query('SET LOCAL session_replication_role = DEFAULT');
  const client = {
    query: (text: string, ...rest: unknown[]) =>
      // Within the same transaction, which the verification would begin and end itself.
      /^(BEGIN|ROLLBACK)/.test(text) ? Promise.resolve({ rows: [] }) : admin.query(text, ...(rest as [])),
  };
  const found = await verifyLogs(client as never);
  await admin.query('ROLLBACK');
  return found.broken.map(({ nomination, number: at, fault }) => [nomination, at, fault]);
};

describe('the verification of the log', async () => {
  const id = await draft();
  const nomination = readGlobalId('Nomination', id);
  const kept = await sent(id, pdf('giữ'));
  const removed = await sent(id, pdf('bỏ'), 'b.pdf');
  await remove(removed.body.file.id);
  await done(OWNER, 'submitNomination', { id });

  test('finds dossiers whole as the service writes them', async () => {
    expect(await verifyLogs(admin)).toMatchObject({ broken: [], entries: 4 });
    expect(await verifyFiles(admin, store)).toEqual({ files: 1, broken: [] });
  });

  const changed = 'a file of the dossier is not as it was added';
  test.each<[string, string, number, string]>([
    ['another name', `UPDATE awards.dossier_file SET name = 'x.pdf' WHERE nomination_id = $1`, 5, changed],
    ['another kind', `UPDATE awards.dossier_file SET kind = 'OTHER' WHERE nomination_id = $1`, 5, changed],
    ['another content', `UPDATE awards.dossier_file SET sha256 = repeat('0', 64) WHERE nomination_id = $1`, 5, changed],
    ['another person', `UPDATE awards.dossier_file SET uploaded_by = 'x' WHERE nomination_id = $1`, 5, changed],
    ['a file that is gone', 'DELETE FROM awards.dossier_file WHERE nomination_id = $1', 5, changed],
    [
      'a file that nobody added',
      `INSERT INTO awards.dossier_file SELECT gen_random_uuid(), nomination_id, 2, tenant_id, kind, 'x.pdf', media_type, size, sha256, uploaded_by, uploaded_at FROM awards.dossier_file WHERE nomination_id = $1`,
      5,
      changed,
    ],
    [
      'a hash that is changed in both',
      `WITH f AS (UPDATE awards.dossier_file SET sha256 = repeat('0', 64) WHERE nomination_id = $1)
       UPDATE awards.nomination_step SET content = content || jsonb_build_object('sha256', repeat('0', 64)) WHERE nomination_id = $1 AND seq = 1`,
      1,
      'it does not say what was written',
    ],
    [
      'an entry of a removal that is taken out',
      `DELETE FROM awards.nomination_step WHERE nomination_id = $1 AND seq = 3`,
      4,
      'an entry before it is missing',
    ],
  ])('shows %s', async (_what, sql, at, fault) => {
    expect(await tampered(sql, [nomination])).toEqual([[nomination, at, fault]]);
  });

  test('shows, where it reads the files as well, one that was altered and one that is missing; and neither is given out whole', async () => {
    const hash = kept.body.file.sha256;
    writeFileSync(pathOf(hash), pdf('sửa'));
    const read = await download(service, await linkedTo(kept.body.file.id));
    await expect(bytesOf(read)).rejects.toThrow('is not what its hash says');
    const at = { nomination, tenant: OWNER, number: 1 };
    expect((await verifyFiles(admin, store)).broken).toEqual([
      { ...at, fault: 'the file "a.pdf" is not what it was when it was added' },
    ]);
    await store.remove(hash);
    expect((await verifyFiles(admin, store)).broken).toEqual([
      { ...at, fault: 'the file "a.pdf" is not in the store' },
    ]);
    // Whoever sends it once more mends it.
    writeFileSync(pathOf(hash), pdf('giữ'));
    expect((await verifyFiles(admin, store)).broken).toEqual([]);
  });

  test('nobody but the log writes a row of a dossier, also by the login that serves', async () => {
    const app = await connect(database.appUrl);
    await app.query(`BEGIN; SELECT set_config('app.tenant', '${OWNER}', true)`);
    for (const sql of [
      `INSERT INTO awards.dossier_file (nomination_id, seq, tenant_id, kind, name, media_type, size, sha256, uploaded_by, uploaded_at)
       VALUES ('${nomination}', 9, '${OWNER}', 'OTHER', 'x.pdf', 'application/pdf', 1, repeat('0', 64), 'x', now())`,
      `UPDATE awards.dossier_file SET name = 'x.pdf'`,
      'DELETE FROM awards.dossier_file',
    ]) {
      await app.query('SAVEPOINT s');
      await expect(app.query(sql)).rejects.toThrow('permission denied');
      await app.query('ROLLBACK TO s');
    }
    await app.end();
  });
});

describe('what no dossier names', () => {
  test('is what a crash between the store and the log leaves, and a draft gives up; it is removed once it is a day old', async () => {
    const id = await draft();
    const crash: FileStore = {
      ...store,
      // The process ends here, as far as anyone can tell.
      has: () => Promise.reject(new Error('crashed')),
    };
    const crashing = awards(database.appUrl, { files: { ...crash, put: (hash, path) => store.put(hash, path) } });
    const orphan = pdf('mồ côi');
    expect(codesOf(await sent(id, orphan, 'a.pdf', crashing))).toBe('500 INTERNAL_SERVER_ERROR');
    const named = await sent(id, pdf('có'), 'b.pdf');
    const given = await sent(id, pdf('trả lại'), 'c.pdf');
    await remove(given.body.file.id);
    const hashes = [sha256(orphan), named.body.file.sha256, given.body.file.sha256];
    expect(await hashesIn(store)).toEqual(expect.arrayContaining(hashes));

    expect((await clean()).removed).toBe(0);
    for (const hash of hashes) aged(hash);
    expect((await clean(true)).removed).toBe(2);
    expect(await hashesIn(store)).toEqual(expect.arrayContaining(hashes));
    expect((await clean()).removed).toBe(2);
    const left = await hashesIn(store);
    expect(hashes.map((hash) => left.includes(hash))).toEqual([false, true, false]);
    expect((await verifyFiles(admin, store)).broken).toEqual([]);
    expect((await verifyLogs(admin)).broken).toEqual([]);
  });

  test('is stored once more where somebody names it while it is being removed', async () => {
    const id = await draft();
    const bytes = pdf('cùng lúc');
    const hash = sha256(bytes);
    // Cleaned between the store and the log.
    const racing: FileStore = {
      ...store,
      async put(of, path) {
        await store.put(of, path);
        if (raced) return;
        raced = true;
        aged(of);
        expect((await clean()).removed).toBe(1);
      },
    };
    let raced = false;
    const answer = await sent(id, bytes, 'a.pdf', awards(database.appUrl, { files: racing }));
    expect(answer.status).toBe(201);
    expect(await store.has(hash)).toBe(true);
  });

  test('is not removed while an upload that has found it there waits for its commit', async () => {
    const id = await draft();
    const bytes = pdf('chờ');
    const hash = sha256(bytes);
    await sent(await draft(), bytes);
    let cleaning: Promise<unknown> = Promise.resolve();
    const waiting: FileStore = {
      ...store,
      async has(of) {
        // Under the lock: whoever cleans has to wait until the row is there.
        const found = await store.has(of);
        aged(of);
        cleaning = clean();
        return found;
      },
    };
    expect((await sent(id, bytes, 'b.pdf', awards(database.appUrl, { files: waiting }))).status).toBe(201);
    await cleaning;
    expect(await store.has(hash)).toBe(true);
  });
});

test('a service that was told of no store says so, and goes on with everything else', async () => {
  const without = closeAfterAll(createAwards(serviceOptions(database.appUrl)));
  expect(codesOf(await sent(await draft(), pdf(), 'a.pdf', without))).toBe('503 UNAVAILABLE');
});
