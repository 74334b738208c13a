import { summary } from '@thi-dua/campaigns/rule/summary';
import { planFacts } from '@thi-dua/prisma/seed/plans/index';
import type { RuleSpec } from '@thi-dua/schema/rule';
import { describe, expect, test } from 'vitest';

const cases: [RuleSpec, string, string][] = [
  [
    { kind: 'LEVEL_AT', indicator: 'POVERTY_RATE', comparator: 'LT', threshold: '0.5', at: '2020' },
    'tỷ lệ hộ nghèo dưới 0,5% đến hết năm 2020',
    'poverty rate less than 0.5% at the end of 2020',
  ],
  [
    { kind: 'LEVEL_AT', indicator: 'NEAR_POOR_HOUSEHOLDS', comparator: 'EQ', threshold: '0', at: '2025' },
    'không còn (số hộ cận nghèo bằng 0) đến hết năm 2025',
    'no near-poor households at the end of 2025',
  ],
  [
    {
      kind: 'AVERAGE_ANNUAL_CHANGE',
      indicator: 'POVERTY_RATE',
      direction: 'DECREASE',
      comparator: 'GE',
      threshold: '4',
      window: { consecutiveYearsBeforeNomination: 3 },
    },
    'tỷ lệ hộ nghèo giảm bình quân từ 4 điểm %/năm trở lên trong 3 năm liên tục trước khi trình khen thưởng',
    'poverty rate falls on average by at least 4 percentage points a year, in each of 3 consecutive years before nomination',
  ],
  [
    {
      kind: 'CHANGE_FROM_BASELINE',
      indicators: ['POOR_HOUSEHOLDS', 'NEAR_POOR_HOUSEHOLDS'],
      direction: 'DECREASE',
      comparator: 'GT',
      threshold: '50',
      baseline: 'OPENING',
      at: null,
    },
    'số hộ nghèo và số hộ cận nghèo giảm trên 50% so với đầu kỳ',
    'poor households and near-poor households together fall by more than 50% against the opening of the period',
  ],
  [
    {
      kind: 'MULTIPLE_OF_BASELINE',
      indicator: 'POOR_HOUSEHOLD_INCOME_PER_CAPITA',
      min: '1.5',
      max: '2',
      baseline: '2015',
      at: '2020',
    },
    'thu nhập bình quân đầu người của hộ nghèo tăng 1,5 đến 2 lần so với cuối năm 2015 đến hết năm 2020',
    'income per head of poor households is 1.5–2 times that of the end of 2015 at the end of 2020',
  ],
  [
    {
      kind: 'SHARE_OF_UNITS',
      levels: ['DISTRICT', 'COMMUNE'],
      designation: null,
      comparator: 'GT',
      threshold: '80',
      rule: { kind: 'LEVEL_AT', indicator: 'POVERTY_RATE', comparator: 'LT', threshold: '5', at: null },
    },
    'trên 80% số đơn vị cấp huyện, xã đạt: tỷ lệ hộ nghèo dưới 5%',
    'more than 80% of the districts and communes satisfy: poverty rate less than 5%',
  ],
  [
    { kind: 'LEAVES_DESIGNATION', designation: 'EXTREMELY_DIFFICULT_COASTAL', by: null },
    'thoát khỏi diện đặc biệt khó khăn vùng bãi ngang, ven biển',
    'leaves the designation "extremely difficult (coastal)"',
  ],
  [
    { kind: 'HOLDS_EVERY_YEAR', indicator: 'FALLEN_BACK', comparator: 'EQ', threshold: '0', from: null, to: 2025 },
    'hằng năm không có (số hộ tái nghèo bằng 0) đến năm 2025',
    'no households that fell back into poverty in any year, until 2025',
  ],
  [
    { kind: 'FALLS_EVERY_YEAR', indicator: 'NEAR_POOR_HOUSEHOLDS', from: 2022, to: 2025 },
    'số hộ cận nghèo giảm hằng năm giai đoạn 2022–2025',
    'near-poor households fall every year, 2022–2025',
  ],
  [
    { kind: 'SCHEDULE', indicator: 'NEAR_POOR_HOUSEHOLDS', meaning: 'REDUCTION' },
    'giảm số hộ cận nghèo theo biểu từng năm',
    'near-poor households fall each year by what the table says',
  ],
  [
    {
      kind: 'RANGE',
      indicator: 'MULTIDIMENSIONAL_POVERTY_RATE',
      quantity: 'AVERAGE_ANNUAL_DECREASE',
      min: '1',
      max: '1.5',
      from: null,
      to: null,
    },
    'tỷ lệ nghèo đa chiều giảm bình quân từ 1 đến 1,5 điểm %/năm',
    'multidimensional poverty rate falls on average by 1 to 1.5 percentage points a year',
  ],
  [
    { kind: 'COUNT_OF_MODELS', comparator: 'GE', threshold: '1' },
    'từ 1 mô hình giảm nghèo trở lên',
    'at least 1 poverty-reduction models',
  ],
];

describe('a rule in words an official would accept', () => {
  test.each(cases)('%o', (rule, vi, en) => {
    expect(summary(rule)).toEqual({ vi, en });
  });

  test('≥ and >, ≤ and < are never told by the same words', () => {
    const told = (['GE', 'GT', 'LE', 'LT', 'EQ'] as const).map(
      (comparator) => summary({ kind: 'LEVEL_AT', indicator: 'POVERTY_RATE', comparator, threshold: '5', at: null }).vi,
    );
    expect(told).toEqual([
      'tỷ lệ hộ nghèo từ 5% trở lên',
      'tỷ lệ hộ nghèo trên 5%',
      'tỷ lệ hộ nghèo từ 5% trở xuống',
      'tỷ lệ hộ nghèo dưới 5%',
      'tỷ lệ hộ nghèo bằng 5%',
    ]);
  });

  test('every rule of every plan is told without a code in it, in composed Unicode', () => {
    const rules: RuleSpec[] = planFacts.flatMap((plan) => [
      ...plan.targets.flatMap((target) => target.parts.flatMap((part) => part.rule ?? [])),
      ...plan.criteria.flatMap((criterion) => [criterion, ...criterion.parts].flatMap(({ rule }) => rule ?? [])),
    ]);
    expect(rules.length).toBeGreaterThan(30);
    for (const rule of rules) {
      const { vi, en } = summary(rule);
      expect(`${vi} ${en}`).not.toMatch(/[A-Z]{2,}_[A-Z]/);
      expect(vi).toBe(vi.normalize('NFC'));
    }
  });
});
