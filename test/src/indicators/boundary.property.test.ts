import { randomUUID } from 'node:crypto';
import { verifyRollUps } from '@thi-dua/indicators/verify-rollups/roll-up-differences';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { describe, expect, test } from 'vitest';
import { ask, callerOf, indicators } from '../kit/services.js';
import { figuresDatabase } from './figures-kit.js';
import {
  type Basis,
  type Indicator,
  isCrossed,
  naiveValue,
  naiveValueOn,
  type Redrawn,
  type Report,
  type Standing,
  type Unit,
} from './naive-figures.js';

const { database, operator } = await figuresDatabase();
const service = indicators(database.appUrl);
const REFORM = '2025-07-01';

/** Reproducible: a failure names a country that comes again. */
function random(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
const next = random(20250701);
const chance = (p: number) => next() < p;
const below = (n: number) => Math.floor(next() * n);
const oneOf = <T>(list: readonly T[]): T => {
  const found = list[below(list.length)];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
};

let codes = 0;
const made = (): Unit => ({
  id: randomUUID(),
  code: `C${String(++codes).padStart(5, '0')}`,
  children: [],
  declared: 0,
  reports: {},
  released: new Set(),
});
function reporting(eager: number): Unit {
  const revision = (max: number): Report[] => [
    {
      value: BigInt(below(max)),
      status: oneOf(['SUBMITTED', 'VERIFIED', 'RELEASED', 'RELEASED', 'RETURNED'] as const),
    },
  ];
  const unit = made();
  if (chance(eager)) unit.reports.POOR_HOUSEHOLDS = revision(50);
  if (chance(eager)) unit.reports.HOUSEHOLDS = revision(200);
  if (chance(0.2)) unit.reports.POVERTY_RATE = revision(100);
  if (chance(0.1)) unit.released.add(oneOf(['PROVISIONAL', 'OFFICIAL'] as const));
  return unit;
}

const LEVELS = ['PROVINCE', 'DISTRICT', 'COMMUNE'] as const;
interface Country extends Redrawn {
  level: Map<Unit, (typeof LEVELS)[number]>;
}

/** A few provinces, and what a reform makes of them: some stay, some lose their districts, some become one, and now and then
 * a commune, or a part of one, goes over a border. */
function country(): Country {
  const before = new Set<Unit>();
  const level: Country['level'] = new Map();
  const after = new Map<Unit, Unit[]>();
  const successions: { from: Unit; to: Unit; whole: boolean }[] = [];
  const eager = oneOf([0.5, 0.97]);
  const grow = (depth: 0 | 1 | 2): Unit => {
    const unit = reporting(depth === 2 ? eager : eager / 3);
    const width = depth === 0 ? 1 + below(3) : depth === 1 ? below(4) : 0;
    for (let i = 0; i < width; i++) unit.children.push(grow(depth === 0 ? 1 : 2));
    if (chance(0.1)) unit.declared = width + below(2);
    before.add(unit);
    const known = LEVELS[depth];
    level.set(unit, known);
    return unit;
  };
  const provinces = Array.from({ length: 5 }, () => grow(0));
  const begun = (of: Unit, at: (typeof LEVELS)[number]) => {
    level.set(of, at);
    after.set(of, []);
    return of;
  };
  /** Puts a unit of both days, with all in it, where it lies on the later one. */
  const keep = (unit: Unit): Unit => {
    after.set(unit, unit.children.map(keep));
    return unit;
  };
  /** The communes of a province without its districts: some become one, some are divided, the others stay. */
  const redraw = (province: Unit): Unit[] => {
    const communes = province.children.flatMap(({ children }) => children);
    const found: Unit[] = [];
    while (communes.length > 0) {
      const [one, other] = communes.splice(0, 1 + below(2));
      if (one === undefined) break;
      if (other === undefined) found.push(keep(one));
      else {
        const whole = begun(made(), 'COMMUNE');
        successions.push({ from: one, to: whole, whole: true });
        found.push(whole);
        if (chance(0.5)) successions.push({ from: other, to: whole, whole: true });
        else {
          const rest = begun(made(), 'COMMUNE');
          successions.push({ from: other, to: whole, whole: false }, { from: other, to: rest, whole: false });
          found.push(rest);
        }
      }
    }
    return found;
  };
  const [still, inner, first, second, neighbour] = provinces;
  if (!still || !inner || !first || !second || !neighbour) throw new Error('unreachable');
  keep(still);
  keep(neighbour);
  after.set(inner, redraw(inner));
  const heir = begun(made(), 'PROVINCE');
  after.set(heir, [...redraw(first), ...redraw(second)]);
  successions.push({ from: first, to: heir, whole: true }, { from: second, to: heir, whole: chance(0.7) });
  // Over the border of a province: a commune as it stands, or a piece of one that goes on.
  const districts = still.children;
  const home = oneOf(districts);
  const commune = home.children[0];
  const there = oneOf(neighbour.children);
  const crossing = oneOf(['MOVE', 'PIECE', 'NONE'] as const);
  if (commune && crossing === 'MOVE') {
    after.set(
      home,
      (after.get(home) ?? []).filter((one) => one !== commune),
    );
    after.get(there)?.push(commune);
  } else if (commune && crossing === 'PIECE') {
    const piece = begun(made(), 'COMMUNE');
    successions.push({ from: commune, to: piece, whole: false });
    after.get(there)?.push(piece);
  }
  return { before, after, successions, level };
}

const countries = Array.from({ length: 24 }, country);

async function plant({ before, after, successions, level }: Country): Promise<void> {
  const { rows } = await operator.query<{ id: string }>(`SELECT id FROM map.locality WHERE code = 'VN'`);
  const nation = rows[0]?.id;
  const parents = (lines: Iterable<readonly [Unit, readonly Unit[]]>) =>
    new Map([...lines].flatMap(([parent, children]) => children.map((child) => [child, parent] as const)));
  const was = parents([...before].map((unit) => [unit, unit.children]));
  const is = parents(after);
  for (const unit of new Set([...before, ...after.keys()])) {
    const [begins, ends] = [before.has(unit) ? '0001-01-01' : REFORM, after.has(unit) ? '9999-12-31' : REFORM];
    await operator.query(`INSERT INTO map.locality (id, code, level, begins, ends) VALUES ($1, $2, $3, $4, $5)`, [
      unit.id,
      unit.code,
      level.get(unit),
      begins,
      ends,
    ]);
    if (unit.declared)
      await operator.query(
        `INSERT INTO map.declared_children (locality_id, begins, count) VALUES ($1, '0001-01-01', $2)`,
        [unit.id, unit.declared],
      );
  }
  const line = (unit: Unit, parent: string | undefined, from: string, to: string) =>
    operator.query(`INSERT INTO map.locality_parent (child_id, parent_id, begins, ends) VALUES ($1, $2, $3, $4)`, [
      unit.id,
      parent,
      from,
      to,
    ]);
  for (const unit of new Set([...before, ...after.keys()])) {
    const [old, young] = [was.get(unit)?.id ?? nation, is.get(unit)?.id ?? nation];
    if (!after.has(unit)) await line(unit, old, '0001-01-01', REFORM);
    else if (!before.has(unit)) await line(unit, young, REFORM, '9999-12-31');
    else if (old === young) await line(unit, old, '0001-01-01', '9999-12-31');
    else {
      await line(unit, old, '0001-01-01', REFORM);
      await line(unit, young, REFORM, '9999-12-31');
    }
  }
  for (const { from, to, whole } of successions)
    await operator.query(
      `INSERT INTO map.succession (from_id, to_id, effective_on, extent) VALUES ($1, $2, '${REFORM}', $3)`,
      [from.id, to.id, whole ? 'WHOLE' : 'PART'],
    );
}

async function report(unit: Unit): Promise<void> {
  for (const basis of unit.released)
    await operator.query(
      `INSERT INTO indicators.release (id, tenant_id, locality_id, period, basis, decision, released_by, released_on) VALUES ($1, 'trung-uong', $2, '2023', $3, 'd', 'someone', '2024-01-01')`,
      [randomUUID(), unit.id, basis],
    );
  for (const [indicator, reports] of Object.entries(unit.reports))
    for (const { value, status } of reports)
      await operator.query(
        `INSERT INTO indicators.observation (id, tenant_id, locality_id, indicator, period, period_end, methodology, value, status, revision, current, official, submitted_at, submitted_by, return_reason)
         VALUES ($1, 'trung-uong', $2, $3, '2023', '2023-12-31', $4, $5, $6, 1, true, $7, now(), 'someone', $8)`,
        [
          randomUUID(),
          unit.id,
          indicator,
          indicator === 'HOUSEHOLDS' ? null : 'ND07_2021',
          String(value),
          status,
          status === 'VERIFIED' || status === 'RELEASED',
          status === 'RETURNED' ? 'why' : null,
        ],
      );
}

await operator.query('BEGIN');
for (const one of countries) await plant(one);
await operator.query('SELECT map.refresh_closure($1)', [
  countries.flatMap(({ before, after }) => [...new Set([...before, ...after.keys()])].map(({ id }) => id)),
]);
for (const { before } of countries) for (const unit of before) await report(unit);
await operator.query('COMMIT');

const document = `query ($units: [_Any!]!, $indicator: String!, $basis: Basis!, $boundary: Date) { _entities(representations: $units) { ... on Locality {
  v: value(indicator: $indicator, period: "2023", basis: $basis, boundary: $boundary) { value origin coverage { expected reported complete } reconciliation { reported rolledUp } } } } }`;
async function answers(units: Unit[], caller: string, indicator: Indicator, basis: Basis, boundary: string | null) {
  const result = await ask(service, callerOf(caller), document, {
    units: units.map(({ id }) => ({ __typename: 'Locality', id: toGlobalId('Locality', id) })),
    indicator,
    basis,
    boundary,
  });
  expect(result.errors).toBeUndefined();
  return JSON.parse(JSON.stringify(result.data))._entities.map((entity: { v: unknown }) => entity.v);
}

const untouched = countries.flatMap((one) =>
  [...one.before].filter((unit) => one.after.has(unit) && !isCrossed(unit, one)),
);
const crossed = countries.flatMap((one) =>
  [...one.before].filter((unit) => one.after.has(unit) && isCrossed(unit, one)),
);
const standings: [string, Standing][] = [
  ['trung-uong', 'SUPERIOR'],
  ['ha-noi', 'NONE'],
];
const cases = standings.flatMap(([caller, standing]) =>
  (['POOR_HOUSEHOLDS', 'POVERTY_RATE'] as const).flatMap((indicator) =>
    (['PROVISIONAL', 'OFFICIAL'] as const).map((basis) => [caller, indicator, basis, standing] as const),
  ),
);

test('the random reforms leave borders alone, and cross those of provinces', () => {
  const provinces = (units: Unit[]) =>
    units.filter((unit) => countries.some(({ level }) => level.get(unit) === 'PROVINCE'));
  expect(provinces(untouched).length).toBeGreaterThan(countries.length);
  expect(provinces(crossed).length).toBeGreaterThan(10);
});

describe.each([REFORM, '2026-03-01'])('on the map of %s', (boundary) => {
  test.each(cases)(
    '%s reads %s, %s: what the design says, from scratch',
    async (caller, indicator, basis, standing) => {
      const asked = countries.flatMap((one) => [...one.after.keys()].map((unit) => ({ one, unit })));
      const expected = asked.map(({ one, unit }) => naiveValueOn(one, unit, indicator, basis, standing));
      const units = asked.map(({ unit }) => unit);
      expect(await answers(units, caller, indicator, basis, boundary)).toEqual(expected);
    },
  );

  test.each(cases)(
    '%s reads %s, %s: a unit whose border nothing crossed has the very same figure',
    async (caller, indicator, basis, standing) => {
      const found = await answers(untouched, caller, indicator, basis, boundary);
      expect(found).toEqual(await answers(untouched, caller, indicator, basis, null));
      expect(found).toEqual(untouched.map((unit) => naiveValue(unit, indicator, basis, standing)));
    },
  );
});

interface Resting {
  value: string | null;
  origin: 'REPORTED' | 'ROLLED_UP';
  reconciliation: { rolledUp: string | null } | null;
  restsOn: { parts: { nodes: { value: string | null }[] }; observations: { value: string }[] };
}
const total = (figures: { value: string | null }[]) => figures.reduce((sum, { value }) => sum + BigInt(value ?? 0), 0n);

test.each(['PROVISIONAL', 'OFFICIAL'] as const)(
  'a roll-up is the sum of the parts that it names, also of what was carried into it: %s',
  async (basis) => {
    const units = countries.flatMap(({ after }) => [...after.keys()]);
    const result = await ask(
      service,
      callerOf('trung-uong'),
      `query ($units: [_Any!]!, $basis: Basis!) { _entities(representations: $units) { ... on Locality {
        value(indicator: "POOR_HOUSEHOLDS", period: "2023", basis: $basis, boundary: "${REFORM}") {
          value origin reconciliation { rolledUp } restsOn { parts(first: 500) { nodes { value } } observations { value } } } } } }`,
      { units: units.map(({ id }) => ({ __typename: 'Locality', id: toGlobalId('Locality', id) })), basis },
    );
    expect(result.errors).toBeUndefined();
    const values: Resting[] = JSON.parse(JSON.stringify(result.data))._entities.map(
      (entity: { value: Resting }) => entity.value,
    );
    let added = 0;
    for (const { value, origin, reconciliation, restsOn } of values) {
      const rolledUp = origin === 'ROLLED_UP' ? value : (reconciliation?.rolledUp ?? null);
      if (rolledUp === null) expect(restsOn.parts.nodes).toEqual([]);
      else {
        added += 1;
        expect(total(restsOn.parts.nodes)).toBe(BigInt(rolledUp));
      }
      if (origin === 'REPORTED') expect(total(restsOn.observations)).toBe(BigInt(value ?? -1));
    }
    expect(added).toBeGreaterThan(countries.length);
  },
);

test('on the day before, everything is as it was', async () => {
  const units = countries.flatMap(({ before }) => [...before]);
  expect(await answers(units, 'trung-uong', 'POOR_HOUSEHOLDS', 'PROVISIONAL', '2025-06-30')).toEqual(
    units.map((unit) => naiveValue(unit, 'POOR_HOUSEHOLDS', 'PROVISIONAL', 'SUPERIOR')),
  );
});

test('the stored crossings are those of the map, also after the reform is taken back and made again', async () => {
  const stored = async () =>
    (await operator.query('SELECT unit_id, on_day::text, by_id FROM map.crossing ORDER BY 1, 2, 3')).rows;
  const differ = async () => (await verifyRollUps(operator)).crossings;
  const before = await stored();
  expect(before.length).toBeGreaterThan(0);
  expect(await differ()).toEqual([]);
  const { rows } = await operator.query('SELECT * FROM map.succession WHERE from_id = ANY ($1)', [
    countries.flatMap(({ successions }) => successions.map(({ from }) => from.id)),
  ]);
  const kept = JSON.stringify(rows.map((row) => ({ ...row, effective_on: REFORM })));
  await operator.query('DELETE FROM map.succession WHERE from_id = ANY ($1)', [rows.map(({ from_id }) => from_id)]);
  expect((await stored()).length).toBeLessThan(before.length);
  expect(await differ()).toEqual([]);
  await operator.query('INSERT INTO map.succession SELECT * FROM json_populate_recordset(NULL::map.succession, $1)', [
    kept,
  ]);
  expect(await stored()).toEqual(before);
  // A province that ends has no border any more; one that turns out to have gone on has.
  const moved = before.map(({ unit_id }) => unit_id)[0];
  for (const ends of [REFORM, '9999-12-31']) {
    await operator.query('BEGIN');
    await operator.query('UPDATE map.locality SET ends = $2 WHERE id = $1', [moved, ends]);
    await operator.query('SELECT map.refresh_closure(ARRAY[$1]::uuid[])', [moved]);
    await operator.query('COMMIT');
    expect(await differ()).toEqual([]);
    expect((await stored()).some(({ unit_id }) => unit_id === moved)).toBe(ends !== REFORM);
  }
  await operator.query('SELECT map.rebuild_closure()');
  expect(await stored()).toEqual(before);
}, 60_000);
