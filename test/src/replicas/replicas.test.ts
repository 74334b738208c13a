import { setTimeout as sleep } from 'node:timers/promises';
import { checkReplicas } from '@thi-dua/gateway/doctor/check-replicas';
import { committedSupergraph } from '@thi-dua/gateway/supergraph';
import { connect } from '@thi-dua/prisma/connect';
import { migrate } from '@thi-dua/prisma/migrate';
import { seed } from '@thi-dua/prisma/seed/seed';
import { loginOf } from '@thi-dua/prisma/urls';
import { mayBeStale, NEVER_STALE } from '@thi-dua/schema/staleness';
import { buildSchema, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Served, serve, tokenFor } from '../gateway/served.js';
import { awards, campaigns, indicators, localities } from '../kit/services.js';
import { absent } from '../operations/own-server.js';
import { Folder, Postgres, urlAt } from './postgres.js';
import { absent as replicatedAbsent } from './system.js';
import { takeAway } from './take-away.js';

const PERIOD = '2023';
const submission = `mutation ($input: SubmitObservationsInput!) {
  submitObservations(input: $input) { accepted errors { code } } }`;
const reading = `query Read($filter: ObservationFilter) { observations(filter: $filter) { nodes { value revision } } }`;
const newest = { filter: { localityCode: '450', indicator: 'POOR_HOUSEHOLDS', period: PERIOD } };

/** A primary with a standby, and the graph before both; all of it ends with this file. */
async function prepare(): Promise<{ served: Served; standby: Postgres; admin: string }> {
  const folder = new Folder();
  afterAll(() => folder.remove());
  const primary = await Postgres.primary(folder);
  await primary.start();
  afterAll(() => primary.kill());
  const [admin, app] = [urlAt(primary.port, 'postgres'), urlAt(primary.port, 'thi_dua_app')];
  await migrate({ adminUrl: admin, app: loginOf(app) });
  await seed(admin);
  const standby = await Postgres.standbyOf(primary.port, folder, ["lock_timeout = '300ms'"]);
  await standby.start();
  afterAll(() => standby.kill());
  const over = { replicaUrls: [urlAt(standby.port, 'thi_dua_app')] };
  const services = [localities(app, over), indicators(app, over), campaigns(app, over), awards(app, over)];
  return { served: await serve(services), standby, admin };
}
const prepared = absent === undefined ? await prepare() : undefined;

// Skipped where the machine has no PostgreSQL 15 of Debian's: npm brings a server without pg_basebackup.
describe.skipIf(absent !== undefined)(
  `a streaming standby${absent === undefined ? '' : ` (skipped: ${absent})`}`,
  () => {
    let served: Served;
    let standby: Postgres;
    let admin: string;
    let reported = 0;

    beforeAll(() => {
      if (prepared !== undefined) ({ served, standby, admin } = prepared);
    });

    const ask = async (
      query: string,
      variables: object,
      headers: Record<string, string> = {},
      tenant = 'quang-binh',
    ) => {
      const response = await served.post(tenant, { query, variables }, headers);
      const body = await response.json();
      expect(body.errors).toBeUndefined();
      expect(response.headers.get('data-as-of') ?? undefined).toBe(body.extensions?.asOf);
      return { data: body.data, asOf: body.extensions?.asOf as string | undefined };
    };
    const report = async (headers: Record<string, string> = {}) => {
      const value = String(++reported);
      const rows = [{ localityCode: '450', indicator: 'POOR_HOUSEHOLDS', period: PERIOD, value }];
      const { data } = await ask(submission, { input: { idempotencyKey: `replica-${value}`, rows } }, headers);
      expect(data.submitObservations).toEqual({ accepted: 1, errors: [] });
      return value;
    };
    /** The newest value that is shown; null where nothing is. */
    const read = async (headers: Record<string, string> = {}, tenant?: string) => {
      const { data, asOf } = await ask(reading, newest, headers, tenant);
      const nodes: { value: string; revision: number }[] = data.observations.nodes;
      return {
        value: nodes.reduce((a, b) => (a.revision > b.revision ? a : b), { value: '', revision: 0 }).value,
        asOf,
      };
    };
    const onStandby = async (sql: string) => {
      const client = await connect(urlAt(standby.port, 'postgres'));
      await client.query(sql);
      await client.end();
    };
    const minutesAgo = { 'max-staleness': '600' };
    const untilShown = async (value: string) => {
      for (const until = Date.now() + 20_000; Date.now() < until; await sleep(50))
        if ((await read(minutesAgo)).value === value) return;
      throw new Error('the standby does not catch up');
    };

    test('answers whoever allows it to be behind, and says as of when; nobody else, and nothing that must be of now', async () => {
      await untilShown(await report());
      await onStandby('SELECT pg_wal_replay_pause()');
      const before = String(reported);
      const paused = Date.now();
      const now = await report(minutesAgo);
      expect(await read()).toEqual({ value: now, asOf: undefined });
      const stale = await read(minutesAgo);
      expect(stale.value).toBe(before);
      expect(Date.parse(stale.asOf ?? '')).toBeLessThanOrEqual(paused);

      const annual = await ask(
        '{ annualReport(year: 2023, code: "450") { indicators(codes: ["POOR_HOUSEHOLDS"]) { provisional { value } } } }',
        {},
        minutesAgo,
      );
      expect(annual.data.annualReport.indicators).toEqual([{ provisional: { value: now } }]);
      expect(Date.parse(annual.asOf ?? '')).toBeGreaterThan(paused);
      const step = { filter: { ...newest.filter, updatedSince: '2020-01-01T00:00:00Z' } };
      expect((await ask(reading, step, minutesAgo)).data.observations.nodes).toContainEqual({
        value: now,
        revision: expect.any(Number),
      });
    });

    test('hides there what it hides anywhere, and nothing can be changed there', async () => {
      const { value, asOf } = await read(minutesAgo, 'ha-noi');
      expect([value, Date.parse(asOf ?? '') < Date.now()]).toEqual(['', true]);
      const client = await connect(urlAt(standby.port, 'thi_dua_app'));
      try {
        expect((await client.query('SELECT FROM indicators.observation')).rowCount).toBe(0);
        await expect(client.query('SELECT map.beat()')).rejects.toMatchObject({ code: '25006' });
        await expect(client.query('SELECT indicators.settled_until()')).rejects.toMatchObject({ code: '25006' });
      } finally {
        await client.end();
      }
    });

    test('answers nobody to whom it is too far behind: the primary does', async () => {
      // It was stopped a moment ago: for a second it may answer.
      for (const until = Date.now() + 20_000; Date.now() < until; await sleep(100))
        if ((await read({ 'max-staleness': '1' })).value === String(reported)) break;
      expect((await read({ 'max-staleness': '1' })).value).toBe(String(reported));
      expect((await read({ 'max-staleness': '0' })).value).toBe(String(reported));
      await onStandby('SELECT pg_wal_replay_resume()');
      await untilShown(String(reported));
    });

    test('that gives a statement up in the midst of an answer is nothing to anybody: the primary answers', async () => {
      await untilShown(await report());
      const holder = await connect(admin);
      await holder.query('BEGIN; LOCK TABLE indicators.observation IN ACCESS EXCLUSIVE MODE');
      const there = await connect(urlAt(standby.port, 'postgres'));
      const held =
        "SELECT FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation = 'indicators.observation'::regclass";
      await expect.poll(async () => (await there.query(held)).rowCount, { timeout: 20_000 }).toBe(1);
      await there.query('SELECT pg_wal_replay_pause()');
      await holder.query('ROLLBACK');
      await holder.end();
      const paused = Date.now();
      const { value, asOf } = await read(minutesAgo);
      expect(value).toBe(String(reported));
      expect(Date.parse(asOf ?? '')).toBeGreaterThan(paused);
      await there.query('SELECT pg_wal_replay_resume()');
      await there.end();
    });

    test.each(['', ' ', 'soon', '-1', '1.5', '3601', '1e3', '5, 5'])(
      'is not asked by a header that says %j',
      async (said) => {
        const response = await served.post(
          'quang-binh',
          { query: '{ viewer { subject } }' },
          { 'max-staleness': said },
        );
        expect([response.status, (await response.json()).errors[0].extensions]).toEqual([
          400,
          { code: 'BAD_STALENESS' },
        ]);
        const headers = { authorization: `Bearer ${await tokenFor('quang-binh')}`, 'max-staleness': said };
        const rest = await fetch(`${served.listener.url}/v1/localities/450`, { headers });
        expect([rest.status, (await rest.json()).code]).toEqual([400, 'BAD_STALENESS']);
      },
    );

    test('answers REST as well, with the same header', async () => {
      const headers = { authorization: `Bearer ${await tokenFor('quang-binh')}`, ...minutesAgo };
      const { status, headers: given } = await fetch(`${served.listener.url}/v1/localities/450`, { headers });
      expect([status, Date.parse(given.get('data-as-of') ?? '') <= Date.now()]).toEqual([200, true]);
    });

    test('is found by the doctor, with what it has left to replay', async () => {
      const [ok, none, away] = await checkReplicas(admin, [
        urlAt(standby.port, 'thi_dua_app'),
        admin,
        'postgresql://x:y@127.0.0.1:9/x',
      ]);
      expect(ok).toMatchObject({ state: 'ok', says: expect.stringMatching(/is a standby, \d+ bytes/) });
      expect(none).toMatchObject({ state: 'fail', says: expect.stringContaining('is no standby') });
      expect(away).toMatchObject({ state: 'warn', says: expect.not.stringContaining(':y@') });
    });

    test('that is away, or goes its own way, is nothing to anybody', async () => {
      standby.kill();
      await ask('{ viewer { subject } }', {}, minutesAgo);
      expect((await read(minutesAgo)).value).toBe(String(reported));
      await standby.start();
      standby.promote();
      const now = await report();
      for (let n = 0; n < 5; n++) expect((await read(minutesAgo)).value).toBe(now);
    });
  },
);

describe('what is never of before', () => {
  const schema = buildSchema(committedSupergraph(), { assumeValid: true });
  const mayBe = (query: string, variables?: object) => mayBeStale(schema, { document: parse(query), variables });

  test('is named as the schema names it', () => {
    expect(NEVER_STALE.filter((name) => schema.getType(name) === undefined)).toEqual([]);
  });

  test.each([
    '{ apiKeys(first: 1) { totalCount } }',
    '{ apiKeys(first: 1) { pageInfo { hasNextPage } } }',
    '{ calendarFeed { __typename } }',
    'query ($id: ID!) { node(id: $id) { ... on AnnualReport { year } } }',
    'query ($id: ID!) { node(id: $id) { ...Of } } fragment Of on Node { id ... on MovementReport { from } }',
    'query ($since: DateTime) { observations(first: 1, filter: { updatedSince: $since }) { totalCount } }',
    'mutation { revokeApiKey(input: { id: "x" }) { errors { code } } }',
    'subscription { events { id } }',
  ])('is all that is asked for by %s', (query) => {
    expect(mayBe(query)).toBe(false);
  });

  test('is what variables say, and nothing else', () => {
    const listed = 'query ($filter: ObservationFilter) { observations(first: 1, filter: $filter) { totalCount } }';
    expect(mayBe(listed, { filter: { updatedSince: '2026-01-01T00:00:00Z' } })).toBe(false);
    expect(mayBe(listed, { filter: { updatedSince: null } })).toBe(true);
    expect(mayBe(listed)).toBe(true);
  });
});

/** The longer form is `npm run test:replicas`. */
test.skipIf(replicatedAbsent !== undefined)(
  `each of two gateways, services, databases and Redis is taken away in turn: nothing wrong, lost or doubled${
    replicatedAbsent === undefined ? '' : ` (skipped: ${replicatedAbsent})`
  }`,
  async () => {
    const { parts, acknowledged, behind, faults } = await takeAway({ rounds: 1 });
    expect(faults).toEqual([]);
    expect(parts).toHaveLength(9);
    expect(Object.keys(acknowledged)).toEqual(expect.arrayContaining(['figure', 'nomination', 'plan', 'issued']));
    expect(behind).toBeGreaterThan(0);
  },
  600_000,
);
