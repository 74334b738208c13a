import type { IndicatorFacts } from './definition-facts.js';
import { deprivationFacts } from './deprivations.js';
import { ethnicMinorityFacts } from './ethnic-minorities.js';
import { COMPILED_LEVELS, count, EVERY_STANDARD, HOUSEHOLD_LEVELS, mean, ratio } from './make.js';
import { sources } from './sources.js';

const reviewed = { levels: HOUSEHOLD_LEVELS, methodologies: EVERY_STANDARD, source: sources.poor };
const changed = { ...reviewed, source: sources.review };
const compiled = { levels: COMPILED_LEVELS, methodologies: EVERY_STANDARD };
/** "Nghèo đa chiều" has its meaning from NĐ 07/2021. */
const multidimensional = {
  levels: HOUSEHOLD_LEVELS,
  methodologies: ['ND07_2021'],
  validFrom: '2022-01-01',
  source: sources.multidimensional,
};
const ofChildren = {
  levels: COMPILED_LEVELS,
  methodologies: ['ND07_2021'],
  validFrom: '2022-01-01',
  source: sources.schooling,
};

const households = count({ levels: HOUSEHOLD_LEVELS, methodologies: [], source: sources.review }, { time: 'STOCK' });
const byStandard = count(reviewed, { time: 'STOCK' });
const flow = count(changed, { time: 'FLOW' });
/** What changes a stock otherwise (moving in or out, splitting, correcting) may be negative. */
const otherChange = count(changed, { time: 'FLOW', signed: true });
const rate = ratio(reviewed);
const children = count(ofChildren, { time: 'STOCK', unit: 'trẻ em' });

/** In the order in which lists show them. */
export const indicatorFacts: readonly IndicatorFacts[] = [
  households(['HOUSEHOLDS', 'Tổng số hộ dân cư', 'Households']),
  byStandard(['POOR_HOUSEHOLDS', 'Số hộ nghèo', 'Poor households']),
  flow(['ESCAPED_POVERTY', 'Số hộ thoát nghèo', 'Households that escaped poverty']),
  flow(['NEWLY_POOR', 'Số hộ nghèo phát sinh mới', 'Newly poor households']),
  flow(['FALLEN_BACK', 'Số hộ tái nghèo', 'Households fallen back into poverty']),
  otherChange(['OTHER_CHANGE', 'Số hộ nghèo biến động khác', 'Other change of poor households']),
  byStandard(['NEAR_POOR_HOUSEHOLDS', 'Số hộ cận nghèo', 'Near-poor households']),
  flow(['ESCAPED_NEAR_POVERTY', 'Số hộ thoát cận nghèo', 'Households that escaped near-poverty']),
  flow(['NEWLY_NEAR_POOR', 'Số hộ cận nghèo phát sinh mới', 'Newly near-poor households']),
  flow(['FALLEN_BACK_NEAR_POOR', 'Số hộ tái cận nghèo', 'Households fallen back into near-poverty']),
  otherChange(['NEAR_POOR_OTHER_CHANGE', 'Số hộ cận nghèo biến động khác', 'Other change of near-poor households']),
  count(multidimensional, { time: 'STOCK' })([
    'MULTIDIMENSIONAL_POOR_HOUSEHOLDS',
    'Số hộ nghèo đa chiều (hộ nghèo và hộ cận nghèo)',
    'Multidimensionally poor households (poor and near-poor)',
  ]),
  rate(['POVERTY_RATE', 'Tỷ lệ hộ nghèo', 'Poverty rate'], 'POOR_HOUSEHOLDS', 'HOUSEHOLDS'),
  rate(['NEAR_POVERTY_RATE', 'Tỷ lệ hộ cận nghèo', 'Near-poverty rate'], 'NEAR_POOR_HOUSEHOLDS', 'HOUSEHOLDS'),
  ratio(multidimensional)(
    ['MULTIDIMENSIONAL_POVERTY_RATE', 'Tỷ lệ nghèo đa chiều', 'Multidimensional poverty rate'],
    'MULTIDIMENSIONAL_POOR_HOUSEHOLDS',
    'HOUSEHOLDS',
  ),
  count(
    { ...compiled, source: sources.registered },
    { time: 'FLOW' },
  )(['REGISTERED_TO_ESCAPE', 'Số hộ đăng ký thoát nghèo', 'Households registered to escape poverty']),
  households(['ETHNIC_MINORITY_HOUSEHOLDS', 'Số hộ dân tộc thiểu số', 'Ethnic-minority households']),
  count(
    { ...reviewed, source: sources.ethnicMinority },
    { time: 'STOCK' },
  )(['ETHNIC_MINORITY_POOR_HOUSEHOLDS', 'Số hộ nghèo dân tộc thiểu số', 'Poor ethnic-minority households']),
  ratio({ ...reviewed, source: sources.ethnicMinority })(
    ['ETHNIC_MINORITY_POVERTY_RATE', 'Tỷ lệ hộ nghèo dân tộc thiểu số', 'Poverty rate of ethnic-minority households'],
    'ETHNIC_MINORITY_POOR_HOUSEHOLDS',
    'ETHNIC_MINORITY_HOUSEHOLDS',
  ),
  count(
    { ...compiled, source: sources.income },
    { time: 'STOCK', unit: 'người' },
  )(['POOR_HOUSEHOLD_MEMBERS', 'Số nhân khẩu thuộc hộ nghèo', 'Members of poor households']),
  mean({ ...compiled, source: sources.income }, 'đồng/người/năm')(
    [
      'POOR_HOUSEHOLD_INCOME_PER_CAPITA',
      'Thu nhập bình quân đầu người của hộ nghèo',
      'Income per capita of poor households',
    ],
    'POOR_HOUSEHOLD_MEMBERS',
  ),
  count(
    { levels: COMPILED_LEVELS, methodologies: [], source: sources.models },
    { time: 'STOCK', unit: 'mô hình' },
  )(['POVERTY_REDUCTION_MODELS', 'Số mô hình giảm nghèo', 'Poverty-reduction models']),
  ...ethnicMinorityFacts,
  children([
    'POOR_SCHOOL_AGE_CHILDREN',
    'Số trẻ em trong độ tuổi đi học thuộc hộ nghèo, hộ cận nghèo',
    'School-age children of poor and near-poor households',
  ]),
  children([
    'POOR_CHILDREN_AT_SCHOOL',
    'Số trẻ em thuộc hộ nghèo, hộ cận nghèo đi học đúng độ tuổi',
    'Children of poor and near-poor households who attend school at the right age',
  ]),
  ratio(ofChildren)(
    [
      'POOR_SCHOOL_ATTENDANCE_RATE',
      'Tỷ lệ trẻ em thuộc hộ nghèo, hộ cận nghèo đi học đúng độ tuổi',
      'School attendance of children of poor and near-poor households',
    ],
    'POOR_CHILDREN_AT_SCHOOL',
    'POOR_SCHOOL_AGE_CHILDREN',
  ),
  ...deprivationFacts,
];
