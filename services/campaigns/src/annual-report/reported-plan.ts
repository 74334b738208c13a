import type { Plan } from '@thi-dua/prisma/generated/campaigns/client';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import { z } from 'zod';
import type { CampaignsContext } from '../builder.js';
import { asDay } from '../plan/plan-dates.js';
import { lastDayOf, type ReportScope } from './scope.js';

/** A tenant in words. */
export const NamedTenant = z.object({ slug: z.string(), name: z.string() });
export type NamedTenant = z.infer<typeof NamedTenant>;

/** A plan in words, as it stood at the end of a report's years: plain data, so that it can be frozen. */
export const ReportedPlan = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(['ISSUED', 'CLOSED']),
  periodFrom: z.number().nullable(),
  periodTo: z.number().nullable(),
  tenant: NamedTenant,
  type: z.string(),
  number: z.string().nullable(),
  symbol: z.string().nullable(),
  issuedOn: z.string().nullable(),
  issuer: z.string(),
});
export type ReportedPlan = z.infer<typeof ReportedPlan>;

export const tenantNamed = defineLoader<CampaignsContext, string, NamedTenant>(async (slugs, { db }) => {
  const rows = await db.tenant.findMany({ where: { slug: { in: [...slugs] } }, select: { slug: true, name: true } });
  return inOrder(slugs, rows, ({ slug }) => slug).map(
    (row, i) => row ?? { slug: slugs[i] ?? '', name: slugs[i] ?? '' },
  );
});

/** A plan closed later than the years was still in force at their end. */
export async function reportedPlan(
  context: CampaignsContext,
  scope: Pick<ReportScope, 'to'>,
  plan: Plan,
): Promise<ReportedPlan> {
  const { id, title, periodFrom, periodTo, documentType: type, number, symbol, issuer } = plan;
  const closed = (asDay(plan.closedOn) ?? '9999') <= lastDayOf(scope);
  return {
    id,
    title,
    status: closed ? 'CLOSED' : 'ISSUED',
    periodFrom,
    periodTo,
    tenant: await tenantNamed(context).load(plan.tenantId),
    type,
    number,
    symbol,
    issuedOn: asDay(plan.issuedOn),
    issuer,
  };
}
