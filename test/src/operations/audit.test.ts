import { connect } from '@thi-dua/prisma/connect';
import { createLedger } from '@thi-dua/schema/audit/ledger';
import type { AuditNote } from '@thi-dua/schema/audit/trail';
import type { Caller } from '@thi-dua/schema/caller';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { createIdentitySigner } from '@thi-dua/schema/identity';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { graph, withoutRowLevelSecurity } from '../isolation/graph.js';
import { testDatabase } from '../kit/database.js';
import { ask as askSubgraph, callerOf, identityKey } from '../kit/services.js';
import { minimalArguments } from './minimal-input.js';

const database = await testDatabase();
const { gateway, services, ask } = await graph(database);
const operator = await connect(database.operatorUrl);
afterAll(() => operator.end());

interface Row {
  tenant: string;
  subject: string;
  key: string | null;
  service: string;
  action: string;
  ids: string[];
  outcome: string;
  codes: string[];
  times: number;
}
const gathered = (subject: string, count: number) =>
  vi.waitFor(
    async () => {
      const rows = await logOf(subject);
      expect(rows).toHaveLength(count);
      return rows.map(({ service, action, ids, outcome, codes, times }) => ({
        service,
        action,
        ids,
        outcome,
        codes,
        times,
      }));
    },
    { timeout: 10_000, interval: 50 },
  );
const logOf = async (subject: string): Promise<Row[]> =>
  (
    await operator.query<Row>(
      `SELECT tenant_id AS tenant, subject, key_id AS key, service, action, ids, outcome::text, codes, times
       FROM audit.entry WHERE subject = $1 ORDER BY at, id`,
      [subject],
    )
  ).rows;
const as = (subject: string, over: Partial<Caller> = {}) => ({ subject, ...over });
const nobody = '00000000-0000-4000-8000-000000000000';

const createPlan = (title: string) => ({
  query: 'mutation ($input: CreatePlanInput!) { createPlan(input: $input) { errors { code } } }',
  variables: {
    input: {
      tenant: 'cao-bang',
      movement: 'VNN-2021-2025',
      title,
      document: { type: 'KẾ HOẠCH', issuer: 'x', issuedOn: '2023-03-03' },
    },
  },
});
const wholeLog =
  '{ auditLog(from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z", first: 500) { totalCount nodes { subject action ids outcome codes keyId } } }';

describe('the audit log', () => {
  test('has an entry of every mutation of the graph that was refused', async () => {
    const mutations = Object.values(gateway.schema.getMutationType()?.getFields() ?? {});
    expect(mutations.length).toBeGreaterThan(50);
    for (const { name, args } of mutations) {
      const input = minimalArguments(args);
      const declared = args.filter((arg) => arg.name in input);
      const head = declared.length === 0 ? '' : `(${declared.map((arg) => `$${arg.name}: ${arg.type}`).join(', ')})`;
      const given = declared.length === 0 ? '' : `(${declared.map((arg) => `${arg.name}: $${arg.name}`).join(', ')})`;
      await ask(
        'a-stranger',
        `mutation ${head} { ${name}${given} { __typename } }`,
        input,
        as('everything', { roles: [] }),
      );
    }
    const rows = await logOf('everything');
    expect(rows.map(({ action }) => action).sort()).toEqual(mutations.map(({ name }) => name).sort());
    for (const row of rows) {
      expect(row).toMatchObject({ tenant: 'a-stranger', outcome: 'REFUSED' });
      expect(row.codes.length, row.action).toBeGreaterThan(0);
    }
  });

  test('has an entry of every change, with the id of what was made though nobody asked for it, and nothing of what it says', async () => {
    const { query, variables } = createPlan('Điều không ai được đọc trong nhật ký');
    const answer = await ask('cao-bang', query, variables, as('api-key:key-7'));
    expect(answer).toMatchObject({ data: { createPlan: { errors: [] } } });
    const { rows: plans } = await operator.query<{ id: string }>('SELECT id FROM campaigns.plan WHERE title = $1', [
      variables.input.title,
    ]);
    expect(await logOf('api-key:key-7')).toEqual([
      {
        tenant: 'cao-bang',
        subject: 'api-key:key-7',
        key: 'key-7',
        service: 'campaigns',
        action: 'createPlan',
        ids: [toGlobalId('Plan', plans[0]?.id ?? '')],
        outcome: 'CHANGED',
        codes: [],
        times: 1,
      },
    ]);
    const { rows: all } = await operator.query('SELECT to_jsonb(e)::text AS row FROM audit.entry e');
    expect(JSON.stringify(all)).not.toContain('không ai được đọc');
  });

  test('says of a change that was not made why, whether the answer was data or an error', async () => {
    const issue = 'mutation ($id: ID!) { one: issuePlan(input: { id: $id }) { errors { code } } }';
    const unknown = toGlobalId('Plan', nobody);
    expect(await ask('cao-bang', issue, { id: unknown }, as('signer'))).toMatchObject({
      data: { one: { errors: [{ code: 'NOT_FOUND' }] } },
    });
    const submit = 'mutation { submitObservations(input: { idempotencyKey: "", rows: [] }) { accepted } }';
    const thrown = await ask('cao-bang', submit, {}, as('signer'));
    expect(thrown.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect((await logOf('signer')).map(({ action, ids, outcome, codes }) => ({ action, ids, outcome, codes }))).toEqual(
      [
        { action: 'issuePlan', ids: [unknown], outcome: 'REFUSED', codes: ['NOT_FOUND'] },
        { action: 'submitObservations', ids: [], outcome: 'REFUSED', codes: ['BAD_USER_INPUT'] },
      ],
    );
  });

  test('of two changes in one operation, of which one is refused, says that neither was made', async () => {
    const campaigns = services.find(({ name }) => name === 'campaigns');
    if (campaigns === undefined) throw new Error('no such service');
    const { errors } = await askSubgraph(
      campaigns,
      callerOf('cao-bang', as('hasty', { roles: ['PLANNER'] })),
      `mutation ($input: CreatePlanInput!) {
        createPlan(input: $input) { errors { code } }
        issuePlan(input: { id: "${toGlobalId('Plan', nobody)}" }) { errors { code } }
      }`,
      createPlan('Kế hoạch không thành').variables,
    );
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await operator.query("SELECT FROM campaigns.plan WHERE title = 'Kế hoạch không thành'")).rows).toEqual([]);
    expect((await logOf('hasty')).map(({ action, outcome, codes }) => [action, outcome, ...codes]).sort()).toEqual([
      ['createPlan', 'REFUSED', 'FORBIDDEN'],
      ['issuePlan', 'REFUSED', 'FORBIDDEN'],
    ]);
  });

  test('tells a hidden id that was asked for from one that does not exist as little as the answer does', async () => {
    await ask('cao-bang', createPlan('Dự thảo ẩn').query, createPlan('Dự thảo ẩn').variables, as('planner'));
    const { rows } = await operator.query<{ id: string }>("SELECT id FROM campaigns.plan WHERE title = 'Dự thảo ẩn'");
    const hidden = toGlobalId('Plan', rows[0]?.id ?? '');
    const none = toGlobalId('Plan', nobody);
    for (const id of [hidden, none])
      expect(
        (await ask('thanh-xuan', 'query ($id: ID!) { any: plan(id: $id) { id } }', { id }, as('curious'))).data,
      ).toEqual({
        any: null,
      });
    const entry = { tenant: 'thanh-xuan', subject: 'curious', key: null, service: 'campaigns', action: 'plan' };
    expect(await logOf('curious')).toEqual(
      [hidden, none].map((id) => ({ ...entry, ids: [id], outcome: 'NOT_SHOWN', codes: [], times: 1 })),
    );
    // What is shown leaves no entry: the log is of refusals, not of reading.
    await ask('cao-bang', 'query ($id: ID!) { plan(id: $id) { id } }', { id: hidden }, as('owner'));
    expect(await logOf('owner')).toEqual([]);
  });

  test('has a line of what the gateway took out for want of a scope, and of each change of an operation that it refused whole', async () => {
    const few = as('few-scopes', { scopes: ['map:read'] });
    const query = '{ plans(first: 1) { nodes { id } } tenants(first: 1) { nodes { slug } } }';
    for (let i = 0; i < 3; i++)
      expect((await ask('cao-bang', query, {}, few)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    const refused = { service: 'gateway', outcome: 'REFUSED', codes: ['FORBIDDEN'] };
    expect(await gathered('few-scopes', 1)).toEqual([{ ...refused, action: 'plans', ids: [], times: 3 }]);
    const id = toGlobalId('Plan', nobody);
    await ask(
      'cao-bang',
      'mutation ($id: ID!) { one: issuePlan(input: { id: $id }) { errors { code } } ...M } fragment M on Mutation { closePlan(input: { id: $id, closedOn: "2023-01-01" }) { errors { code } } }',
      { id },
      as('no-writer', { scopes: ['map:read'] }),
    );
    expect((await gathered('no-writer', 2)).sort((a, b) => (a.action < b.action ? -1 : 1))).toEqual(
      ['closePlan', 'issuePlan'].map((action) => ({ ...refused, action, ids: [id], times: 1 })),
    );
  });

  test('has a line of records to which others led and of which nothing was shown, hidden or not there alike', async () => {
    await ask('cao-bang', createPlan('Ẩn sau').query, createPlan('Ẩn sau').variables, as('planner'));
    const { rows } = await operator.query<{ id: string }>("SELECT id FROM campaigns.plan WHERE title = 'Ẩn sau'");
    const ids = [rows[0]?.id ?? '', nobody].map((id) => toGlobalId('Plan', id));
    const campaigns = services.find(({ name }) => name === 'campaigns');
    if (campaigns === undefined) throw new Error('no such service');
    const follow = (tenant: string, subject: string) =>
      askSubgraph(
        campaigns,
        callerOf(tenant, as(subject)),
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Plan { id } } }',
        { r: ids.map((id) => ({ __typename: 'Plan', id })) },
      );
    for (let i = 0; i < 2; i++)
      expect((await follow('thanh-xuan', 'follower')).data).toEqual({ _entities: [null, null] });
    const line = { service: 'campaigns', action: 'Plan', outcome: 'NOT_SHOWN', codes: [], times: 2 };
    expect(await gathered('follower', 1)).toEqual([{ ...line, ids }]);
    expect((await follow('cao-bang', 'its-owner')).data?._entities).toEqual([{ id: ids[0] }, null]);
    expect(await gathered('its-owner', 1)).toEqual([{ ...line, ids: ids.slice(1), times: 1 }]);
  });

  test('gathers what is alike: the first at once, the rest as one line a minute, and no more at once than it has room for', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    try {
      const lines: [string, AuditNote[]][] = [];
      let lost = 0;
      const ledger = createLedger({
        write: async ({ subject }, notes) => void lines.push([subject, [...notes]]),
        lost: () => lost++,
      });
      const refused: AuditNote = { action: 'plans', ids: ['a'], outcome: 'REFUSED', codes: ['FORBIDDEN'] };
      const an = { tenant: 'ha-noi', subject: 'an' };
      ledger.note(an, [refused]);
      expect(lines).toEqual([]);
      await vi.advanceTimersByTimeAsync(1000);
      expect(lines).toEqual([['an', [{ ...refused, times: 1 }]]]);
      for (let i = 0; i < 1000; i++) ledger.note(an, [{ ...refused, ids: [`${i}`] }]);
      await vi.advanceTimersByTimeAsync(59_000);
      expect(lines).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(1000);
      expect(lines[1]?.[1]).toMatchObject([{ times: 1000, ids: { length: 500 } }]);
      // Quiet for a minute, it is forgotten; then it is new again.
      await vi.advanceTimersByTimeAsync(61_000);
      expect(vi.getTimerCount()).toBe(0);
      for (let i = 0; i < 2500; i++) ledger.note({ ...an, subject: `${i}` }, [refused]);
      expect(lost).toBe(500);
      await ledger.close();
      expect(lines).toHaveLength(2002);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  test('is read by AUDITOR and ADMIN of the tenant that acted; neither superiors, nor owners of what was asked for, nor others see it', async () => {
    for (const role of ['AUDITOR', 'ADMIN'] as const) {
      const { data, errors } = await ask('thanh-xuan', wholeLog, undefined, as('reader', { roles: [role] }));
      expect(errors).toBeUndefined();
      expect(JSON.stringify(data)).toContain('"curious"');
    }
    for (const tenant of ['ha-noi', 'trung-uong', 'cao-bang', 'a-stranger']) {
      const { data, errors } = await ask(tenant, wholeLog);
      expect(errors).toBeUndefined();
      expect(JSON.stringify(data), tenant).not.toContain('"curious"');
    }
    const refused = await ask('thanh-xuan', wholeLog, undefined, as('planner-only', { roles: ['PLANNER'] }));
    expect(refused.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect(await logOf('planner-only')).toMatchObject([
      { action: 'auditLog', outcome: 'REFUSED', codes: ['FORBIDDEN'] },
    ]);
  });

  test('is read page by page, the latest first, and can be narrowed down', async () => {
    const range = 'from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z"';
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const answer = await ask(
        'a-stranger',
        `query ($after: String) { auditLog(${range}, first: 20, after: $after, subject: "everything") { nodes { at action } pageInfo { endCursor hasNextPage } } }`,
        { after },
      );
      const { auditLog } = answer.data as {
        auditLog: { nodes: { at: string; action: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
      };
      seen.push(...auditLog.nodes.map(({ at, action }) => `${at} ${action}`));
      after = auditLog.pageInfo.hasNextPage ? auditLog.pageInfo.endCursor : null;
    } while (after !== null);
    expect(new Set(seen).size).toBe((await logOf('everything')).length);
    expect(seen.map((line) => line.slice(0, 24))).toEqual(
      seen
        .map((line) => line.slice(0, 24))
        .sort()
        .reverse(),
    );
    const one = await ask(
      'a-stranger',
      `{ auditLog(${range}, action: "createPlan", outcome: REFUSED) { totalCount } }`,
    );
    expect(one.data).toEqual({ auditLog: { totalCount: 1 } });
    const bad = await ask('a-stranger', `{ auditLog(${range}, after: "W10") { totalCount } }`);
    expect(bad.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  test('has an entry of a file that was refused, by its role or for what is in it', async () => {
    const indicators = services.find(({ name }) => name === 'indicators');
    if (indicators === undefined) throw new Error('no such service');
    const send = async (over: Partial<Caller>) => {
      const answer = await indicators.serve(
        { method: 'POST', path: '/import/observations' },
        {
          query: new URLSearchParams(),
          headers: { 'content-type': 'text/csv', 'idempotency-key': 'audit-1' },
          body: (async function* () {
            yield Buffer.from('locality,nonsense\n1,2\n');
          })(),
          signal: new AbortController().signal,
        },
        await createIdentitySigner(identityKey).sign(callerOf('cao-bang', over), 'indicators'),
      );
      if (typeof answer.body !== 'string') for await (const _piece of answer.body);
    };
    await send(as('reporter', { roles: ['ANALYST'] }));
    await send(as('reporter'));
    const entry = {
      tenant: 'cao-bang',
      subject: 'reporter',
      key: null,
      service: 'indicators',
      action: 'importObservations',
      ids: [],
      times: 1,
    };
    expect(await logOf('reporter')).toEqual([
      { ...entry, outcome: 'REFUSED', codes: ['FORBIDDEN'] },
      { ...entry, outcome: 'REFUSED', codes: ['NOTHING_TAKEN_IN'] },
    ]);
  });
});

describe('the table of the audit log', () => {
  test('takes from whoever serves entries in its own name alone, and lets it change and remove none', async () => {
    const app = await connect(database.appUrl);
    try {
      const begin = (tenant: string) =>
        app.query(`BEGIN; SELECT set_config('app.tenant', '${tenant}', true), set_config('app.subject', 'me', true)`);
      for (const sql of [
        "UPDATE audit.entry SET subject = 'another'",
        'DELETE FROM audit.entry',
        'TRUNCATE audit.entry',
        "SELECT audit.forget('2000-01-01')",
      ]) {
        await begin('cao-bang');
        await expect(app.query(sql), sql).rejects.toMatchObject({ code: '42501' });
        await app.query('ROLLBACK');
      }
      for (const [tenant, subject] of [
        ['ha-lang', 'me'],
        ['cao-bang', 'another'],
      ]) {
        await begin('cao-bang');
        await expect(
          app.query(
            `INSERT INTO audit.entry (tenant_id, subject, service, action, ids, id_count, outcome, codes)
             VALUES ($1, $2, 'x', 'x', '{}', 0, 'CHANGED', '{}')`,
            [tenant, subject],
          ),
        ).rejects.toMatchObject({ code: '42501' });
        await app.query('ROLLBACK');
      }
    } finally {
      await app.end();
    }
  });

  test('is altered by nobody, and forgets what is older than it need be kept at the operator’s word', async () => {
    await expect(operator.query("UPDATE audit.entry SET subject = 'another'")).rejects.toThrow('only added to');
    await expect(operator.query("SELECT audit.forget(now() - interval '11 months')")).rejects.toThrow('twelve months');
    await operator.query(
      `INSERT INTO audit.entry (at, tenant_id, subject, service, action, ids, id_count, outcome, codes)
       VALUES (now() - interval '3 years', 'cao-bang', 'long ago', 'x', 'x', '{}', 0, 'CHANGED', '{}')`,
    );
    const { rows: before } = await operator.query('SELECT count(*)::int AS n FROM audit.entry');
    const { rows } = await operator.query("SELECT audit.forget(now() - interval '2 years')::int AS removed");
    expect(rows).toEqual([{ removed: 1 }]);
    const { rows: left } = await operator.query('SELECT count(*)::int AS n FROM audit.entry');
    expect(left[0].n).toBe(before[0].n - 1);
  });

  test('confines the log to its tenant also where the service forgets to, and the service where the table does', async () => {
    const careless = await graph(database, false);
    const behindTable = await careless.ask('ha-noi', wholeLog);
    expect(behindTable.errors).toBeUndefined();
    expect(JSON.stringify(behindTable.data)).not.toContain('"curious"');
    await withoutRowLevelSecurity(database);
    const behindService = await ask('ha-noi', wholeLog);
    expect(behindService.errors).toBeUndefined();
    expect(JSON.stringify(behindService.data)).not.toContain('"curious"');
    expect(JSON.stringify((await careless.ask('ha-noi', wholeLog)).data)).toContain('"curious"');
  });
});
