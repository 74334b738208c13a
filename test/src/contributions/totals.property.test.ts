import { connect } from '@thi-dua/prisma/connect';
import { localityId } from '@thi-dua/prisma/seed/seed-localities';
import { tenantFacts } from '@thi-dua/prisma/seed/tenants';
import { today } from '@thi-dua/schema/day';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { afterAll, describe, expect, test } from 'vitest';
import { relation } from '../isolation/relation.js';
import { testDatabase } from '../kit/database.js';
import { campaigns } from '../kit/services.js';
import { counted } from '../kit/statements.js';
import { codes, contributionKit, type Totals } from './kit.js';

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
const below = random(20_261_123);
const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;

interface Unit {
  id: string;
  begins: string;
  ends: string;
}
interface Parent {
  child: string;
  parent: string;
  begins: string;
  ends: string;
}
const { rows: units } = await operator.query<Unit>(
  'SELECT id, begins::text AS begins, ends::text AS ends FROM map.locality ORDER BY id',
);
const { rows: parents } = await operator.query<Parent>(
  'SELECT child_id AS child, parent_id AS parent, begins::text AS begins, ends::text AS ends FROM map.locality_parent',
);
const ofChild = new Map<string, Parent[]>();
for (const edge of parents) ofChild.set(edge.child, [...(ofChild.get(edge.child) ?? []), edge]);
const stands = (row: { begins: string; ends: string }, day: string) => row.begins <= day && day < row.ends;

/** A unit and all it lies in on a day, climbed edge by edge. */
function chain(unit: string, day: string): string[] {
  const edge = (ofChild.get(unit) ?? []).find((each) => stands(each, day));
  return [unit, ...(edge === undefined ? [] : chain(edge.parent, day))];
}

const kinds = ['MONEY', 'GOODS', 'LABOUR'] as const;
const days = Array.from({ length: 60 }, () => {
  const from = Date.parse('2024-01-01T00:00:00Z');
  return new Date(from + below(730) * 86_400_000).toISOString().slice(0, 10);
}).concat(['2024-12-31', '2025-01-01', '2025-06-30', '2025-07-01', '2025-02-28', '2025-03-01']);

/** Amounts that a float would round: whole numbers of 10^-6, beyond 2^53. */
const amount = () =>
  `${1 + below(1_000_000)}${String(below(1_000_000)).padStart(6, '0')}.${String(below(1_000_000)).padStart(6, '0')}`;
const scaled = (text: string) => {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(6, '0'));
};
const exact = (value: bigint) => {
  const text = value.toString().padStart(7, '0');
  return `${text.slice(0, -6)}.${text.slice(-6)}`.replace(/\.?0+$/, '');
};

interface Made {
  id: string;
  tenant: string;
  kind: (typeof kinds)[number];
  unit: string;
  pledged: string | null;
  pledgedOn: string;
  cancelled: boolean;
  gifts: { amount: string; on: string; struck: boolean }[];
}
const made: Made[] = [];
while (made.length < 400) {
  const [unit, day] = [pick(units), pick(days)];
  const tenants = tenantFacts.filter(
    (tenant) => (tenant.establishedOn ?? '') <= day && day < (tenant.dissolvedOn ?? '9999'),
  );
  const tenant = pick(tenants);
  if (!stands(unit, day)) continue;
  const later = days.filter((each) => each >= day && stands(unit, each) && each < (tenant.dissolvedOn ?? '9999'));
  const pledged = below(4) > 0;
  made.push({
    id: crypto.randomUUID(),
    tenant: tenant.slug,
    kind: pick(kinds),
    unit: unit.id,
    pledged: pledged ? amount() : null,
    pledgedOn: day,
    cancelled: pledged && below(6) === 0,
    gifts: Array.from({ length: below(4) }, () => ({ amount: amount(), on: pick(later), struck: below(8) === 0 })),
  });
}
for (const m of made) {
  const goods = m.kind === 'GOODS' ? 'x' : null;
  await operator.query(
    `INSERT INTO campaigns.contribution (id, tenant_id, kind, contributor_kind, contributor, recipient, locality_id, goods, unit, pledged,
       pledged_quantity, pledged_on, recorded_on, cancelled_on, cancel_reason, created_by)
     VALUES ($1, $2, $3::campaigns.contribution_kind, 'ENTERPRISE', 'x', 'LOCALITY', $4, $5, $5, $6, $7, $8, $9, $10, $11, 'x')`,
    [
      m.id,
      m.tenant,
      m.kind,
      m.unit,
      goods,
      m.pledged,
      goods && m.pledged && '1',
      m.pledged && m.pledgedOn,
      m.pledgedOn,
      m.cancelled ? m.pledgedOn : null,
      m.cancelled ? 'x' : null,
    ],
  );
  for (const gift of m.gifts)
    await operator.query(
      `INSERT INTO campaigns.gift (contribution_id, amount, quantity, given_on, recorded_by, struck_on, struck_reason, struck_by)
       VALUES ($1, $2, $3, $4, 'x', $5, $6, $6)`,
      [m.id, gift.amount, goods && '1', gift.on, gift.struck ? gift.on : null, gift.struck ? 'x' : null],
    );
}

interface Held {
  unit: string;
  households: number;
  begins: string;
  ends: string | null;
}
const sponsorships: Held[] = [];
while (sponsorships.length < 80) {
  const [unit, begins] = [pick(units), pick(days)];
  if (!stands(unit, begins)) continue;
  const ends = pick([null, ...days.filter((day) => day > begins)]);
  sponsorships.push({ unit: unit.id, households: 1 + below(5), begins, ends });
}
for (const s of sponsorships)
  await operator.query(
    `INSERT INTO campaigns.sponsorship (tenant_id, sponsor_kind, sponsor, locality_id, households, household_names, begins, ends, created_by)
     VALUES ('trung-uong', 'AGENCY', 'x', $1, $2, '{}', $3, $4, 'x')`,
    [s.unit, s.households, s.begins, s.ends],
  );

const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Everything once more, event by event, in the plainest way; null for a unit that does not stand in the year. */
function recomputed(unit: string, year: number): Totals | null {
  const of = units.find(({ id }) => id === unit);
  if (of === undefined || of.begins > `${year}-12-31` || of.ends <= `${year}-01-01`) return null;
  const counts = (at: string, day: string) => day.startsWith(`${year}-`) && chain(at, day).includes(unit);
  const held = sponsorships.filter((s) => {
    const stood = units.find(({ id }) => id === s.unit)?.ends ?? '';
    const [firstNot = ''] = [`${year + 1}-01-01`, s.ends ?? '9999-12-31', stood].sort();
    const last = dayBefore(firstNot);
    return last >= `${year}-01-01` && last >= s.begins && counts(s.unit, last);
  });
  return {
    kinds: kinds.map((kind) => {
      const ofKind = made.filter((m) => m.kind === kind);
      const pledges = ofKind.filter((m) => m.pledged !== null && !m.cancelled && counts(m.unit, m.pledgedOn));
      const gifts = ofKind.flatMap((m) => m.gifts.filter((gift) => !gift.struck && counts(m.unit, gift.on)));
      return {
        kind,
        pledged: exact(pledges.reduce((sum, m) => sum + scaled(m.pledged ?? '0'), 0n)),
        given: exact(gifts.reduce((sum, gift) => sum + scaled(gift.amount), 0n)),
        pledges: pledges.length,
        gifts: gifts.length,
      };
    }),
    sponsorships: held.length,
    sponsoredHouseholds: held.reduce((sum, s) => sum + s.households, 0),
  };
}

const nation = localityId('VN');
const years = [2023, 2024, 2025];
const everywhere = units.flatMap(({ id }) => years.map((year) => ({ unit: id, year })));
const asked = everywhere.map(({ unit, year }) => ({ id: toGlobalId('Locality', unit), year }));
const service = campaigns(appUrl);
const kit = contributionKit(service);

describe('totals along the map', () => {
  test('of every unit and year are those of a plain recomputation, to the last place', async () => {
    const totals = await kit.totals('trung-uong', asked);
    for (const [i, { unit, year }] of everywhere.entries())
      expect(totals[i], `${unit} ${year}`).toEqual(recomputed(unit, year));
    const [, whole] = await kit.totals(
      'trung-uong',
      [2023, 2024].map((year) => ({ id: toGlobalId('Locality', nation), year })),
    );
    expect(whole?.kinds.every(({ pledges, gifts }) => pledges > 10 && gifts > 10)).toBe(true);
  });

  test('of the nation lose nothing and count nothing twice, also in the year of the mergers', async () => {
    for (const year of [2024, 2025]) {
      const gifts = made.flatMap((m) => m.gifts.filter((gift) => !gift.struck && gift.on.startsWith(`${year}-`)));
      const [totals] = await kit.totals('trung-uong', [{ id: toGlobalId('Locality', nation), year }]);
      expect(totals?.kinds.reduce((sum, kind) => sum + kind.gifts, 0)).toBe(gifts.length);
    }
  });

  test('take the same few statements for one unit and for hundreds', async () => {
    const statementsOf = async (of: typeof asked) =>
      (await counted(appUrl, () => kit.totals('trung-uong', of))).statements;
    const [one, all] = [
      await statementsOf(asked.slice(0, 1)),
      await statementsOf(asked.filter(({ year }) => year === 2024)),
    ];
    expect(all).toBe(one);
    expect(one).toBeLessThanOrEqual(6);
  });
});

describe('totals before they are released', () => {
  const withoutPolicy = contributionKit(campaigns(appUrl, { policyEnforced: false }));
  const unitOf = (slug: string) => localityId(tenantFacts.find((each) => each.slug === slug)?.locality ?? '');
  const ownYear = (slug: string) => (tenantFacts.find((each) => each.slug === slug)?.establishedOn ? 2025 : 2024);
  const withTerritory = tenantFacts.filter(({ locality }) => locality !== null).map(({ slug }) => slug);

  test.each([...tenantFacts.map(({ slug }) => slug), 'a-stranger'])(
    'are shown to %s where it holds authority over the unit, in full, and are null elsewhere',
    async (viewer) => {
      const of = withTerritory.map((slug) => ({ id: toGlobalId('Locality', unitOf(slug)), year: ownYear(slug) }));
      const shown = await kit.totals(viewer, of);
      expect(await withoutPolicy.totals(viewer, of)).toEqual(shown);
      for (const [i, owner] of withTerritory.entries()) {
        const year = ownYear(owner);
        const relations = relation(viewer, owner, `${year}-12-31`, today());
        const allowed = ['own', 'successor', 'superior'].includes(relations);
        expect(shown[i], `${viewer} of ${owner}`).toEqual(allowed ? recomputed(unitOf(owner), year) : null);
      }
    },
  );

  test('are null for a stranger where there are none, too', async () => {
    const none = { id: toGlobalId('Locality', nation), year: 2001 };
    expect(await kit.totals('ha-noi', [none])).toEqual([null]);
    const [own] = await kit.totals('trung-uong', [none]);
    expect(own?.kinds.map(({ pledged, given }) => [pledged, given])).toEqual([
      ['0', '0'],
      ['0', '0'],
      ['0', '0'],
    ]);
  });

  test('without a caller the function says nothing', async () => {
    const app = await connect(appUrl);
    const { rows } = await app.query('SELECT * FROM campaigns.contribution_totals($1, $2)', [[nation], [2024]]);
    await app.end();
    expect(rows).toEqual([]);
  });
});

describe('a release', () => {
  const release = (tenant: string, localityCode: string, over: Record<string, unknown> = {}) =>
    kit.act('releaseContributions', { localityCode, year: 2024, decision: 'QĐ 1', ...over }, tenant, 'signer');

  test('opens one unit and year to everyone, and nothing else', async () => {
    const caoBang = { id: toGlobalId('Locality', localityId('P04@old')), year: 2024 };
    const others = [
      { ...caoBang, year: 2025 },
      { id: toGlobalId('Locality', localityId('D048@old')), year: 2024 },
    ];
    expect(await kit.totals('ha-noi', [caoBang])).toEqual([null]);
    expect(codes(await release('trung-uong', '04'))).toEqual([]);
    for (const viewer of ['ha-noi', 'ban-dan-toc-cao-bang', 'ha-lang'])
      expect(await kit.totals(viewer, [caoBang]), viewer).toEqual([recomputed(localityId('P04@old'), 2024)]);
    expect(await kit.totals('ha-noi', others)).toEqual([null, null]);
    // Again: it is done already.
    expect(codes(await release('trung-uong', '04'))).toEqual([]);
  });

  test("is the board's of any unit and a province's of those in it", async () => {
    expect(codes(await release('cao-bang', '04'))).toEqual(['NOT_YOURS_TO_RELEASE']);
    expect(codes(await release('ha-lang', '048'))).toEqual(['NOT_YOURS_TO_RELEASE']);
    expect(codes(await release('ha-noi', '048'))).toEqual(['NOT_YOURS_TO_RELEASE']);
    expect(codes(await release('ban-dan-toc-cao-bang', '048'))).toEqual(['NOT_YOURS_TO_RELEASE']);
    expect(codes(await release('cao-bang', '048'))).toEqual([]);
    expect(codes(await release('bac-ninh', '213'))).toEqual([]);
    expect(codes(await release('trung-uong', 'VN'))).toEqual([]);
  });

  test("by row-level security alone is nobody else's either", async () => {
    const app = await connect(appUrl);
    await app.query(`SELECT set_config('app.tenant', 'ha-noi', false)`);
    await expect(
      app.query(
        `INSERT INTO campaigns.contribution_release (tenant_id, locality_id, year, decision, released_by, released_on) VALUES ('ha-noi', $1, 2025, 'x', 'x', now())`,
        [localityId('P04@old')],
      ),
    ).rejects.toThrow(/row-level security/);
    await app.end();
  });

  test('tells everything that is wrong with it, and is not made by whoever recorded', async () => {
    expect(codes(await release('trung-uong', '04', { year: 2099, decision: ' ' }))).toEqual(['EMPTY', 'IN_FUTURE']);
    expect(codes(await release('trung-uong', 'ZZ'))).toEqual(['UNKNOWN_LOCALITY']);
    expect(codes(await release('trung-uong', '04', { year: 9999 }))).toEqual(['YEAR_OUT_OF_RANGE']);
    await kit.act(
      'recordContribution',
      {
        kind: 'MONEY',
        contributor: 'x',
        contributorKind: 'ENTERPRISE',
        localityCode: '048',
        gift: { amount: '1', on: '2023-01-01' },
      },
      'trung-uong',
      'signer',
    );
    expect(codes(await release('trung-uong', '04', { year: 2023 }))).toEqual(['SAME_PERSON']);
  });
});
