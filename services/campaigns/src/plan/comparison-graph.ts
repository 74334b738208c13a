import type { Plan, TargetPart } from '@thi-dua/prisma/generated/campaigns/client';
import { builder, type CampaignsContext } from '../builder.js';
import { compareRules, type RuleStanding } from '../rule/compare.js';
import { PlanRef } from './plan-ref.js';
import { citationsOf, planById, targetPartsOf, targetsOf } from './plan-store.js';
import { TargetPartRef } from './target-graph.js';
import { ruleOf } from './target-scope.js';

/** How a plan takes up one promise of the plan it carries out. */
interface TargetComparison {
  superior: Plan;
  superiorPart: TargetPart;
  part: TargetPart | null;
  standing: RuleStanding | 'MISSING';
}

const StandingEnum = builder.enumType('TargetStanding', {
  description:
    "MISSING: the plan promises nothing that can be held against the superior's rule, on the same indicator and in the same way.",
  values: ['TIGHTER', 'EQUAL', 'LOOSER', 'MISSING'] as const,
});
const TargetComparisonRef = builder.objectRef<TargetComparison>('TargetComparison').implement({
  description: "How a plan's target stands to that of the superior's plan it carries out.",
  fields: (t) => ({
    superior: t.field({ type: PlanRef, resolve: (comparison) => comparison.superior }),
    superiorPart: t.field({ type: TargetPartRef, resolve: (comparison) => comparison.superiorPart }),
    part: t.field({ type: TargetPartRef, nullable: true, resolve: (comparison) => comparison.part }),
    standing: t.field({ type: StandingEnum, resolve: (comparison) => comparison.standing }),
  }),
});

/**
 * The plans of others, for the same movement, that a plan says it carries out or rests on ("căn cứ"), as far as the
 * caller may see them.
 */
async function carriedOut(context: CampaignsContext, plan: Plan): Promise<Plan[]> {
  const citations = await citationsOf(context).load(plan.id);
  const ids = citations.flatMap(({ relation, citedPlanId }) => (relation !== 'REFERS_TO' && citedPlanId) || []);
  const found = await Promise.all([...new Set(ids)].map((id) => planById(context).load(id)));
  return found.filter(
    (cited): cited is Plan =>
      cited !== null && cited.movementCode === plan.movementCode && cited.tenantId !== plan.tenantId,
  );
}

async function partsWithRule(context: CampaignsContext, plan: Plan): Promise<TargetPart[]> {
  const targets = await targetsOf(context).load(plan.id);
  const parts = await Promise.all(targets.map((target) => targetPartsOf(context).load(target.id)));
  return parts.flat().filter((part) => part.rule !== null);
}

const tightestFirst: RuleStanding[] = ['TIGHTER', 'EQUAL', 'LOOSER'];

function held(part: TargetPart, own: readonly TargetPart[]): Pick<TargetComparison, 'part' | 'standing'> {
  const rule = ruleOf(part.rule);
  const candidates = own.flatMap((candidate) => {
    const mine = ruleOf(candidate.rule);
    const standing = rule && mine && compareRules(mine, rule);
    return standing ? [{ part: candidate, standing }] : [];
  });
  candidates.sort((a, b) => tightestFirst.indexOf(a.standing) - tightestFirst.indexOf(b.standing));
  return candidates[0] ?? { part: null, standing: 'MISSING' };
}

builder.objectField(PlanRef, 'carriesOut', (t) =>
  t.field({
    type: [PlanRef],
    description: "The superiors' plans that this one carries out, where they are in the system and may be seen.",
    resolve: (plan, _args, context) => carriedOut(context, plan),
  }),
);

builder.objectField(PlanRef, 'comparison', (t) =>
  t.field({
    type: [TargetComparisonRef],
    description: 'How its targets stand to every computable one of the plans it carries out.',
    resolve: async (plan, _args, context) => {
      const own = await partsWithRule(context, plan);
      const superiors = await carriedOut(context, plan);
      const theirs = await Promise.all(superiors.map((superior) => partsWithRule(context, superior)));
      return superiors.flatMap((superior, i) =>
        (theirs[i] ?? []).map((superiorPart) => ({ superior, superiorPart, ...held(superiorPart, own) })),
      );
    },
  }),
);
