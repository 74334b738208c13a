import { plain } from '@thi-dua/campaigns/words/plain';
import { connect } from '@thi-dua/prisma/connect';
import { tenantFacts } from '@thi-dua/prisma/seed/tenants';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { campaigns } from '../kit/services.js';
import { searchKit } from './kit.js';

const { appUrl, operatorUrl } = await testDatabase();
const operator = await connect(operatorUrl);
afterAll(() => operator.end());

/** A fixed sequence: a failure can be looked at again. */
function random(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
const below = random(20_261_125);
const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
const vocabulary = ['hộ', 'nghèo', 'Đường', 'biên', 'xã', 'nhà', 'ở', 'sinh', 'kế', '2025', 'bò', 'Ho', 'NGHEO', 'dê'];
const text = () => Array.from({ length: 1 + below(8) }, () => pick(vocabulary)).join(pick([' ', ', ', ' – ', '/']));

// A district that changed its province, so that the record's own day matters: Hạ Lang under Hà Nội for some years.
await operator.query(`UPDATE map.tenant_line SET begins = '2023-01-01' WHERE subordinate = 'ha-lang'`);
await operator.query(`INSERT INTO map.tenant_line VALUES ('ha-lang', 'ha-noi', '0001-01-01', '2023-01-01')`);
await operator.query('SELECT map.rebuild_authority()');

const plans: { id: string; tenant: string; day: string; open: boolean }[] = [];
for (let i = 0; i < 150; i++) {
  const tenant = pick(tenantFacts);
  const day = pick(
    ['2017-06-01', '2022-12-31', '2023-01-01', '2025-06-30', '2025-07-01', '2026-01-01'].filter(
      (each) => (tenant.establishedOn ?? '') <= each && each < (tenant.dissolvedOn ?? '9999'),
    ),
  );
  const id = crypto.randomUUID();
  const earlier = plans.filter((plan) => plan.tenant === tenant.slug && plan.open);
  const amended = earlier.length > 0 && below(3) === 0 ? pick(earlier) : null;
  const status = pick(['DRAFT', 'ISSUED', 'ISSUED', 'CLOSED']);
  if (amended !== null && status !== 'DRAFT') amended.open = false;
  await operator.query(
    `INSERT INTO campaigns.plan (id, tenant_id, movement_code, title, status, visibility, document_type, issuer, issued_on, record_date,
       created_by, amends_id, changes) VALUES ($1, $2, 'VNN-2021-2025', $3, $4::campaigns.plan_status, $5::campaigns.visibility, 'x', 'x', $6, $6, 'x', $7, $8)`,
    [id, tenant.slug, text(), status, pick(['LINE', 'LINE', 'PUBLIC']), day, amended?.id ?? null, amended && 'x'],
  );
  plans.push({ id, tenant: tenant.slug, day, open: status !== 'DRAFT' });
  for (let n = 0; n < 3; n++)
    await operator.query(
      `INSERT INTO campaigns.clause (plan_id, kind, position, clause, clause_raw, anchor, text) VALUES ($1, 'CONTENT', $2, $3, $3, 'x', $4)`,
      [id, n, `I.${n}`, text()],
    );
  const target = crypto.randomUUID();
  await operator.query(
    `INSERT INTO campaigns.target (id, plan_id, position, clause, clause_raw, anchor, text) VALUES ($1, $2, 0, 'II', 'II', 'x', $3)`,
    [target, id, text()],
  );
  await operator.query(
    `INSERT INTO campaigns.target_part (plan_id, target_id, position, text) VALUES ($1, $2, 0, $3)`,
    [id, target, text()],
  );
  await operator.query(
    `INSERT INTO campaigns.annex (plan_id, position, title, columns, rows) VALUES ($1, 0, $2, ARRAY['x'], jsonb_build_array(jsonb_build_array($3::text)))`,
    [id, text(), text()],
  );
}
for (let i = 0; i < 120; i++) {
  const tenant = pick(
    tenantFacts.filter(({ dissolvedOn, establishedOn }) => dissolvedOn === null && establishedOn === null),
  );
  const status = pick(['SUBMITTED', 'PUBLISHED', 'RETURNED', 'WITHDRAWN']);
  const [published, reason] = [status === 'PUBLISHED', ['RETURNED', 'WITHDRAWN'].includes(status)];
  await operator.query(
    `INSERT INTO campaigns.exemplar (tenant_id, status, title, topics, subject, summary, story, recorded_on, written_by, published_for,
       published_by, published_on, reason)
     VALUES ($1, $2::campaigns.exemplar_status, $3, ARRAY[$4], 'COMMUNE', $5, $6, '2023-03-03', 'x', $7, $7, $8, $9)`,
    [
      tenant.slug,
      status,
      text(),
      text(),
      text(),
      text(),
      published ? 'x' : null,
      published ? '2023-03-04' : null,
      reason ? 'x' : null,
    ],
  );
}

interface Said {
  id: string;
  plan: string | null;
  tenant: string;
  kind: string;
  clause: string | null;
  text: string;
}

/** Everything the caller may read, read whole from the tables of the parts, under row-level security. */
async function readable(viewer: string): Promise<{ said: Said[]; superseded: Set<string> }> {
  const app = await connect(appUrl);
  await app.query(`SELECT set_config('app.tenant', $1, false)`, [viewer]);
  const { rows } = await app.query<Said>(`
    SELECT p.id, p.plan, o.tenant_id AS tenant, p.kind, p.clause, p.text FROM (
      SELECT id, id AS plan, 'TITLE' AS kind, NULL AS clause, title AS text FROM campaigns.plan
      UNION ALL SELECT id, plan_id, 'LEGAL_BASIS', NULL, concat_ws(' ', number, title, issuer) FROM campaigns.citation
      UNION ALL SELECT id, plan_id, kind::text, clause, text FROM campaigns.clause
      UNION ALL SELECT id, plan_id, 'TARGET', clause, text FROM campaigns.target
      UNION ALL SELECT t.id, t.plan_id, 'TARGET_PART', o.clause, t.text FROM campaigns.target_part t JOIN campaigns.target o ON o.id = t.target_id
      UNION ALL SELECT id, plan_id, 'CRITERION', clause, concat_ws(' ', text, subject ->> 'text', subject ->> 'where') FROM campaigns.criterion
      UNION ALL SELECT id, plan_id, 'MILESTONE', clause, concat_ws(' ', text, body) FROM campaigns.milestone
      UNION ALL SELECT id, plan_id, 'ASSIGNMENT', clause, concat_ws(' ', body, duty) FROM campaigns.assignment
      UNION ALL SELECT id, plan_id, 'RECIPIENT', NULL, name FROM campaigns.recipient
      UNION ALL SELECT id, plan_id, 'AWARD_FORM', clause, concat_ws(' ', text, level, condition) FROM campaigns.plan_award_form
      UNION ALL SELECT id, plan_id, 'ANNEX', NULL, concat_ws(' ', title, array_to_string(columns, ' '), rows::text) FROM campaigns.annex
    ) p JOIN campaigns.plan o ON o.id = p.plan
    UNION ALL
    SELECT id, NULL, tenant_id, 'EXEMPLAR', NULL, concat_ws(' ', title, array_to_string(topics, ' '), summary, story)
    FROM campaigns.exemplar WHERE status <> 'WITHDRAWN'`);
  const { rows: later } = await app.query<{ id: string }>(
    `SELECT amends_id AS id FROM campaigns.plan WHERE amends_id IS NOT NULL AND status <> 'DRAFT'`,
  );
  await app.end();
  return { said: rows, superseded: new Set(later.map(({ id }) => id)) };
}

/** What a plain reading of all that finds. */
function scanned({ said, superseded }: Awaited<ReturnType<typeof readable>>, query: string, older: boolean): Said[] {
  const asked = plain(query).split(' ');
  const hits = said.filter(({ text: whole }) => {
    const words = new Set(plain(whole).split(' '));
    return asked.every((word) => words.has(word));
  });
  return hits.filter(
    ({ kind, plan, clause }) =>
      (older || plan === null || !superseded.has(plan)) &&
      !(
        kind === 'TARGET_PART' &&
        hits.some((hit) => hit.kind === 'TARGET' && hit.plan === plan && hit.clause === clause)
      ),
  );
}

const queries = [
  'ho',
  'ho ngheo',
  'nghèo',
  'đường biên',
  'sinh ke bo',
  '2025',
  'giam ngheo',
  'xa nha o',
  ...Array.from({ length: 6 }, text),
];
const kits = { both: searchKit(campaigns(appUrl)), alone: searchKit(campaigns(appUrl, { policyEnforced: false })) };

describe.each([...tenantFacts.map(({ slug }) => slug), 'a-stranger'])('for %s', (viewer) => {
  test('the search by index finds exactly what a plain reading under row-level security finds', async () => {
    const all = await readable(viewer);
    for (const query of queries) {
      for (const older of [false, true]) {
        const args = `first: 500, filter: { superseded: ${older} }`;
        const { nodes, totalCount } = await kits.both.search(viewer, query, args);
        const shape = (hit: { kind: string; owner: string | null; clause: string | null }) =>
          `${hit.kind} ${hit.owner} ${hit.clause}`;
        const expected = scanned(all, query, older)
          .map((hit) =>
            shape({ ...hit, owner: hit.plan === null ? toGlobalId('Exemplar', hit.id) : toGlobalId('Plan', hit.plan) }),
          )
          .sort();
        expect(
          nodes.map((hit) => shape({ ...hit, owner: hit.plan?.id ?? hit.exemplar?.id ?? null })).sort(),
          `${query} (${args})`,
        ).toEqual(expected.length > 500 ? expect.anything() : expected);
        expect(totalCount, query).toBe(expected.length);
        expect((await kits.alone.search(viewer, query, args)).totalCount, query).toBe(expected.length);
      }
    }
  });

  test('the function behind it tells of nothing else either', async () => {
    const all = await readable(viewer);
    const app = await connect(appUrl);
    await app.query(`SELECT set_config('app.tenant', $1, false)`, [viewer]);
    const { rows } = await app.query<{ id: string }>(
      `SELECT id FROM campaigns.found_texts('ho ngheo', NULL, NULL, true)`,
    );
    await app.end();
    expect(rows.map(({ id }) => id).sort()).toEqual(
      scanned(all, 'ho ngheo', true)
        .map(({ id }) => id)
        .sort(),
    );
  });
});

test('without a caller the function finds nothing', async () => {
  const app = await connect(appUrl);
  const { rows } = await app.query(`SELECT * FROM campaigns.found_texts('ho', NULL, NULL, true)`);
  await app.end();
  expect(rows).toEqual([]);
});

test('nobody who serves writes what is searched', async () => {
  const app = await connect(appUrl);
  await app.query(`SELECT set_config('app.tenant', 'trung-uong', false)`);
  for (const statement of [
    `UPDATE campaigns.passage SET text = 'x'`,
    'DELETE FROM campaigns.passage',
    `INSERT INTO campaigns.passage (id, plan_id, kind, text) SELECT gen_random_uuid(), id, 'TITLE', 'x' FROM campaigns.plan`,
  ])
    await expect(app.query(statement), statement).rejects.toThrow(/permission denied/);
  await app.end();
});
