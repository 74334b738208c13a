import { randomUUID } from 'node:crypto';
import type { Caller } from '@thi-dua/schema/caller';
import { toGlobalId } from '@thi-dua/schema/global-id';
import type { Subgraph } from '@thi-dua/schema/subgraph';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { ask, callerOf, indicators } from '../kit/services.js';
import { figuresDatabase } from './figures-kit.js';
import { type Basis, naiveValue, officialOf, type Report, type Standing, type Unit } from './naive-figures.js';

const { database, operator } = await figuresDatabase();

/** Reproducible: a failure names a tree that comes again. */
function random(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
const next = random(20221231);
const chance = (p: number) => next() < p;
const below = (n: number) => Math.floor(next() * n);
const oneOf = <T>(list: readonly [T, ...T[]]): T => list[below(list.length)] ?? list[0];

function revisions(max: number): Report[] {
  const value = () => BigInt(below(max));
  const list: Report[] = [
    { value: value(), status: oneOf(['SUBMITTED', 'VERIFIED', 'RELEASED', 'RELEASED', 'RELEASED', 'RETURNED']) },
  ];
  if (chance(0.25)) list.push({ value: value(), status: oneOf(['SUBMITTED', 'VERIFIED', 'RETURNED']) });
  return list;
}

const levels = ['PROVINCE', 'DISTRICT', 'COMMUNE', 'NEIGHBOURHOOD'] as const;
let codes = 0;
function grow(depth: number, eager: number): Unit {
  const width = depth === levels.length - 1 ? 0 : below(4);
  const unit: Unit = {
    id: randomUUID(),
    code: `T${String(++codes).padStart(5, '0')}`,
    children: Array.from({ length: width }, () => grow(depth + 1, eager)),
    declared: chance(0.15) ? width + below(2) : 0,
    reports: {},
    released: new Set((['PROVISIONAL', 'OFFICIAL'] as const).filter(() => chance(0.15))),
  };
  // HOUSEHOLDS includes 0, by which nothing can be divided.
  if (chance(eager)) unit.reports.POOR_HOUSEHOLDS = revisions(50);
  if (chance(eager)) unit.reports.HOUSEHOLDS = revisions(200);
  if (chance(0.2)) unit.reports.POVERTY_RATE = revisions(100);
  return unit;
}

const trees = Array.from({ length: 25 }, (_, i) => grow(0, i % 3 === 0 ? 0.95 : 0.6));
const everyone = trees.flatMap(function all(unit: Unit): Unit[] {
  return [unit, ...unit.children.flatMap(all)];
});

await operator.query('BEGIN');
for (const [i, tree] of trees.entries()) {
  await plant(tree, 0, null);
  const tenants = [{ slug: `tree-${i}`, unit: tree, superior: 'trung-uong', kind: 'PROVINCE' }];
  const [district] = tree.children;
  if (district) tenants.push({ slug: `tree-${i}-district`, unit: district, superior: `tree-${i}`, kind: 'DISTRICT' });
  for (const { slug, unit, superior, kind } of tenants) {
    await operator.query(
      `INSERT INTO map.tenant (slug, kind, name, locality_id, begins, ends) VALUES ($1, $2, $1, $3, '0001-01-01', '9999-12-31')`,
      [slug, kind, unit.id],
    );
    await operator.query(
      `INSERT INTO map.tenant_line (subordinate, superior, begins, ends) VALUES ($1, $2, '0001-01-01', '9999-12-31')`,
      [slug, superior],
    );
  }
}
await operator.query('SELECT map.rebuild_closure()');
await operator.query('SELECT map.rebuild_authority()');
for (const unit of everyone) await report(unit);
await operator.query('COMMIT');

async function plant(unit: Unit, depth: number, parent: string | null): Promise<void> {
  await operator.query(
    `INSERT INTO map.locality (id, code, level, begins, ends) VALUES ($1, $2, $3, '0001-01-01', '9999-12-31')`,
    [unit.id, unit.code, levels[depth]],
  );
  if (parent)
    await operator.query(
      `INSERT INTO map.locality_parent (child_id, parent_id, begins, ends) VALUES ($1, $2, '0001-01-01', '9999-12-31')`,
      [unit.id, parent],
    );
  if (unit.declared)
    await operator.query(
      `INSERT INTO map.declared_children (locality_id, begins, count) VALUES ($1, '0001-01-01', $2)`,
      [unit.id, unit.declared],
    );
  for (const child of unit.children) await plant(child, depth + 1, unit.id);
}

async function report(unit: Unit): Promise<void> {
  for (const basis of unit.released) {
    await operator.query(
      `INSERT INTO indicators.release (id, tenant_id, locality_id, period, basis, decision, released_by, released_on) VALUES ($1, 'trung-uong', $2, '2023', $3, 'd', 'someone', '2024-01-01')`,
      [randomUUID(), unit.id, basis],
    );
  }
  for (const [indicator, reports] of Object.entries(unit.reports)) {
    const official = officialOf(reports);
    for (const [i, { value, status }] of reports.entries()) {
      await operator.query(
        `INSERT INTO indicators.observation (id, tenant_id, locality_id, indicator, period, period_end, methodology, value, status, revision, current, official, submitted_at, submitted_by, return_reason)
         VALUES ($1, indicators.owner_of($2, '2023-12-31'), $2, $3, '2023', '2023-12-31', $4, $5, $6, $7, $8, $9, now(), 'someone', $10)`,
        [
          randomUUID(),
          unit.id,
          indicator,
          indicator === 'HOUSEHOLDS' ? null : 'ND07_2021',
          String(value),
          status,
          i + 1,
          i === reports.length - 1,
          i === official,
          status === 'RETURNED' ? 'why' : null,
        ],
      );
    }
  }
}

/** How a caller of tree `i` stands to a unit of a tree. */
function standings(caller: string): Map<Unit, Standing> {
  const found = new Map<Unit, Standing>();
  trees.forEach((tree, i) => {
    const district = tree.children[0];
    const walk = (unit: Unit, inDistrict: boolean): void => {
      const below = inDistrict || unit === district;
      let standing: Standing = 'NONE';
      if (caller === 'trung-uong') standing = 'SUPERIOR';
      else if (caller === `tree-${i}`) standing = below ? 'SUPERIOR' : 'OWNER';
      else if (caller === `tree-${i}-district`) standing = below ? 'OWNER' : unit === tree ? 'SUBORDINATE' : 'NONE';
      found.set(unit, standing);
      for (const child of unit.children) walk(child, below);
    };
    walk(tree, false);
  });
  return found;
}

const document = `query ($units: [_Any!]!, $indicator: String!, $basis: Basis!) { _entities(representations: $units) { ... on Locality {
  v: value(indicator: $indicator, period: "2023", basis: $basis) { value origin coverage { expected reported complete } reconciliation { reported rolledUp } } } } }`;
async function answers(service: Subgraph, caller: Caller, indicator: string, basis: Basis) {
  const result = await ask(service, caller, document, {
    units: everyone.map(({ id }) => ({ __typename: 'Locality', id: toGlobalId('Locality', id) })),
    indicator,
    basis,
  });
  expect(result.errors).toBeUndefined();
  return JSON.parse(JSON.stringify(result.data))._entities.map((entity: { v: unknown }) => entity.v);
}

const callers = [
  'trung-uong',
  'ha-noi',
  'ban-dan-toc-cao-bang',
  ...Array.from({ length: 3 }, (_, i) => [`tree-${i}`, `tree-${i}-district`]).flat(),
].filter((slug) => !slug.endsWith('-district') || (trees[Number(slug.split('-')[1])]?.children.length ?? 0) > 0);
const cases = callers.flatMap((caller) =>
  (['POOR_HOUSEHOLDS', 'POVERTY_RATE'] as const).flatMap((indicator) =>
    (['PROVISIONAL', 'OFFICIAL'] as const).map((basis) => [caller, indicator, basis] as const),
  ),
);

function agrees(service: Subgraph) {
  test.each(cases)('%s asks for %s, %s', async (slug, indicator, basis) => {
    const standing = standings(slug);
    const expected = everyone.map((unit) => naiveValue(unit, indicator, basis, standing.get(unit) ?? 'NONE'));
    expect(await answers(service, callerOf(slug), indicator, basis)).toEqual(expected);
  });
}

describe('every roll-up is what the design says, computed from scratch', () => agrees(indicators(database.appUrl)));

describe('what a figure rests on', () => {
  const service = indicators(database.appUrl);
  const grounds = `query ($units: [_Any!]!, $basis: Basis!) { _entities(representations: $units) { ... on Locality { id
    v: value(indicator: "POOR_HOUSEHOLDS", period: "2023", basis: $basis) { value origin reconciliation { reported rolledUp }
      restsOn { numerator { value } parts(first: 500) { totalCount nodes { value origin locality { id } } } observations { value status } } }
    rate: value(indicator: "POVERTY_RATE", period: "2023", basis: $basis) {
      restsOn { numerator { indicator { code } value } denominator { indicator { code } value } } } } } }`;
  const sum = (values: (string | null)[]) => values.reduce((all, value) => all + BigInt(value ?? 0), 0n);

  test.each(callers.flatMap((slug) => (['PROVISIONAL', 'OFFICIAL'] as const).map((basis) => [slug, basis] as const)))(
    '%s sees in it what it sees of each unit itself, and whoever sees all of them can add them up: %s',
    async (slug, basis) => {
      const result = await ask(service, callerOf(slug), grounds, {
        units: everyone.map(({ id }) => ({ __typename: 'Locality', id: toGlobalId('Locality', id) })),
        basis,
      });
      expect(result.errors).toBeUndefined();
      const found = JSON.parse(JSON.stringify(result.data))._entities as Entity[];
      const byId = new Map(found.map(({ id, v, rate }) => [id, { v, rate }]));
      const whole = slug === 'trung-uong';
      for (const [i, { v, rate }] of found.entries()) {
        const { parts, observations, numerator } = v.restsOn;
        expect(numerator).toBeNull();
        const rolledUp = v.origin === 'ROLLED_UP' ? v.value : (v.reconciliation?.rolledUp ?? null);
        const children = (everyone[i]?.children ?? []).map(({ id }) => toGlobalId('Locality', id));
        expect(parts.nodes.map(({ locality }) => locality.id)).toEqual(rolledUp === null ? [] : children);
        expect(parts.totalCount).toBe(parts.nodes.length);
        for (const { locality, value, origin } of parts.nodes)
          expect({ value, origin }).toEqual({
            value: byId.get(locality.id)?.v.value,
            origin: byId.get(locality.id)?.v.origin,
          });
        if (rolledUp !== null && whole) expect(sum(parts.nodes.map(({ value }) => value))).toBe(BigInt(rolledUp));
        const reported = v.origin === 'REPORTED' ? v.value : (v.reconciliation?.reported ?? null);
        if (reported === null) expect(observations).toEqual([]);
        else if (whole) expect(sum(observations.map(({ value }) => value))).toBe(BigInt(reported));
        // A ratio leads to its two parts as figures of their own.
        const { restsOn } = rate;
        expect([restsOn.numerator.indicator.code, restsOn.denominator.indicator.code]).toEqual([
          'POOR_HOUSEHOLDS',
          'HOUSEHOLDS',
        ]);
        expect(restsOn.numerator.value).toBe(v.value);
        if (slug === 'ha-noi') expect(observations.every(({ status }) => status === 'RELEASED')).toBe(true);
      }
    },
  );
});

interface Shown {
  value: string | null;
  origin: 'REPORTED' | 'ROLLED_UP';
}
interface Entity {
  id: string;
  v: Shown & {
    reconciliation: { reported: string | null; rolledUp: string | null } | null;
    restsOn: {
      numerator: null;
      parts: { totalCount: number; nodes: (Shown & { locality: { id: string } })[] };
      observations: { value: string; status: string }[];
    };
  };
  rate: {
    restsOn: {
      numerator: { indicator: { code: string }; value: string | null };
      denominator: { indicator: { code: string }; value: string | null };
    };
  };
}

describe('the database alone withholds the same (policy layer off)', () =>
  agrees(indicators(database.appUrl, { policyEnforced: false })));

describe('the policy layer alone withholds the same (database layer off)', async () => {
  const admin = new pg.Client(database.adminUrl);
  await admin.connect();
  afterAll(() => admin.end());
  test('first, the function that withholds is switched off', async () => {
    await admin.query(
      `CREATE OR REPLACE FUNCTION indicators.may_see_figure(standing text, rolled_up boolean, complete boolean, open boolean) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true'`,
    );
    const seen = await answers(
      indicators(database.appUrl, { policyEnforced: false }),
      callerOf('ha-noi'),
      'POOR_HOUSEHOLDS',
      'PROVISIONAL',
    );
    expect(seen.filter((v: { value: string | null }) => v.value !== null).length).toBeGreaterThan(everyone.length / 3);
  });
  agrees(indicators(database.appUrl));
});
