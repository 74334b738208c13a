import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import type { CampaignsContext } from '../builder.js';
import type { Standing } from '../standing/standing.js';
import { overseenBy, ownedBy } from '../standing/standing-sql.js';

/** A record of what was given is its owner's and that of whoever stands above; everyone else knows totals (design, section 2). */
export const maySeeContribution = (standing: Standing): boolean => standing.owner || standing.superior;

const seen = (context: CampaignsContext, owner: Prisma.Sql, day: Prisma.Sql): Prisma.Sql =>
  context.policyEnforced
    ? Prisma.sql`(${ownedBy(context, owner)} OR ${overseenBy(context, owner, day)})`
    : Prisma.sql`true`;

/** The same rule as a condition on `campaigns.contribution c`. */
export const visibleContributions = (context: CampaignsContext): Prisma.Sql =>
  seen(context, Prisma.sql`c.tenant_id`, Prisma.sql`c.recorded_on`);

/** And on `campaigns.sponsorship s`. */
export const visibleSponsorships = (context: CampaignsContext): Prisma.Sql =>
  seen(context, Prisma.sql`s.tenant_id`, Prisma.sql`s.begins`);
