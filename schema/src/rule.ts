import { z } from 'zod';

/**
 * The computable part of a target or criterion (design: Rule), as it is stored and carried between services.
 *
 * Thresholds are exact decimals written as strings. They compare against unrounded values.
 * "từ X trở lên" is `GE`, "trên X" is `GT`, "dưới X" is `LT`; a level that must be gone altogether is `EQ` 0.
 */

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'an exact decimal such as "4" or "0.5"');
const year = z.int().min(1945).max(2100);
const indicator = z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'an indicator code such as POVERTY_RATE');

export const Comparator = z.enum(['GE', 'GT', 'LE', 'LT', 'EQ']);
export type Comparator = z.infer<typeof Comparator>;

/** In which years a change is measured: fixed years, or the consecutive years that end before a nomination is handed in. */
const Window = z.union([
  z.strictObject({ from: year.nullable(), to: year.nullable() }),
  z.strictObject({ consecutiveYearsBeforeNomination: z.int().min(1).max(20) }),
]);
export type Window = z.infer<typeof Window>;

/** Restricts a rule to part of the population a clause speaks of, e.g. the ethnic-minority communes of a province. */
const levels = z.array(z.enum(['NATION', 'PROVINCE', 'DISTRICT', 'COMMUNE', 'NEIGHBOURHOOD'])).min(1);

const LevelAt = z.strictObject({
  kind: z.literal('LEVEL_AT'),
  indicator,
  comparator: Comparator,
  threshold: decimal,
  /** The period whose value is judged; null where the clause names none. */
  at: z.string().nullable(),
});
const AverageAnnualChange = z.strictObject({
  kind: z.literal('AVERAGE_ANNUAL_CHANGE'),
  indicator,
  direction: z.enum(['DECREASE', 'INCREASE']),
  comparator: Comparator,
  /** Percentage points a year for a ratio, the indicator's unit a year otherwise. */
  threshold: decimal,
  window: Window,
});
const ChangeFromBaseline = z.strictObject({
  kind: z.literal('CHANGE_FROM_BASELINE'),
  /** Several indicators are added up before they are compared (poor and near-poor households). */
  indicators: z.array(indicator).min(1),
  direction: z.enum(['DECREASE', 'INCREASE']),
  comparator: Comparator,
  /** Percent of the baseline, not percentage points. */
  threshold: decimal,
  /** A period, or OPENING: the opening stock ("đầu kỳ") of the plan's own period. */
  baseline: z.string(),
  at: z.string().nullable(),
});
const MultipleOfBaseline = z.strictObject({
  kind: z.literal('MULTIPLE_OF_BASELINE'),
  indicator,
  /** At least `min` times the baseline; `max` is the upper end the clause names, if any. */
  min: decimal,
  max: decimal.nullable(),
  baseline: z.string(),
  at: z.string(),
});
const LeavesDesignation = z.strictObject({
  kind: z.literal('LEAVES_DESIGNATION'),
  designation: z.string(),
  /** A day or year by which it is left; null: before nomination or the plan's end. */
  by: z.string().nullable(),
});
const HoldsEveryYear = z.strictObject({
  kind: z.literal('HOLDS_EVERY_YEAR'),
  indicator,
  comparator: Comparator,
  threshold: decimal,
  from: year.nullable(),
  to: year.nullable(),
});
const FallsEveryYear = z.strictObject({
  kind: z.literal('FALLS_EVERY_YEAR'),
  indicator,
  from: year.nullable(),
  to: year.nullable(),
});
const Schedule = z.strictObject({
  kind: z.literal('SCHEDULE'),
  indicator,
  /** LEVEL: the value to stand at; REDUCTION: by how much it falls in that year. The values are the target's schedule. */
  meaning: z.enum(['LEVEL', 'REDUCTION']),
});
const FulfilsTarget = z.strictObject({
  kind: z.literal('FULFILS_TARGET'),
  /** The plan or programme whose target is to be fulfilled, in its official words. */
  of: z.string(),
  everyYear: z.boolean(),
});
const Range = z.strictObject({
  kind: z.literal('RANGE'),
  indicator,
  quantity: z.enum(['LEVEL', 'AVERAGE_ANNUAL_DECREASE', 'AVERAGE_ANNUAL_INCREASE']),
  min: decimal,
  max: decimal,
  from: year.nullable(),
  to: year.nullable(),
});
const CountOfModels = z.strictObject({
  kind: z.literal('COUNT_OF_MODELS'),
  comparator: Comparator,
  threshold: decimal,
});

export type RuleSpec =
  | z.infer<typeof LevelAt>
  | z.infer<typeof AverageAnnualChange>
  | z.infer<typeof ChangeFromBaseline>
  | z.infer<typeof MultipleOfBaseline>
  | z.infer<typeof LeavesDesignation>
  | z.infer<typeof HoldsEveryYear>
  | z.infer<typeof FallsEveryYear>
  | z.infer<typeof Schedule>
  | z.infer<typeof FulfilsTarget>
  | z.infer<typeof Range>
  | z.infer<typeof CountOfModels>
  | ShareOfUnits
  | AllOf
  | AnyOf;
export interface ShareOfUnits {
  kind: 'SHARE_OF_UNITS';
  levels: z.infer<typeof levels>;
  designation: string | null;
  comparator: Comparator;
  /** Percent of the units. */
  threshold: string;
  /** What each counted unit has to satisfy. */
  rule: RuleSpec;
}
export interface AllOf {
  kind: 'ALL_OF';
  rules: RuleSpec[];
}
export interface AnyOf {
  kind: 'ANY_OF';
  rules: RuleSpec[];
}

export const RuleSpec: z.ZodType<RuleSpec> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    LevelAt,
    AverageAnnualChange,
    ChangeFromBaseline,
    MultipleOfBaseline,
    LeavesDesignation,
    HoldsEveryYear,
    FallsEveryYear,
    Schedule,
    FulfilsTarget,
    Range,
    CountOfModels,
    z.strictObject({
      kind: z.literal('SHARE_OF_UNITS'),
      levels,
      designation: z.string().nullable(),
      comparator: Comparator,
      threshold: decimal,
      rule: RuleSpec,
    }),
    z.strictObject({ kind: z.literal('ALL_OF'), rules: z.array(RuleSpec).min(2) }),
    z.strictObject({ kind: z.literal('ANY_OF'), rules: z.array(RuleSpec).min(2) }),
  ]),
);

const uuid = z.uuid();

/** Which units a part of a target binds. */
export const RuleScope = z.strictObject({
  localities: z.array(uuid),
  levels: z.array(levels.element),
  designation: z.string().nullable(),
  fixed: z.boolean(),
});
export type RuleScope = z.infer<typeof RuleScope>;

/**
 * All that a rule is judged by besides figures, as the service that keeps plans hands it to the one that keeps figures: a
 * hidden field of the graph, written and read as JSON.
 */
export interface RuleBrief {
  rule: RuleSpec;
  /** The tenant in whose territory the units lie. */
  owner: string;
  /** Null: the territory itself. */
  scope: RuleScope | null;
  /** The plan's period. */
  from: number | null;
  to: number | null;
  /** The plan's own day. */
  day: string | null;
  schedule: { locality: string; year: number; indicator: string; meaning: 'LEVEL' | 'REDUCTION'; value: string }[];
  /**
   * What the plans that a rule speaks of have promised, by their official words. Null: the caller may not know whether it is
   * there. No entry: it is not in the system.
   */
  promised: Record<string, RuleBrief[] | null>;
}
const periodYear = z.int().min(1).max(9999).nullable();
const scheduled = z.array(
  z.strictObject({
    locality: uuid,
    year: z.int().min(1901).max(2998),
    indicator,
    meaning: z.enum(['LEVEL', 'REDUCTION']),
    value: decimal,
  }),
);
const framed = {
  owner: z.string(),
  from: periodYear,
  to: periodYear,
  day: z.iso.date().nullable(),
  schedule: scheduled,
};
export const RuleBrief: z.ZodType<RuleBrief> = z.lazy(() =>
  z.strictObject({
    ...framed,
    rule: RuleSpec,
    scope: RuleScope.nullable(),
    promised: z.record(z.string(), z.array(RuleBrief).nullable()),
  }),
);

/** The same of a target as a whole. */
export interface TargetBrief extends Pick<RuleBrief, 'owner' | 'from' | 'to' | 'day' | 'schedule'> {
  /** Of its computable parts. */
  parts: RuleBrief[];
}
export const TargetBrief: z.ZodType<TargetBrief> = z.strictObject({ ...framed, parts: z.array(RuleBrief) });
/** The targets of a plan. */
export const PlanBrief = z.array(TargetBrief);

/** The plans and programmes whose targets a rule asks to be fulfilled. */
export function promisesIn(rule: RuleSpec): string[] {
  if ('rules' in rule) return rule.rules.flatMap(promisesIn);
  if (rule.kind === 'SHARE_OF_UNITS') return promisesIn(rule.rule);
  return rule.kind === 'FULFILS_TARGET' ? [rule.of] : [];
}

/** Whether a rule is judged by the target's annexed table. */
export function usesSchedule(rule: RuleSpec): boolean {
  if ('rules' in rule) return rule.rules.some(usesSchedule);
  return rule.kind === 'SHARE_OF_UNITS' ? usesSchedule(rule.rule) : rule.kind === 'SCHEDULE';
}
