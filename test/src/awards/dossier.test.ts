import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { describe, expect, test } from 'vitest';
import { serve, tokenFor } from '../gateway/served.js';
import { testDatabase } from '../kit/database.js';
import { campaigns, indicators, localities } from '../kit/services.js';
import { awarding, household } from './award-kit.js';
import { pdf } from './dossier-files.js';

const database = await testDatabase();
const awards = await awarding(database);
const { service, done, faults, query } = awards;
const services = [localities(database.appUrl), indicators(database.appUrl), campaigns(database.appUrl), service];
const { listener } = await serve(services);

const OWNER = 'ban-dan-toc-cao-bang';
let number = 0;
const draft = async (tenant = OWNER) => {
  const nominee = { subject: 'HOUSEHOLD', name: `Hộ ${++number}` };
  return (await done(tenant, 'createNomination', { ...household, nominee })).id as string;
};
const dossier = async (tenant: string, id: string) =>
  (
    await query(
      tenant,
      `{ nomination(id: "${id}") { version status files { id kind name size mediaType sha256 by { id } person url uploadedOn } log { step from to person role } } }`,
    )
  ).nomination;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const address = (id: string, kind = 'SUBMISSION_LETTER', name = 'Tờ trình.pdf') =>
  `${listener.url}/nominations/${id}/files?kind=${kind}&name=${encodeURIComponent(name)}`;
const leftBehind = () => readdirSync(tmpdir()).filter((name) => name.startsWith('thi-dua-dossier-'));

describe('a file of a dossier', () => {
  test('is sent through the gateway, listed with its hash, entered into the log, and read by its link under its own name', async () => {
    const id = await draft();
    const bytes = pdf('Tờ trình số 1');
    const sent = await fetch(address(id), {
      method: 'POST',
      headers: { authorization: `Bearer ${await tokenFor(OWNER)}`, 'content-type': 'application/pdf' },
      body: new Uint8Array(bytes),
    });
    expect(sent.status).toBe(201);
    const answer = (await sent.json()) as { file: { id: string }; nomination: { id: string; version: number } };
    const { files, log, version } = await dossier(OWNER, id);
    expect(files).toMatchObject([
      {
        id: answer.file.id,
        kind: 'SUBMISSION_LETTER',
        name: 'Tờ trình.pdf',
        size: bytes.length,
        mediaType: 'application/pdf',
        sha256: sha256(bytes),
        by: { id: toGlobalId('Tenant', OWNER) },
        person: `officer@${OWNER}`,
      },
    ]);
    expect(answer.nomination).toEqual({ id, version });
    expect(log).toMatchObject([{ step: 'FILE_ADDED', from: 'DRAFT', to: 'DRAFT', role: 'PLANNER' }]);

    const read = await fetch(`${listener.url}${files[0].url}`);
    expect(read.status).toBe(200);
    expect(Buffer.from(await read.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(read.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="To trinh.pdf"; filename*=UTF-8''T%E1%BB%9D%20tr%C3%ACnh.pdf`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      etag: `"${sha256(bytes)}"`,
    });
    const again = await fetch(`${listener.url}${files[0].url}`, { headers: { 'if-none-match': `"${sha256(bytes)}"` } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(leftBehind()).toEqual([]);
  });
});
