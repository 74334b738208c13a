import {
  type Milestone,
  type Plan,
  Prisma,
  type Report,
  type ReportDuty,
} from '@thi-dua/prisma/generated/campaigns/client';
import { actsFor } from '@thi-dua/schema/authority';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import { today as dayOf } from '@thi-dua/schema/day';
import type { CampaignsContext } from '../builder.js';
import { type DatedStep, dueDays } from '../deadline/due-day.js';
import { asDate, asDay } from '../plan/plan-dates.js';
import { callerActsFor, linesOf, planFilter } from '../plan/plan-policy.js';
import { reportFilter, standsAbove } from '../report/report-policy.js';
import { dutyFilter } from './duty-policy.js';
import { occurrencesOf, type Standing, standingOf } from './occurrence.js';

/** A duty that the caller may know of; null for one that it may not, as for one that does not exist. */
export const dutyById = defineLoader<CampaignsContext, string, ReportDuty | null>(async (ids, context) => {
  const rows = await context.db.reportDuty.findMany({
    where: { AND: [{ id: { in: [...ids] } }, await dutyFilter(context)] },
  });
  return inOrder(ids, rows, (row) => row.id);
});

/** A report that one tenant owes another by a day. */
export interface Owed {
  tenant: string;
  superior: string;
  movement: string;
  kind: Report['kind'];
  period: string;
  dueOn: string;
  standing: Standing;
  report: Report | null;
  /** Where it says so: a step of a plan, or a duty that the superior has set. */
  plan: Plan | null;
  milestone: Milestone | null;
  duty: ReportDuty | null;
}
type Claim = Omit<Owed, 'tenant' | 'standing' | 'report'> & { only: string | null };

export interface OwedFilter {
  tenant?: string | null;
  superior?: string | null;
  movement?: string | null;
  standing?: Standing | null;
}

/** A line from one tenant directly to the next, for a time (half-open). */
export interface Line {
  superior: string;
  subordinate: string;
  begins: string;
  ends: string;
}

/** The lines, from one tenant directly to the next, by which something could be owed. */
async function linesBetween(context: CampaignsContext, by: Prisma.Sql): Promise<Line[]> {
  return context.db.$queryRaw<Line[]>(Prisma.sql`
    SELECT l.superior, l.subordinate, l.begins::text AS begins, l.ends::text AS ends
    FROM map.tenant_line l WHERE ${by} ORDER BY l.subordinate`);
}

/** The lines to those directly below tenants of whose duties the caller knows. */
export const linesOfSuperiors = (context: CampaignsContext, superiors: readonly string[]): Promise<Line[]> =>
  linesBetween(context, Prisma.sql`l.superior = ANY(${[...superiors]}::text[])`);

/** Whether the caller may know what a tenant owes, or is owed: it acts for it, or stands above it. */
async function knows(context: CampaignsContext, tenant: string): Promise<boolean> {
  if (!context.policyEnforced) return true;
  return (await callerActsFor(context, tenant)) || standsAbove(context, tenant);
}

/**
 * The lines the caller asks about and may know of: what a tenant owes, what is owed to one, or without either its own
 * of both kinds. A line is known to both its ends and to those above; one that is not is answered as one that is none.
 */
async function linesAsked(context: CampaignsContext, { tenant, superior }: OwedFilter): Promise<Line[]> {
  const own = await ownTenants(context);
  const asked =
    tenant || superior
      ? Prisma.sql`(${tenant ?? null}::text IS NULL OR l.subordinate = ${tenant ?? null})
          AND (${superior ?? null}::text IS NULL OR l.superior = ${superior ?? null})`
      : Prisma.sql`l.superior = ANY(${own}::text[]) OR l.subordinate = ANY(${own}::text[])`;
  const lines = await linesBetween(context, asked);
  const superiors = [...new Set(lines.map((line) => line.superior))];
  const known = new Set<string>();
  for (const slug of superiors) if (await knows(context, slug)) known.add(slug);
  return lines.filter((line) => known.has(line.superior) || own.includes(line.subordinate));
}

async function ownTenants(context: CampaignsContext): Promise<string[]> {
  const { tenant } = context.caller;
  const rows = await linesOf(context).load(tenant);
  return [tenant, ...rows.map((row) => row.subordinate)].filter(
    (slug, i, all) => all.indexOf(slug) === i && actsFor(tenant, slug, rows, context.today),
  );
}

/** What plans ask: a step REPORT_DUE on a day binds those directly below the plan's owner on that day. */
async function claimsOfPlans(
  context: CampaignsContext,
  superiors: string[],
  first: string,
  last: string,
): Promise<Claim[]> {
  const plans = await context.db.plan.findMany({
    where: {
      AND: [
        await planFilter(context),
        {
          tenantId: { in: superiors },
          status: { not: 'DRAFT' },
          amendments: { none: { status: { not: 'DRAFT' } } },
          OR: [{ closedOn: null }, { closedOn: { gte: asDate(first) ?? undefined } }],
        },
      ],
    },
    include: { milestones: { where: { kinds: { has: 'REPORT_DUE' } }, orderBy: { position: 'asc' } } },
  });
  return plans.flatMap(({ milestones, ...plan }) => {
    const until = asDay(plan.closedOn);
    return milestones.flatMap((milestone) =>
      dueDays(milestone as DatedStep, { from: plan.periodFrom, to: plan.periodTo }, first, last)
        .filter(({ on }) => until === null || on <= until)
        .map(
          ({ on }): Claim => ({
            superior: plan.tenantId,
            movement: plan.movementCode,
            kind: reportKindOf(milestone.kinds),
            period: on.slice(0, 4),
            dueOn: on,
            plan,
            milestone,
            duty: null,
            only: null,
          }),
        ),
    );
  });
}

/** What a step that asks for a report asks for. */
export const reportKindOf = (kinds: readonly string[]): Report['kind'] =>
  kinds.includes('FINAL_REVIEW') ? 'FINAL' : kinds.includes('INTERIM_REVIEW') ? 'INTERIM' : 'ANNUAL';

async function claimsSet(
  context: CampaignsContext,
  superiors: string[],
  first: string,
  last: string,
): Promise<Claim[]> {
  const duties = await context.db.reportDuty.findMany({
    where: { tenantId: { in: superiors } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return duties.flatMap((duty) =>
    occurrencesOf({ ...duty, setOn: asDay(duty.setOn) ?? '', withdrawnOn: asDay(duty.withdrawnOn) }, first, last).map(
      ({ on, period }): Claim => ({
        superior: duty.tenantId,
        movement: duty.movementCode,
        kind: duty.kind,
        period,
        dueOn: on,
        plan: null,
        milestone: null,
        duty,
        only: duty.subordinate,
      }),
    ),
  );
}

type Key = Pick<Owed, 'tenant' | 'superior' | 'movement' | 'kind' | 'period'>;
const nameOf = ({ tenant, superior, movement, kind, period }: Key) =>
  [tenant, superior, movement, kind, period].join('|');

/**
 * The reports that fall due from one day to another, both included, as far as the caller may know of them: with those
 * that are missing. What a superior has set itself takes the place of what its plan says about the same report.
 */
export async function owedBetween(
  context: CampaignsContext,
  filter: OwedFilter,
  first: string,
  last: string,
): Promise<Owed[]> {
  const lines = await linesAsked(context, filter);
  const owed = await owedAlong(context, lines, first, last, filter.movement);
  return owed.filter(({ standing }) => !filter.standing || standing === filter.standing);
}

/** The same along lines that the caller may know of. */
export async function owedAlong(
  context: CampaignsContext,
  lines: readonly Line[],
  first: string,
  last: string,
  movement?: string | null,
): Promise<Owed[]> {
  const superiors = [...new Set(lines.map(({ superior }) => superior))];
  if (superiors.length === 0) return [];
  const claims = [
    ...(await claimsOfPlans(context, superiors, first, last)),
    ...(await claimsSet(context, superiors, first, last)),
  ].filter((claim) => !movement || claim.movement === movement);
  const owed = new Map<string, Omit<Owed, 'standing' | 'report'>>();
  for (const { only, ...claim } of claims) {
    for (const { superior, subordinate, begins, ends } of lines) {
      if (superior !== claim.superior || !(begins <= claim.dueOn && claim.dueOn < ends)) continue;
      if (only !== null && only !== subordinate) continue;
      const one = { ...claim, tenant: subordinate };
      owed.set(nameOf(one), one);
    }
  }
  const found = await withReports(context, [...owed.values()]);
  return found.sort((a, b) => (isBefore(owedKey(a), owedKey(b)) ? -1 : 1));
}

async function withReports(context: CampaignsContext, owed: readonly Omit<Owed, 'standing' | 'report'>[]) {
  const distinct = (pick: (one: (typeof owed)[number]) => string) => [...new Set(owed.map(pick))];
  const reports = await context.db.report.findMany({
    where: {
      AND: [
        await reportFilter(context),
        {
          tenantId: { in: distinct(({ tenant }) => tenant) },
          superior: { in: distinct(({ superior }) => superior) },
          period: { in: distinct(({ period }) => period) },
        },
      ],
    },
    include: { versions: { where: { status: { in: ['SUBMITTED', 'ACCEPTED'] } } } },
  });
  const byName = new Map(
    reports.map(({ versions, ...report }) => [
      nameOf({ ...report, tenant: report.tenantId, superior: report.superior ?? '', movement: report.movementCode }),
      { report, arrivals: versions.flatMap(({ submittedAt }) => (submittedAt ? [dayOf(submittedAt)] : [])) },
    ]),
  );
  return owed.map((one): Owed => {
    const { report = null, arrivals = [] } = byName.get(nameOf(one)) ?? {};
    return { ...one, report, standing: standingOf(one.dueOn, arrivals, context.today) };
  });
}

export type OwedKey = [on: string, tenant: string, superior: string, movement: string, kind: string, period: string];
export const owedKey = ({ dueOn, tenant, superior, movement, kind, period }: Owed): OwedKey => [
  dueOn,
  tenant,
  superior,
  movement,
  kind,
  period,
];

export function isBefore(a: OwedKey, b: OwedKey): boolean {
  const at = a.findIndex((part, i) => part !== b[i]);
  return at !== -1 && (a[at] ?? '') < (b[at] ?? '');
}
