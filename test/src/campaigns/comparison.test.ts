import { compareRules, type RuleStanding } from '@thi-dua/campaigns/rule/compare';
import { planId } from '@thi-dua/prisma/seed/seed-campaigns';
import { toGlobalId } from '@thi-dua/schema/global-id';
import type { Comparator, RuleSpec } from '@thi-dua/schema/rule';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { ask, callerOf, campaigns } from '../kit/services.js';

const { appUrl } = await testDatabase();
const service = campaigns(appUrl);

test("Quảng Bình asks more than the national plan of ethnic-minority poverty; each national promise it doesn't take up is named", async () => {
  const { data, errors } = await ask(
    service,
    callerOf('quang-binh'),
    `{ plan(id: "${toGlobalId('Plan', planId('quang-binh-123-2022'))}") { carriesOut { document { number } }
       comparison { superior { document { number } } superiorPart { text } part { text } standing } } }`,
  );
  expect(errors).toBeUndefined();
  const { plan } = JSON.parse(JSON.stringify(data));
  expect(plan.carriesOut).toEqual([{ document: { number: '666' } }]);
  const minority = plan.comparison.find(({ superiorPart }: { superiorPart: { text: string } }) =>
    superiorPart.text.includes('dân tộc thiểu số'),
  );
  expect(minority).toMatchObject({ standing: 'TIGHTER', part: { text: expect.stringContaining('4,0 điểm') } });
  expect(plan.comparison.filter(({ part }: { part: unknown }) => part === null)).not.toHaveLength(0);
  for (const { part, standing } of plan.comparison) expect(part === null).toBe(standing === 'MISSING');
});

const level = (comparator: Comparator, threshold: string, over: object = {}): RuleSpec => ({
  kind: 'LEVEL_AT',
  indicator: 'POVERTY_RATE',
  comparator,
  threshold,
  at: null,
  ...over,
});

describe('a rule stands to another one', () => {
  test.each<[RuleSpec, RuleSpec, string | null]>([
    [level('LT', '5'), level('LT', '6'), 'TIGHTER'],
    [level('LT', '5'), level('LE', '5'), 'TIGHTER'],
    [level('LE', '5'), level('LT', '5.0'), 'LOOSER'],
    [level('GE', '4'), level('GT', '3'), 'TIGHTER'],
    [level('GE', '4.0'), level('GE', '4'), 'EQUAL'],
    [level('GE', '4'), level('LE', '4'), null],
    [level('EQ', '0'), level('EQ', '0'), 'EQUAL'],
    [level('EQ', '0'), level('EQ', '1'), null],
    [level('LT', '5'), level('LT', '5', { indicator: 'NEAR_POVERTY_RATE' }), null],
    [level('LT', '5', { at: '2024' }), level('LT', '5', { at: '2025' }), null],
    [level('LT', '5', { at: '2024' }), level('LT', '5'), 'EQUAL'],
  ])('%j to %j: %s', (own, other, expected) => {
    expect(compareRules(own, other)).toBe(expected);
  });
});

const decimal = fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 9 })).map(([a, b]) => `${a}.${b}`);
const leaf = fc.record({ comparator: fc.constantFrom<Comparator>('GE', 'GT', 'LE', 'LT', 'EQ'), threshold: decimal });
const rule: fc.Arbitrary<RuleSpec> = fc.oneof(
  leaf.map(({ comparator, threshold }) => level(comparator, threshold)),
  fc.tuple(leaf, leaf).map(
    ([share, inner]): RuleSpec => ({
      kind: 'SHARE_OF_UNITS',
      levels: ['COMMUNE'],
      designation: null,
      ...share,
      rule: level(inner.comparator, inner.threshold),
    }),
  ),
  fc.tuple(decimal, decimal).map(
    ([min, max]): RuleSpec => ({
      kind: 'RANGE',
      indicator: 'POVERTY_RATE',
      quantity: 'LEVEL',
      min,
      max,
      from: null,
      to: null,
    }),
  ),
);

test('two rules stand to each other the opposite way round, and a rule equals itself', () => {
  const opposite: Record<RuleStanding, RuleStanding> = { TIGHTER: 'LOOSER', LOOSER: 'TIGHTER', EQUAL: 'EQUAL' };
  fc.assert(
    fc.property(rule, rule, (a, b) => {
      const forth = compareRules(a, b);
      expect(compareRules(b, a)).toBe(forth && opposite[forth]);
      expect(compareRules(a, a)).toBe('EQUAL');
    }),
    { numRuns: 2000 },
  );
});
