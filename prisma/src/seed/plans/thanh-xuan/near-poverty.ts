import type { RuleSpec } from '@thi-dua/schema/rule';
import type { TargetFacts } from '../../plan-facts.js';

/**
 * The district's five measures, promised in I.1.b and again, as its own "chỉ tiêu phấn đấu", in IV.1.a (fifth dash).
 *
 * No first year is stated, so `from` is null; all of them run to 2025. The near-poor fall until none is left: the
 * annexed table plans no reduction in 2025, because by then it has arrived at zero.
 */
export const noPoor: RuleSpec = zeroEveryYear('POOR_HOUSEHOLDS');
export const noneFallsBack: RuleSpec = zeroEveryYear('FALLEN_BACK');
export const noneNewlyPoor: RuleSpec = zeroEveryYear('NEWLY_POOR');
export const fewerNearPoor: RuleSpec = {
  kind: 'FALLS_EVERY_YEAR',
  indicator: 'NEAR_POOR_HOUSEHOLDS',
  from: null,
  to: 2025,
};
export const noNearPoorBy2025: RuleSpec = {
  kind: 'LEVEL_AT',
  indicator: 'NEAR_POOR_HOUSEHOLDS',
  comparator: 'EQ',
  threshold: '0',
  at: '2025',
};

function zeroEveryYear(indicator: string): RuleSpec {
  return { kind: 'HOLDS_EVERY_YEAR', indicator, comparator: 'EQ', threshold: '0', from: null, to: 2025 };
}

/** The wards bore these codes on the day of the plan; two of the codes have since passed to newer wards. */
const asOf = '2022-09-29';
const ward = (code: string) => ({ code, asOf });

/** Households by which the near-poor fall from 2022 on, year by year, in the order of the annexed table; zeros as printed. */
const firstYear = 2022;
const reductions: { code: string; byYear: string[] }[] = [
  { code: '00367', byYear: ['2', '2', '2', '0'] }, // Thanh Xuân Bắc
  { code: '00364', byYear: ['2', '2', '2', '0'] }, // Khương Đình
  { code: '00358', byYear: ['3', '3', '3', '0'] }, // Phương Liệt, printed "Phường Liệt"
  { code: '00349', byYear: ['1', '1', '0', '0'] }, // Khương Trung
  { code: '00343', byYear: ['3', '3', '3', '0'] }, // Nhân Chính
];

/** IV.1.b, second dash, second plus, with the table annexed to it. The five wards are named: a fixed set. */
export const wardSchedule: TargetFacts = {
  clause: 'IV.1.b.2.2',
  clauseRaw: 'IV.1.b, gạch đầu dòng 2, dấu cộng 2; biểu kèm theo',
  anchor: 'Phấn đấu giảm hộ cận nghèo của các',
  text: 'Năm phường có hộ cận nghèo giảm số hộ này theo từng năm, theo biểu chỉ tiêu 2022-2025 kèm theo.',
  parts: [
    {
      text: 'Số hộ cận nghèo giảm hằng năm ở từng phường theo biểu',
      scope: {
        localities: reductions.map(({ code }) => ward(code)),
        levels: ['COMMUNE'],
        designation: null,
        fixed: true,
      },
      rule: { kind: 'SCHEDULE', indicator: 'NEAR_POOR_HOUSEHOLDS', meaning: 'REDUCTION' },
    },
  ],
  schedule: reductions.flatMap(({ code, byYear }) =>
    byYear.map((value, index) => ({
      locality: ward(code),
      year: firstYear + index,
      indicator: 'NEAR_POOR_HOUSEHOLDS',
      meaning: 'REDUCTION' as const,
      value,
    })),
  ),
};
