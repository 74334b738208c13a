import type { UserError } from '@thi-dua/schema/user-error';
import { builder, type IndicatorsContext, userError } from '../builder.js';
import { LocalityLevelEnum } from '../locality/level-enum.js';
import { requireCentralBoard } from './definition-policy.js';
import { definitions, forgetDefinitions, type IndicatorRow } from './definition-store.js';
import { definitionsToChange, insertIndicator } from './definition-writes.js';
import { type IndicatorProposal, indicatorFaults } from './indicator-check.js';
import { IndicatorKindEnum, IndicatorRef, TimeBehaviourEnum } from './indicator-graph.js';
import { DefinitionSourceInput, sourceOf } from './source-graph.js';

const IndicatorGroupInput = builder.inputType('IndicatorGroupInput', {
  description: 'A group that is there, by its code; or a new one, with both names.',
  fields: (t) => ({
    code: t.string({ required: true }),
    name: t.string({ required: false }),
    nameEn: t.string({ required: false }),
  }),
});

const DefineIndicatorInput = builder.inputType('DefineIndicatorInput', {
  fields: (t) => ({
    code: t.string({ required: true, description: 'Stable for ever: capitals, digits and "_".' }),
    name: t.string({ required: true, description: 'In Vietnamese.' }),
    nameEn: t.string({ required: true, description: 'In English.' }),
    unit: t.string({ required: true, description: 'A ratio\'s is "%".' }),
    kind: t.field({ type: IndicatorKindEnum, required: true }),
    timeBehaviour: t.field({ type: TimeBehaviourEnum, required: true }),
    numerator: t.string({ required: false, description: "A ratio's: the code of a count." }),
    denominator: t.string({
      required: false,
      description: "A ratio's denominator, a mean's weight: the code of a count.",
    }),
    levels: t.field({
      type: [LocalityLevelEnum],
      required: true,
      description: 'Whose units are due to report it. The lowest of them rolls up; below it nobody reports.',
    }),
    methodologies: t.stringList({
      required: false,
      description: 'The standards its values are measured under; left out: no standard applies.',
    }),
    validFrom: t.field({ type: 'Date', required: false, description: 'Left out: always.' }),
    validTo: t.field({ type: 'Date', required: false, description: 'The first day on which it no longer holds.' }),
    integer: t.boolean({ required: false, description: 'Left out: whole units for a count, else not.' }),
    minimum: t.field({ type: 'Decimal', required: false }),
    maximum: t.field({ type: 'Decimal', required: false }),
    group: t.field({ type: IndicatorGroupInput, required: false }),
    source: t.field({ type: DefinitionSourceInput, required: false }),
  }),
});
type Input = (typeof DefineIndicatorInput)['$inferInput'];

export interface IndicatorResult {
  indicator: IndicatorRow | null;
  errors: UserError[];
}

export const IndicatorResultRef = builder.objectRef<IndicatorResult>('IndicatorResult').implement({
  description: 'The definition as it now stands, or everything that was wrong with the input; never both.',
  fields: (t) => ({
    indicator: t.field({ type: IndicatorRef, nullable: true, resolve: (result) => result.indicator }),
    errors: t.field({ type: [userError], resolve: (result) => result.errors }),
  }),
});

const proposalOf = (input: Input): IndicatorProposal => ({
  code: input.code,
  name: input.name,
  nameEn: input.nameEn,
  unit: input.unit,
  kind: input.kind,
  time: input.timeBehaviour,
  numerator: input.numerator ?? null,
  denominator: input.denominator ?? null,
  levels: [...new Set(input.levels)],
  methodologies: [...new Set(input.methodologies ?? [])],
  validFrom: input.validFrom ?? null,
  validTo: input.validTo ?? null,
  integer: input.integer ?? input.kind === 'COUNT',
  minimum: input.minimum ?? null,
  maximum: input.maximum ?? null,
  group: input.group
    ? { code: input.group.code, name: input.group.name ?? null, nameEn: input.group.nameEn ?? null }
    : null,
  source: sourceOf(input.source),
});

/** The definition as it is read after a change. */
export async function changedIndicator(context: IndicatorsContext, code: string): Promise<IndicatorResult> {
  forgetDefinitions(context);
  return { indicator: (await definitions(context)).indicators.get(code) ?? null, errors: [] };
}

builder.mutationField('defineIndicator', (t) =>
  t.field({
    type: IndicatorResultRef,
    description: 'Adds what is to be measured. Figures can be reported at once. Role ADMIN, of the central board.',
    requiresScopes: ['definitions:write'],
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: DefineIndicatorInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      await requireCentralBoard(context);
      const proposal = proposalOf(input);
      const errors = indicatorFaults(proposal, await definitionsToChange(context));
      if (errors.length > 0) return { indicator: null, errors };
      await insertIndicator(context, proposal);
      return changedIndicator(context, proposal.code);
    },
  }),
);
