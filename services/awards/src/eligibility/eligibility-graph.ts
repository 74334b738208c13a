import { builder } from '../builder.js';
import { NominationRef } from '../nomination/nomination-ref.js';
import { logOf } from '../nomination/nomination-store.js';
import { planIsSeen } from '../nomination/plan-visibility.js';
import { type Answer, type CriterionFinding, type Eligibility, hasChanged, summaryOf } from './eligibility.js';
import { findEligibility, frozenIn } from './find-eligibility.js';

const VerdictEnum = builder.enumType('Verdict', {
  values: ['MET', 'ON_TRACK', 'OFF_TRACK', 'NOT_MET', 'NO_DATA', 'NOT_COMPARABLE'] as const,
});
const BasisEnum = builder.enumType('Basis', { values: ['PROVISIONAL', 'OFFICIAL'] as const });

const FigureRef = builder.objectRef<CriterionFinding['figures'][number]>('EligibilityFigure').implement({
  fields: (t) => ({
    indicator: t.exposeString('indicator', { description: "The indicator's code." }),
    period: t.exposeString('period'),
    value: t.field({ type: 'Decimal', nullable: true, resolve: ({ value }) => value }),
  }),
});
const AnswerRef = builder.objectRef<Answer>('CriterionAnswer').implement({
  description:
    'What the appraisers say of a criterion: whether it judges such a nominee at all, and of one that no rule judges, whether it is met.',
  fields: (t) => ({
    applies: t.exposeBoolean('applies'),
    met: t.exposeBoolean('met'),
    note: t.exposeString('note'),
  }),
});
const FindingRef = builder.objectRef<CriterionFinding>('CriterionFinding').implement({
  description: "What one criterion of the plan comes to for the nominee, in the plan's words.",
  fields: (t) => ({
    clause: t.exposeString('clause'),
    text: t.exposeString('text'),
    where: t.exposeString('where', {
      nullable: true,
      description: 'The words that narrow whom it judges; the appraisers say whether the nominee is meant.',
    }),
    rule: t.exposeString('rule', { nullable: true, description: 'Null where the clause is qualitative.' }),
    verdict: t.field({
      type: VerdictEnum,
      nullable: true,
      description: 'Null where no rule judges it, or the nominee has no unit whose figures could.',
      resolve: ({ verdict }) => verdict,
    }),
    explanation: t.exposeString('explanation', { nullable: true, description: 'In Vietnamese.' }),
    explanationEn: t.exposeString('explanationEn', { nullable: true, description: 'In English.' }),
    figures: t.field({ type: [FigureRef], resolve: ({ figures }) => figures }),
    answer: t.field({ type: AnswerRef, nullable: true, resolve: ({ answer }) => answer }),
  }),
});
const EligibilityRef = builder.objectRef<Eligibility>('Eligibility').implement({
  description: 'How a nominee stands to the criteria of its plan: advice with its evidence, never a decision.',
  fields: (t) => ({
    computedOn: t.field({ type: 'Date', resolve: ({ computedOn }) => computedOn }),
    basis: t.field({ type: BasisEnum, resolve: ({ basis }) => basis }),
    lastYear: t.exposeInt('lastYear', {
      description: 'The last year that counts: the one before the nomination, and at most the last that is rewarded.',
    }),
    criteria: t.field({ type: [FindingRef], resolve: ({ criteria }) => criteria }),
    met: t.int({ resolve: ({ criteria }) => summaryOf(criteria).met }),
    notMet: t.int({ resolve: ({ criteria }) => summaryOf(criteria).notMet }),
    notApplicable: t.int({
      description: 'What the appraisers say does not judge such a nominee.',
      resolve: ({ criteria }) => summaryOf(criteria).notApplicable,
    }),
    open: t.int({
      description: 'What neither figures nor appraisers have settled.',
      resolve: ({ criteria }) => summaryOf(criteria).open,
    }),
  }),
});

const UNSEEN = 'Null where there is no plan, or none that you may see.';
builder.objectFields(NominationRef, (t) => ({
  eligibility: t.field({
    type: EligibilityRef,
    nullable: true,
    description: `By the figures of today. ${UNSEEN}`,
    args: { basis: t.arg({ type: BasisEnum, required: true, defaultValue: 'OFFICIAL' }) },
    resolve: async (nomination, { basis }, context) =>
      findEligibility(context, nomination, await logOf(context).load(nomination.id), basis),
  }),
  frozenEligibility: t.field({
    type: EligibilityRef,
    nullable: true,
    description: `As it was when the last council voted. ${UNSEEN}`,
    resolve: async ({ id, planId }, _args, context) =>
      planId !== null && (await planIsSeen(context).load(planId)) ? frozenIn(await logOf(context).load(id)) : null,
  }),
  figuresChanged: t.boolean({
    nullable: true,
    description: 'Whether figures say something else now than when the council voted; null where nothing was frozen.',
    resolve: async (nomination, _args, context) => {
      const log = await logOf(context).load(nomination.id);
      const frozen = frozenIn(log);
      const now = frozen && (await findEligibility(context, nomination, log, frozen.basis));
      return frozen && now && hasChanged(frozen, now);
    },
  }),
}));
