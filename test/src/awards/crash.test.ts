import { verifyLogs } from '@thi-dua/awards/verify-log/broken-chains';
import { connect } from '@thi-dua/prisma/connect';
import { readGlobalId } from '@thi-dua/schema/global-id';
import { afterAll, expect, test } from 'vitest';
import { ask, callerOf } from '../kit/services.js';
import { awarding, type Data, form, household, signer } from './award-kit.js';

const { done, see, query, throughCouncil, service, database } = await awarding();
const admin = await connect(database.adminUrl);
afterAll(() => admin.end());

let count = 0;
const voted = async (): Promise<{ id: string; inner: string }> => {
  const { id } = await done('cao-bang', 'createNomination', {
    ...household,
    form: form('PROVINCIAL_CERTIFICATE'),
    datedOn: '2025-02-01',
    period: '2024',
    nominee: { subject: 'HOUSEHOLD', name: `Hộ ${++count}` },
  });
  await done('cao-bang', 'submitNomination', { id });
  await throughCouncil('cao-bang', id, '2025-03-01');
  return { id, inner: readGlobalId('Nomination', id) ?? '' };
};
const document = (id: string, number: string) => ({ number, day: '2025-03-02', signer, nominations: [id] });
/** Nothing of a decision is there: no award, no document, no count, no entry. */
const untouched = async ({ id, inner }: { id: string; inner: string }, number: string) => {
  expect(await see('cao-bang', id)).toMatchObject({ status: 'COUNCIL_VOTED', awards: [] });
  const { rows } = await admin.query(
    `SELECT (SELECT count(*)::int FROM awards.decision WHERE number = $2) AS documents,
       (SELECT count(*)::int FROM awards.award WHERE nomination_id = $1) AS awards,
       (SELECT count(*)::int FROM awards.nomination_step WHERE nomination_id = $1) AS entries`,
    [inner, number],
  );
  expect(rows).toEqual([{ documents: 0, awards: 0, entries: 3 }]);
  expect((await verifyLogs(admin)).broken).toEqual([]);
};
const counted = async (): Promise<number> =>
  (await admin.query(`SELECT coalesce(sum(count), 0)::int AS n FROM awards.award_place_count`)).rows[0].n;

test('a connection that dies between the document and its award leaves neither, and the decision is taken anew, once', async () => {
  const nomination = await voted();
  const app = await connect(database.appUrl);
  app.on('error', () => {});
  await app.query('BEGIN');
  await app.query(`SELECT set_config('app.tenant', 'cao-bang', true), set_config('app.subject', 'signer', true)`);
  const { rows } = await app.query(
    `INSERT INTO awards.decision (tenant_id, number, day, signer_name, signer_position, decided_by)
     VALUES ('cao-bang', 'K1', '2025-03-02', 'A', 'B', 'signer') RETURNING id, pg_backend_pid() AS pid`,
  );
  await app.query(
    `INSERT INTO awards.nomination_step (nomination_id, step, role, content) VALUES ($1, 'DECIDED', 'SIGNER', $2)`,
    [nomination.inner, { decision: rows[0].id }],
  );
  await admin.query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
  await expect(app.query('COMMIT')).rejects.toThrow();
  await app.end().catch(() => {});
  await untouched(nomination, 'K1');
  const before = await counted();
  await done('cao-bang', 'decideNominations', document(nomination.id, 'K1'));
  expect(await counted()).toBe(before + 1);
  expect((await see('cao-bang', nomination.id)).awards).toHaveLength(1);
});

test('a service whose connection dies in the middle of a decision answers with an error, and nothing was decided', async () => {
  const nomination = await voted();
  // Someone holds the nomination's row: the document is written by then, its award is not.
  const holder = await connect(database.adminUrl);
  await holder.query('BEGIN');
  await holder.query('SELECT FROM awards.nomination WHERE id = $1 FOR UPDATE', [nomination.inner]);
  const deciding = ask(
    service,
    callerOf('cao-bang', { subject: 'signer' }),
    'mutation ($input: DecisionInput!) { decideNominations(input: $input) { decision { id } errors { code } } }',
    { input: document(nomination.id, 'K2') },
  );
  let killed = 0;
  for (let tries = 0; killed === 0 && tries < 200; tries++) {
    const { rows } = await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE '%nomination_step%'`,
    );
    killed = rows.length;
    if (killed === 0) await new Promise((resolve) => setTimeout(resolve, 25));
  }
  expect(killed).toBe(1);
  const { data, errors } = await deciding;
  expect(data?.decideNominations ?? null).toBeNull();
  expect(errors).toHaveLength(1);
  expect(errors?.[0]?.message).not.toMatch(/terminat|connection|prisma/i);
  await holder.query('ROLLBACK');
  await holder.end();
  await untouched(nomination, 'K2');
  const { awards } = await done('cao-bang', 'decideNominations', document(nomination.id, 'K2'));
  expect(awards.map((award: Data) => award.nomination.id)).toEqual([nomination.id]);
});

test('a vote whose connection dies before it is committed is no vote: the council records it once', async () => {
  const { id } = await done('cao-bang', 'createNomination', {
    ...household,
    nominee: { subject: 'HOUSEHOLD', name: 'Z' },
  });
  await done('cao-bang', 'submitNomination', { id });
  await done('cao-bang', 'appraiseNomination', { id });
  const app = await connect(database.appUrl);
  app.on('error', () => {});
  await app.query('BEGIN');
  await app.query(`SELECT set_config('app.tenant', 'cao-bang', true), set_config('app.subject', 'council', true)`);
  const { rows } = await app.query(
    `INSERT INTO awards.nomination_step (nomination_id, step, role, content) VALUES ($1, 'COUNCIL_VOTED', 'COUNCIL', $2)
     RETURNING pg_backend_pid() AS pid`,
    [
      readGlobalId('Nomination', id),
      { members: 9, present: 9, inFavour: 0, against: 9, abstained: 0, heldOn: '2022-10-01', minutes: 'x' },
    ],
  );
  await admin.query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
  await expect(app.query('COMMIT')).rejects.toThrow();
  await app.end().catch(() => {});
  expect((await see('cao-bang', id)).status).toBe('APPRAISED');
  await done('cao-bang', 'recordCouncilVote', { id, heldOn: '2022-10-01', minutes: 'x', members: 9, inFavour: 9 });
  const { nomination } = await query('cao-bang', `{ nomination(id: "${id}") { log { vote { inFavour } } } }`);
  expect(nomination.log.map(({ vote }: Data) => vote?.inFavour ?? null)).toEqual([null, null, 9]);
  expect((await verifyLogs(admin)).broken).toEqual([]);
});
