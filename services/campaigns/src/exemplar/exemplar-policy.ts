import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import type { CampaignsContext } from '../builder.js';
import type { Standing } from '../standing/standing.js';
import { belowOf, overseenBy, ownedBy } from '../standing/standing-sql.js';

export type ExemplarStatus = 'SUBMITTED' | 'RETURNED' | 'PUBLISHED' | 'WITHDRAWN';

/** Once published, everyone; before and after, its owner and those above it (design, section 2). */
export const maySeeExemplar = (standing: Standing, status: ExemplarStatus): boolean =>
  status === 'PUBLISHED' || standing.owner || standing.superior;

/** What tells who a household is stays with the line: owner and superiors, and those below once it is published. */
export const maySeeHousehold = (standing: Standing, status: ExemplarStatus): boolean =>
  standing.owner || standing.superior || (status === 'PUBLISHED' && standing.subordinate);

const owner = Prisma.sql`e.tenant_id`;
const day = Prisma.sql`e.recorded_on`;

/** The same rules as conditions on `campaigns.exemplar e`. */
export const visibleExemplars = (context: CampaignsContext): Prisma.Sql =>
  context.policyEnforced
    ? Prisma.sql`(e.status = 'PUBLISHED' OR ${ownedBy(context, owner)} OR ${overseenBy(context, owner, day)})`
    : Prisma.sql`true`;

export const visibleHouseholds = (context: CampaignsContext): Prisma.Sql =>
  context.policyEnforced
    ? Prisma.sql`(${ownedBy(context, owner)} OR ${overseenBy(context, owner, day)}
        OR (e.status = 'PUBLISHED' AND ${belowOf(context, owner, day)}))`
    : Prisma.sql`true`;
