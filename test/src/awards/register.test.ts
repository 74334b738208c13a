import { readGlobalId } from '@thi-dua/schema/global-id';
import { describe, expect, test } from 'vitest';
import { ask, callerOf, campaigns } from '../kit/services.js';
import { awarding, type Data, form, household, tenantId, unit } from './award-kit.js';

const { done, faults, see, query, throughCouncil, decided, database } = await awarding();
const plans = campaigns(database.appUrl);
const planOf = async (tenant: string): Promise<string> => {
  const { data } = await ask(plans, callerOf(tenant), `{ plans(filter: { tenant: "${tenant}" }) { nodes { id } } }`);
  return JSON.parse(JSON.stringify(data)).plans.nodes[0].id;
};
const conferred = async (
  tenant: string,
  day: string,
  nominees: Record<string, unknown>[],
  over: Record<string, unknown> = {},
): Promise<Data[]> => {
  const ids: string[] = [];
  for (const nominee of nominees) {
    const { id } = await done(tenant, 'createNomination', { ...household, datedOn: day, nominee, ...over });
    await done(tenant, 'submitNomination', { id });
    await throughCouncil(tenant, id, day);
    ids.push(id);
  }
  return (await decided(tenant, ids, day)).awards;
};
const letter = { form: form('MERIT_LETTER'), period: '2024', occasion: 'ANNUAL' };
const certificate = { form: form('PROVINCIAL_CERTIFICATE'), period: '2024', occasion: 'ANNUAL' };

// Hồng Hóa became part of Minh Hóa's new communes as a whole; ward Khương Trung was divided; Hạ Lang ended with its districts.
const [ofDistrict, ofProvince, ofWard, ofCity] = [
  await conferred('ha-lang', '2025-03-03', [{ subject: 'HOUSEHOLD', name: 'Hộ ông A' }], {
    ...letter,
    plan: await planOf('ha-lang'),
  }),
  await conferred(
    'quang-binh',
    '2025-03-04',
    [
      { subject: 'COMMUNE', name: 'Xã Hồng Hóa', locality: unit('C18913@old') },
      { subject: 'HOUSEHOLD', name: 'Hộ bà B', locality: unit('C18913@old') },
      { subject: 'ENTERPRISE', name: 'Công ty C' },
    ],
    { ...certificate, plan: await planOf('quang-binh') },
  ),
  await conferred(
    'thanh-xuan',
    '2025-03-05',
    [{ subject: 'COMMUNE', name: 'Phường Khương Trung', locality: unit('C00349@old') }],
    letter,
  ),
  await conferred('ha-noi', '2025-09-05', [{ subject: 'HOUSEHOLD', name: 'Hộ D' }], certificate),
];

const names = async (tenant: string, filter: string): Promise<string[]> =>
  (await query(tenant, `{ awards(filter: { ${filter} }) { totalCount nodes { name } } }`)).awards.nodes.map(
    ({ name }: Data) => name,
  );

describe('the register', () => {
  test.each([
    ['year: 2025', ['Hộ D', 'Phường Khương Trung', 'Công ty C', 'Hộ bà B', 'Xã Hồng Hóa', 'Hộ ông A']],
    ['year: 2024', []],
    ['formCode: "MERIT_LETTER"', ['Phường Khương Trung', 'Hộ ông A']],
    ['level: DISTRICT', ['Phường Khương Trung', 'Hộ ông A']],
    ['level: PROVINCE, subject: HOUSEHOLD', ['Hộ D', 'Hộ bà B']],
    ['subject: ENTERPRISE', ['Công ty C']],
    ['occasion: ANNUAL, tenant: "ha-noi"', ['Hộ D']],
    ['occasion: FINAL', []],
    ['nominatedBy: "ha-lang"', ['Hộ ông A']],
  ])('by %s, the latest decision first', async (filter, expected) => {
    expect((await names('trung-uong', filter)).sort()).toEqual([...expected].sort());
  });

  test('keeps one decision document with its many awards, each of them once', async () => {
    const { award } = await query(
      'quang-binh',
      `{ award(id: "${ofProvince[0].id}") { decision { number day signer { name position onBehalfOf } tenant { id } awards { name } } } }`,
    );
    expect(award.decision).toMatchObject({ day: '2025-03-04', tenant: { id: tenantId('quang-binh') } });
    expect(award.decision.awards.map(({ name }: Data) => name)).toEqual(['Công ty C', 'Hộ bà B', 'Xã Hồng Hóa']);
  });

  test('shows names to the line alone: above both, below who conferred, and nobody beside', async () => {
    const seenBy = async (award: Data) => {
      const tenants = ['trung-uong', 'ha-noi', 'thanh-xuan', 'cao-bang', 'ha-lang', 'quang-binh', 'quang-tri'];
      const seen = await Promise.all(
        tenants.map(async (tenant) => (await query(tenant, `{ award(id: "${award.id}") { name } }`)).award),
      );
      return tenants.filter((_tenant, i) => seen[i] !== null);
    };
    expect(await seenBy(ofWard[0])).toEqual(['trung-uong', 'ha-noi', 'thanh-xuan']);
    // A subordinate reads the lines above it, for the time for which it stood under them.
    expect(await seenBy(ofDistrict[0])).toEqual(['trung-uong', 'cao-bang', 'ha-lang']);
    expect(await seenBy(ofProvince[1])).toEqual(['trung-uong', 'quang-binh', 'quang-tri']);
    expect(await seenBy(ofCity[0]), 'decided when the district was no more').toEqual(['trung-uong', 'ha-noi']);
  });

  test('of a plan has what was conferred under it, and a plan that names no form takes any', async () => {
    const awardsUnder = async (tenant: string, plan: string) => {
      const { _entities } = await query(
        tenant,
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Plan { awards { totalCount nodes { name plan { id } } } } } }',
        { r: [{ __typename: 'Plan', id: plan }] },
      );
      return _entities[0].awards.nodes.map(({ name }: Data) => name);
    };
    const haLang = await planOf('ha-lang');
    const { data } = await ask(plans, callerOf('ha-lang'), `{ plan(id: "${haLang}") { awardForms { clause } } }`);
    expect(JSON.parse(JSON.stringify(data))).toEqual({ plan: { awardForms: [] } });
    expect(await awardsUnder('ha-lang', haLang)).toEqual(['Hộ ông A']);
    expect((await awardsUnder('quang-binh', await planOf('quang-binh'))).sort()).toEqual(
      ['Công ty C', 'Hộ bà B', 'Xã Hồng Hóa'].sort(),
    );
    expect(await awardsUnder('thanh-xuan', haLang), 'names are shown along the line alone').toEqual([]);
  });
});

/** For each unit: how many awards everyone may know of, and how many the asker sees by name. */
const countsIn = async (tenant: string, keys: string[], boundary?: string) => {
  const { _entities } = await query(
    tenant,
    `query ($r: [_Any!]!, $b: Date) { _entities(representations: $r) { ... on Locality {
       awardCounts(boundary: $b, year: 2025) { form { code } subject occasion count } awards(boundary: $b) { totalCount } } } }`,
    { r: keys.map((key) => ({ __typename: 'Locality', id: unit(key) })), b: boundary },
  );
  return _entities.map(({ awardCounts, awards }: Data) => [
    awardCounts?.reduce((sum: number, { count }: Data) => sum + count, 0) ?? null,
    awards.totalCount,
  ]);
};

describe('what was conferred in a unit', () => {
  test("rolls up by the map of each decision's day: commune, district, province, nation", async () => {
    const units = ['C18913@old', 'D452@old', 'P44@old', 'D048@old', 'P04@old', 'C00349@old', 'D009@old', 'P01@old'];
    expect(await countsIn('trung-uong', [...units, 'VN', 'P44@2025-07-01'])).toEqual([
      [2, 2],
      [2, 2],
      // A nominee without a unit counts where it was nominated.
      [3, 3],
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
      [2, 2],
      [6, 6],
      // Conferred before the merger: the new province has them on its own map alone.
      [0, 0],
    ]);
  });

  test('is counted by form, occasion and subject, for everyone', async () => {
    const { _entities } = await query(
      'cao-bang',
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Locality { awardCounts { form { code } subject occasion year count } awards { totalCount } } } }',
      { r: [{ __typename: 'Locality', id: unit('P44@old') }] },
    );
    const of = (subject: string) => ({
      form: { code: 'PROVINCIAL_CERTIFICATE' },
      subject,
      occasion: 'ANNUAL',
      year: 2025,
      count: 1,
    });
    expect(_entities).toEqual([
      { awardCounts: ['COMMUNE', 'ENTERPRISE', 'HOUSEHOLD'].map(of), awards: { totalCount: 0 } },
    ]);
  });

  test('shows after a merger in what the unit became as a whole, at every level, when that map is asked for', async () => {
    const now = ['C18901@2025-07-01', 'P44@2025-07-01', 'P04@old', 'P01@old', 'VN'];
    expect(await countsIn('trung-uong', now, '2025-12-31')).toEqual([
      // Hồng Hóa went over into it.
      [2, 2],
      // And the old province, with what was nominated there without a unit, into the new one.
      [3, 3],
      [1, 1],
      [2, 2],
      [6, 6],
    ]);
    // What ended does not stand on that map; what was divided counts above its parts, and in none of them.
    expect(await countsIn('trung-uong', ['P44@old', 'D009@old'], '2025-12-31')).toEqual([
      [null, 3].map((one, i) => (i === 1 ? 0 : one)),
      [null, 0],
    ]);
    expect(await countsIn('trung-uong', ['C00352@2025-07-01', 'C00364@2025-07-01'], '2025-12-31')).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  test('on an older map is what lay there, and what began later counts in the nation alone', async () => {
    const { id } = (
      await conferred(
        'quang-tri',
        '2025-10-01',
        [{ subject: 'COMMUNE', name: 'Xã Minh Hóa', locality: unit('C18901@2025-07-01') }],
        { ...certificate, period: '2025', datedOn: '2025-10-01' },
      )
    )[0];
    expect(await countsIn('trung-uong', ['P44@old', 'VN'], '2025-06-30')).toEqual([
      [3, 3],
      [7, 7],
    ]);
    expect(await countsIn('trung-uong', ['P44@2025-07-01', 'VN'], '2025-12-31')).toEqual([
      [4, 4],
      [7, 7],
    ]);
    await done('quang-tri', 'revokeAward', { id, number: '3/QĐ', day: '2025-11-01', reason: 'Thẩm định sai' });
    expect((await countsIn('trung-uong', ['P44@2025-07-01'], '2025-12-31'))[0][0], 'taken back').toBe(3);
    expect((await countsIn('trung-uong', ['P44@2025-07-01']))[0][0]).toBe(0);
  });
});

describe('one achievement', () => {
  test('that two tenants rewarded without seeing each other shows to the first above who sees both', async () => {
    const nominee = { subject: 'HOUSEHOLD', name: 'Hộ E', locality: unit('D048@old') };
    const [first] = await conferred('ha-lang', '2025-02-03', [nominee], letter);
    const [second] = await conferred('ban-dan-toc-cao-bang', '2025-02-04', [nominee], letter);
    expect(second.duplicates).toEqual([]);
    const shown = async (tenant: string, id: string) =>
      (await query(tenant, `{ award(id: "${id}") { duplicates { id } } }`)).award.duplicates;
    expect(await shown('ha-lang', first.id)).toEqual([]);
    expect(await shown('cao-bang', second.id)).toEqual([{ id: first.id }]);
    // And who sees the award does not nominate for it again: the first is named.
    const again = { ...household, ...certificate, datedOn: '2025-02-10', nominee };
    expect(await faults('cao-bang', 'createNomination', again)).toEqual(['DUPLICATE nominee']);
    // Before the law forbade it, and for another occasion, it is another matter.
    await done('cao-bang', 'createNomination', { ...again, occasion: 'FINAL' });
    await done('cao-bang', 'createNomination', {
      ...again,
      form: form('PROVINCIAL_CERTIFICATE', 'old'),
      datedOn: '2023-12-30',
    });
  });

  test('is told by its period, which is written one way', async () => {
    expect(await faults('cao-bang', 'createNomination', { ...household, period: '2022-2022' })).toEqual([
      'BAD_PERIOD period',
    ]);
  });
});

describe('a household', () => {
  test("is a collective by Ban Dân tộc's plan and an individual by Thanh Xuân's, each with its own criteria, and one kind in the register", async () => {
    const judged = async (tenant: string, countedAs: string) => {
      const { id } = await done(tenant, 'createNomination', {
        ...household,
        plan: await planOf(tenant),
        nominee: { subject: 'HOUSEHOLD', countedAs, name: 'Hộ cận nghèo G' },
      });
      const { nomination } = await query(
        tenant,
        `{ nomination(id: "${id}") { countedAs subject eligibility { criteria { clause } } } }`,
      );
      const clauses = nomination.eligibility.criteria.map(({ clause }: Data) => clause);
      return { id, clauses, ...nomination };
    };
    const collective = await judged('ban-dan-toc-cao-bang', 'COLLECTIVE');
    const individual = await judged('thanh-xuan', 'INDIVIDUAL');
    expect(collective).toMatchObject({ subject: 'HOUSEHOLD', countedAs: 'COLLECTIVE' });
    expect(collective.clauses).toEqual(expect.arrayContaining(['III.2.a.1', 'III.2.a.2']));
    expect(collective.clauses.filter((clause: string) => clause.startsWith('III.2.b'))).toEqual([]);
    expect(individual.clauses).toEqual(expect.arrayContaining(['IV.1.d.1', 'V.2.b']));
    expect(individual.clauses).not.toContain('V.2.a');
    expect((await see('thanh-xuan', individual.id)).subject).toBe('HOUSEHOLD');
    expect(readGlobalId('Nomination', collective.id)).not.toBe(readGlobalId('Nomination', individual.id));
  });
});
