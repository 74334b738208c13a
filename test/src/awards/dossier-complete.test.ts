import { connect } from '@thi-dua/prisma/connect';
import { readGlobalId } from '@thi-dua/schema/global-id';
import { expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { awarding, form } from './award-kit.js';
import { upload } from './dossier-kit.js';

const database = await testDatabase();
const { service, done, faults, act, query } = await awarding(database, true, undefined, true);

const OWNER = 'cao-bang';
let number = 0;
const draft = async (over: Record<string, unknown> = {}) =>
  (
    await done(OWNER, 'createNomination', {
      form: form('PROVINCIAL_CERTIFICATE'),
      occasion: 'ANNUAL',
      period: '2024',
      nominee: { subject: 'HOUSEHOLD', name: `Hộ ${++number}` },
      achievement: 'x',
      datedOn: '2025-02-01',
      ...over,
    })
  ).id as string;
const missing = async (id: string) =>
  (await query(OWNER, `{ nomination(id: "${id}") { missingFiles } }`)).nomination.missingFiles;
const add = async (nomination: string, kind: string) =>
  expect((await upload(service, OWNER, { nomination, kind })).status).toBe(201);

test('since 2024 a nomination is submitted with letter and report; all that is missing is told at once', async () => {
  const id = await draft();
  expect(await missing(id)).toEqual(['ACHIEVEMENT_REPORT', 'SUBMISSION_LETTER']);
  const { errors } = await act(OWNER, 'submitNomination', { id });
  expect(errors.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'MISSING_FILE The dossier lacks a file of the kind ACHIEVEMENT_REPORT.',
    'MISSING_FILE The dossier lacks a file of the kind SUBMISSION_LETTER.',
  ]);
  await add(id, 'ACHIEVEMENT_REPORT');
  await add(id, 'OTHER');
  expect(await faults(OWNER, 'submitNomination', { id })).toEqual(['MISSING_FILE id']);
  await add(id, 'SUBMISSION_LETTER');
  expect(await missing(id)).toEqual([]);
  await done(OWNER, 'submitNomination', { id });
});

test.each([
  ['under the law before', { form: form('PROVINCIAL_CERTIFICATE', 'old'), datedOn: '2022-09-29', period: '2022' }],
  ['on an extraordinary occasion', { occasion: 'EXTRAORDINARY' }],
])('%s nothing is asked for that no source confirms', async (_what, over) => {
  const id = await draft(over);
  expect(await missing(id)).toEqual([]);
  await done(OWNER, 'submitNomination', { id });
});

test('the central board mends what is asked for', async () => {
  const conferral = { form: form('PROVINCIAL_CERTIFICATE'), conferredBy: 'PROVINCE' };
  const asked = async (requiredFiles: string[]) =>
    (await done('trung-uong', 'mendConferral', { ...conferral, requiredFiles })).requiredFiles;
  const id = await draft();
  expect(await asked(['MINUTES', 'MINUTES'])).toEqual(['MINUTES']);
  expect(await missing(id)).toEqual(['MINUTES']);
  expect(await asked([])).toEqual([]);
  expect(await missing(id)).toEqual([]);
  await asked(['SUBMISSION_LETTER', 'ACHIEVEMENT_REPORT']);
});

test('the database takes no submission of an incomplete dossier from the login that serves, whoever asks it', async () => {
  const id = await draft();
  const app = await connect(database.appUrl);
  await app.query(`BEGIN; SELECT set_config('app.tenant', '${OWNER}', true), set_config('app.subject', 'x', true)`);
  await expect(
    app.query(
      `INSERT INTO awards.nomination_step (nomination_id, step, role, to_tenant) VALUES ('${readGlobalId('Nomination', id)}', 'SUBMITTED', 'PLANNER', '${OWNER}')`,
    ),
  ).rejects.toThrow('the dossier is not complete');
  await app.end();
});
