import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { localFolder } from '@thi-dua/awards/dossier/store/local-folder';
import { ExportFault } from '@thi-dua/gateway/export/export-fault';
import { exportFolder } from '@thi-dua/gateway/export/export-folder';
import { connect } from '@thi-dua/prisma/connect';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { awarding, household } from '../awards/award-kit.js';
import { pdf } from '../awards/dossier-files.js';
import { codesOf, hashesIn, upload } from '../awards/dossier-kit.js';
import { serve, tokenFor } from '../gateway/served.js';
import { testDatabase } from '../kit/database.js';
import { allServices } from '../kit/services.js';
import { SmallDisk } from './small-disk.js';

const MB = 1024 * 1024;
/** Exports leave 64 MiB free. */
const disk = SmallDisk.make(80 * MB);

if (typeof disk === 'string') test.skip(`a full disk: ${disk}`, () => {});
else
  describe('a full disk', async () => {
    afterAll(() => disk.remove());
    afterEach(() => {
      disk.free();
      vi.unstubAllEnvs();
    });
    const database = await testDatabase();
    const admin = await connect(database.adminUrl);
    const space = new URL(database.adminUrl).pathname.slice(1);
    afterAll(async () => {
      await admin.query('ALTER TABLE indicators.submission SET TABLESPACE pg_default');
      await admin.query(`DROP TABLESPACE IF EXISTS ${space}`);
      await admin.end();
    });
    const { post, listener } = await serve(allServices(database.appUrl));

    const submission = `mutation ($input: SubmitObservationsInput!) {
      submitObservations(input: $input) { accepted replayed errors { code } } }`;
    const figure = (idempotencyKey: string, value: string) => ({
      input: { idempotencyKey, rows: [{ localityCode: '450', indicator: 'POOR_HOUSEHOLDS', period: '2023', value }] },
    });
    const ask = async (query: string, variables?: object) => {
      const response = await post('quang-binh', { query, variables });
      return { status: response.status, wait: response.headers.get('retry-after'), ...(await response.json()) };
    };
    const sendFile = async (key: string, value: number) => {
      const response = await fetch(`${listener.url}/import/observations`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await tokenFor('quang-binh')}`,
          'content-type': 'text/csv',
          'idempotency-key': key,
        },
        body: `locality_code,indicator,period,value\n450,POOR_HOUSEHOLDS,2022,${value}\n`,
      });
      return JSON.parse((await response.text()).trim().split('\n').at(-1) ?? '');
    };
    const told = { type: 'error', code: 'DISK_FULL', message: expect.any(String) };
    const stored = async (value: number) =>
      (await admin.query('SELECT FROM indicators.observation WHERE value = $1', [value])).rows.length;

    test('of the database refuses what would be written, whole, and answers what is read; it is written when there is room', async () => {
      await admin.query(`CREATE TABLESPACE ${space} LOCATION '${disk.folderFor('database')}'`);
      // With nothing in it: its first row takes a page that is not there.
      await admin.query(
        `TRUNCATE indicators.submission CASCADE; ALTER TABLE indicators.submission SET TABLESPACE ${space}`,
      );
      disk.fill();
      const { status, wait, data, errors } = await ask(submission, figure('full', '61'));
      expect([status, wait, data, errors[0].extensions]).toEqual([
        507,
        null,
        null,
        { code: 'DISK_FULL', service: 'indicators' },
      ]);
      expect(await sendFile('full-file', 62)).toEqual(told);
      expect([await stored(61), await stored(62)]).toEqual([0, 0]);
      expect((await ask('{ observations(first: 1) { totalCount } }')).errors).toBeUndefined();

      disk.free();
      expect((await ask(submission, figure('full', '61'))).data.submitObservations).toEqual({
        accepted: 1,
        replayed: false,
        errors: [],
      });
      expect(await sendFile('full-file', 62)).toMatchObject({ accepted: 1, replayed: false });
    });

    test('where files of figures are received takes none in, and leaves nothing there', async () => {
      const folder = disk.folderFor('received');
      vi.stubEnv('TMPDIR', folder);
      disk.fill();
      expect(await sendFile('spool', 63)).toEqual(told);
      expect(readdirSync(folder)).toEqual([]);
      disk.free();
      expect(await sendFile('spool', 63)).toMatchObject({ accepted: 1, replayed: false });
    });

    test('where dossiers lie refuses an upload: neither half a file nor a word of it is kept; it is taken when there is room', async () => {
      const folder = disk.folderFor('dossier');
      const store = localFolder(folder);
      const { service, done } = await awarding(database, true, store);
      const nominee = { subject: 'HOUSEHOLD', name: 'Hộ chờ đĩa' };
      const nomination: string = (await done('cao-bang', 'createNomination', { ...household, nominee })).id;
      const file = { nomination, name: 'a.pdf', body: pdf('x'.repeat(200_000)) };
      disk.fill();
      expect(codesOf(await upload(service, 'cao-bang', file))).toBe('507 DISK_FULL');
      expect(await hashesIn(store)).toEqual([]);
      expect(readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())).toEqual(
        [],
      );
      expect((await admin.query('SELECT FROM awards.dossier_file')).rows).toEqual([]);
      vi.stubEnv('TMPDIR', disk.folderFor('uploads'));
      expect(codesOf(await upload(service, 'cao-bang', file)), 'while it is received').toBe('507 DISK_FULL');
      disk.free();
      expect((await upload(service, 'cao-bang', file)).status).toBe(201);
      expect(await hashesIn(store)).toHaveLength(1);
    });

    test('where exports lie ends an export before the disk is full to the last byte, and lets the next be written', async () => {
      const folder = exportFolder(join(disk.folder, 'exports'), { bytes: 1e12, fileBytes: 1e12 });
      const name = { id: '00000000-0000-4000-8000-000000000001', run: 1 };
      const file = await folder.begin(name, 0);
      await file.append(Buffer.from('{"a":1}\n'));
      disk.fill();
      await expect(file.append(Buffer.from('{"a":2}\n'))).rejects.toMatchObject({ code: 'DISK_FULL' });
      await expect(file.append(Buffer.from('{"a":2}\n'))).rejects.toBeInstanceOf(ExportFault);
      disk.free();
      await file.append(Buffer.from('{"a":2}\n'));
      await file.close();
      const pieces: Buffer[] = [];
      for await (const piece of (await folder.read(name, { start: 0, end: 15 })) ?? []) pieces.push(piece);
      expect(Buffer.concat(pieces).toString()).toBe('{"a":1}\n{"a":2}\n');
    });
  });
