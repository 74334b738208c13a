import { EVENT_TYPES } from '@thi-dua/localities/event/event';
import { deliverNext, type Lane, type Query } from '@thi-dua/localities/webhook/deliver';
import { connect } from '@thi-dua/prisma/connect';
import { queuePool } from '@thi-dua/prisma/queue-pool';
import { tenantFacts } from '@thi-dua/prisma/seed/tenants';
import { toGlobalId } from '@thi-dua/schema/global-id';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { localities } from '../kit/services.js';
import { asking, mutating } from './events-kit.js';
import type { Told } from './receiver.js';

const database = await testDatabase();
const operator = await connect(database.operatorUrl);
const pool = queuePool(database.appUrl, 1);
afterAll(async () => {
  await operator.end();
  await pool.end();
});
const work: Query = async (sql, values) => (await pool.query(sql, [...values])).rows;
const slugs = tenantFacts.map(({ slug }) => slug);

/** An event that some act of a tenant's wrote. */
async function emit(
  tenant: string,
  subject: string,
  over: { kind?: string; parties?: string[]; audience?: boolean[]; day?: string | null } = {},
) {
  const [superiors, subordinates, everyone] = over.audience ?? [false, false, false];
  await operator.query('BEGIN');
  await operator.query(`SELECT set_config('app.tenant', $1, true)`, [tenant]);
  await operator.query(
    `SELECT events.emit($1, 'Plan', $2::uuid, $3, $4::date, jsonb_build_object('plan', $2::uuid), $5::text[], $6, $7, $8)`,
    [
      over.kind ?? 'PLAN_ISSUED',
      subject,
      tenant,
      over.day ?? null,
      over.parties ?? [],
      superiors,
      subordinates,
      everyone,
    ],
  );
  await operator.query('COMMIT');
}
const endpointOf = async (tenant: string): Promise<string> => {
  const { rows } = await operator.query(
    `INSERT INTO events.webhook_endpoint (tenant_id, url, kinds, created_by) VALUES ($1, 'https://example.org', $2, 'x') RETURNING id`,
    [tenant, Object.keys(EVENT_TYPES)],
  );
  return rows[0].id;
};

const step = fc.oneof(
  fc.record({ act: fc.constant('happens' as const), subject: fc.nat(2) }),
  fc.record({
    act: fc.constantFrom('arrives' as const, 'fails' as const, 'dies before' as const, 'dies after' as const),
    subject: fc.nat(2),
  }),
);

describe('whenever whoever sends dies', () => {
  test('before or after sending, each event arrives at least once, and those of one subject in their order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        await operator.query('DELETE FROM events.webhook_endpoint');
        const endpoint = await endpointOf('cao-bang');
        const subjects = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
        const happened = [0, 0, 0];
        const received: Told[] = [];
        const turn = (subject: number, act: string) => {
          const lane: Lane = { endpoint, subjectType: 'Plan', subjectId: subjects[subject] ?? '' };
          return deliverNext(lane, {
            query: work,
            send: async ({ body }) => {
              if (act === 'dies before') throw new Error('died');
              if (act !== 'fails') received.push(JSON.parse(body));
              if (act === 'dies after') throw new Error('died');
              return { status: act === 'fails' ? 500 : 200, retryAfterSeconds: null };
            },
            secretKey: new Uint8Array(32),
            source: 'x',
            // Given up for lost at once: as if its time had passed.
            leaseSeconds: 0,
            patienceSeconds: 1e9,
          }).catch(() => true);
        };
        for (const { act, subject } of steps) {
          if (act === 'happens') {
            await emit('cao-bang', subjects[subject] ?? '');
            happened[subject] = (happened[subject] ?? 0) + 1;
            if ((happened[subject] ?? 0) % 2 === 0) await work('SELECT events.relay(100)', []);
          } else await turn(subject, act);
        }
        await work('SELECT events.relay(100)', []);
        await operator.query('UPDATE events.webhook_delivery SET next_attempt_at = now()');
        for (const subject of [0, 1, 2]) while (await turn(subject, 'arrives'));
        for (const [i, subject] of subjects.entries()) {
          const its = received
            .filter(({ data }) => Buffer.from(data.plan ?? '', 'base64url').toString() === `Plan:${subject}`)
            .map(({ sequence }) => Number(sequence));
          expect([...new Set(its)]).toEqual(Array.from({ length: happened[i] ?? 0 }, (_, at) => at + 1));
          // What comes again comes before anything later.
          expect(its).toEqual([...its].sort((a, b) => a - b));
        }
      }),
      { numRuns: 15 },
    );
  });

  test('a lane that waits for its next attempt holds back no other, and takes up again where it stood', async () => {
    await operator.query('DELETE FROM events.webhook_endpoint');
    const endpoint = await endpointOf('cao-bang');
    const [one, other] = [crypto.randomUUID(), crypto.randomUUID()];
    for (const subject of [one, one, other]) await emit('cao-bang', subject);
    await work('SELECT events.relay(100)', []);
    const options = { query: work, secretKey: new Uint8Array(32), source: 'x', leaseSeconds: 30, patienceSeconds: 1e9 };
    const failing = { ...options, send: async () => ({ status: 503, retryAfterSeconds: null }) };
    const taking = { ...options, send: async () => ({ status: 200, retryAfterSeconds: null }) };
    expect(await deliverNext({ endpoint, subjectType: 'Plan', subjectId: one }, failing)).toBe(true);
    expect(await deliverNext({ endpoint, subjectType: 'Plan', subjectId: one }, taking)).toBe(false);
    expect(await deliverNext({ endpoint, subjectType: 'Plan', subjectId: other }, taking)).toBe(true);
    const { rows } = await operator.query(
      'SELECT subject_id AS subject, seq::int, state, attempts FROM events.webhook_delivery ORDER BY subject_id = $1, seq',
      [other],
    );
    expect(rows).toEqual([
      { subject: one, seq: 1, state: 'FAILED', attempts: 1 },
      { subject: one, seq: 2, state: 'PENDING', attempts: 0 },
      { subject: other, seq: 1, state: 'DELIVERED', attempts: 1 },
    ]);
  });
});

describe('an endpoint that is not reached', () => {
  const query = asking(localities(database.appUrl));
  const waiting = { query: work, secretKey: new Uint8Array(32), source: 'x', leaseSeconds: 30, patienceSeconds: 1e9 };
  const refusing = { ...waiting, send: async () => ({ status: 503, retryAfterSeconds: null }) };
  const endpointIs = async (id: string) =>
    (
      await operator.query(
        'SELECT disabled_reason AS reason, failing_since IS NOT NULL AS failing FROM events.webhook_endpoint WHERE id = $1',
        [id],
      )
    ).rows[0];
  const deliveriesTo = async (id: string) =>
    (
      await operator.query(
        'SELECT seq::int, state, attempts, last_error AS error FROM events.webhook_delivery WHERE endpoint_id = $1 ORDER BY seq',
        [id],
      )
    ).rows;
  const due = () => operator.query(`UPDATE events.webhook_delivery SET next_attempt_at = now() - interval '1 hour'`);

  test('ten times leaves a dead letter that holds nothing back, and is sent again when its tenant asks', async () => {
    await operator.query('DELETE FROM events.webhook_endpoint');
    const endpoint = await endpointOf('cao-bang');
    const lane: Lane = { endpoint, subjectType: 'Plan', subjectId: crypto.randomUUID() };
    await emit('cao-bang', lane.subjectId);
    await emit('cao-bang', lane.subjectId);
    await work('SELECT events.relay(100)', []);
    for (let attempt = 1; attempt <= 10; attempt++) {
      expect((await deliveriesTo(endpoint))[0].state).toBe(attempt === 1 ? 'PENDING' : 'FAILED');
      expect(await deliverNext(lane, refusing)).toBe(true);
      await due();
    }
    const dead = { seq: 1, state: 'DEAD', attempts: 10, error: 'HTTP_503' };
    expect((await deliveriesTo(endpoint))[0]).toEqual(dead);
    // It failed for as long as it was allowed to: the endpoint stays on.
    expect(await endpointIs(endpoint)).toEqual({ reason: null, failing: true });
    const sent: number[] = [];
    const taking = {
      ...waiting,
      send: async ({ body }: { body: string }) => {
        sent.push(Number(JSON.parse(body).sequence));
        return { status: 200, retryAfterSeconds: null };
      },
    };
    while (await deliverNext(lane, taking));
    expect(sent).toEqual([2]);
    expect(await endpointIs(endpoint)).toEqual({ reason: null, failing: false });
    const { webhookEndpoint } = await query(
      'cao-bang',
      'query ($id: ID!) { webhookEndpoint(id: $id) { deliveries(states: [DEAD]) { nodes { id } } } }',
      { id: toGlobalId('WebhookEndpoint', endpoint) },
    );
    const replay = mutating(query, 'delivery { state attempts }');
    expect(
      await replay('cao-bang', 'replayWebhookDelivery', { id: webhookEndpoint.deliveries.nodes[0].id }),
    ).toMatchObject({ delivery: { state: 'PENDING', attempts: 0 }, errors: [] });
    while (await deliverNext(lane, taking));
    expect(sent).toEqual([2, 1]);
  });

  test('for longer than the operator is patient is disabled, which is told, and is sent nothing until it is turned on', async () => {
    await operator.query('DELETE FROM events.webhook_endpoint');
    const [endpoint, other] = [await endpointOf('cao-bang'), await endpointOf('cao-bang')];
    const lane: Lane = { endpoint, subjectType: 'Plan', subjectId: crypto.randomUUID() };
    await emit('cao-bang', lane.subjectId);
    await work('SELECT events.relay(100)', []);
    await deliverNext(lane, { ...refusing, patienceSeconds: 3600 });
    expect(await endpointIs(endpoint)).toEqual({ reason: null, failing: true });
    await operator.query(`UPDATE events.webhook_endpoint SET failing_since = now() - interval '61 minutes'`);
    await due();
    await deliverNext(lane, { ...refusing, patienceSeconds: 3600 });
    expect(await endpointIs(endpoint)).toEqual({ reason: 'FAILING', failing: true });
    await work('SELECT events.relay(100)', []);
    const { rows } = await operator.query(
      `SELECT e.kind, d.endpoint_id AS endpoint FROM events.webhook_delivery d JOIN events.event e ON e.id = d.event_id WHERE e.subject_id = $1`,
      [endpoint],
    );
    expect(rows).toEqual([{ kind: 'WEBHOOK_DISABLED', endpoint: other }]);
    // Off: what waits is not sent, and what happens meanwhile is not put on its way.
    await due();
    await emit('cao-bang', lane.subjectId);
    await work('SELECT events.relay(100)', []);
    expect(await deliverNext(lane, refusing)).toBe(false);
    expect(await work('SELECT events.sweep(0) AS taken', [])).toEqual([{ taken: 2 }]);
    expect(await deliveriesTo(endpoint)).toEqual([{ seq: 1, state: 'FAILED', attempts: 2, error: 'HTTP_503' }]);
    const on = mutating(query, 'endpoint { enabled failingSince }');
    const id = toGlobalId('WebhookEndpoint', endpoint);
    const asked = { endpoint: id, since: new Date(Date.now() - 3_600_000).toISOString() };
    const again = mutating(query, 'count');
    expect(await again('cao-bang', 'replayEvents', asked)).toMatchObject({ errors: [{ code: 'ENDPOINT_DISABLED' }] });
    expect((await on('cao-bang', 'updateWebhookEndpoint', { id, enabled: true })).endpoint).toEqual({
      enabled: true,
      failingSince: null,
    });
    // What waited, and what it missed: all that is its tenant's to see, once.
    const { events } = await query(
      'cao-bang',
      'query ($since: DateTime) { events(since: $since) { totalCount } }',
      asked,
    );
    expect(events.totalCount).toBeGreaterThan(1);
    expect(await again('cao-bang', 'replayEvents', asked)).toEqual({ count: events.totalCount, errors: [] });
    expect(await again('ha-noi', 'replayEvents', asked)).toMatchObject({ count: 0, errors: [{ code: 'NOT_FOUND' }] });
    expect((await deliveriesTo(endpoint)).filter(({ attempts }) => attempts === 0)).toHaveLength(events.totalCount);
  });

  test('because who sent to it died is found by the sweep, unless somebody is at it', async () => {
    await operator.query('DELETE FROM events.webhook_endpoint');
    const endpoint = await endpointOf('cao-bang');
    const lane: Lane = { endpoint, subjectType: 'Plan', subjectId: crypto.randomUUID() };
    await emit('cao-bang', lane.subjectId);
    await emit('cao-bang', lane.subjectId);
    await work('SELECT events.relay(100)', []);
    await due();
    const dies = { ...waiting, send: () => Promise.reject(new Error('died')) };
    await expect(deliverNext(lane, dies)).rejects.toThrow('died');
    // Its job is gone with it.
    await operator.query('DELETE FROM graphile_worker._private_jobs');
    const sweep = async () => (await work<{ taken: number }>('SELECT events.sweep(10) AS taken', []))[0]?.taken;
    expect(await sweep()).toBe(0);
    await operator.query(`UPDATE events.webhook_delivery SET claimed_until = now() - interval '1 second'`);
    // A lane, not each of its deliveries.
    expect(await sweep()).toBe(1);
    const { rows } = await operator.query(`SELECT key FROM graphile_worker.jobs`);
    expect(rows).toEqual([{ key: `${endpoint}:Plan:${lane.subjectId}` }]);
  });
});

test('what is older than it is kept is forgotten with its deliveries, but not which number a subject had come to', async () => {
  await operator.query('DELETE FROM events.webhook_endpoint');
  await operator.query('DELETE FROM events.event');
  await endpointOf('cao-bang');
  const subject = crypto.randomUUID();
  const seqs = async (table: string) =>
    (await operator.query(`SELECT seq::int FROM events.${table} ORDER BY seq`)).rows.map(({ seq }) => seq);
  const age = (hours: number) =>
    operator.query(
      `ALTER TABLE events.event DISABLE TRIGGER guard_event;
       UPDATE events.event SET occurred_at = occurred_at - interval '${hours} hours';
       ALTER TABLE events.event ENABLE TRIGGER guard_event`,
    );
  await emit('cao-bang', subject);
  await work('SELECT events.relay(100)', []);
  // Not told yet: however old, it is kept.
  await emit('cao-bang', subject);
  await age(2);
  await emit('cao-bang', subject);
  await work('SELECT events.prune($1)', [3600]);
  expect(await seqs('event')).toEqual([2, 3]);
  expect(await seqs('webhook_delivery')).toEqual([]);
  await work('SELECT events.relay(100)', []);
  await work('SELECT events.prune($1)', [3600]);
  expect(await seqs('event')).toEqual([3]);
  expect(await seqs('webhook_delivery')).toEqual([3]);
  // Taken back with what it tells of, its number with it.
  await operator.query('BEGIN');
  await operator.query(`SELECT set_config('app.tenant', 'cao-bang', true)`);
  await operator.query(`SELECT events.emit('PLAN_ISSUED', 'Plan', $1::uuid, 'cao-bang', NULL, '{}')`, [subject]);
  expect(await seqs('event')).toEqual([3, 4]);
  await operator.query('ROLLBACK');
  expect(await seqs('event')).toEqual([3]);
  await emit('cao-bang', subject);
  expect(await seqs('event')).toEqual([3, 4]);
});

test('an event is shown by either layer, and sent, to exactly those whom the other finds: for every tenant and audience', async () => {
  await operator.query('DELETE FROM events.webhook_endpoint');
  await operator.query('DELETE FROM events.event');
  const endpoints = new Map<string, string>();
  for (const slug of slugs) endpoints.set(slug, await endpointOf(slug));
  for (const owner of slugs)
    for (const audience of [
      [false, false, false],
      [true, false, false],
      [true, true, false],
      [false, false, true],
    ])
      for (const day of [null, '2023-05-05'])
        await emit(owner, crypto.randomUUID(), {
          audience,
          day,
          parties: owner === 'ha-lang' ? ['cao-bang'] : owner === 'tp-bac-giang' ? ['bac-giang'] : [],
        });
  await work('SELECT events.relay(10000)', []);
  const byPolicy = asking(localities(database.appUrl));
  const byDatabase = asking(localities(database.appUrl, { policyEnforced: false }));
  const { rows: all } = await operator.query('SELECT count(*)::int AS count FROM events.event');
  for (const slug of slugs) {
    const [both, database_] = await Promise.all(
      [byPolicy, byDatabase].map(
        async (ask) => (await ask(slug, '{ events(first: 500) { totalCount nodes { id } } }')).events,
      ),
    );
    expect(both, slug).toEqual(database_);
    const { rows } = await operator.query(
      `SELECT count(*)::int AS count FROM events.webhook_delivery d WHERE d.endpoint_id = $1`,
      [endpoints.get(slug)],
    );
    expect(rows[0].count, slug).toBe(both.totalCount);
    expect(both.totalCount, slug).toBeLessThan(all[0].count);
  }
  // The policy alone finds the same.
  const admin = await connect(database.adminUrl);
  const shown = new Map<string, unknown>();
  for (const slug of slugs) shown.set(slug, await byPolicy(slug, '{ events(first: 500) { nodes { id } } }'));
  await admin.query('ALTER TABLE events.event DISABLE ROW LEVEL SECURITY');
  for (const slug of slugs)
    expect(await byPolicy(slug, '{ events(first: 500) { nodes { id } } }'), slug).toEqual(shown.get(slug));
  await admin.query('ALTER TABLE events.event ENABLE ROW LEVEL SECURITY');
  await admin.end();
});
