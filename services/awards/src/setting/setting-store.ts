import { type AwardDefault, type AwardSetting, Prisma } from '@thi-dua/prisma/generated/awards/client';
import { actedFor } from '@thi-dua/schema/authority';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import { belowToday, linesOfCaller, tenantBySlug } from '../authority.js';
import type { AwardsContext } from '../builder.js';

/** Settings are known to the tenant itself and, today, to those above and below it. */
async function settingFilter(context: AwardsContext): Promise<Prisma.AwardSettingWhereInput> {
  if (!context.policyEnforced) return {};
  const { caller, today } = context;
  const rows = await linesOfCaller(context);
  const above = rows
    .filter(
      (row) => row.basis === 'LINE' && row.subordinate === caller.tenant && row.begins <= today && today < row.ends,
    )
    .map((row) => row.superior);
  return {
    OR: [
      { tenantId: { in: [...actedFor(caller.tenant, rows, today), ...above] } },
      { tenant: belowToday(caller.tenant, today) },
    ],
  };
}

export const settingOf = defineLoader<AwardsContext, string, AwardSetting | null>(async (slugs, context) => {
  const rows = await context.db.awardSetting.findMany({
    where: { AND: [{ tenantId: { in: [...slugs] } }, await settingFilter(context)] },
  });
  return inOrder(slugs, rows, (row) => row.tenantId);
});

const defaultFor = defineLoader<AwardsContext, AwardDefault['tenantKind'], AwardDefault | null>(
  async (kinds, context) => {
    const rows = await context.db.awardDefault.findMany({ where: { tenantKind: { in: [...kinds] } } });
    return inOrder(kinds, rows, (row) => row.tenantKind);
  },
);

/** How a tenant handles nominations: what it has set, else what holds for its kind. */
export interface Procedure {
  tenant: string;
  appraiser: string | null;
  council: string | null;
  councilMembers: number | null;
  quorumPercent: number;
  approvalPercent: number;
  decideDays: number;
  escalateDays: number;
  version: number;
  /** Where the limits come from that the tenant has not set. */
  legalBasis: string;
}

export async function procedureOf(context: AwardsContext, slug: string): Promise<Procedure | null> {
  const tenant = await tenantBySlug(context).load(slug);
  const general = tenant && (await defaultFor(context).load(tenant.kind));
  if (!tenant || !general) return null;
  const own = await settingOf(context).load(slug);
  return {
    tenant: slug,
    appraiser: own?.appraiser ?? null,
    council: own?.council ?? null,
    councilMembers: own?.councilMembers ?? null,
    quorumPercent: own?.quorumPercent ?? general.quorumPercent,
    approvalPercent: own?.approvalPercent ?? general.approvalPercent,
    decideDays: own?.decideDays ?? general.decideDays,
    escalateDays: own?.escalateDays ?? general.escalateDays,
    version: own?.version ?? 0,
    legalBasis: general.legalBasis,
  };
}

/** The body that holds a role in a tenant, for the log. */
export async function bodyOf(
  context: AwardsContext,
  slug: string,
  role: 'APPRAISER' | 'COUNCIL',
): Promise<string | null> {
  const own = await settingOf(context).load(slug);
  return (role === 'APPRAISER' ? own?.appraiser : own?.council) ?? null;
}

/** What a council must reach for a form in a tenant: the law's share or the tenant's own, whichever is more. */
export async function sharesOf(context: AwardsContext, tenant: string, formKey: string) {
  const [row] = await context.db.$queryRaw<{ quorum: number; approval: number; members: number | null }[]>(
    Prisma.sql`SELECT quorum, approval, members FROM awards.shares_of(${tenant}, ${formKey})`,
  );
  if (row === undefined) throw new Error(`no shares for ${tenant}`);
  return row;
}
