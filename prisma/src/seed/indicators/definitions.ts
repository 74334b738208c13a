import type { IndicatorFacts } from './definition-facts.js';

type Names = readonly [code: string, name: string, nameEn: string];

const count =
  (time: 'STOCK' | 'FLOW', unit: string, standard: boolean, signed = false) =>
  ([code, name, nameEn]: Names): IndicatorFacts => ({
    code,
    name,
    nameEn,
    unit,
    kind: 'COUNT',
    time,
    standard,
    integer: true,
    minimum: signed ? null : '0',
    maximum: null,
  });

const ratio = ([code, name, nameEn]: Names, numerator: string, denominator: string): IndicatorFacts => ({
  code,
  name,
  nameEn,
  unit: '%',
  kind: 'RATIO',
  time: 'STOCK',
  numerator,
  denominator,
  standard: true,
  integer: false,
  minimum: '0',
  maximum: '100',
});

const households = count('STOCK', 'hộ', false);
const byStandard = count('STOCK', 'hộ', true);
const flow = count('FLOW', 'hộ', true);
/** What changes a stock otherwise (moving in or out, splitting, correcting) may be negative. */
const otherChange = count('FLOW', 'hộ', true, true);

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
  byStandard([
    'MULTIDIMENSIONAL_POOR_HOUSEHOLDS',
    'Số hộ nghèo đa chiều (hộ nghèo và hộ cận nghèo)',
    'Multidimensionally poor households (poor and near-poor)',
  ]),
  ratio(['POVERTY_RATE', 'Tỷ lệ hộ nghèo', 'Poverty rate'], 'POOR_HOUSEHOLDS', 'HOUSEHOLDS'),
  ratio(['NEAR_POVERTY_RATE', 'Tỷ lệ hộ cận nghèo', 'Near-poverty rate'], 'NEAR_POOR_HOUSEHOLDS', 'HOUSEHOLDS'),
  ratio(
    ['MULTIDIMENSIONAL_POVERTY_RATE', 'Tỷ lệ nghèo đa chiều', 'Multidimensional poverty rate'],
    'MULTIDIMENSIONAL_POOR_HOUSEHOLDS',
    'HOUSEHOLDS',
  ),
  count(
    'FLOW',
    'hộ',
    true,
  )(['REGISTERED_TO_ESCAPE', 'Số hộ đăng ký thoát nghèo', 'Households registered to escape poverty']),
  households(['ETHNIC_MINORITY_HOUSEHOLDS', 'Số hộ dân tộc thiểu số', 'Ethnic-minority households']),
  byStandard(['ETHNIC_MINORITY_POOR_HOUSEHOLDS', 'Số hộ nghèo dân tộc thiểu số', 'Poor ethnic-minority households']),
  ratio(
    ['ETHNIC_MINORITY_POVERTY_RATE', 'Tỷ lệ hộ nghèo dân tộc thiểu số', 'Poverty rate of ethnic-minority households'],
    'ETHNIC_MINORITY_POOR_HOUSEHOLDS',
    'ETHNIC_MINORITY_HOUSEHOLDS',
  ),
  count(
    'STOCK',
    'người',
    true,
  )(['POOR_HOUSEHOLD_MEMBERS', 'Số nhân khẩu thuộc hộ nghèo', 'Members of poor households']),
  {
    code: 'POOR_HOUSEHOLD_INCOME_PER_CAPITA',
    name: 'Thu nhập bình quân đầu người của hộ nghèo',
    nameEn: 'Income per capita of poor households',
    unit: 'đồng/người/năm',
    kind: 'MEAN',
    time: 'FLOW',
    denominator: 'POOR_HOUSEHOLD_MEMBERS',
    standard: true,
    integer: false,
    minimum: '0',
    maximum: null,
  },
  count('STOCK', 'mô hình', false)(['POVERTY_REDUCTION_MODELS', 'Số mô hình giảm nghèo', 'Poverty-reduction models']),
];
