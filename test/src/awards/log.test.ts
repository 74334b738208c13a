import { verifyLogs } from '@thi-dua/awards/verify-log/broken-chains';
import { connect } from '@thi-dua/prisma/connect';
import { readGlobalId } from '@thi-dua/schema/global-id';
import { afterAll, describe, expect, test } from 'vitest';
import { awarding, household } from './award-kit.js';

const { done, throughCouncil, decided, database } = await awarding();
// Tampering needs more than the app role: whoever owns the machine.
const admin = await connect(database.adminUrl);
afterAll(() => admin.end());

const walk = async (name: string) => {
  const { id } = await done('cao-bang', 'createNomination', {
    ...household,
    nominee: { subject: 'HOUSEHOLD', name },
  });
  await done('cao-bang', 'submitNomination', { id });
  await throughCouncil('cao-bang', id, '2022-10-10');
  return readGlobalId('Nomination', id) ?? '';
};
const verify = () => verifyLogs(admin);

/** Something done behind the database's back, seen by the verification, and undone. */
const tampered = async (sql: string, values?: unknown[]) => {
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
  return found.broken.map(({ nomination, number }) => [nomination, number]);
};

describe('the log of nominations', async () => {
  const [first, second] = [await walk('Hộ A'), await walk('Hộ B')];

  test('is whole as the service writes it, each entry chained to the one before', async () => {
    const { broken, nominations, entries } = await verify();
    expect({ broken, nominations, entries }).toEqual({ broken: [], nominations: 2, entries: 6 });
  });

  test.each([
    [
      'a remark that is changed',
      `UPDATE awards.nomination_step SET remarks = 'x' WHERE nomination_id = $1 AND seq = 2`,
      2,
    ],
    [
      'a vote that is changed',
      `UPDATE awards.nomination_step SET content = content || '{"inFavour": 7}' WHERE nomination_id = $1 AND seq = 3`,
      3,
    ],
    ['another person', `UPDATE awards.nomination_step SET subject = 'x' WHERE nomination_id = $1 AND seq = 1`, 1],
    ['an entry that is taken out', 'DELETE FROM awards.nomination_step WHERE nomination_id = $1 AND seq = 2', 3],
    ['an end that is cut off', 'DELETE FROM awards.nomination_step WHERE nomination_id = $1 AND seq = 3', 4],
    [
      'a time that is moved',
      `UPDATE awards.nomination_step SET at = at - interval '1 day' WHERE nomination_id = $1 AND seq = 2`,
      2,
    ],
    ['another state', `UPDATE awards.nomination SET status = 'REJECTED' WHERE id = $1`, 4],
    ['another name', `UPDATE awards.nomination SET name = 'Hộ X' WHERE id = $1`, 4],
  ])('shows %s: the first entry that was tampered with, and of no other nomination', async (_what, sql, number) => {
    expect(await tampered(sql, [second])).toEqual([[second, number]]);
  });

  test('shows an entry whose own hash was computed anew: the one after it does not follow', async () => {
    const change = `UPDATE awards.nomination_step SET remarks = 'x' WHERE nomination_id = '${first}' AND seq = 2`;
    const hashAnew = `UPDATE awards.nomination_step s SET hash = awards.step_hash(s) WHERE nomination_id = '${first}' AND seq = 2`;
    expect(await tampered(`${change}; ${hashAnew}`)).toEqual([[first, 3]]);
    expect(
      await tampered(
        `WITH changed AS (SELECT nomination_id, seq, encode(sha256('x'), 'hex') AS hash FROM awards.nomination_step WHERE nomination_id = $1 AND seq = 1)
         UPDATE awards.nomination_step s SET prev_hash = changed.hash FROM changed WHERE s.nomination_id = changed.nomination_id AND s.seq = 2`,
        [first],
      ),
    ).toEqual([[first, 2]]);
  });

  test('shows an entry that is appended: with a false hash, and with one that is right in itself', async () => {
    const appended = (hash: string) => `INSERT INTO awards.nomination_step
      SELECT (jsonb_populate_record(s, jsonb_build_object('seq', 4, 'step', 'ESCALATED', 'from_status', s.to_status, 'prev_hash', s.hash, 'hash', ${hash}))).*
      FROM awards.nomination_step s WHERE s.nomination_id = '${first}' AND s.seq = 3`;
    expect(await tampered(appended(`repeat('0', 64)`))).toEqual([[first, 4]]);
    const right = `${appended(`''`)}; UPDATE awards.nomination_step s SET hash = awards.step_hash(s) WHERE s.nomination_id = '${first}' AND s.seq = 4`;
    expect(await tampered(right)).toEqual([[first, 4]]);
  });

  test('names the first of two entries that were tampered with, and each nomination once', async () => {
    const both = `UPDATE awards.nomination_step SET remarks = 'x' WHERE seq IN (2, 3)`;
    expect((await tampered(both)).sort()).toEqual(
      [
        [first, 2],
        [second, 2],
      ].sort(),
    );
  });

  test('shows a tenant that was let in, or shut out, past the log', async () => {
    const letIn = `INSERT INTO awards.nomination_stage (nomination_id, ordinal, owner, tenant_id, form_key, reached_on)
      SELECT nomination_id, 2, owner, 'ha-noi', form_key, reached_on FROM awards.nomination_stage WHERE nomination_id = $1`;
    expect(await tampered(letIn, [first])).toEqual([[first, 4]]);
    expect(await tampered('DELETE FROM awards.nomination_stage WHERE nomination_id = $1', [first])).toEqual([
      [first, 4],
    ]);
  });

  test('shows an award that is not as it was decided, and one that appears without a decision', async () => {
    const { id } = await done('ban-dan-toc-cao-bang', 'createNomination', household);
    await done('ban-dan-toc-cao-bang', 'submitNomination', { id });
    await throughCouncil('ban-dan-toc-cao-bang', id, '2022-10-10');
    await decided('ban-dan-toc-cao-bang', [id], '2022-10-11');
    const inner = readGlobalId('Nomination', id);
    expect((await verify()).broken).toEqual([]);
    expect(await tampered(`UPDATE awards.award SET name = 'Hộ X'`)).toEqual([[inner, 5]]);
    expect(
      await tampered(
        `UPDATE awards.award SET revoked_on = '2023-01-01', revocation_number = 'x', revocation_reason = 'x', revoked_for = 'x', revoked_by = 'x'`,
      ),
    ).toEqual([[inner, 5]]);
    expect(await tampered('DELETE FROM awards.award')).toEqual([[inner, 5]]);
    expect(await tampered(`UPDATE awards.decision SET number = 'x'`)).toEqual([[inner, 5]]);
    expect(await tampered(`UPDATE awards.decision SET signer_name = 'x'`)).toEqual([[inner, 5]]);
    expect(await tampered(`UPDATE awards.award SET tenant_id = 'cao-bang'`)).toEqual([[inner, 5]]);
    expect(await tampered(`UPDATE awards.award SET period = '2021'`)).toEqual([[inner, 5]]);
  });
});
