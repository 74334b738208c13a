import type { Criterion, Plan, ScheduledValue, Target, TargetPart } from '@thi-dua/prisma/generated/campaigns/client';
import { promisesIn, type RuleBrief, type RuleSpec, type TargetBrief, usesSchedule } from '@thi-dua/schema/rule';
import type { CampaignsContext } from '../builder.js';
import { asDay } from './plan-dates.js';
import { callerActsFor } from './plan-policy.js';
import { citationsOf, planById, scheduleOf, targetPartsOf, targetsOf } from './plan-store.js';
import { ruleOf, type TargetScope } from './target-scope.js';

/** What the figures of a part are judged by; null where its clause is qualitative. */
export async function briefOfPart(part: TargetPart, context: CampaignsContext): Promise<RuleBrief | null> {
  const [rule, plan] = [ruleOf(part.rule), await planById(context).load(part.planId)];
  if (rule === null || plan === null) return null;
  return { ...(await partBrief(part, rule, plan, context)), promised: await promised(rule, plan, context) };
}

/** The same of a whole target, with its annexed table. */
export async function briefOfTarget(target: Target, context: CampaignsContext): Promise<TargetBrief | null> {
  const [plan, parts, schedule] = await Promise.all([
    planById(context).load(target.planId),
    targetPartsOf(context).load(target.id),
    scheduleOf(context).load(target.id),
  ]);
  if (plan === null) return null;
  const briefs = await Promise.all(parts.map((part) => briefOfPart(part, context)));
  return { ...frame(plan, schedule), parts: briefs.filter((part) => part !== null) };
}

/** The same of all targets of a plan. */
export async function briefOfPlan(plan: Plan, context: CampaignsContext): Promise<TargetBrief[]> {
  const targets = await targetsOf(context).load(plan.id);
  const briefs = await Promise.all(targets.map((target) => briefOfTarget(target, context)));
  return briefs.filter((target) => target !== null);
}

/** The same of the targets of many plans, as far as the caller may see these. */
export async function briefOfPlans(ids: readonly string[], context: CampaignsContext): Promise<TargetBrief[]> {
  const plans = await Promise.all(ids.map((id) => planById(context).load(id)));
  const briefs = await Promise.all(plans.map((plan) => (plan === null ? [] : briefOfPlan(plan, context))));
  return briefs.flat();
}

/** The same of a criterion, which judges whoever is nominated: it binds no units of its own. */
export async function briefOfCriterion(criterion: Criterion, context: CampaignsContext): Promise<RuleBrief | null> {
  const [rule, plan] = [ruleOf(criterion.rule), await planById(context).load(criterion.planId)];
  if (rule === null || plan === null) return null;
  const targets = await targetsOf(context).load(plan.id);
  const schedules = await Promise.all(targets.map((target) => scheduleOf(context).load(target.id)));
  return { ...brief(rule, plan, null, schedules.flat()), promised: await promised(rule, plan, context) };
}

const frame = (plan: Plan, schedule: readonly ScheduledValue[]): Omit<TargetBrief, 'parts'> => ({
  owner: plan.tenantId,
  from: plan.periodFrom,
  to: plan.periodTo,
  day: asDay(plan.recordDate),
  schedule: schedule.map(({ localityId, year, indicator, meaning, value }) => ({
    locality: localityId,
    year,
    indicator,
    meaning: meaning as 'LEVEL' | 'REDUCTION',
    value: value.toFixed(),
  })),
});

const brief = (
  rule: RuleSpec,
  plan: Plan,
  scope: TargetScope | null,
  schedule: readonly ScheduledValue[],
): RuleBrief => ({ ...frame(plan, usesSchedule(rule) ? schedule : []), rule, scope, promised: {} });

const partBrief = async (part: TargetPart, rule: RuleSpec, plan: Plan, context: CampaignsContext) =>
  brief(rule, plan, part.scope as unknown as TargetScope | null, await scheduleOf(context).load(part.targetId));

/**
 * What the plans have promised that a rule asks to be fulfilled, found by the title under which this plan cites them. Whoever
 * does not act for the plan's owner cannot tell a cited plan that is hidden from one that is not in the system.
 */
async function promised(rule: RuleSpec, plan: Plan, context: CampaignsContext): Promise<RuleBrief['promised']> {
  const titles = promisesIn(rule);
  if (titles.length === 0) return {};
  const [citations, own] = [await citationsOf(context).load(plan.id), await callerActsFor(context, plan.tenantId)];
  const entries = await Promise.all(
    titles.map(async (title): Promise<[string, RuleBrief[] | null][]> => {
      const cited = citations.filter((citation) => citation.title === title);
      if (cited.length === 0) return [];
      const plans = await Promise.all(
        cited.map(({ citedPlanId }) => (citedPlanId === null ? null : planById(context).load(citedPlanId))),
      );
      const found = plans.find((one): one is Plan => one !== null && one.status !== 'DRAFT');
      if (found === undefined) return own ? [] : [[title, null]];
      return [[title, await promisesOf(found, context)]];
    }),
  );
  return Object.fromEntries(entries.flat());
}

/** Its computable parts. What these ask to be fulfilled in turn is not followed. */
async function promisesOf(plan: Plan, context: CampaignsContext): Promise<RuleBrief[]> {
  const targets = await targetsOf(context).load(plan.id);
  const parts = await Promise.all(targets.map((target) => targetPartsOf(context).load(target.id)));
  const briefs = parts.flat().map(async (part) => {
    const rule = ruleOf(part.rule);
    return rule === null ? [] : [await partBrief(part, rule, plan, context)];
  });
  return (await Promise.all(briefs)).flat();
}
