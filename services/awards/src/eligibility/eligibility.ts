/** What one criterion of a plan comes to for a nominee. Everything here is frozen as JSON when a council votes. */
export interface CriterionFinding {
  criterion: string;
  clause: string;
  text: string;
  /** The words that narrow whom it judges, where the plan has such ("các huyện còn lại"). */
  where: string | null;
  /** Null: qualitative, or not to be judged for this nominee. */
  verdict: 'MET' | 'ON_TRACK' | 'OFF_TRACK' | 'NOT_MET' | 'NO_DATA' | 'NOT_COMPARABLE' | null;
  rule: string | null;
  explanation: string | null;
  explanationEn: string | null;
  figures: { indicator: string; period: string; value: string | null }[];
  /** The appraisers', for what no rule judges. */
  answer: Answer | null;
}

export interface Answer {
  /** False: the nominee is not of the group that it judges. */
  applies: boolean;
  met: boolean;
  note: string;
}

export interface Eligibility {
  computedOn: string;
  basis: 'PROVISIONAL' | 'OFFICIAL';
  lastYear: number;
  criteria: CriterionFinding[];
}

/** A criterion as the plan has it; its sub-items are parts. */
export interface PlanCriterion {
  id: string;
  clause: string;
  text: string;
  subject: { kinds: string[]; where: string | null };
  rule: { summary: string } | null;
  ruleSpec: string | null;
  parts?: PlanCriterion[];
}

/** Those that judge a nominee of this kind, or what the plan counts it as: with a rule, or without sub-items. */
export function criteriaFor(
  criteria: readonly PlanCriterion[],
  subject: string,
  countedAs: string | null,
): PlanCriterion[] {
  const leaves = (criterion: PlanCriterion): PlanCriterion[] => {
    const parts = (criterion.parts ?? []).flatMap(leaves);
    return criterion.ruleSpec !== null || parts.length === 0 ? [criterion, ...parts] : parts;
  };
  return criteria
    .filter(({ subject: { kinds } }) => kinds.includes(subject) || (countedAs !== null && kinds.includes(countedAs)))
    .flatMap(leaves);
}

/** The last year before a nomination, and at most the last of what is rewarded. */
export const lastYearBefore = (recordDay: string, period: string): number =>
  Math.min(Number(recordDay.slice(0, 4)) - 1, Number(period.slice(-4)));

/** Met, not met, not for this nominee, and what neither figures nor appraisers have settled. Advice: nobody is refused by it. */
export function summaryOf(criteria: readonly CriterionFinding[]) {
  const meant = criteria.filter(({ answer }) => answer?.applies !== false);
  const settled = meant.map(({ verdict, answer }) =>
    verdict === 'MET' ? true : verdict === 'NOT_MET' ? false : verdict === null && answer !== null ? answer.met : null,
  );
  return {
    notApplicable: criteria.length - meant.length,
    met: settled.filter((one) => one === true).length,
    notMet: settled.filter((one) => one === false).length,
    open: settled.filter((one) => one === null).length,
  };
}

/** Whether figures say something else now than when they were frozen: another verdict, or another figure. */
export function hasChanged(frozen: Eligibility, now: Eligibility): boolean {
  const of = ({ criteria }: Eligibility) =>
    JSON.stringify(
      criteria
        .map(({ criterion, verdict, figures }) => [
          criterion,
          verdict,
          figures.map(({ indicator, period, value }) => [indicator, period, value]).sort(),
        ])
        .sort(),
    );
  return of(frozen) !== of(now);
}
