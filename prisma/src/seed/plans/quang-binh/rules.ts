import type { RuleSpec } from '@thi-dua/schema/rule';

/** "Quy mô hộ nghèo, hộ cận nghèo đa chiều giảm trên 50% so với đầu kỳ": both kinds of households added up. */
export const poorAndNearPoorHalved: RuleSpec = {
  kind: 'CHANGE_FROM_BASELINE',
  indicators: ['POOR_HOUSEHOLDS', 'NEAR_POOR_HOUSEHOLDS'],
  direction: 'DECREASE',
  comparator: 'GT',
  threshold: '50',
  baseline: 'OPENING',
  at: null,
};

/** "bình quân từ 4%/năm trở lên, trong 3 năm liên tục trước khi trình khen thưởng", in percentage points. */
export function fallsFourPointsBeforeNomination(indicator: string): RuleSpec {
  return {
    kind: 'AVERAGE_ANNUAL_CHANGE',
    indicator,
    direction: 'DECREASE',
    comparator: 'GE',
    threshold: '4',
    window: { consecutiveYearsBeforeNomination: 3 },
  };
}

export const leavesCoastalDesignation: RuleSpec = {
  kind: 'LEAVES_DESIGNATION',
  designation: 'EXTREMELY_DIFFICULT_COASTAL',
  by: null,
};
