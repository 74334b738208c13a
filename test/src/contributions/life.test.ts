import { localityId } from '@thi-dua/prisma/seed/seed-localities';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { ask, callerOf, campaigns } from '../kit/services.js';
import { codes, contributionKit, faults, money } from './kit.js';

const { appUrl } = await testDatabase();
const service = campaigns(appUrl);
const { act, read, recorded } = contributionKit(service);
const nothing = toGlobalId('Contribution', '00000000-0000-4000-8000-000000000000');

describe('a pledge', () => {
  test('is given in part, then whole, exactly to the last place', async () => {
    const { id } = await recorded({ pledge: { amount: '100000000000000001.03', on: '2023-02-01' } });
    const give = (version: number, amount: string, on = '2023-05-05') =>
      act('recordGift', { id, version, gift: { amount, on } });
    expect(await give(1, '99999999999999999.01')).toMatchObject({
      contribution: { version: 2, status: 'PARTLY_GIVEN', given: '99999999999999999.01', outstanding: '2.02' },
    });
    expect(await give(2, '2.02', '2024-01-01')).toMatchObject({
      contribution: { status: 'GIVEN', given: '100000000000000001.03', outstanding: '0' },
    });
    // More than was pledged is welcome.
    expect(await give(3, '0.5')).toMatchObject({ contribution: { status: 'GIVEN', outstanding: '0' } });
  });

  test('that is cancelled leaves nothing to come, keeps what was given, and takes no more', async () => {
    const { id } = await recorded({ gift: { amount: '200000000', on: '2023-03-01' } });
    expect(await act('cancelContribution', { id, version: 1, reason: 'Giải thể', on: '2023-06-01' })).toMatchObject({
      contribution: { status: 'CANCELLED', outstanding: '0', given: '200000000', cancelledOn: '2023-06-01' },
    });
    expect(codes(await act('cancelContribution', { id, version: 2, reason: 'x' }))).toEqual(['CANCELLED']);
    expect(codes(await act('recordGift', { id, version: 2, gift: { amount: '1' } }))).toEqual(['CANCELLED']);
    expect(codes(await act('updateContribution', { id, version: 2, contributor: 'x' }))).toEqual(['CANCELLED']);
  });

  test('of goods has a quantity beside its estimated value, one of labour has days', async () => {
    const goods = await recorded({
      kind: 'GOODS',
      goods: 'Bò giống',
      unit: 'con',
      recipient: 'HOUSEHOLD_GROUP',
      householdGroup: '10 hộ nghèo xóm Bản Nhảng',
      households: 10,
      pledge: { amount: '150000000', quantity: '10', on: '2023-02-01' },
      gift: { amount: '60000000', quantity: '4', on: '2023-04-01' },
    });
    expect(goods).toMatchObject({ given: '60000000', givenQuantity: '4', outstanding: '90000000', households: 10 });
    expect(
      await recorded({
        kind: 'LABOUR',
        contributorKind: 'INDIVIDUAL',
        pledge: undefined,
        gift: { amount: '12.5', on: '2023-04-01' },
      }),
    ).toMatchObject({
      status: 'GIVEN',
      pledged: null,
      outstanding: null,
      given: '12.5',
      recordedOn: '2023-04-01',
    });
  });
});

describe('a gift', () => {
  test('entered by mistake is struck with a reason, once, and counts no more', async () => {
    const { id, gifts } = await recorded({ gift: { amount: '7', on: '2023-03-01' } });
    const [gift] = gifts as { id: string }[];
    expect(await act('strikeGift', { id, version: 1, gift: gift?.id, reason: 'Nhập hai lần' })).toMatchObject({
      contribution: { status: 'PLEDGED', given: '0', gifts: [{ amount: '7', struckReason: 'Nhập hai lần' }] },
    });
    expect(codes(await act('strikeGift', { id, version: 2, gift: gift?.id, reason: 'x' }))).toEqual(['STRUCK']);
    const other = await recorded({ gift: { amount: '8', on: '2023-03-01' } });
    expect(faults(await act('strikeGift', { id: other.id, version: 1, gift: gift?.id, reason: ' ' }))).toEqual([
      'EMPTY reason',
      'UNKNOWN_GIFT gift',
    ]);
  });

  test('that is sent twice is recorded once', async () => {
    const { id } = await recorded();
    const twice = await Promise.all(
      [1, 2].map(() => act('recordGift', { id, version: 1, gift: { amount: '5', on: '2023-03-01' } })),
    );
    expect(twice.map(codes).sort()).toEqual([[], ['STALE_VERSION']]);
    expect(await read('cao-bang', `contribution(id: "${id}") { given }`)).toEqual({ contribution: { given: '5' } });
  });
});

describe('a record', () => {
  test('tells everything that is wrong with it at once, and writes nothing', async () => {
    const before = await read('cao-bang', 'contributions { totalCount }');
    expect(
      faults(
        await act('recordContribution', {
          kind: 'MONEY',
          contributor: ' ',
          contributorKind: 'ENTERPRISE',
          recipient: 'LOCALITY',
          localityCode: '00000',
          householdGroup: 'x',
          exemplar: toGlobalId('Exemplar', '00000000-0000-4000-8000-000000000000'),
          goods: 'x',
          pledge: { amount: '0', quantity: '1', on: '2023-02-01' },
          gift: { amount: '-5', on: '2022-01-01', note: '' },
        }),
      ),
    ).toEqual([
      'EMPTY contributor',
      'EMPTY gift.note',
      'GIVEN_BEFORE_PLEDGE gift.on',
      'NOT_A_GROUP householdGroup',
      'NOT_A_MODEL exemplar',
      'NOT_GOODS goods',
      'NOT_GOODS pledge.quantity',
      'NOT_POSITIVE gift.amount',
      'NOT_POSITIVE pledge.amount',
      'UNKNOWN_EXEMPLAR exemplar',
      'UNKNOWN_LOCALITY localityCode',
    ]);
    expect(
      faults(
        await act('recordContribution', {
          ...money,
          kind: 'GOODS',
          recipient: 'HOUSEHOLD_GROUP',
          localityCode: '01',
          pledge: { amount: '1', on: '2023-02-01' },
        }),
      ),
    ).toEqual([
      'GOODS_UNNAMED goods',
      'GOODS_UNNAMED unit',
      'GROUP_UNNAMED householdGroup',
      'OUTSIDE_TERRITORY localityCode',
      'QUANTITY_MISSING pledge.quantity',
    ]);
    expect(faults(await act('recordContribution', { ...money, pledge: undefined }))).toEqual(['NOTHING_GIVEN pledge']);
    expect(faults(await act('recordContribution', { ...money, pledge: { amount: '1', on: '2099-01-01' } }))).toContain(
      'IN_FUTURE pledge.on',
    );
    expect(faults(await act('recordContribution', { ...money, tenant: 'ha-noi' }))).toEqual(['NOT_YOURS tenant']);
    expect(await read('cao-bang', 'contributions { totalCount }')).toEqual(before);
  });

  test('of a unit that ended takes no gift dated later: that goes to the unit that followed', async () => {
    const { id } = await recorded({ localityCode: '048', pledge: { amount: '10', on: '2025-06-01' } });
    expect(faults(await act('recordGift', { id, version: 1, gift: { amount: '1', on: '2025-07-01' } }))).toEqual([
      'UNIT_ENDED gift.on',
    ]);
    expect(codes(await act('recordGift', { id, version: 1, gift: { amount: '1', on: '2025-06-30' } }))).toEqual([]);
  });

  test('of an ended tenant is completed by its successor, up to its end', async () => {
    const old = { ...money, tenant: 'bac-giang', localityCode: '24' };
    expect(
      faults(await act('recordContribution', { ...old, pledge: { amount: '1', on: '2025-07-01' } }, 'bac-ninh')),
    ).toContain('AFTER_TENANT_END pledge.on');
    expect(codes(await act('recordContribution', { ...old, pledge: { amount: '1' } }, 'bac-ninh'))).toEqual([]);
    expect(await read('bac-ninh', 'contributions(filter: { tenant: "bac-giang" }) { nodes { pledgedOn } }')).toEqual({
      contributions: { nodes: [{ pledgedOn: '2025-06-30' }] },
    });
  });

  test('is mended, but for its kind, unit and days; of two at once one is told', async () => {
    const { id } = await recorded();
    expect(
      await act('updateContribution', { id, version: 1, contributor: 'Công ty Cổ phần', pledged: '9' }),
    ).toMatchObject({
      contribution: { version: 2, contributor: 'Công ty Cổ phần', pledged: '9' },
    });
    const answers = await Promise.all(
      ['A', 'B'].map((contributor) => act('updateContribution', { id, version: 2, contributor })),
    );
    expect(answers.map(codes).sort()).toEqual([[], ['STALE_VERSION']]);
    expect(
      faults(
        await act('updateContribution', {
          id,
          version: 3,
          pledged: '0',
          pledgedQuantity: '2',
          goods: 'x',
          contributor: '',
        }),
      ),
    ).toEqual(['EMPTY contributor', 'NOT_GOODS goods', 'NOT_GOODS pledged.quantity', 'NOT_POSITIVE pledged.amount']);
    expect(
      await act('updateContribution', {
        id,
        version: 3,
        recipient: 'HOUSEHOLD_GROUP',
        householdGroup: 'Hộ nghèo',
        households: 3,
      }),
    ).toMatchObject({ contribution: { householdGroup: 'Hộ nghèo', households: 3 } });
    expect(await act('updateContribution', { id, version: 4, recipient: 'LOCALITY' })).toMatchObject({
      contribution: { householdGroup: null, households: null },
    });
  });

  test('is read by its tenant and those above it, and is to everyone else as if it did not exist', async () => {
    const { id } = await recorded({ contributor: 'Quỹ Vì người nghèo', localityCode: '048' }, 'ha-lang');
    const of = async (viewer: string, which: string) =>
      ask(
        service,
        callerOf(viewer),
        `{ contribution(id: "${which}") { id } contributions(filter: { tenant: "ha-lang" }) { totalCount } }`,
      );
    for (const viewer of ['ha-lang', 'cao-bang', 'trung-uong'])
      expect((await of(viewer, id)).data, viewer).toMatchObject({ contribution: { id } });
    for (const viewer of ['ha-noi', 'ban-dan-toc-cao-bang', 'a-stranger']) {
      expect(await of(viewer, id), viewer).toEqual(await of(viewer, nothing));
      for (const [field, input] of [
        ['recordGift', { version: 1, gift: { amount: '1' } }],
        ['updateContribution', { version: 1 }],
        ['cancelContribution', { version: 1, reason: 'x' }],
      ] as const)
        expect(await act(field, { ...input, id }, viewer)).toEqual(await act(field, { ...input, id: nothing }, viewer));
    }
    expect(codes(await act('updateContribution', { id, version: 1 }, 'trung-uong'))).toEqual(['NOT_YOURS']);
  });

  test('is listed page by page, latest first, and narrowed by what is asked', async () => {
    const list = async (filter: string) =>
      (
        await read(
          'cao-bang',
          `contributions(filter: { ${filter} }, first: 500) { totalCount nodes { kind recordedOn } }`,
        )
      ).contributions;
    for (const filter of [
      'kind: GOODS',
      'contributorKind: INDIVIDUAL',
      'year: 2024',
      'localityCode: "048"',
      'recipient: HOUSEHOLD_GROUP',
    ]) {
      const { totalCount, nodes } = await list(filter);
      expect(nodes, filter).toHaveLength(totalCount);
      expect(totalCount, filter).toBeGreaterThan(0);
    }
    expect((await list('kind: GOODS')).nodes.every(({ kind }: { kind: string }) => kind === 'GOODS')).toBe(true);
    const days = (await list('kind: MONEY')).nodes.map(({ recordedOn }: { recordedOn: string }) => recordedOn);
    expect(days).toEqual([...days].sort().reverse());
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { nodes, pageInfo }: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } = (
        await read(
          'cao-bang',
          `contributions(first: 3, after: ${JSON.stringify(after)}) { nodes { id } pageInfo { hasNextPage endCursor } }`,
        )
      ).contributions;
      seen.push(...nodes.map((node) => node.id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength((await read('cao-bang', 'contributions { totalCount }')).contributions.totalCount);
  });

  test('asks for the role of a reporter, and a release for that of a signer', async () => {
    for (const [field, type, input, roles] of [
      ['recordContribution', 'RecordContributionInput!', money, ['SIGNER', 'PLANNER']],
      ['recordGift', 'RecordGiftInput!', { id: nothing, version: 1, gift: { amount: '1' } }, ['SIGNER']],
      [
        'releaseContributions',
        'ReleaseContributionsInput!',
        { localityCode: '04', year: 2023, decision: 'x' },
        ['REPORTER'],
      ],
    ] as const) {
      const { errors } = await ask(
        service,
        callerOf('trung-uong', { roles: [...roles] }),
        `mutation ($input: ${type}) { ${field}(input: $input) { errors { code } } }`,
        { input },
      );
      expect(errors?.[0]?.extensions.code, field).toBe('FORBIDDEN');
    }
  });
});

describe('a sponsorship', () => {
  const given = {
    sponsor: 'Sở Nội vụ',
    sponsorKind: 'AGENCY',
    localityCode: '048',
    households: 3,
    householdNames: ['Nông Văn A', 'Lý Thị B'],
    support: 'Cho vay giống',
    from: '2023-01-15',
  };

  test('is recorded, ended and mended; a stale edit is refused', async () => {
    const { sponsorship } = await act('recordSponsorship', given);
    const id = sponsorship?.id;
    expect(await act('updateSponsorship', { id, version: 1, to: '2024-01-01', households: 2 })).toMatchObject({
      sponsorship: { version: 2, to: '2024-01-01', households: 2, householdNames: given.householdNames },
    });
    expect(codes(await act('updateSponsorship', { id, version: 1, to: null }))).toEqual(['STALE_VERSION']);
    expect(
      faults(await act('updateSponsorship', { id, version: 2, to: '2023-01-15', households: 1, sponsor: '' })),
    ).toEqual(['EMPTY sponsor', 'ENDS_BEFORE_BEGIN to', 'TOO_MANY householdNames']);
    for (const viewer of ['ha-noi', 'ha-lang'])
      expect(await read(viewer, `sponsorship(id: "${id}") { id } sponsorships { totalCount }`)).toEqual({
        sponsorship: null,
        sponsorships: { totalCount: 0 },
      });
    expect(await read('trung-uong', `sponsorship(id: "${id}") { householdNames locality { id } }`)).toEqual({
      sponsorship: {
        householdNames: given.householdNames,
        locality: { id: toGlobalId('Locality', localityId('D048@old')) },
      },
    });
    expect(codes(await act('updateSponsorship', { id, version: 2 }, 'trung-uong'))).toEqual(['NOT_YOURS']);
    expect(
      (
        await read(
          'cao-bang',
          'sponsorships(filter: { year: 2023, localityCode: "04", sponsorKind: AGENCY }) { totalCount }',
        )
      ).sponsorships.totalCount,
    ).toBe(1);
    expect(
      (await read('cao-bang', 'sponsorships(filter: { year: 2024 }) { totalCount }')).sponsorships.totalCount,
    ).toBe(0);
  });

  test('tells everything that is wrong with it at once', async () => {
    expect(
      faults(
        await act('recordSponsorship', {
          ...given,
          sponsor: ' ',
          households: 0,
          localityCode: '00000',
          from: '2099-01-01',
          to: '2098-01-01',
        }),
      ),
    ).toEqual([
      'EMPTY sponsor',
      'ENDS_BEFORE_BEGIN to',
      'IN_FUTURE from',
      'NOT_POSITIVE households',
      'TOO_MANY householdNames',
      'UNKNOWN_LOCALITY localityCode',
    ]);
  });
});
