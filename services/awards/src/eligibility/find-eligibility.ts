import type { Nomination, NominationStep } from '@thi-dua/prisma/generated/awards/client';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { parse } from 'graphql';
import type { AwardsContext } from '../builder.js';
import { asDay } from '../days.js';
import {
  type Answer,
  type CriterionFinding,
  criteriaFor,
  type Eligibility,
  lastYearBefore,
  type PlanCriterion,
} from './eligibility.js';

const facts = 'id clause text subject { kinds where } rule { summary } ruleSpec';
const planDocument = parse(
  `query ($id: ID!) { plan(id: $id) { criteria { ${facts} parts { ${facts} parts { ${facts} } } } } }`,
);
const progressDocument = parse(
  `query ($r: [_Any!]!, $locality: ID!, $lastYear: Int!, $basis: Basis!) { _entities(representations: $r) { ... on Criterion {
     id progress(locality: $locality, lastYear: $lastYear, basis: $basis) { verdict explanation explanationEn figures(first: 50) { indicator { code } period value } } } } }`,
);

interface Judged {
  id: string;
  progress: {
    verdict: CriterionFinding['verdict'];
    explanation: string;
    explanationEn: string;
    figures: { indicator: { code: string }; period: string; value: string | null }[];
  } | null;
}

/** What the appraisers said last of what no rule judges. */
export function answersIn(log: readonly NominationStep[]): Map<string, Answer> {
  const content = log.findLast(({ step }) => step === 'APPRAISED')?.content as
    | { answers?: (Omit<Answer, 'applies'> & { criterion: string; applies?: boolean })[] }
    | undefined;
  return new Map(
    (content?.answers ?? []).map(({ criterion, applies = true, met, note }) => [criterion, { applies, met, note }]),
  );
}

/**
 * How a nominee stands to the criteria of its plan, as the caller may know it: by the plan's own words and the figures of
 * today. Null where there is no plan, or none that the caller may see. A nominee without a unit has no figures.
 */
export async function findEligibility(
  context: AwardsContext,
  nomination: Nomination,
  log: readonly NominationStep[],
  basis: Eligibility['basis'],
): Promise<Eligibility | null> {
  if (nomination.planId === null) return null;
  const { plan } = await context.ask<{ plan: { criteria: PlanCriterion[] } | null }>('campaigns', planDocument, {
    id: toGlobalId('Plan', nomination.planId),
  });
  if (plan === null) return null;
  const criteria = criteriaFor(plan.criteria, nomination.subject, nomination.countedAs);
  const lastYear = lastYearBefore(asDay(nomination.recordDate), nomination.period);
  const ruled = criteria.filter(({ ruleSpec }) => ruleSpec !== null);
  const judged =
    nomination.localityId === null || ruled.length === 0
      ? []
      : (
          await context.ask<{ _entities: (Judged | null)[] }>('indicators', progressDocument, {
            r: ruled.map(({ id, ruleSpec }) => ({ __typename: 'Criterion', id, ruleSpec })),
            locality: toGlobalId('Locality', nomination.localityId),
            lastYear,
            basis,
          })
        )._entities;
  const progress = new Map(judged.flatMap((one) => (one === null ? [] : [[one.id, one.progress] as const])));
  const answers = answersIn(log);
  return {
    computedOn: context.today,
    basis,
    lastYear,
    criteria: criteria.map(({ id, clause, text, subject, rule }): CriterionFinding => {
      const found = progress.get(id) ?? null;
      return {
        criterion: id,
        clause,
        text,
        where: subject.where,
        rule: rule?.summary ?? null,
        verdict: found?.verdict ?? null,
        explanation: found?.explanation ?? null,
        explanationEn: found?.explanationEn ?? null,
        figures: (found?.figures ?? []).map(({ indicator, period, value }) => ({
          indicator: indicator.code,
          period,
          value,
        })),
        answer: answers.get(id) ?? null,
      };
    }),
  };
}

/** What was frozen when the last council voted; null where there was no vote, or no plan to judge by. */
export function frozenIn(log: readonly NominationStep[]): Eligibility | null {
  const content = log.findLast(({ step }) => step === 'COUNCIL_VOTED')?.content as
    | { eligibility?: Eligibility | null }
    | undefined;
  return content?.eligibility ?? null;
}
