import type { RuleSpec } from '@thi-dua/schema/rule';
import { builder } from '../builder.js';
import { IndicatorRef, indicatorReference } from '../plan/references.js';
import { summary } from './summary.js';
import { unitOf } from './words.js';

type Of<Kind extends RuleSpec['kind']> = Extract<RuleSpec, { kind: Kind }>;

export const ComparatorEnum = builder.enumType('Comparator', {
  description:
    '"từ X trở lên" is GE, "trên X" is GT, "từ X trở xuống" LE, "dưới X" LT; a level that must be gone altogether is EQ 0.',
  values: ['GE', 'GT', 'LE', 'LT', 'EQ'] as const,
});
export const DirectionEnum = builder.enumType('ChangeDirection', { values: ['DECREASE', 'INCREASE'] as const });
export const QuantityEnum = builder.enumType('RangeQuantity', {
  values: ['LEVEL', 'AVERAGE_ANNUAL_DECREASE', 'AVERAGE_ANNUAL_INCREASE'] as const,
});
const UnitEnum = builder.enumType('RuleUnit', {
  description: 'What a threshold counts. Percent of a whole and percentage points of change are not the same.',
  values: [
    'PERCENT',
    'PERCENTAGE_POINTS_PER_YEAR',
    'INDICATOR_UNIT',
    'INDICATOR_UNIT_PER_YEAR',
    'TIMES',
    'MODELS',
  ] as const,
});
type Unit = (typeof UnitEnum)['$inferType'];

/** The GraphQL type of each kind of rule: one type a kind. */
const typeNames: Record<RuleSpec['kind'], string> = {
  LEVEL_AT: 'LevelRule',
  AVERAGE_ANNUAL_CHANGE: 'AverageAnnualChangeRule',
  CHANGE_FROM_BASELINE: 'ChangeFromBaselineRule',
  MULTIPLE_OF_BASELINE: 'MultipleOfBaselineRule',
  SHARE_OF_UNITS: 'ShareOfUnitsRule',
  LEAVES_DESIGNATION: 'LeavesDesignationRule',
  HOLDS_EVERY_YEAR: 'HoldsEveryYearRule',
  FALLS_EVERY_YEAR: 'FallsEveryYearRule',
  SCHEDULE: 'ScheduleRule',
  FULFILS_TARGET: 'FulfilsTargetRule',
  RANGE: 'RangeRule',
  COUNT_OF_MODELS: 'CountOfModelsRule',
  ALL_OF: 'AllOfRule',
  ANY_OF: 'AnyOfRule',
};

export const RuleRef = builder.interfaceRef<RuleSpec>('Rule').implement({
  description: 'The computable part of a target or criterion. Thresholds compare with unrounded values.',
  fields: (t) => ({
    summary: t.string({
      description: 'In Vietnamese, as an official would put it.',
      resolve: (rule) => summary(rule).vi,
    }),
    summaryEn: t.string({ description: 'In English.', resolve: (rule) => summary(rule).en }),
    unit: t.field({
      type: UnitEnum,
      nullable: true,
      description: 'What the threshold counts.',
      resolve: (rule) => unitOf(rule) as Unit | null,
    }),
  }),
  resolveType: (rule) => typeNames[rule.kind],
});

const indicatorOf = indicatorReference;

builder.objectRef<Of<'LEVEL_AT'>>('LevelRule').implement({
  description: 'A level at a date.',
  interfaces: [RuleRef],
  fields: (t) => ({
    indicator: t.field({ type: IndicatorRef, nullable: true, resolve: (rule) => indicatorOf(rule.indicator) }),
    comparator: t.field({ type: ComparatorEnum, resolve: (rule) => rule.comparator }),
    threshold: t.field({ type: 'Decimal', resolve: (rule) => rule.threshold }),
    at: t.exposeString('at', { nullable: true, description: 'The period judged; null where the clause names none.' }),
  }),
});
const WindowRef = builder.objectRef<Of<'AVERAGE_ANNUAL_CHANGE'>['window']>('RuleWindow').implement({
  description: 'The years over which a change is measured: fixed, or the consecutive ones before a nomination.',
  fields: (t) => ({
    from: t.int({ nullable: true, resolve: (w) => ('from' in w ? w.from : null) }),
    to: t.int({ nullable: true, resolve: (w) => ('to' in w ? w.to : null) }),
    consecutiveYearsBeforeNomination: t.int({
      nullable: true,
      resolve: (w) => ('consecutiveYearsBeforeNomination' in w ? w.consecutiveYearsBeforeNomination : null),
    }),
  }),
});
builder.objectRef<Of<'AVERAGE_ANNUAL_CHANGE'>>('AverageAnnualChangeRule').implement({
  description: 'An average change a year; of a rate in percentage points.',
  interfaces: [RuleRef],
  fields: (t) => ({
    indicator: t.field({ type: IndicatorRef, nullable: true, resolve: (rule) => indicatorOf(rule.indicator) }),
    direction: t.field({ type: DirectionEnum, resolve: (rule) => rule.direction }),
    comparator: t.field({ type: ComparatorEnum, resolve: (rule) => rule.comparator }),
    threshold: t.field({ type: 'Decimal', resolve: (rule) => rule.threshold }),
    window: t.field({ type: WindowRef, resolve: (rule) => rule.window }),
  }),
});
builder.objectRef<Of<'CHANGE_FROM_BASELINE'>>('ChangeFromBaselineRule').implement({
  description: 'A change in percent of a baseline; several indicators are added up first.',
  interfaces: [RuleRef],
  fields: (t) => ({
    indicators: t.field({ type: [IndicatorRef], nullable: true, resolve: (rule) => rule.indicators.map(indicatorOf) }),
    direction: t.field({ type: DirectionEnum, resolve: (rule) => rule.direction }),
    comparator: t.field({ type: ComparatorEnum, resolve: (rule) => rule.comparator }),
    threshold: t.field({ type: 'Decimal', resolve: (rule) => rule.threshold }),
    baseline: t.exposeString('baseline', {
      description: 'A period, or OPENING: the opening stock ("đầu kỳ") of the plan\'s period.',
    }),
    at: t.exposeString('at', { nullable: true }),
  }),
});
builder.objectRef<Of<'MULTIPLE_OF_BASELINE'>>('MultipleOfBaselineRule').implement({
  description: 'At least so many times a baseline; max is the upper end the clause names, if any.',
  interfaces: [RuleRef],
  fields: (t) => ({
    indicator: t.field({ type: IndicatorRef, nullable: true, resolve: (rule) => indicatorOf(rule.indicator) }),
    min: t.field({ type: 'Decimal', resolve: (rule) => rule.min }),
    max: t.field({ type: 'Decimal', nullable: true, resolve: (rule) => rule.max }),
    baseline: t.exposeString('baseline'),
    at: t.exposeString('at'),
  }),
});
builder.objectRef<Of<'SHARE_OF_UNITS'>>('ShareOfUnitsRule').implement({
  description: 'A share, in percent, of units that each satisfy a rule.',
  interfaces: [RuleRef],
  fields: (t) => ({
    levels: t.stringList({ resolve: (rule) => rule.levels }),
    designation: t.exposeString('designation', { nullable: true }),
    comparator: t.field({ type: ComparatorEnum, resolve: (rule) => rule.comparator }),
    threshold: t.field({ type: 'Decimal', resolve: (rule) => rule.threshold }),
    rule: t.field({ type: RuleRef, resolve: (rule) => rule.rule }),
  }),
});
builder.objectRef<Of<'LEAVES_DESIGNATION'>>('LeavesDesignationRule').implement({
  description: 'Leaving a designation.',
  interfaces: [RuleRef],
  fields: (t) => ({
    designation: t.exposeString('designation'),
    by: t.exposeString('by', {
      nullable: true,
      description: "A day or year; null: before nomination, or the plan's end.",
    }),
  }),
});
builder.objectRef<Of<'HOLDS_EVERY_YEAR'>>('HoldsEveryYearRule').implement({
  description: 'Holding a level in every year.',
  interfaces: [RuleRef],
  fields: (t) => ({
    indicator: t.field({ type: IndicatorRef, nullable: true, resolve: (rule) => indicatorOf(rule.indicator) }),
    comparator: t.field({ type: ComparatorEnum, resolve: (rule) => rule.comparator }),
    threshold: t.field({ type: 'Decimal', resolve: (rule) => rule.threshold }),
    from: t.exposeInt('from', { nullable: true }),
    to: t.exposeInt('to', { nullable: true }),
  }),
});
builder.objectRef<Of<'FALLS_EVERY_YEAR'>>('FallsEveryYearRule').implement({
  description: 'Falling in every year; a unit that has reached zero has nothing left to fall.',
  interfaces: [RuleRef],
  fields: (t) => ({
    indicator: t.field({ type: IndicatorRef, nullable: true, resolve: (rule) => indicatorOf(rule.indicator) }),
    from: t.exposeInt('from', { nullable: true }),
    to: t.exposeInt('to', { nullable: true }),
  }),
});
const MeaningEnum = builder.enumType('ScheduleMeaning', {
  description: 'LEVEL: where the value stands at the end of the year. REDUCTION: by how much it falls in the year.',
  values: ['LEVEL', 'REDUCTION'] as const,
});

export { MeaningEnum as ScheduleMeaningEnum };

builder.objectRef<Of<'SCHEDULE'>>('ScheduleRule').implement({
  description: "A yearly schedule a unit; its values are the target's schedule.",
  interfaces: [RuleRef],
  fields: (t) => ({
    indicator: t.field({ type: IndicatorRef, nullable: true, resolve: (rule) => indicatorOf(rule.indicator) }),
    meaning: t.field({ type: MeaningEnum, resolve: (rule) => rule.meaning }),
  }),
});
builder.objectRef<Of<'FULFILS_TARGET'>>('FulfilsTargetRule').implement({
  description: "Fulfilling another plan's target.",
  interfaces: [RuleRef],
  fields: (t) => ({ of: t.exposeString('of'), everyYear: t.exposeBoolean('everyYear') }),
});
builder.objectRef<Of<'RANGE'>>('RangeRule').implement({
  description: 'A level, or an average change a year, between two ends, both included.',
  interfaces: [RuleRef],
  fields: (t) => ({
    indicator: t.field({ type: IndicatorRef, nullable: true, resolve: (rule) => indicatorOf(rule.indicator) }),
    quantity: t.field({ type: QuantityEnum, resolve: (rule) => rule.quantity }),
    min: t.field({ type: 'Decimal', resolve: (rule) => rule.min }),
    max: t.field({ type: 'Decimal', resolve: (rule) => rule.max }),
    from: t.exposeInt('from', { nullable: true }),
    to: t.exposeInt('to', { nullable: true }),
  }),
});
builder.objectRef<Of<'COUNT_OF_MODELS'>>('CountOfModelsRule').implement({
  description: 'A count of poverty-reduction models.',
  interfaces: [RuleRef],
  fields: (t) => ({
    comparator: t.field({ type: ComparatorEnum, resolve: (rule) => rule.comparator }),
    threshold: t.field({ type: 'Decimal', resolve: (rule) => rule.threshold }),
  }),
});
builder.objectRef<Of<'ALL_OF'>>('AllOfRule').implement({
  description: 'All of several rules.',
  interfaces: [RuleRef],
  fields: (t) => ({ rules: t.field({ type: [RuleRef], resolve: (rule) => rule.rules }) }),
});
builder.objectRef<Of<'ANY_OF'>>('AnyOfRule').implement({
  description: 'Any of several rules ("hoặc").',
  interfaces: [RuleRef],
  fields: (t) => ({ rules: t.field({ type: [RuleRef], resolve: (rule) => rule.rules }) }),
});
