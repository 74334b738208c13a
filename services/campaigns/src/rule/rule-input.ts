import { RuleSpec } from '@thi-dua/schema/rule';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder } from '../builder.js';
import { LocalityLevelEnum } from '../plan/level-enum.js';
import { fault } from '../plan/plan-result.js';
import { ComparatorEnum, DirectionEnum, QuantityEnum, ScheduleMeaningEnum } from './rule-graph.js';

/** What each kind of rule is made of; `?`: null where the clause does not say. */
const fieldsOf = {
  LEVEL_AT: ['indicator', 'comparator', 'threshold', 'at?'],
  AVERAGE_ANNUAL_CHANGE: ['indicator', 'direction', 'comparator', 'threshold', 'window'],
  CHANGE_FROM_BASELINE: ['indicators', 'direction', 'comparator', 'threshold', 'baseline', 'at?'],
  MULTIPLE_OF_BASELINE: ['indicator', 'min', 'max?', 'baseline', 'at'],
  SHARE_OF_UNITS: ['levels', 'designation?', 'comparator', 'threshold', 'rule'],
  LEAVES_DESIGNATION: ['designation', 'by?'],
  HOLDS_EVERY_YEAR: ['indicator', 'comparator', 'threshold', 'from?', 'to?'],
  FALLS_EVERY_YEAR: ['indicator', 'from?', 'to?'],
  SCHEDULE: ['indicator', 'meaning'],
  FULFILS_TARGET: ['of', 'everyYear'],
  RANGE: ['indicator', 'quantity', 'min', 'max', 'from?', 'to?'],
  COUNT_OF_MODELS: ['comparator', 'threshold'],
  ALL_OF: ['rules'],
  ANY_OF: ['rules'],
} as const satisfies Record<RuleSpec['kind'], readonly string[]>;
type Kind = keyof typeof fieldsOf;
const kinds = Object.keys(fieldsOf) as [Kind, ...Kind[]];

const RuleKindEnum = builder.enumType('RuleKind', {
  description: 'The kinds of rules; each is answered by a type of its own.',
  values: kinds,
});
const RuleWindowInput = builder.inputType('RuleWindowInput', {
  description: 'Either years, or consecutiveYearsBeforeNomination.',
  fields: (t) => ({
    from: t.int({ required: false }),
    to: t.int({ required: false }),
    consecutiveYearsBeforeNomination: t.int({ required: false }),
  }),
});

/** A rule as it is handed in: flat, since each kind's own fields tell it from the others. */
export interface RuleGiven {
  kind: Kind;
  indicator?: string | null;
  indicators?: string[] | null;
  comparator?: string | null;
  threshold?: string | null;
  direction?: string | null;
  window?: { from?: number | null; to?: number | null; consecutiveYearsBeforeNomination?: number | null } | null;
  baseline?: string | null;
  at?: string | null;
  min?: string | null;
  max?: string | null;
  levels?: string[] | null;
  designation?: string | null;
  by?: string | null;
  from?: number | null;
  to?: number | null;
  meaning?: string | null;
  of?: string | null;
  everyYear?: boolean | null;
  quantity?: string | null;
  rule?: RuleGiven | null;
  rules?: RuleGiven[] | null;
}

export const RuleInput = builder.inputRef<RuleGiven>('RuleInput');
RuleInput.implement({
  description: 'The computable part of a target or criterion: `kind`, and the fields that this kind has.',
  fields: (t) => ({
    kind: t.field({ type: RuleKindEnum, required: true }),
    indicator: t.string({ required: false, description: "An indicator's code." }),
    indicators: t.stringList({ required: false, description: 'Added up before they are compared.' }),
    comparator: t.field({ type: ComparatorEnum, required: false }),
    threshold: t.field({ type: 'Decimal', required: false }),
    direction: t.field({ type: DirectionEnum, required: false }),
    window: t.field({ type: RuleWindowInput, required: false }),
    baseline: t.string({
      required: false,
      description: "A period, or OPENING: the opening stock of the plan's period.",
    }),
    at: t.string({ required: false, description: 'The period judged; left out where the clause names none.' }),
    min: t.field({ type: 'Decimal', required: false }),
    max: t.field({ type: 'Decimal', required: false }),
    levels: t.field({ type: [LocalityLevelEnum], required: false }),
    designation: t.string({ required: false }),
    by: t.string({ required: false, description: 'A day or a year.' }),
    from: t.int({ required: false, description: 'A year.' }),
    to: t.int({ required: false, description: 'A year.' }),
    meaning: t.field({ type: ScheduleMeaningEnum, required: false }),
    of: t.string({ required: false, description: 'The plan whose target is to be fulfilled, in its official words.' }),
    everyYear: t.boolean({ required: false }),
    quantity: t.field({ type: QuantityEnum, required: false }),
    rule: t.field({ type: RuleInput, required: false, description: 'What each counted unit has to satisfy.' }),
    rules: t.field({ type: [RuleInput], required: false, description: 'At least two.' }),
  }),
});

/** Deeper than any clause nests its conditions. */
const MAX_DEPTH = 5;

/** The rule that was meant, or everything that is wrong with it. */
export function readRule(given: RuleGiven, path: string[]): { rule: RuleSpec | null; errors: UserError[] } {
  const errors: UserError[] = [];
  const spec = specOf(given, path, 1, errors);
  if (errors.length > 0) return { rule: null, errors };
  const parsed = RuleSpec.safeParse(spec);
  if (parsed.success) return { rule: parsed.data, errors };
  return {
    rule: null,
    errors: parsed.error.issues.map((issue) =>
      fault('BAD_RULE', `${issue.message}.`, ...path, ...issue.path.map(String)),
    ),
  };
}

function specOf(given: RuleGiven, path: string[], depth: number, errors: UserError[]): Record<string, unknown> {
  const { kind, ...rest } = given;
  const spec: Record<string, unknown> = { kind };
  if (depth > MAX_DEPTH) {
    errors.push(fault('BAD_RULE', `A rule nests at most ${MAX_DEPTH} deep.`, ...path));
    return spec;
  }
  const allowed = new Map(fieldsOf[kind].map((field) => [field.replace('?', ''), field.endsWith('?')]));
  for (const [field, value] of Object.entries(rest)) {
    if (value !== null && value !== undefined && !allowed.has(field))
      errors.push(fault('BAD_RULE', `A rule of the kind ${kind} has no "${field}".`, ...path, field));
  }
  for (const [field, optional] of allowed) {
    const value = given[field as keyof RuleGiven] ?? null;
    if (value === null && !optional) {
      errors.push(fault('BAD_RULE', `A rule of the kind ${kind} needs "${field}".`, ...path, field));
    } else if (field === 'rule') {
      spec[field] = specOf(value as RuleGiven, [...path, field], depth + 1, errors);
    } else if (field === 'rules') {
      spec[field] = (value as RuleGiven[]).map((one, i) => specOf(one, [...path, field, String(i)], depth + 1, errors));
    } else if (field === 'window') {
      spec[field] = windowOf(value as NonNullable<RuleGiven['window']>, [...path, field], errors);
    } else spec[field] = value;
  }
  return spec;
}

function windowOf(window: NonNullable<RuleGiven['window']>, path: string[], errors: UserError[]) {
  const { from = null, to = null, consecutiveYearsBeforeNomination: years = null } = window;
  if (years !== null && (from !== null || to !== null))
    errors.push(fault('BAD_RULE', 'Give years, or consecutive years before nomination, not both.', ...path));
  return years === null ? { from, to } : { consecutiveYearsBeforeNomination: years };
}

/** Every indicator that a rule speaks of. */
export function indicatorsOf(rule: RuleSpec): string[] {
  if ('rules' in rule) return rule.rules.flatMap(indicatorsOf);
  if (rule.kind === 'SHARE_OF_UNITS') return indicatorsOf(rule.rule);
  if ('indicators' in rule) return rule.indicators;
  return 'indicator' in rule ? [rule.indicator] : [];
}
