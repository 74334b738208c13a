import { readGlobalId, toGlobalId } from '@thi-dua/schema/global-id';
import { parse } from 'graphql';
import type { CampaignsContext } from '../builder.js';
import { type DatedStep, dueDays } from '../deadline/due-day.js';
import { asDate, asDay } from '../plan/plan-dates.js';
import { milestonesOf, targetsOf } from '../plan/plan-store.js';
import { briefOfTarget } from '../plan/rule-brief.js';
import type { Frozen } from './freeze-annexes.js';

const progressDocument = parse(`
  query ($targets: [_Any!]!, $asOf: Date!) {
    _entities(representations: $targets) { ... on Target {
      id
      provisional: progress(basis: PROVISIONAL, asOf: $asOf) { verdict }
      official: progress(basis: OFFICIAL, asOf: $asOf) { verdict }
    } } }`);

interface TargetProgress {
  id: string;
  provisional: { verdict: string } | null;
  official: { verdict: string } | null;
}

/**
 * Annex 06: of each plan of the tenant that holds in the period, how its targets stand on the period's last day, or today if
 * that comes first, on both bases; then its steps that were due within the period.
 */
export async function freezeSteps(
  context: CampaignsContext,
  { report: { tenantId, movementCode }, versionId, first, last, year }: Frozen,
): Promise<void> {
  const { db, today } = context;
  const plans = await db.plan.findMany({
    where: {
      tenantId,
      movementCode,
      status: { not: 'DRAFT' },
      amendments: { none: { status: { not: 'DRAFT' } } },
      AND: [
        { OR: [{ periodFrom: null }, { periodFrom: { lte: year } }] },
        { OR: [{ periodTo: null }, { periodTo: { gte: year } }] },
        { OR: [{ issuedOn: null }, { issuedOn: { lte: asDate(last) ?? last } }] },
        { OR: [{ closedOn: null }, { closedOn: { gte: asDate(first) ?? first } }] },
      ],
    },
    orderBy: [{ issuedOn: 'asc' }, { id: 'asc' }],
  });
  const targets = (await Promise.all(plans.map(({ id }) => targetsOf(context).load(id)))).flat();
  const briefs = await Promise.all(targets.map((target) => briefOfTarget(target, context)));
  const asked = targets.flatMap(({ id }, i) => {
    const brief = briefs[i];
    return brief ? [{ __typename: 'Target', id: toGlobalId('Target', id), ruleSpec: JSON.stringify(brief) }] : [];
  });
  const { _entities } =
    asked.length === 0
      ? { _entities: [] }
      : await context.ask<{ _entities: (TargetProgress | null)[] }>('indicators', progressDocument, {
          targets: asked,
          asOf: last < today ? last : today,
        });
  const progress = new Map(
    _entities.flatMap((found) => {
      const id = found && readGlobalId('Target', found.id);
      return id ? [[id, found] as const] : [];
    }),
  );
  const rows = await Promise.all(
    plans.map(async (plan) => {
      const until = asDay(plan.closedOn);
      const of = { planId: plan.id, tenant: tenantId };
      const promised = targets
        .filter(({ planId }) => planId === plan.id)
        .map(({ id, clause, text }) => {
          const { provisional, official } = progress.get(id) ?? {};
          const verdicts = { provisional: provisional?.verdict ?? null, official: official?.verdict ?? null };
          return { ...of, clause, text, dueOn: null, ...verdicts };
        });
      const due = (await milestonesOf(context).load(plan.id)).flatMap((milestone) =>
        dueDays(milestone as DatedStep, { from: plan.periodFrom, to: plan.periodTo }, first, last)
          .filter(({ on }) => until === null || on <= until)
          .map(({ on }) => ({ ...of, clause: milestone.clause, text: milestone.text, dueOn: asDate(on) })),
      );
      return [...promised, ...due];
    }),
  );
  const drawn = await db.reportStep.count({ where: { versionId } });
  await db.reportStep.createMany({ data: rows.flat().map((row, i) => ({ ...row, versionId, position: drawn + i })) });
}
