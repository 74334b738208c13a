import { setTimeout as sleep } from 'node:timers/promises';
import { verifyRollUps } from '@thi-dua/indicators/verify-rollups/roll-up-differences';
import { connect } from '@thi-dua/prisma/connect';
import type pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { figuresDatabase } from './figures-kit.js';
import { hold, type Place, plant, province, state, withAllBelow } from './small-country.js';

const { database, operator } = await figuresDatabase();
const provinces = ['K1', 'K2', 'K3'].map((code) => province(code, [3, 3, 2]));
const everyone = provinces.flatMap(withAllBelow);
await plant(operator, provinces);
await operator.query(
  `INSERT INTO indicators.methodology (code, name, valid_from, territory_id) VALUES ('K1_LOCAL', 'Chuẩn của K1', '2020-01-01', $1)`,
  [provinces[0]?.id],
);
// A mean, and a rate of a flow, beside what is seeded.
await operator.query(
  `INSERT INTO indicators.indicator (code, position, name, name_en, unit, kind, time, numerator, denominator, standard, integer, levels) VALUES
   ('MEAN_INCOME', 900, 'Thu nhập bình quân', 'Mean income', 'đồng', 'MEAN', 'STOCK', NULL, 'HOUSEHOLDS', false, false, '{COMMUNE,NEIGHBOURHOOD}'),
   ('ESCAPE_RATE', 901, 'Tỷ lệ thoát nghèo', 'Rate of escape', '%', 'RATIO', 'FLOW', 'ESCAPED_POVERTY', 'POOR_HOUSEHOLDS', true, false, '{COMMUNE,NEIGHBOURHOOD}')`,
);

/** Reproducible choices for each worker; how their transactions interleave is up to the machine. */
function random(seed: number) {
  let value = seed;
  const next = () => {
    value = (Math.imul(value ^ (value >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    const mixed = Math.imul(value ^ (value >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
  const below = (n: number) => Math.floor(next() * n);
  const oneOf = <T>(list: readonly T[]): T => {
    const found = list[below(list.length)];
    if (found === undefined) throw new Error('nothing to choose from');
    return found;
  };
  return { chance: (p: number) => next() < p, below, oneOf };
}
type Random = ReturnType<typeof random>;

const months = Array.from({ length: 12 }, (_, i) => `2022-${String(i + 1).padStart(2, '0')}`);
const quarters = ['2022-Q1', '2022-Q2', '2022-Q3', '2022-Q4'];
const standards = ['ND07_2021', 'ND07_2021', 'ND07_2021', 'K1_LOCAL'] as const;

type Act = (client: pg.Client, r: Random) => Promise<unknown>;

const submit: Act = async (client, { below, chance, oneOf }) => {
  const places = Array.from({ length: 1 + below(6) }, () => oneOf(everyone));
  await hold(
    client,
    places.map(({ tenant }) => tenant),
  );
  for (const place of places) {
    const methodology = oneOf(standards);
    const period = chance(0.7) ? '2022' : '2023';
    const flow = chance(0.2) ? oneOf([...quarters, '2022']) : oneOf(months.slice(0, 6));
    await oneOf([
      () => state(client, place, { indicator: 'POOR_HOUSEHOLDS', period, methodology, value: below(50) }),
      () => state(client, place, { indicator: 'HOUSEHOLDS', period, methodology: null, value: below(200) }),
      () => state(client, place, { indicator: 'MEAN_INCOME', period, methodology: null, value: `${below(99)}.25` }),
      () => state(client, place, { indicator: 'POVERTY_RATE', period, methodology, value: below(100) }),
      () => state(client, place, { indicator: 'ESCAPED_POVERTY', period: flow, value: below(9) }),
    ])();
  }
};
/** A whole level of a province at once: so that something becomes complete. */
const submitMany: Act = async (client, { below, chance, oneOf }) => {
  const level = oneOf(['COMMUNE', 'NEIGHBOURHOOD'] as const);
  const places = withAllBelow(oneOf(provinces)).filter((one) => one.level === level && chance(0.95));
  await hold(
    client,
    places.map(({ tenant }) => tenant),
  );
  for (const place of places) {
    await state(client, place, { indicator: 'POOR_HOUSEHOLDS', period: '2022', value: below(50) });
    await state(client, place, { indicator: 'HOUSEHOLDS', period: '2022', methodology: null, value: below(200) });
  }
};
/** A quarter of a flow, month by month, in one province. */
const submitMonths: Act = async (client, { below, chance, oneOf }) => {
  const first = 3 * below(4);
  const places = withAllBelow(oneOf(provinces)).filter((one) => one.level === 'COMMUNE' && chance(0.9));
  await hold(
    client,
    places.map(({ tenant }) => tenant),
  );
  for (const place of places)
    for (const period of months.slice(first, first + 3))
      await state(client, place, { indicator: 'ESCAPED_POVERTY', period, value: below(9) });
};
/** Some figures of some tenants, which are held meanwhile, in one order. */
async function some(client: pg.Client, { below, chance }: Random): Promise<string> {
  const tenants = [...new Set(everyone.map(({ tenant }) => tenant))].filter(() => chance(0.3));
  await hold(client, tenants);
  return `SELECT id FROM indicators.observation WHERE tenant_id = ANY ('{${tenants.join()}}') AND hashtext(id::text) % 3 = ${below(3)}`;
}
const verify: Act = async (client, r) => {
  const chosen = await some(client, r);
  await client.query(`CREATE TEMPORARY TABLE due ON COMMIT DROP AS ${chosen} AND status = 'SUBMITTED' AND current`);
  await client.query(`UPDATE indicators.observation o SET official = false FROM due JOIN indicators.observation n USING (id)
    WHERE o.official AND o.status <> 'RELEASED' AND o.id <> n.id AND o.locality_id = n.locality_id AND o.indicator = n.indicator
      AND o.period = n.period AND o.methodology IS NOT DISTINCT FROM n.methodology`);
  await client.query(`UPDATE indicators.observation o SET status = 'VERIFIED', official = NOT EXISTS (
      SELECT FROM indicators.observation r WHERE r.official AND r.locality_id = o.locality_id AND r.indicator = o.indicator
        AND r.period = o.period AND r.methodology IS NOT DISTINCT FROM o.methodology)
    FROM due WHERE o.id = due.id`);
};
const giveBack: Act = async (client, r) =>
  client.query(`UPDATE indicators.observation SET status = 'RETURNED', return_reason = 'why'
    WHERE id IN (${await some(client, r)}) AND status = 'SUBMITTED' AND current`);
const remove: Act = async (client, r) =>
  client.query(`DELETE FROM indicators.observation WHERE id IN (${await some(client, r)} ORDER BY id LIMIT 3)`);
const release: Act = async (client, r) => {
  const chosen = await some(client, r);
  await client.query(
    `INSERT INTO indicators.release (id, tenant_id, locality_id, period, basis, decision, released_by, released_on)
     VALUES (gen_random_uuid(), 'trung-uong', $1, $2, $3, 'd', 'someone', '2024-01-01')`,
    [r.oneOf(everyone).id, r.oneOf(['2022', '2022', '2022-Q1', '2023']), r.oneOf(['PROVISIONAL', 'OFFICIAL'])],
  );
  // A correction takes the place of what was released before.
  await client.query(`CREATE TEMPORARY TABLE due ON COMMIT DROP AS
    SELECT DISTINCT ON (locality_id, indicator, period, methodology) * FROM indicators.observation
    WHERE status = 'VERIFIED' AND (current OR official) AND id IN (${chosen}) ORDER BY locality_id, indicator, period, methodology, revision DESC`);
  await client.query(`UPDATE indicators.observation o SET official = false FROM due n
    WHERE o.official AND o.id <> n.id AND o.locality_id = n.locality_id AND o.indicator = n.indicator AND o.period = n.period
      AND o.methodology IS NOT DISTINCT FROM n.methodology`);
  await client.query(
    `UPDATE indicators.observation o SET status = 'RELEASED', official = true FROM due WHERE o.id = due.id`,
  );
};
const withdrawRelease: Act = (client) =>
  client.query(
    `DELETE FROM indicators.release WHERE id IN (SELECT id FROM indicators.release WHERE released_by = 'someone' LIMIT 1)`,
  );

const days = ['2022-03-10', '2022-07-01', '2022-12-31', '2023-06-01'];
/** A unit goes to another parent of the same level on some day, or did so always. */
const move: Act = async (client, { chance, oneOf }) => {
  await client.query('LOCK TABLE map.locality IN SHARE ROW EXCLUSIVE MODE');
  const place = oneOf(everyone.filter((one) => one.level !== 'PROVINCE'));
  const parents = { DISTRICT: 'PROVINCE', COMMUNE: 'DISTRICT', NEIGHBOURHOOD: 'COMMUNE', PROVINCE: '' } as const;
  const parent = oneOf(everyone.filter((one) => one.level === parents[place.level]));
  const day = chance(0.3) ? '0001-01-01' : oneOf(days);
  await client.query('DELETE FROM map.locality_parent WHERE child_id = $1 AND begins >= $2', [place.id, day]);
  await client.query('UPDATE map.locality_parent SET ends = $2 WHERE child_id = $1 AND begins < $2 AND $2 < ends', [
    place.id,
    day,
  ]);
  await client.query(
    `INSERT INTO map.locality_parent (child_id, parent_id, begins, ends) VALUES ($1, $2, $3, '9999-12-31')`,
    [place.id, parent.id, day],
  );
  await client.query('SELECT map.refresh_closure(ARRAY[$1]::uuid[])', [place.id]);
};
/** A unit ends, or turns out to have gone on. */
const end: Act = async (client, { chance, oneOf }) => {
  await client.query('LOCK TABLE map.locality IN SHARE ROW EXCLUSIVE MODE');
  const place = oneOf(everyone.filter((one) => one.level === 'COMMUNE' || one.level === 'NEIGHBOURHOOD'));
  const day = chance(0.5) ? '9999-12-31' : oneOf(days);
  await client.query('UPDATE map.locality SET ends = $2 WHERE id = $1', [place.id, day]);
  if (chance(0.5))
    await client.query('UPDATE map.locality_parent SET ends = $2 WHERE child_id = $1 AND begins < $2 AND ends > $2', [
      place.id,
      day,
    ]);
  await client.query('SELECT map.refresh_closure(ARRAY[$1]::uuid[])', [place.id]);
};
const declare: Act = async (client, { below, chance, oneOf }) => {
  await client.query('LOCK TABLE map.locality IN SHARE ROW EXCLUSIVE MODE');
  const { id } = oneOf(everyone);
  if (chance(0.6)) await client.query('DELETE FROM map.declared_children WHERE locality_id = $1', [id]);
  else
    await client.query(
      `INSERT INTO map.declared_children (locality_id, begins, count) VALUES ($1, $2, $3)
       ON CONFLICT (locality_id, begins) DO UPDATE SET count = excluded.count`,
      [id, oneOf(['0001-01-01', ...days]), below(5)],
    );
};
const redefine: Act = (client, { oneOf }) =>
  client.query('UPDATE indicators.indicator SET levels = $2 WHERE code = $1', [
    oneOf(['POOR_HOUSEHOLDS', 'POVERTY_RATE', 'MEAN_INCOME', 'ESCAPED_POVERTY']),
    `{PROVINCE,${oneOf(['NEIGHBOURHOOD', 'NEIGHBOURHOOD', 'COMMUNE', 'DISTRICT'])}}`,
  ]);

const acts: readonly Act[] = [
  ...[submit, submit, submit, submit, submit, submitMany, submitMonths, verify, verify, verify, giveBack, remove],
  ...[release, release, release, withdrawRelease, move, end, declare, redefine],
];

/** One transaction after the other; some look at their own sums before the end, some change their mind. */
async function work(client: pg.Client, r: Random, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await client.query('BEGIN');
    await r.oneOf(acts)(client, r);
    if (r.chance(0.3)) await client.query('SELECT indicators.settle_roll_ups()');
    if (r.chance(0.2)) await sleep(r.below(15));
    await client.query(r.chance(0.1) ? 'ROLLBACK' : 'COMMIT');
  }
}

const workers = await Promise.all(Array.from({ length: 4 }, () => connect(database.operatorUrl)));
afterAll(() => Promise.all(workers.map((client) => client.end())));

describe('whatever happens at once, every stored roll-up is what observations and map add up to', () => {
  test.each(Array.from({ length: 12 }, (_, i) => i + 1))(
    'round %i',
    async (round) => {
      await Promise.all(workers.map((client, i) => work(client, random(1000 * round + i), 12)));
      const { rows } = await operator.query(
        'SELECT (SELECT count(*)::int FROM indicators.roll_up_touch) AS touched, (SELECT count(*)::int FROM indicators.roll_up_due) AS due',
      );
      expect(rows).toEqual([{ touched: 0, due: 0 }]);
      const { differences } = await verifyRollUps(operator);
      expect(differences).toEqual([]);
    },
    60_000,
  );

  test('and there was something of everything', async () => {
    const { rows } = await operator.query(
      `SELECT indicator, bool_or(provisional_complete) AS complete, bool_or(official_x IS NOT NULL) AS official, bool_or(official_open) AS open,
         count(DISTINCT period)::int > 1 AS periods
       FROM indicators.roll_up r JOIN unnest($1::uuid[]) u(unit) USING (unit)
       WHERE indicator IN ('POOR_HOUSEHOLDS', 'POVERTY_RATE', 'ESCAPED_POVERTY') GROUP BY indicator ORDER BY indicator`,
      [everyone.map((place: Place) => place.id)],
    );
    const all = { complete: true, official: true, open: true, periods: true };
    expect(rows).toEqual(
      ['ESCAPED_POVERTY', 'POOR_HOUSEHOLDS', 'POVERTY_RATE'].map((indicator) => ({ indicator, ...all })),
    );
  });
});
