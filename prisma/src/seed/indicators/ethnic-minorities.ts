import type { IndicatorFacts } from './definition-facts.js';
import { count, EVERY_STANDARD, HOUSEHOLD_LEVELS, ratio } from './make.js';
import { sources } from './sources.js';

const common = { levels: HOUSEHOLD_LEVELS, methodologies: EVERY_STANDARD, source: sources.ethnicMinority };
const multidimensional = { ...common, methodologies: ['ND07_2021'], validFrom: '2022-01-01' };
const stock = count(common, { time: 'STOCK' });
const flow = count(common, { time: 'FLOW' });
const rate = ratio(common);

/** Ethnic-minority households beyond the poor ones: the near-poor, what changed in a year, and their share of all. */
export const ethnicMinorityFacts: readonly IndicatorFacts[] = [
  flow([
    'ETHNIC_MINORITY_ESCAPED_POVERTY',
    'Số hộ dân tộc thiểu số thoát nghèo',
    'Ethnic-minority households that escaped poverty',
  ]),
  flow([
    'ETHNIC_MINORITY_NEWLY_POOR',
    'Số hộ nghèo dân tộc thiểu số phát sinh mới',
    'Newly poor ethnic-minority households',
  ]),
  flow([
    'ETHNIC_MINORITY_FALLEN_BACK',
    'Số hộ dân tộc thiểu số tái nghèo',
    'Ethnic-minority households fallen back into poverty',
  ]),
  count(common, { time: 'FLOW', signed: true })([
    'ETHNIC_MINORITY_OTHER_CHANGE',
    'Số hộ nghèo dân tộc thiểu số biến động khác',
    'Other change of poor ethnic-minority households',
  ]),
  stock([
    'ETHNIC_MINORITY_NEAR_POOR_HOUSEHOLDS',
    'Số hộ cận nghèo dân tộc thiểu số',
    'Near-poor ethnic-minority households',
  ]),
  rate(
    [
      'ETHNIC_MINORITY_NEAR_POVERTY_RATE',
      'Tỷ lệ hộ cận nghèo dân tộc thiểu số',
      'Near-poverty rate of ethnic-minority households',
    ],
    'ETHNIC_MINORITY_NEAR_POOR_HOUSEHOLDS',
    'ETHNIC_MINORITY_HOUSEHOLDS',
  ),
  count(multidimensional, { time: 'STOCK' })([
    'ETHNIC_MINORITY_MULTIDIMENSIONAL_POOR_HOUSEHOLDS',
    'Số hộ nghèo đa chiều dân tộc thiểu số',
    'Multidimensionally poor ethnic-minority households',
  ]),
  ratio(multidimensional)(
    [
      'ETHNIC_MINORITY_MULTIDIMENSIONAL_POVERTY_RATE',
      'Tỷ lệ nghèo đa chiều dân tộc thiểu số',
      'Multidimensional poverty rate of ethnic-minority households',
    ],
    'ETHNIC_MINORITY_MULTIDIMENSIONAL_POOR_HOUSEHOLDS',
    'ETHNIC_MINORITY_HOUSEHOLDS',
  ),
  rate(
    [
      'ETHNIC_MINORITY_SHARE_OF_POOR',
      'Tỷ trọng hộ nghèo dân tộc thiểu số trong tổng số hộ nghèo',
      'Ethnic-minority share of poor households',
    ],
    'ETHNIC_MINORITY_POOR_HOUSEHOLDS',
    'POOR_HOUSEHOLDS',
  ),
];
