import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import type { CursorKey } from '@thi-dua/schema/connection';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import type { SubjectKind } from '@thi-dua/schema/subject-kind';
import type { CampaignsContext } from '../builder.js';
import { visibleSponsorships } from '../contribution/contribution-policy.js';
import { behindDay, type UnitGiven, withinUnit } from '../standing/dated-list.js';

/** As it is stored; days as text. */
export interface Sponsorship {
  id: string;
  tenantId: string;
  sponsorKind: SubjectKind;
  sponsor: string;
  localityId: string;
  households: number;
  householdNames: string[];
  support: string | null;
  begins: string;
  /** The first day on which it no longer holds. */
  ends: string | null;
  version: number;
}

const columns = Prisma.sql`s.id::text AS id, s.tenant_id AS "tenantId", s.sponsor_kind AS "sponsorKind", s.sponsor,
  s.locality_id::text AS "localityId", s.households, s.household_names AS "householdNames", s.support,
  s.begins::text AS begins, s.ends::text AS ends, s.version`;

/** A sponsorship the caller may see; null for one that it may not, as for one that does not exist. */
export const sponsorshipById = defineLoader<CampaignsContext, string, Sponsorship | null>(async (ids, context) => {
  const rows = await context.db.$queryRaw<Sponsorship[]>(Prisma.sql`
    SELECT ${columns} FROM campaigns.sponsorship s WHERE s.id = ANY(${[...ids]}::uuid[]) AND ${visibleSponsorships(context)}`);
  return inOrder(ids, rows, (row) => row.id);
});

export interface SponsorshipFilter {
  tenant?: string | null;
  sponsorKind?: SubjectKind | null;
  year?: number | null;
  locality?: UnitGiven | null;
}

function matching(context: CampaignsContext, { tenant, sponsorKind, year, locality }: SponsorshipFilter): Prisma.Sql {
  const conditions = [
    visibleSponsorships(context),
    ...(tenant ? [Prisma.sql`s.tenant_id = ${tenant}`] : []),
    ...(sponsorKind ? [Prisma.sql`s.sponsor_kind = ${sponsorKind}`] : []),
    ...(year
      ? [
          Prisma.sql`s.begins < ${`${year + 1}-01-01`}::date AND coalesce(s.ends, 'infinity') > ${`${year}-01-01`}::date`,
        ]
      : []),
    ...(locality
      ? [withinUnit(locality, context.today, { unit: Prisma.sql`s.locality_id`, day: Prisma.sql`s.begins` })]
      : []),
  ];
  return Prisma.join(conditions, ' AND ');
}

export const sponsorshipKey = (sponsorship: Sponsorship): CursorKey => [sponsorship.begins, sponsorship.id];

/** Latest first. */
export const sponsorshipsAfter = (
  context: CampaignsContext,
  filter: SponsorshipFilter,
  take: number,
  after: CursorKey | null,
): Promise<Sponsorship[]> =>
  context.db.$queryRaw<Sponsorship[]>(Prisma.sql`
    SELECT ${columns} FROM campaigns.sponsorship s WHERE ${matching(context, filter)}
      ${behindDay(after, Prisma.sql`s.begins`, Prisma.sql`s.id`)}
    ORDER BY s.begins DESC, s.id DESC LIMIT ${take}`);

export async function countSponsorships(context: CampaignsContext, filter: SponsorshipFilter): Promise<number> {
  const [row] = await context.db.$queryRaw<{ count: number }[]>(
    Prisma.sql`SELECT count(*)::int AS count FROM campaigns.sponsorship s WHERE ${matching(context, filter)}`,
  );
  return row?.count ?? 0;
}
