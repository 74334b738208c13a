import { EVENT_TYPES } from '@thi-dua/localities/event/event';
import { deliverNext, type Lane, type Query } from '@thi-dua/localities/webhook/deliver';
import { connect } from '@thi-dua/prisma/connect';
import { queuePool } from '@thi-dua/prisma/queue-pool';
import { tenantFacts } from '@thi-dua/prisma/seed/tenants';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { localities } from '../kit/services.js';
import { asking } from './events-kit.js';
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
