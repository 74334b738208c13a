import { connect } from '@thi-dua/prisma/connect';
import { afterAll, describe, expect, test } from 'vitest';
import { serve, tokenFor } from '../gateway/served.js';
import { testDatabase } from '../kit/database.js';
import { allServices } from '../kit/services.js';
import type { Client } from './client.js';
import { crash } from './crash-run.js';
import { Journal } from './journal.js';
import { faultsAfter } from './judge.js';
import { issuePlans, moveNominations, reportFigures } from './writers.js';

describe('the judge', async () => {
  const RUN = 'judged';
  const { appUrl, adminUrl } = await testDatabase();
  const admin = await connect(adminUrl);
  afterAll(() => admin.end());
  await admin.query(`UPDATE awards.award_conferral SET required_files = '{}'`);
  const { post } = await serve(allServices(appUrl));
  const client: Client = {
    failures: new Map(),
    surprises: [],
    async ask({ tenant, subject }, query, input) {
      const headers = { authorization: `Bearer ${await tokenFor(tenant, subject)}` };
      const { data, errors } = await (await post(tenant, { query, variables: { input } }, headers)).json();
      if (errors) throw new Error(JSON.stringify(errors));
      return { data };
    },
  };
  const journal = new Journal();
  const enough = () =>
    journal.of('figure').length >= 2 &&
    journal.of('issued').length > 0 &&
    journal.of('step').some(({ step }) => step === 'DECIDED');
  const work = { client, journal, goesOn: () => !enough() };
  await Promise.all([
    reportFigures(work, `${RUN}-a`, '2023'),
    moveNominations(work, `${RUN}-a`),
    issuePlans(work, RUN),
  ]);
  // Here nobody gives events their places by himself.
  await admin.query('SELECT events.relay(10000)');

  /** What is found after something was done behind everyone's back, which is then undone. */
  const foundAfter = async (sql: string) => {
    await admin.query('BEGIN');
    await admin.query('SET LOCAL session_replication_role = replica');
    const { rowCount } = await admin.query(sql);
    await admin.query('SET LOCAL session_replication_role = DEFAULT');
    // Within this same transaction: the verifications would begin and end one of their own.
    const inside = new Proxy(admin, {
      get: (target, name) =>
        name !== 'query'
          ? Reflect.get(target, name)
          : (text: string, values?: unknown[]) =>
              /^(BEGIN|ROLLBACK)/.test(text) ? Promise.resolve({ rows: [] }) : target.query(text, values),
    });
    const found = await faultsAfter(inside, journal, RUN);
    await admin.query('ROLLBACK');
    expect(rowCount, 'something was done').toBeGreaterThan(0);
    return [...new Set(found.map((fault) => fault.split(':', 1)[0]))];
  };
  const again = (table: string, id: string, where: string) => `INSERT INTO ${table}
    SELECT (jsonb_populate_record(r, jsonb_build_object('${id}', gen_random_uuid()))).* FROM ${table} r WHERE ${where} LIMIT 1`;
  const ours = `submitted_by = '${RUN}-a' AND value = 1001`;
  const moved = `name = 'Hộ ${RUN}-a-1'`;
  const planned = `title = 'Kế hoạch ${RUN}-1'`;

  test('finds nothing where everything is as it was said', async () => {
    expect(client.surprises).toEqual([]);
    expect(await faultsAfter(admin, journal, RUN)).toEqual([]);
  });

  test.each<[string, string, string]>([
    [
      'a figure that is lost',
      `DELETE FROM indicators.observation WHERE ${ours}`,
      'an acknowledged figure is not there once',
    ],
    [
      'a figure with another value',
      `UPDATE indicators.observation SET value = 5 WHERE ${ours}`,
      'an acknowledged figure is not there once',
    ],
    [
      'a submission that is lost',
      `DELETE FROM indicators.submission WHERE idempotency_key = '${RUN}-a-1'`,
      'an acknowledged figure is not there once',
    ],
    [
      'a figure that is there twice',
      again('indicators.observation', 'id', ours),
      'a figure is there more often than once, or without its submission',
    ],
    [
      'a nomination that is lost',
      `DELETE FROM awards.nomination WHERE ${moved}`,
      'an acknowledged nomination is not there once',
    ],
    [
      'a nomination that is there twice',
      again('awards.nomination', 'id', moved),
      'an acknowledged nomination is not there once',
    ],
    [
      'a step that is lost',
      `DELETE FROM awards.nomination_step WHERE step = 'APPRAISED' AND nomination_id = (SELECT id FROM awards.nomination WHERE ${moved})`,
      'an acknowledged step is not in the log once',
    ],
    ['an award that is lost', `DELETE FROM awards.award WHERE ${moved}`, 'an acknowledged award is not there once'],
    ['a plan that is lost', `DELETE FROM campaigns.plan WHERE ${planned}`, 'an acknowledged plan is not there once'],
    [
      'a plan whose issue was undone',
      `UPDATE campaigns.plan SET status = 'DRAFT' WHERE ${planned}`,
      'an acknowledged plan was not issued',
    ],
    [
      'an event of a nomination that is lost',
      `DELETE FROM events.event WHERE kind = 'NOMINATION_MOVED' AND seq = 2`,
      'the events of a nomination are not those of its log',
    ],
    [
      'an event of an award that is lost',
      `DELETE FROM events.event WHERE kind = 'AWARD_DECIDED'`,
      'an award does not have its one event',
    ],
    [
      'an event of a plan that is lost',
      `DELETE FROM events.event WHERE kind = 'PLAN_ISSUED'`,
      'a plan does not have the event of its issue, or has one before',
    ],
    [
      'an event that is never told',
      `UPDATE events.event SET position = NULL WHERE kind = 'PLAN_ISSUED'`,
      'an event has no place among all, so that nobody is told of it',
    ],
    [
      'events in another order',
      `UPDATE events.event SET position = -position WHERE kind = 'NOMINATION_MOVED'`,
      'the events of a subject are not numbered without a gap, in the order in which they can be read',
    ],
    [
      'a roll-up that was changed by hand',
      `UPDATE indicators.roll_up SET provisional_x = provisional_x + 1 WHERE provisional_x IS NOT NULL AND period = '2023'`,
      'a roll-up differs',
    ],
    [
      'a link of the log that is broken',
      `UPDATE awards.nomination_step SET prev_hash = hash WHERE step = 'APPRAISED'`,
      'a chain of the award log is broken',
    ],
    [
      'a log that says something else',
      `UPDATE awards.nomination_step SET content = content || '{"number": "1"}' WHERE step = 'DECIDED'`,
      'a chain of the award log is broken',
    ],
  ])('finds %s', async (_what, sql, fault) => {
    expect(await foundAfter(sql)).toContain(fault);
  });
});

/** The long form is `npm run test:crash`. */
test('kill -9 of database, service and gateway under load: every acknowledged write is there once, and all adds up', async () => {
  const { kills, acknowledged, faults } = await crash({
    kills: 3,
    minutes: 2,
    seed: 9,
    parts: ['postgresql', 'indicators', 'gateway'],
  });
  expect(faults).toEqual([]);
  expect(kills).toEqual({ postgresql: 1, indicators: 1, gateway: 1 });
  expect(Object.keys(acknowledged).sort()).toEqual(expect.arrayContaining(['figure', 'nomination', 'plan']));
}, 240_000);
