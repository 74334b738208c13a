import { describe, expect, test } from 'vitest';
import { type CreateTenant, type Inputs, type Mutation, tenantGraph } from './kit.js';

const { done, faults, data } = await tenantGraph();

const agency = (slug: string, over: Partial<CreateTenant> = {}) =>
  done('trung-uong', 'createTenant', {
    slug,
    kind: 'AGENCY',
    superior: 'cao-bang',
    establishedOn: '2020-01-01',
    ...over,
  });
const commune = (slug: string, localityCode: string, over: Partial<CreateTenant> = {}) =>
  done('trung-uong', 'createTenant', {
    slug,
    kind: 'COMMUNE',
    localityCode,
    superior: 'cao-bang',
    establishedOn: '2025-07-01',
    ...over,
  });

// Hạ Lang as it is since July 2025, and some of what it had been.
await commune('xa-ha-lang', '01558');
await commune('xa-minh-long', '01534', {
  superior: 'ha-lang',
  establishedOn: '2000-01-01',
  dissolvedOn: '2025-07-01',
});
await agency('so-cu');
await agency('so-moi', { establishedOn: '2024-01-01' });
await agency('so-khac', { superior: 'ha-noi' });

type Case = [why: string, caller: string, input: Inputs[Mutation], expected: string[]];
const refusals = (mutation: Mutation, cases: Case[]) =>
  test.each(cases)('is refused %s', async (_why, caller, input, expected) => {
    expect((await faults(caller, mutation, input)).sort()).toEqual(expected);
  });

describe("a tenant's end", () => {
  refusals('dissolveTenant', [
    ['to itself', 'so-cu', { slug: 'so-cu', on: '2026-01-01' }, ['NOT_SUPERIOR slug']],
    ['to one beside it', 'ha-noi', { slug: 'so-cu', on: '2026-01-01' }, ['NOT_SUPERIOR slug']],
    ['to one below it', 'xa-ha-lang', { slug: 'cao-bang', on: '2026-01-01' }, ['NOT_SUPERIOR slug']],
    ['to the board', 'trung-uong', { slug: 'trung-uong', on: '2026-01-01' }, ['NOT_SUPERIOR slug']],
    ['for one that is none', 'trung-uong', { slug: 'nobody', on: '2026-01-01' }, ['UNKNOWN_TENANT slug']],
    ['for one that has ended', 'ha-noi', { slug: 'thanh-xuan', on: '2026-01-01' }, ['ALREADY_ENDED slug']],
    ['before it began', 'cao-bang', { slug: 'so-moi', on: '2024-01-01' }, ['DATES_REVERSED on']],
    ['without a decision', 'cao-bang', { slug: 'so-moi', on: '2026-01-01', legalBasis: ' ' }, ['EMPTY legalBasis']],
    ['on a day that nobody means', 'cao-bang', { slug: 'so-moi', on: '9999-12-31' }, ['DAY_OUT_OF_RANGE on']],
    ['while others stand under it', 'trung-uong', { slug: 'cao-bang', on: '2090-01-01' }, ['SUBORDINATES_LEFT on']],
    [
      'before the end of one it acts for',
      'trung-uong',
      { slug: 'quang-tri', on: '2025-07-01' },
      ['DATES_REVERSED on', 'SUCCESSOR_OF_LATER on'],
    ],
    [
      'with everything that is wrong at once',
      'trung-uong',
      { slug: 'cao-bang', on: '1940-01-01', legalBasis: '' },
      ['DAY_OUT_OF_RANGE on', 'EMPTY legalBasis', 'SUBORDINATES_LEFT on', 'SUCCESSOR_OF_LATER on'],
    ],
  ]);

  test('is refused once it is decided', async () => {
    await agency('so-tam');
    const ended = await done('cao-bang', 'dissolveTenant', {
      slug: 'so-tam',
      on: '2026-06-01',
      legalBasis: 'Nghị quyết 18-NQ/TW',
    });
    expect(ended).toMatchObject({ dissolvedOn: '2026-06-01', endedBy: 'Nghị quyết 18-NQ/TW' });
    expect(ended.lines).toEqual([{ superior: { slug: 'cao-bang' }, validFrom: '2020-01-01', validTo: '2026-06-01' }]);
    expect(await faults('cao-bang', 'dissolveTenant', { slug: 'so-tam', on: '2027-01-01' })).toEqual([
      'ALREADY_ENDED slug',
    ]);
  });

  test('waits until those below have moved or ended, on that day at the latest', async () => {
    const province = (slug: string, localityCode: string) =>
      done('trung-uong', 'createTenant', {
        slug,
        kind: 'PROVINCE',
        localityCode,
        superior: 'trung-uong',
        establishedOn: '2025-07-01',
      });
    await province('hai-phong', '31');
    await province('hue', '46');
    await agency('so-a', { superior: 'hai-phong', establishedOn: '2025-08-01' });
    await agency('so-b', { superior: 'hai-phong', establishedOn: '2025-08-01' });
    const end = { slug: 'hai-phong', on: '2030-01-01' };
    await done('trung-uong', 'transferTenant', { slug: 'so-a', superior: 'hue', from: '2030-01-02' });
    await done('hai-phong', 'dissolveTenant', { slug: 'so-b', on: '2030-01-01' });
    expect(await faults('trung-uong', 'dissolveTenant', end)).toEqual(['SUBORDINATES_LEFT on']);
    await done('trung-uong', 'transferTenant', { slug: 'so-a', superior: 'hue', from: '2030-01-01' });
    await done('trung-uong', 'dissolveTenant', end);
    // What was decided for later gives way: the line leads to one superior after the other.
    expect(await data('so-a', '{ tenant(slug: "so-a") { lines { superior { slug } validFrom validTo } } }')).toEqual({
      tenant: {
        lines: [
          { superior: { slug: 'hai-phong' }, validFrom: '2025-08-01', validTo: '2030-01-01' },
          { superior: { slug: 'hue' }, validFrom: '2030-01-01', validTo: null },
        ],
      },
    });
  });
});

describe("a tenant's line", () => {
  refusals('transferTenant', [
    [
      'to whoever is not above it',
      'ha-noi',
      { slug: 'so-cu', superior: 'ha-noi', from: '2026-01-01' },
      ['NOT_SUPERIOR slug'],
    ],
    [
      'under one that is not below its superior',
      'cao-bang',
      { slug: 'so-cu', superior: 'ha-noi', from: '2026-01-01' },
      ['NOT_SUPERIOR superior'],
    ],
    [
      'to itself',
      'so-cu',
      { slug: 'so-cu', superior: 'trung-uong', from: '2026-01-01' },
      ['NOT_SUPERIOR slug', 'NOT_SUPERIOR superior'],
    ],
    [
      'for the board',
      'trung-uong',
      { slug: 'trung-uong', superior: 'cao-bang', from: '2026-01-01' },
      ['NOT_SUPERIOR slug'],
    ],
    [
      'where both are none',
      'trung-uong',
      { slug: 'x', superior: 'y', from: '2026-01-01' },
      ['UNKNOWN_TENANT slug', 'UNKNOWN_TENANT superior'],
    ],
    [
      'once it has ended',
      'trung-uong',
      { slug: 'thanh-xuan', superior: 'trung-uong', from: '2025-01-01' },
      ['ALREADY_ENDED slug'],
    ],
    [
      'before it began',
      'trung-uong',
      { slug: 'so-moi', superior: 'ha-noi', from: '2023-12-31' },
      ['OUTSIDE_TENANT_TIME from'],
    ],
    [
      'on a day that nobody means',
      'trung-uong',
      { slug: 'cao-bang', superior: 'trung-uong', from: '0001-01-01' },
      ['DAY_OUT_OF_RANGE from'],
    ],
    [
      'under one of its own level',
      'trung-uong',
      { slug: 'cao-bang', superior: 'ha-noi', from: '2026-01-01' },
      ['OUTSIDE_TERRITORY superior', 'SUPERIOR_KIND superior'],
    ],
    [
      'under one that has ended',
      'trung-uong',
      { slug: 'so-cu', superior: 'bac-giang', from: '2024-01-01' },
      ['SUPERIOR_ENDS superior'],
    ],
    [
      'under one that had not begun',
      'trung-uong',
      { slug: 'so-cu', superior: 'bac-ninh', from: '2024-01-01' },
      ['SUPERIOR_NOT_STANDING superior'],
    ],
    [
      'outside the territory',
      'trung-uong',
      { slug: 'xa-ha-lang', superior: 'ha-noi', from: '2026-01-01' },
      ['OUTSIDE_TERRITORY superior'],
    ],
    [
      'where it stands already',
      'trung-uong',
      { slug: 'so-cu', superior: 'cao-bang', from: '2026-01-01' },
      ['SAME_SUPERIOR superior'],
    ],
  ]);

  test('is dated: its superior, and those below, are those of the day asked for', async () => {
    await agency('so-doi');
    await done('trung-uong', 'transferTenant', { slug: 'so-doi', superior: 'ha-noi', from: '2024-06-01' });
    const answer = await data(
      'so-doi',
      `{ tenant(slug: "so-doi") {
          before: superior(asOf: "2019-12-31") { slug } first: superior(asOf: "2024-05-31") { slug }
          second: superior(asOf: "2024-06-01") { slug } today: superior { slug } }
        old: tenant(slug: "cao-bang") { then: subordinates(asOf: "2024-05-31") { totalCount nodes { slug } } now: subordinates { nodes { slug } } } }`,
    );
    const { tenant, old } = answer as unknown as {
      tenant: unknown;
      old: Record<'then' | 'now', { totalCount: number; nodes: { slug: string }[] }>;
    };
    expect(tenant).toEqual({
      before: null,
      first: { slug: 'cao-bang' },
      second: { slug: 'ha-noi' },
      today: { slug: 'ha-noi' },
    });
    const then = old.then.nodes.map(({ slug }) => slug);
    expect(then).toContain('ha-lang');
    expect(then).toContain('so-doi');
    expect(old.then.totalCount).toBe(then.length);
    const now = old.now.nodes.map(({ slug }) => slug);
    expect(now).not.toContain('ha-lang');
    expect(now).not.toContain('so-doi');
  });

  test('of an ended tenant: those who stood around it on its last day', async () => {
    expect(
      await data('ha-noi', '{ tenant(slug: "ha-lang") { superior { slug } subordinates { nodes { slug } } } }'),
    ).toEqual({ tenant: { superior: { slug: 'cao-bang' }, subordinates: { nodes: [{ slug: 'xa-minh-long' }] } } });
  });

  test('is read page by page', async () => {
    const slugs: string[] = [];
    for (let after: string | null = null; ; ) {
      const answer = await data(
        'cao-bang',
        'query ($after: String) { tenant(slug: "trung-uong") { subordinates(first: 3, after: $after) { totalCount nodes { slug } pageInfo { hasNextPage endCursor } } } }',
        { after },
      );
      const { subordinates } = answer.tenant as {
        subordinates: {
          totalCount: number;
          nodes: { slug: string }[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      };
      slugs.push(...subordinates.nodes.map(({ slug }) => slug));
      if (!subordinates.pageInfo.hasNextPage) {
        expect(subordinates.totalCount).toBe(slugs.length);
        break;
      }
      after = subordinates.pageInfo.endCursor;
    }
    expect(slugs).toEqual([...slugs].sort());
    expect(slugs).toEqual(expect.arrayContaining(['bac-ninh', 'cao-bang', 'ha-noi', 'quang-tri']));
    expect(slugs).not.toContain('bac-giang');
  });
});

describe('a successor', () => {
  refusals('nameSuccessor', [
    [
      'to itself',
      'ha-lang',
      { tenant: 'ha-lang', successor: 'xa-ha-lang' },
      ['NOT_SUPERIOR successor', 'NOT_SUPERIOR tenant'],
    ],
    ['to a stranger', 'ha-noi', { tenant: 'ha-lang', successor: 'ha-noi' }, ['NOT_SUPERIOR tenant']],
    [
      'that is not below the one who names it',
      'cao-bang',
      { tenant: 'ha-lang', successor: 'ha-noi' },
      ['NOT_SUPERIOR successor'],
    ],
    [
      'where both are none',
      'cao-bang',
      { tenant: 'x', successor: 'y' },
      ['UNKNOWN_TENANT successor', 'UNKNOWN_TENANT tenant'],
    ],
    ['for one that goes on', 'cao-bang', { tenant: 'so-cu', successor: 'so-moi' }, ['NOT_ENDED tenant']],
    ['of itself', 'cao-bang', { tenant: 'ha-lang', successor: 'ha-lang' }, ['SAME_TENANT successor']],
    ['that ended with it', 'trung-uong', { tenant: 'ha-lang', successor: 'bac-giang' }, ['SUCCESSOR_ENDED successor']],
    ['that is named already', 'cao-bang', { tenant: 'ha-lang', successor: 'cao-bang' }, ['ALREADY_NAMED successor']],
    [
      'instead of one that is not',
      'cao-bang',
      { tenant: 'ha-lang', successor: 'xa-ha-lang', insteadOf: 'ha-noi' },
      ['NOT_NAMED insteadOf'],
    ],
  ]);

  test('is named by the superior of the last day, and may give way to another', async () => {
    const [one, two] = [
      await done('cao-bang', 'nameSuccessor', { tenant: 'xa-minh-long', successor: 'cao-bang' }),
      await done('trung-uong', 'nameSuccessor', {
        tenant: 'xa-minh-long',
        successor: 'xa-ha-lang',
        insteadOf: 'cao-bang',
      }),
    ];
    expect(one.successors).toEqual([{ slug: 'cao-bang' }]);
    expect(two.successors).toEqual([{ slug: 'xa-ha-lang' }]);
  });

  test('is named by the successor of a superior that has ended, too', async () => {
    await agency('so-bac-giang', { superior: 'bac-giang', dissolvedOn: '2025-03-01' });
    await agency('so-bac-ninh', { superior: 'bac-ninh', establishedOn: '2025-07-01' });
    const named = await done('bac-ninh', 'nameSuccessor', { tenant: 'so-bac-giang', successor: 'so-bac-ninh' });
    expect(named.successors).toEqual([{ slug: 'so-bac-ninh' }]);
  });

  test('may be named for an end to come', async () => {
    await agency('so-sap-het');
    await done('cao-bang', 'dissolveTenant', { slug: 'so-sap-het', on: '2090-01-01' });
    await done('cao-bang', 'nameSuccessor', { tenant: 'so-sap-het', successor: 'so-moi' });
    // Whoever acts for it then has to exist then.
    expect(await faults('cao-bang', 'dissolveTenant', { slug: 'so-moi', on: '2089-01-01' })).toEqual([
      'SUCCESSOR_OF_LATER on',
    ]);
    await done('cao-bang', 'dissolveTenant', { slug: 'so-moi', on: '2090-01-02' });
  });

  test('never follows itself, over however many steps', async () => {
    for (const [i, slug] of ['vong-a', 'vong-b', 'vong-c'].entries()) {
      await agency(slug);
      await done('cao-bang', 'dissolveTenant', { slug, on: `2026-0${i + 1}-01` });
    }
    await done('cao-bang', 'nameSuccessor', { tenant: 'vong-a', successor: 'vong-b' });
    await done('cao-bang', 'nameSuccessor', { tenant: 'vong-b', successor: 'vong-c' });
    for (const [tenant, successor] of [
      ['vong-c', 'vong-a'],
      ['vong-b', 'vong-a'],
    ] as const)
      expect(await faults('cao-bang', 'nameSuccessor', { tenant, successor })).toEqual(['SUCCESSOR_ENDED successor']);
  });
});
