import { MAX_PAGE_SIZE, pageSize } from '@thi-dua/schema/connection';
import { badInput } from '@thi-dua/schema/errors';
import { requireGlobalUuid } from '@thi-dua/schema/global-id';
import { PlanBrief, RuleBrief, TargetBrief } from '@thi-dua/schema/rule';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { builder, type IndicatorsContext } from '../builder.js';
import { BasisEnum, IndicatorValueRef } from '../figure/indicator-value-graph.js';
import { LocalityRef, localityReference } from '../locality/locality-reference.js';
import type { Judgement } from '../rule/question.js';
import { readBrief } from './brief.js';
import { overviewOf } from './overview.js';
import { OverviewRef } from './overview-type.js';
import { type Progress, progressOf, progressOfTarget, type Terms } from './progress.js';
import { scheduleProgressOf } from './schedule-progress.js';
import { ScheduleProgressRef } from './schedule-type.js';
import { VerdictEnum } from './verdict-enum.js';

const UnitProgressRef = builder.objectRef<Judgement['byUnit'][number]>('UnitProgress').implement({
  description: 'How a rule stands for one of the units that it binds.',
  fields: (t) => ({
    locality: t.field({ type: LocalityRef, nullable: true, resolve: ({ unit }) => localityReference(unit) }),
    verdict: t.field({ type: VerdictEnum, resolve: ({ verdict }) => verdict }),
  }),
});

const FIRST = `From 0 to ${MAX_PAGE_SIZE}, which it is where left out.`;
const sizeOf = (first: number | null | undefined) => pageSize(first ?? MAX_PAGE_SIZE);

const ProgressRef = builder.objectRef<Progress>('Progress').implement({
  description: 'How a rule stands, and on what this rests.',
  fields: (t) => ({
    verdict: t.field({ type: VerdictEnum, resolve: (progress) => progress.verdict }),
    explanation: t.string({ description: 'In Vietnamese.', resolve: (progress) => progress.explanation.vi }),
    explanationEn: t.string({ description: 'In English.', resolve: (progress) => progress.explanation.en }),
    figures: t.field({
      type: [IndicatorValueRef],
      description: `Those that the verdict was looked up in; of a rule for very many units the first ${MAX_PAGE_SIZE}.`,
      args: { first: t.arg.int({ required: false, description: FIRST }) },
      resolve: ({ figures }, { first }) => figures.slice(0, sizeOf(first)),
    }),
    figureCount: t.int({ description: 'How many figures there are.', resolve: ({ figures }) => figures.length }),
    dueOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'Null where the document names no end.',
      resolve: (progress) => progress.dueOn,
    }),
    byUnit: t.field({
      type: [UnitProgressRef],
      description:
        'What it comes to for each unit that it binds, by code; of a share, for each that is counted. Longer lists are read on with `after`.',
      args: {
        first: t.arg.int({ required: false, description: FIRST }),
        after: t.arg.id({ required: false, description: 'The id of the last locality of the page before.' }),
        verdict: t.arg({ type: VerdictEnum, required: false, description: 'Only units that stand so.' }),
      },
      resolve: ({ byUnit }, { first, after, verdict }) => {
        const unit = after ? requireGlobalUuid('Locality', after, 'after') : null;
        const at = byUnit.findIndex((one) => one.unit === unit);
        if (unit !== null && at < 0) return [];
        const start = at + 1;
        return byUnit
          .slice(start)
          .filter((one) => !verdict || one.verdict === verdict)
          .slice(0, sizeOf(first));
      },
    }),
    unitCount: t.int({ description: 'How many units it binds.', resolve: ({ byUnit }) => byUnit.length }),
  }),
});

interface Planned {
  __typename: string;
  id: string;
  targetSpecs?: string | null;
}
interface Ruled {
  __typename: string;
  id: string;
  ruleSpec?: string | null;
}

/** The day that is taken for today. */
function dayOf(asOf: string | null | undefined, { today }: IndicatorsContext): string {
  if (asOf && asOf > today) throw badInput('"asOf" lies in the future.', 'asOf');
  return asOf ?? today;
}

const judged = async (ruled: Ruled, terms: Terms, context: IndicatorsContext): Promise<Progress | null> => {
  const brief = readBrief(RuleBrief, ruled.ruleSpec, ruled.id, context);
  return brief && progressOf(context, brief, terms);
};

const BASIS = 'On verified figures, or also on those that were only submitted.';
const AS_OF = 'A past day that is taken for today: what was not due then is judged by its pace.';
const UNSEEN =
  'Null where the rule is qualitative, and where the caller may not see all that it could rest on, whether or not there is any of it: a verdict never depends on who asks.';

const TargetPartRef = builder.objectRef<Ruled>('TargetPart');
builder.objectType(TargetPartRef, {
  directives: key('id'),
  extensions: reference<IndicatorsContext, Ruled>((representation) => representation),
  fields: (t) => ({
    id: t.exposeID('id'),
    ruleSpec: t.string({
      nullable: true,
      directives: { external: {} },
      resolve: ({ ruleSpec }) => ruleSpec ?? null,
    }),
    progress: t.field({
      requiresScopes: ['observations:read'],
      type: ProgressRef,
      nullable: true,
      description: `How the units that it binds stand to it, taken together where it rests on figures. ${UNSEEN}`,
      directives: { requires: { fields: 'ruleSpec' } },
      args: {
        basis: t.arg({ type: BasisEnum, required: true, defaultValue: 'OFFICIAL', description: BASIS }),
        asOf: t.arg({ type: 'Date', required: false, description: AS_OF }),
      },
      resolve: (part, { basis, asOf }, context) => judged(part, { basis, today: dayOf(asOf, context) }, context),
    }),
  }),
});

const TargetRef = builder.objectRef<Ruled>('Target');
builder.objectType(TargetRef, {
  directives: key('id'),
  extensions: reference<IndicatorsContext, Ruled>((representation) => representation),
  fields: (t) => ({
    id: t.exposeID('id'),
    ruleSpec: t.string({
      nullable: true,
      directives: { external: {} },
      resolve: ({ ruleSpec }) => ruleSpec ?? null,
    }),
    progress: t.field({
      requiresScopes: ['observations:read'],
      type: ProgressRef,
      nullable: true,
      description: `How its computable parts stand together: the worst of their verdicts. ${UNSEEN}`,
      directives: { requires: { fields: 'ruleSpec' } },
      args: {
        basis: t.arg({ type: BasisEnum, required: true, defaultValue: 'OFFICIAL', description: BASIS }),
        asOf: t.arg({ type: 'Date', required: false, description: AS_OF }),
      },
      resolve: (target, { basis, asOf }, context) => {
        const brief = readBrief(TargetBrief, target.ruleSpec, target.id, context);
        return brief && progressOfTarget(context, brief, { basis, today: dayOf(asOf, context) });
      },
    }),
    scheduleProgress: t.field({
      requiresScopes: ['observations:read'],
      type: ScheduleProgressRef,
      nullable: true,
      description: `Its annexed table beside what became of it. Null where it has none. ${UNSEEN}`,
      directives: { requires: { fields: 'ruleSpec' } },
      args: {
        basis: t.arg({ type: BasisEnum, required: true, defaultValue: 'OFFICIAL', description: BASIS }),
        asOf: t.arg({ type: 'Date', required: false, description: AS_OF }),
      },
      resolve: (target, { basis, asOf }, context) => {
        const brief = readBrief(TargetBrief, target.ruleSpec, target.id, context);
        return brief && scheduleProgressOf(context, brief, { basis, today: dayOf(asOf, context) });
      },
    }),
  }),
});

const PlanRef = builder.objectRef<Planned>('Plan');
builder.objectType(PlanRef, {
  directives: key('id'),
  extensions: reference<IndicatorsContext, Planned>((representation) => representation),
  fields: (t) => ({
    id: t.exposeID('id'),
    targetSpecs: t.string({
      nullable: true,
      directives: { external: {} },
      resolve: ({ targetSpecs }) => targetSpecs ?? null,
    }),
    overview: t.field({
      requiresScopes: ['observations:read'],
      type: OverviewRef,
      nullable: true,
      description: `How many of its targets stand how. ${UNSEEN}`,
      directives: { requires: { fields: 'targetSpecs' } },
      args: {
        basis: t.arg({ type: BasisEnum, required: true, defaultValue: 'OFFICIAL', description: BASIS }),
        asOf: t.arg({ type: 'Date', required: false, description: AS_OF }),
      },
      resolve: (plan, { basis, asOf }, context) => {
        const targets = readBrief(PlanBrief, plan.targetSpecs, plan.id, context);
        return targets && overviewOf(context, targets, { basis, today: dayOf(asOf, context) });
      },
    }),
  }),
});

const CriterionRef = builder.objectRef<Ruled>('Criterion');
builder.objectType(CriterionRef, {
  directives: key('id'),
  extensions: reference<IndicatorsContext, Ruled>((representation) => representation),
  fields: (t) => ({
    id: t.exposeID('id'),
    ruleSpec: t.string({
      nullable: true,
      directives: { external: {} },
      resolve: ({ ruleSpec }) => ruleSpec ?? null,
    }),
    progress: t.field({
      requiresScopes: ['observations:read'],
      type: ProgressRef,
      nullable: true,
      description: `How one unit stands to it: a criterion judges whoever is nominated. ${UNSEEN}`,
      directives: { requires: { fields: 'ruleSpec' } },
      args: {
        locality: t.arg.id({ required: true, description: 'The unit that is judged.' }),
        asOf: t.arg({ type: 'Date', required: false, description: AS_OF }),
        lastYear: t.arg.int({
          required: false,
          description: "The last year that counts before the nomination. Left out: the last of the plan's period.",
        }),
        basis: t.arg({ type: BasisEnum, required: true, defaultValue: 'OFFICIAL', description: BASIS }),
      },
      resolve: (criterion, { locality, asOf, lastYear, basis }, context) => {
        if (lastYear !== null && lastYear !== undefined && (lastYear < 1945 || lastYear > 2100))
          throw badInput('"lastYear" is a year between 1945 and 2100.', 'lastYear');
        const unit = requireGlobalUuid('Locality', locality, 'locality');
        return judged(criterion, { basis, today: dayOf(asOf, context), unit, lastYear: lastYear ?? null }, context);
      },
    }),
  }),
});

export { CriterionRef, PlanRef, TargetPartRef, TargetRef };
