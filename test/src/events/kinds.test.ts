import { connect } from '@thi-dua/prisma/connect';
import { expect, test } from 'vitest';
import { graph } from '../isolation/graph.js';
import { slugs } from '../isolation/world/ground.js';
import { populate } from '../isolation/world/populate.js';
import { testDatabase } from '../kit/database.js';
import { settleEvents } from './settle-events.js';

/** By which root field a subject is read; what was released is everyone's, and an endpoint its tenant's. */
const ROOTS: Record<string, string> = { Plan: 'plan', Report: 'report', Nomination: 'nomination', Award: 'award' };
const typeOf = (id: string) => Buffer.from(id, 'base64url').toString().split(':')[0] ?? '';

/** The rows of which each kind tells, by the subject of their event. */
const TOLD_OF = `
  SELECT 'Plan' AS type, id AS subject, xmin::text FROM campaigns.plan
  UNION ALL SELECT 'Report', id, xmin::text FROM campaigns.report
  UNION ALL SELECT 'Nomination', nomination_id, xmin::text FROM awards.nomination_step
  UNION ALL SELECT 'Award', id, xmin::text FROM awards.award
  UNION ALL SELECT 'Locality', locality_id, xmin::text FROM indicators.release
  UNION ALL SELECT 'Locality', locality_id, xmin::text FROM indicators.observation`;

interface Shown {
  type: string;
  subject: string;
}

test('of every kind of event, each tenant is told exactly those whose subject it reads in the graph itself', async () => {
  const database = await testDatabase();
  const world = await graph(database);
  const secrets = await populate(world);
  const act = async (tenant: string, field: string, type: string, input: Record<string, unknown>) => {
    const { data, errors } = await world.ask(
      tenant,
      `mutation ($input: ${type}!) { ${field}(input: $input) { errors { code message } } }`,
      { input },
      { subject: `${field}@${tenant}` },
    );
    expect(errors, field).toBeUndefined();
    expect(data, field).toEqual({ [field]: { errors: [] } });
  };
  const of = (owner: string, kind: string) => secrets.find((one) => one.owner === owner && one.kind === kind);
  // What the world has not done yet.
  await act('trung-uong', 'returnReport', 'ReturnReportInput', { id: of('ha-noi', 'report')?.id, remarks: 'x' });
  await act('trung-uong', 'acceptReport', 'AcceptReportInput', { id: of('cao-bang', 'report')?.id });
  const issued = of('cao-bang', 'issued');
  await act('cao-bang', 'closePlan', 'ClosePlanInput', { id: issued?.id, closedOn: issued?.day });
  const award = of('cao-bang', 'award');
  await act('cao-bang', 'revokeAward', 'RevokeAwardInput', {
    id: award?.id,
    number: '1',
    day: award?.day,
    reason: 'x',
  });
  await act('trung-uong', 'releaseFigures', 'ReleaseFiguresInput', {
    localityCode: 'VN',
    period: '2022',
    decision: '1/QĐ',
  });
  const operator = await connect(database.operatorUrl);
  // The last of each subject was written by the transaction that last wrote what it tells of: both are there, or neither.
  const { rows: apart } = await operator.query(
    `SELECT e.kind, e.subject_type, e.subject_id FROM events.event e
     WHERE NOT EXISTS (SELECT FROM events.event l WHERE l.subject_type = e.subject_type AND l.subject_id = e.subject_id AND l.seq > e.seq)
       AND (e.subject_type, e.subject_id, e.xmin::text) NOT IN (${TOLD_OF})`,
  );
  expect(apart).toEqual([]);
  const { rows: data } = await operator.query<{ name: string; value: string }>(
    'SELECT d.key AS name, d.value FROM events.event e, jsonb_each_text(e.data) d',
  );
  for (const { name, value } of data)
    expect(value, name).toMatch(
      name === 'period' ? /^\d{4}(-(Q[1-4]|\d{2}))?$/ : name === 'basis' ? /^(OFFICIAL|OWN)$/ : /^[0-9a-f-]{36}$/,
    );
  await operator.end();
  await settleEvents(database);

  const shown = new Map<string, Shown[]>();
  for (const slug of slugs) {
    const { data, errors } = await world.ask(slug, '{ events(first: 500) { nodes { type subject } } }');
    expect(errors).toBeUndefined();
    shown.set(slug, (data as { events: { nodes: Shown[] } }).events.nodes);
  }
  const all = [...new Map([...shown.values()].flat().map((one) => [`${one.type} ${one.subject}`, one])).values()];
  expect([...new Set(all.map(({ type }) => type))].sort()).toEqual([
    'AWARD_DECIDED',
    'AWARD_REVOKED',
    'FIGURE_RELEASED',
    'NOMINATION_MOVED',
    'PLAN_CLOSED',
    'PLAN_ISSUED',
    'REPORT_ACCEPTED',
    'REPORT_RETURNED',
    'REPORT_SUBMITTED',
  ]);
  const open = new Set(secrets.filter(({ kind }) => kind === 'open').map(({ id }) => id));
  for (const slug of slugs) {
    const its = new Set(shown.get(slug)?.map(({ type, subject }) => `${type} ${subject}`));
    const read = all.filter(({ subject }) => ROOTS[typeOf(subject)] !== undefined);
    const query = read.map(({ subject }, i) => `x${i}: ${ROOTS[typeOf(subject)]}(id: "${subject}") { id }`).join(' ');
    const { data, errors } = await world.ask(slug, `{ ${query} }`);
    expect(errors).toBeUndefined();
    for (const [i, { type, subject }] of read.entries()) {
      const readable = (data as Record<string, unknown>)[`x${i}`] !== null;
      const told = its.has(`${type} ${subject}`);
      // A plan that was opened to everyone is told to its line alone.
      if (open.has(subject)) expect(!told || readable).toBe(true);
      else expect(told, `${slug}: ${type} of ${typeOf(subject)}`).toBe(readable);
    }
    for (const { type, subject } of all.filter(({ subject }) => typeOf(subject) === 'Locality'))
      expect(its.has(`${type} ${subject}`), slug).toBe(true);
  }
}, 180_000);
