import type { RuleSpec } from '@thi-dua/schema/rule';
import type { Words } from '@thi-dua/schema/words';

/** How officials call what is measured; a code that is not among them stands for itself. */
const indicators: Readonly<Record<string, Words>> = {
  HOUSEHOLDS: { vi: 'tổng số hộ', en: 'households' },
  POOR_HOUSEHOLDS: { vi: 'số hộ nghèo', en: 'poor households' },
  NEAR_POOR_HOUSEHOLDS: { vi: 'số hộ cận nghèo', en: 'near-poor households' },
  MULTIDIMENSIONAL_POOR_HOUSEHOLDS: { vi: 'số hộ nghèo đa chiều', en: 'multidimensionally poor households' },
  ESCAPED_POVERTY: { vi: 'số hộ thoát nghèo', en: 'households that escaped poverty' },
  NEWLY_POOR: { vi: 'số hộ nghèo phát sinh mới', en: 'newly poor households' },
  FALLEN_BACK: { vi: 'số hộ tái nghèo', en: 'households that fell back into poverty' },
  NEWLY_NEAR_POOR: { vi: 'số hộ cận nghèo phát sinh mới', en: 'newly near-poor households' },
  FALLEN_BACK_NEAR_POOR: { vi: 'số hộ tái cận nghèo', en: 'households that became near-poor again' },
  POVERTY_RATE: { vi: 'tỷ lệ hộ nghèo', en: 'poverty rate' },
  NEAR_POVERTY_RATE: { vi: 'tỷ lệ hộ cận nghèo', en: 'near-poverty rate' },
  MULTIDIMENSIONAL_POVERTY_RATE: { vi: 'tỷ lệ nghèo đa chiều', en: 'multidimensional poverty rate' },
  ETHNIC_MINORITY_POVERTY_RATE: {
    vi: 'tỷ lệ hộ nghèo dân tộc thiểu số',
    en: 'poverty rate of ethnic-minority households',
  },
  POOR_HOUSEHOLD_INCOME_PER_CAPITA: {
    vi: 'thu nhập bình quân đầu người của hộ nghèo',
    en: 'income per head of poor households',
  },
  POVERTY_REDUCTION_MODELS: { vi: 'số mô hình giảm nghèo', en: 'poverty-reduction models' },
};
export const indicatorWords = (code: string): Words => indicators[code] ?? { vi: code, en: code };

/** Indicators in percent: a change of one is told in percentage points. */
export const isRate = (code: string): boolean => code.endsWith('_RATE');

const designations: Readonly<Record<string, Words>> = {
  EXTREMELY_DIFFICULT: { vi: 'đặc biệt khó khăn', en: 'extremely difficult' },
  EXTREMELY_DIFFICULT_COASTAL: {
    vi: 'đặc biệt khó khăn vùng bãi ngang, ven biển',
    en: 'extremely difficult (coastal)',
  },
  DIFFICULT: { vi: 'khó khăn', en: 'difficult' },
  BORDER: { vi: 'biên giới', en: 'border' },
  ETHNIC_MINORITY_MOUNTAINOUS: { vi: 'vùng dân tộc thiểu số và miền núi', en: 'ethnic-minority and mountainous' },
  POOR_DISTRICT: { vi: 'huyện nghèo', en: 'poor district' },
};
export const designationWords = (kind: string): Words => designations[kind] ?? { vi: kind, en: kind };

const levels: Readonly<Record<string, Words>> = {
  NATION: { vi: 'cả nước', en: 'the nation' },
  PROVINCE: { vi: 'tỉnh', en: 'provinces' },
  DISTRICT: { vi: 'huyện', en: 'districts' },
  COMMUNE: { vi: 'xã', en: 'communes' },
  NEIGHBOURHOOD: { vi: 'thôn, tổ dân phố', en: 'neighbourhoods' },
};
export const levelWords = (level: string): Words => levels[level] ?? { vi: level, en: level };

/** The unit a rule's threshold is in. */
export function unitOf(rule: RuleSpec): string | null {
  switch (rule.kind) {
    case 'LEVEL_AT':
    case 'HOLDS_EVERY_YEAR':
      return isRate(rule.indicator) ? 'PERCENT' : 'INDICATOR_UNIT';
    case 'AVERAGE_ANNUAL_CHANGE':
      return isRate(rule.indicator) ? 'PERCENTAGE_POINTS_PER_YEAR' : 'INDICATOR_UNIT_PER_YEAR';
    case 'RANGE':
      if (rule.quantity === 'LEVEL') return isRate(rule.indicator) ? 'PERCENT' : 'INDICATOR_UNIT';
      return isRate(rule.indicator) ? 'PERCENTAGE_POINTS_PER_YEAR' : 'INDICATOR_UNIT_PER_YEAR';
    case 'CHANGE_FROM_BASELINE':
    case 'SHARE_OF_UNITS':
      return 'PERCENT';
    case 'MULTIPLE_OF_BASELINE':
      return 'TIMES';
    case 'COUNT_OF_MODELS':
      return 'MODELS';
    default:
      return null;
  }
}
