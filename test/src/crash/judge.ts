import { verifyLogs } from '@thi-dua/awards/verify-log/broken-chains';
import { verifyRollUps } from '@thi-dua/indicators/verify-rollups/roll-up-differences';
import { readGlobalId } from '@thi-dua/schema/global-id';
import type pg from 'pg';
import type { Journal } from './journal.js';

const innerOf = (type: 'Nomination' | 'Plan', id: string) => readGlobalId(type, id) ?? '';

/**
 * What is wrong with the database, held against what callers were told: nothing, or one line a fault. Every write that
 * was acknowledged is there once; one that was not is there once or not at all.
 */
export async function faultsAfter(client: pg.Client, journal: Journal, run: string): Promise<string[]> {
  const faults: string[] = [];
  const check = async (what: string, sql: string, values: unknown[] = []) => {
    const { rows } = await client.query(sql, values);
    faults.push(...rows.map((row) => `${what}: ${JSON.stringify(row)}`));
  };

  const figures = journal.of('figure');
  await check(
    'an acknowledged figure is not there once',
    `SELECT f.key, f.value, count(o.id)::int AS observations, count(DISTINCT s.idempotency_key)::int AS submissions
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS f(subject, key, value, period)
       LEFT JOIN indicators.submission s ON s.subject = f.subject AND s.idempotency_key = f.key AND (s.result ->> 'accepted')::int = 1
       LEFT JOIN indicators.observation o ON o.submitted_by = f.subject AND o.value = f.value::numeric AND o.period = f.period
     GROUP BY f.subject, f.key, f.value HAVING count(o.id) <> 1 OR count(DISTINCT s.idempotency_key) <> 1`,
    [
      figures.map(({ subject }) => subject),
      figures.map(({ key }) => key),
      figures.map(({ value }) => value),
      figures.map(({ period }) => period),
    ],
  );
  await check(
    'a figure is there more often than once, or without its submission',
    `SELECT o.submitted_by, o.value, count(*)::int AS observations FROM indicators.observation o
     WHERE o.submitted_by LIKE $1 || '%' GROUP BY o.submitted_by, o.period, o.value
     HAVING count(*) > 1 OR NOT EXISTS (SELECT FROM indicators.submission s
       WHERE s.subject = o.submitted_by AND s.idempotency_key = o.submitted_by || '-' || (o.value::int - 1000))`,
    [run],
  );
  const made = journal.of('nomination');
  await check(
    'an acknowledged nomination is not there once',
    `SELECT a.name FROM unnest($1::uuid[], $2::text[]) AS a(id, name)
     WHERE (SELECT count(*) FROM awards.nomination n WHERE n.name = a.name) <> 1
       OR NOT EXISTS (SELECT FROM awards.nomination n WHERE n.id = a.id AND n.name = a.name)`,
    [made.map(({ id }) => innerOf('Nomination', id)), made.map(({ name }) => name)],
  );
  const steps = journal.of('step');
  await check(
    'an acknowledged step is not in the log once',
    `SELECT a.id, a.step, count(s.nomination_id)::int AS entries FROM unnest($1::uuid[], $2::text[]) AS a(id, step)
       LEFT JOIN awards.nomination_step s ON s.nomination_id = a.id AND s.step::text = a.step
     GROUP BY a.id, a.step HAVING count(s.nomination_id) <> 1`,
    [steps.map(({ nomination }) => innerOf('Nomination', nomination)), steps.map(({ step }) => step)],
  );
  const decided = steps.filter(({ step }) => step === 'DECIDED');
  await check(
    'an acknowledged award is not there once',
    `SELECT a.id, count(w.id)::int AS awards FROM unnest($1::uuid[]) AS a(id) LEFT JOIN awards.award w ON w.nomination_id = a.id
     GROUP BY a.id HAVING count(w.id) <> 1`,
    [decided.map(({ nomination }) => innerOf('Nomination', nomination))],
  );
  const plans = journal.of('plan');
  await check(
    'an acknowledged plan is not there once',
    `SELECT a.title FROM unnest($1::uuid[], $2::text[]) AS a(id, title)
     WHERE (SELECT count(*) FROM campaigns.plan p WHERE p.title = a.title) <> 1
       OR NOT EXISTS (SELECT FROM campaigns.plan p WHERE p.id = a.id AND p.title = a.title)`,
    [plans.map(({ id }) => innerOf('Plan', id)), plans.map(({ title }) => title)],
  );
  await check(
    'an acknowledged plan was not issued',
    `SELECT p.id, p.status FROM campaigns.plan p WHERE p.id = ANY ($1::uuid[]) AND p.status <> 'ISSUED'`,
    [journal.of('issued').map(({ plan }) => innerOf('Plan', plan))],
  );

  await check(
    'the events of a nomination are not those of its log',
    `SELECT n.id, n.steps, count(e.id)::int AS events FROM awards.nomination n
       LEFT JOIN events.event e ON e.subject_type = 'Nomination' AND e.subject_id = n.id AND e.kind = 'NOMINATION_MOVED'
     WHERE n.name LIKE $1 GROUP BY n.id HAVING count(e.id) <> n.steps`,
    [`Hộ ${run}-%`],
  );
  await check(
    'an award does not have its one event',
    `SELECT w.id, count(e.id)::int AS events FROM awards.award w
       LEFT JOIN events.event e ON e.subject_id = w.id AND e.kind = 'AWARD_DECIDED'
     WHERE w.name LIKE $1 GROUP BY w.id HAVING count(e.id) <> 1`,
    [`Hộ ${run}-%`],
  );
  await check(
    'a plan does not have the event of its issue, or has one before',
    `SELECT p.id, p.status, count(e.id)::int AS events FROM campaigns.plan p
       LEFT JOIN events.event e ON e.subject_id = p.id AND e.kind = 'PLAN_ISSUED'
     WHERE p.title LIKE $1 GROUP BY p.id HAVING count(e.id) <> CASE p.status WHEN 'DRAFT' THEN 0 ELSE 1 END`,
    [`Kế hoạch ${run}-%`],
  );
  await check(
    'an event has no place among all, so that nobody is told of it',
    'SELECT kind, subject_type, subject_id FROM events.event WHERE position IS NULL',
  );
  await check(
    'the events of a subject are not numbered without a gap, in the order in which they can be read',
    `SELECT subject_type, subject_id, seq FROM (
       SELECT *, row_number() OVER (PARTITION BY subject_type, subject_id ORDER BY position) AS n FROM events.event) e WHERE seq <> n`,
  );
  const { differences, crossings } = await verifyRollUps(client);
  for (const difference of [...differences, ...crossings])
    faults.push(`a roll-up differs: ${JSON.stringify(difference)}`);
  const { broken } = await verifyLogs(client);
  for (const chain of broken) faults.push(`a chain of the award log is broken: ${JSON.stringify(chain)}`);
  return faults;
}
