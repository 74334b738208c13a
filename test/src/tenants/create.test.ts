import { describe, expect, test } from 'vitest';
import { type CreateTenant, tenantGraph } from './kit.js';

const { asked, change, done, faults, data } = await tenantGraph();

const agency: CreateTenant = { slug: 'so-y-te', kind: 'AGENCY', superior: 'cao-bang', establishedOn: '2020-01-01' };
const commune: CreateTenant = {
  slug: 'xa-ha-lang',
  kind: 'COMMUNE',
  name: 'Xã Hạ Lang',
  localityCode: '01558',
  superior: 'cao-bang',
  establishedOn: '2025-07-01',
};

describe('a tenant is made', () => {
  test('by the authority under which it stands, and is known to everyone from then on', async () => {
    await done('cao-bang', 'createTenant', commune);
    const query = `{ tenant(slug: "xa-ha-lang") { name kind establishedOn dissolvedOn superior { slug } locality { code fullName } lines { superior { slug } validFrom validTo } successors { slug } } }`;
    const expected = {
      name: 'Xã Hạ Lang',
      kind: 'COMMUNE',
      establishedOn: '2025-07-01',
      dissolvedOn: null,
      superior: { slug: 'cao-bang' },
      locality: { code: '01558', fullName: 'Xã Hạ Lang' },
      lines: [{ superior: { slug: 'cao-bang' }, validFrom: '2025-07-01', validTo: null }],
      successors: [],
    };
    for (const reader of ['cao-bang', 'xa-ha-lang', 'thanh-xuan', 'a-stranger'])
      expect(await data(reader, query)).toEqual({ tenant: expected });
  });

  test('by any authority above that, the board included', async () => {
    await done('trung-uong', 'createTenant', { ...agency, slug: 'so-noi-vu' });
  });

  test('by nobody else: not beside it, not below it, not by whoever has ended', async () => {
    for (const caller of ['ha-noi', 'ha-lang', 'so-dan-toc-ton-giao-cao-bang', 'a-stranger'])
      expect(await faults(caller, 'createTenant', agency), caller).toEqual(['NOT_SUPERIOR superior']);
    // Bắc Giang has ended: it completes its own records, and makes nothing new.
    expect(await faults('bac-giang', 'createTenant', { ...agency, superior: 'bac-giang' })).toEqual([
      'NOT_SUPERIOR superior',
    ]);
  });

  test('by the role ADMIN alone', async () => {
    const { errors, data: nothing } = await asked.ask(
      'cao-bang',
      'mutation ($input: CreateTenantInput!) { createTenant(input: $input) { tenant { slug } } }',
      { input: { ...agency, name: 'x' } },
      { roles: ['PLANNER', 'SIGNER'] },
    );
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect(nothing ?? null).toBeNull();
  });

  test('in the past, under those who stood above it then and since', async () => {
    // Quảng Trị acts for Quảng Bình, which has ended, and places the district under it.
    await done('quang-tri', 'createTenant', {
      slug: 'minh-hoa',
      kind: 'DISTRICT',
      localityCode: '452',
      superior: 'quang-binh',
      establishedOn: '1990-07-01',
      dissolvedOn: '2025-07-01',
      legalBasis: 'Luật số 72/2025/QH15',
    });
    const unit = { slug: 'xa-tan-thanh', kind: 'COMMUNE', localityCode: '18919', establishedOn: '2025-03-12' } as const;
    // Under the district alone it would have nobody above it since July 2025.
    expect(await faults('quang-tri', 'createTenant', { ...unit, superior: 'minh-hoa' })).toEqual([
      'SUPERIOR_ENDS superior',
    ]);
    const made = await done('quang-tri', 'createTenant', {
      ...unit,
      superior: 'minh-hoa',
      transfers: [{ superior: 'quang-tri', from: '2025-07-01' }],
    });
    expect(made.superior).toEqual({ slug: 'quang-tri' });
    expect(made.lines).toEqual([
      { superior: { slug: 'minh-hoa' }, validFrom: '2025-03-12', validTo: '2025-07-01' },
      { superior: { slug: 'quang-tri' }, validFrom: '2025-07-01', validTo: null },
    ]);
  });

  test('to begin later; until then its superior may undo it', async () => {
    await done('cao-bang', 'createTenant', { ...agency, slug: 'so-moi', establishedOn: '2090-01-01' });
    await done('trung-uong', 'dissolveTenant', { slug: 'so-moi', on: '2090-01-02' });
  });
});

describe('a tenant is refused', () => {
  const cases: [why: string, input: Partial<CreateTenant>, expected: string[]][] = [
    ['with a slug that is none', { slug: 'Sở Y tế' }, ['BAD_SLUG slug']],
    ['with a slug longer than sixty', { slug: 'x'.repeat(61) }, ['BAD_SLUG slug']],
    ['with the slug of another', { slug: 'ha-noi' }, ['SLUG_TAKEN slug']],
    ['with the slug of one that ended', { slug: 'tp-bac-giang' }, ['SLUG_TAKEN slug']],
    ['without a name', { name: ' ' }, ['EMPTY name']],
    ['with a name that never ends', { name: 'x'.repeat(501) }, ['TOO_LONG name']],
    ['under an authority that is none', { superior: 'nobody' }, ['UNKNOWN_TENANT superior']],
    ['as a second central board', { kind: 'CENTRAL_BOARD', localityCode: 'VN' }, ['BOARD_IS_ONE kind']],
    ['as an agency with a territory', { localityCode: '04' }, ['AGENCY_WITHOUT_TERRITORY localityCode']],
    ['under an agency', { superior: 'so-dan-toc-ton-giao-cao-bang' }, ['SUPERIOR_KIND superior']],
    ['as an authority without a territory', { kind: 'COMMUNE' }, ['LOCALITY_MISSING localityCode']],
    ['for a unit that is none', { kind: 'COMMUNE', localityCode: '99999' }, ['UNKNOWN_LOCALITY localityCode']],
    [
      'for a unit of another level',
      { kind: 'COMMUNE', localityCode: '048', dissolvedOn: '2025-07-01' },
      ['WRONG_LEVEL localityCode'],
    ],
    [
      'before its unit stood',
      { kind: 'COMMUNE', localityCode: '01558', asOf: '2026-01-01' },
      ['LOCALITY_NOT_STANDING establishedOn'],
    ],
    [
      'for longer than its unit stood',
      { kind: 'COMMUNE', localityCode: '01534', superior: 'cao-bang' },
      ['LOCALITY_ENDS dissolvedOn'],
    ],
    [
      'for the territory of another',
      { kind: 'DISTRICT', localityCode: '048', dissolvedOn: '2025-07-01' },
      ['TERRITORY_TAKEN localityCode'],
    ],
    [
      'outside the territory of its superior',
      { kind: 'COMMUNE', localityCode: '07210', establishedOn: '2025-08-01' },
      ['OUTSIDE_TERRITORY superior'],
    ],
    [
      'under an authority of its own level',
      { kind: 'PROVINCE', localityCode: '31', dissolvedOn: '2025-07-01' },
      ['SUPERIOR_KIND superior'],
    ],
    [
      'under an authority that had not begun',
      { superior: 'bac-ninh', establishedOn: '2025-06-30' },
      ['SUPERIOR_NOT_STANDING superior'],
    ],
    ['under an authority that has ended', { superior: 'bac-giang' }, ['SUPERIOR_ENDS superior']],
    ['ending before it begins', { dissolvedOn: '2020-01-01' }, ['DATES_REVERSED dissolvedOn']],
    ['ended by a decision of no day', { legalBasis: 'Quyết định 1' }, ['NO_END legalBasis']],
    ['on a day that nobody means', { establishedOn: '0001-01-01' }, ['DAY_OUT_OF_RANGE establishedOn']],
    [
      'with transfers out of order',
      {
        transfers: [
          { superior: 'trung-uong', from: '2024-01-01' },
          { superior: 'cao-bang', from: '2023-01-01' },
        ],
      },
      ['DATES_REVERSED transfers.1.from'],
    ],
    [
      'with a transfer after its end',
      { dissolvedOn: '2022-01-01', transfers: [{ superior: 'trung-uong', from: '2023-01-01' }] },
      ['DATES_REVERSED transfers.0.from'],
    ],
    [
      'with a later superior that is none',
      { transfers: [{ superior: 'nobody', from: '2023-01-01' }] },
      ['UNKNOWN_TENANT transfers.0.superior'],
    ],
    [
      'with everything that is wrong at once',
      {
        slug: '-',
        name: '',
        kind: 'COMMUNE',
        localityCode: '99999',
        dissolvedOn: '2019-01-01',
        legalBasis: ' ',
      },
      [
        'BAD_SLUG slug',
        'DATES_REVERSED dissolvedOn',
        'EMPTY legalBasis',
        'EMPTY name',
        'UNKNOWN_LOCALITY localityCode',
      ],
    ],
  ];
  test.each(cases)('%s', async (_why, input, expected) => {
    const found = await faults('trung-uong', 'createTenant', { ...agency, ...input });
    expect(found.sort()).toEqual(expected);
    expect(await data('trung-uong', '{ tenant(slug: "so-y-te") { slug } }')).toEqual({ tenant: null });
  });

  test('where a later superior is not its maker to place it under', async () => {
    const input = { ...agency, transfers: [{ superior: 'ha-noi', from: '2024-01-01' }] };
    expect(await faults('cao-bang', 'createTenant', input)).toEqual(['NOT_SUPERIOR transfers.0.superior']);
  });
});

test('of two that are made at once under one slug, one is; the other hears that it is taken', async () => {
  const answers = await Promise.all(
    ['cao-bang', 'ha-noi', 'bac-ninh', 'quang-tri'].map((superior) =>
      change(superior, 'createTenant', {
        slug: 'so-chung',
        kind: 'AGENCY',
        superior,
        establishedOn: '2026-01-01',
        name: superior,
      }),
    ),
  );
  const made = answers.filter(({ tenant }) => tenant !== null);
  expect(made).toHaveLength(1);
  expect(answers.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(Array(3).fill('SLUG_TAKEN'));
  const { tenant } = await data('ha-lang', '{ tenant(slug: "so-chung") { name superior { slug } } }');
  expect(tenant.superior.slug).toBe(tenant.name);
  expect(made[0]?.tenant?.name).toBe(tenant.name);
});
