import { badInput } from '@thi-dua/schema/errors';
import { requireGlobalUuid } from '@thi-dua/schema/global-id';
import { RuleBrief } from '@thi-dua/schema/rule';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { builder, type IndicatorsContext } from '../builder.js';
import { BasisEnum, IndicatorValueRef } from '../figure/indicator-value-graph.js';
import { LocalityRef, localityReference } from '../locality/locality-reference.js';
import type { Judgement } from '../rule/question.js';
import { FROM_WORST } from '../rule/verdict.js';
import { type Progress, progressOf, type Terms } from './progress.js';

const VerdictEnum = builder.enumType('Verdict', {
  description:
    'MET and NOT_MET are final. ON_TRACK and OFF_TRACK say of what is not due yet whether the pace suffices. NOT_COMPARABLE: the values were measured under different standards.',
  values: FROM_WORST,
});

const UnitProgressRef = builder.objectRef<Judgement['byUnit'][number]>('UnitProgress').implement({
  description: 'How a rule stands for one of the units that it binds.',
  fields: (t) => ({
    locality: t.field({ type: LocalityRef, nullable: true, resolve: ({ unit }) => localityReference(unit) }),
    verdict: t.field({ type: VerdictEnum, resolve: ({ verdict }) => verdict }),
  }),
});

const ProgressRef = builder.objectRef<Progress>('Progress').implement({
  description: 'How a rule stands, and on what this rests.',
  fields: (t) => ({
    verdict: t.field({ type: VerdictEnum, resolve: (progress) => progress.verdict }),
    explanation: t.string({ description: 'In Vietnamese.', resolve: (progress) => progress.explanation.vi }),
    explanationEn: t.string({ description: 'In English.', resolve: (progress) => progress.explanation.en }),
    figures: t.field({
      type: [IndicatorValueRef],
      description: 'Those that the verdict was looked up in.',
      resolve: (progress) => progress.figures,
    }),
    dueOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'Null where the document names no end.',
      resolve: (progress) => progress.dueOn,
    }),
    byUnit: t.field({
      type: [UnitProgressRef],
      description: 'What it comes to for each unit that it binds; of a share, for each that is counted.',
      resolve: (progress) => progress.byUnit,
    }),
  }),
});

interface Ruled {
  __typename: string;
  id: string;
  ruleSpec?: string | null;
}

/**
 * A rule as the gateway hands it over from the service that keeps it: whoever may not see it there gets nothing here. It
 * was checked when it was written; what cannot be read now is a fault of ours, and shows as no progress.
 */
function briefOf({ ruleSpec, id }: Ruled, context: IndicatorsContext): RuleBrief | null {
  if (!ruleSpec) return null;
  const read = RuleBrief.safeParse(parsed(ruleSpec));
  if (read.success) return read.data;
  context.log.error({ id, issues: read.error.issues }, 'a rule cannot be read');
  return null;
}
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The day that is taken for today. */
function dayOf(asOf: string | null | undefined, { today }: IndicatorsContext): string {
  if (asOf && asOf > today) throw badInput('"asOf" lies in the future.', 'asOf');
  return asOf ?? today;
}

const judged = async (ruled: Ruled, terms: Terms, context: IndicatorsContext): Promise<Progress | null> => {
  const brief = briefOf(ruled, context);
  return brief && progressOf(context, brief, terms);
};

const BASIS = 'On verified figures, or also on those that were only submitted.';
const AS_OF = 'A past day that is taken for today: what was not due then is judged by its pace.';
const UNSEEN = 'Null where the rule is qualitative, or rests on figures that the caller may not see.';

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

export { CriterionRef, TargetPartRef };
