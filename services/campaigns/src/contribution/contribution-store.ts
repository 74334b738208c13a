import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import type { CursorKey } from '@thi-dua/schema/connection';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import type { SubjectKind } from '@thi-dua/schema/subject-kind';
import type { CampaignsContext } from '../builder.js';
import { behindDay, withinUnit } from '../standing/dated-list.js';
import { visibleContributions } from './contribution-policy.js';

export const CONTRIBUTION_KINDS = ['MONEY', 'GOODS', 'LABOUR'] as const;
export type ContributionKind = (typeof CONTRIBUTION_KINDS)[number];
export const RECIPIENTS = ['LOCALITY', 'HOUSEHOLD_GROUP', 'MODEL'] as const;
export type Recipient = (typeof RECIPIENTS)[number];

export const STATUSES = ['PLEDGED', 'PARTLY_GIVEN', 'GIVEN', 'CANCELLED'] as const;
export type ContributionStatus = (typeof STATUSES)[number];

/** As it is stored; days and decimals as text. */
export interface Contribution {
  id: string;
  tenantId: string;
  kind: ContributionKind;
  contributorKind: SubjectKind;
  contributor: string;
  recipient: Recipient;
  localityId: string;
  householdGroup: string | null;
  households: number | null;
  exemplarId: string | null;
  purpose: string | null;
  goods: string | null;
  unit: string | null;
  pledged: string | null;
  pledgedQuantity: string | null;
  pledgedOn: string | null;
  recordedOn: string;
  cancelledOn: string | null;
  cancelReason: string | null;
  version: number;
  /** What was given of it so far, without what was struck. */
  given: string;
  givenQuantity: string | null;
  /** What was pledged and is still to come; null where nothing was pledged. */
  outstanding: string | null;
  status: ContributionStatus;
}

export interface Gift {
  id: string;
  contributionId: string;
  amount: string;
  quantity: string | null;
  givenOn: string;
  note: string | null;
  struckOn: string | null;
  struckReason: string | null;
}

const columns = Prisma.sql`c.id::text AS id, c.tenant_id AS "tenantId", c.kind::text AS kind, c.contributor_kind AS "contributorKind",
  c.contributor, c.recipient::text AS recipient, c.locality_id::text AS "localityId", c.household_group AS "householdGroup",
  c.households, c.exemplar_id::text AS "exemplarId", c.purpose, c.goods, c.unit, c.pledged::text AS pledged,
  c.pledged_quantity::text AS "pledgedQuantity", c.pledged_on::text AS "pledgedOn", c.recorded_on::text AS "recordedOn",
  c.cancelled_on::text AS "cancelledOn", c.cancel_reason AS "cancelReason", c.version,
  coalesce(g.amount, 0)::text AS given, g.quantity::text AS "givenQuantity",
  CASE WHEN c.cancelled_on IS NOT NULL THEN 0 ELSE CASE WHEN c.pledged IS NOT NULL THEN greatest(c.pledged - coalesce(g.amount, 0), 0) END END::text AS outstanding,
  CASE WHEN c.cancelled_on IS NOT NULL THEN 'CANCELLED' WHEN c.pledged > 0 AND g.amount IS NULL THEN 'PLEDGED'
    WHEN c.pledged > g.amount THEN 'PARTLY_GIVEN' ELSE 'GIVEN' END AS status`;
const withGiven = Prisma.sql`campaigns.contribution c LEFT JOIN LATERAL (
  SELECT sum(gift.amount) AS amount, sum(gift.quantity) AS quantity FROM campaigns.gift
  WHERE gift.contribution_id = c.id AND gift.struck_on IS NULL) AS g ON true`;

/** A contribution the caller may see; null for one that it may not, as for one that does not exist. */
export const contributionById = defineLoader<CampaignsContext, string, Contribution | null>(async (ids, context) => {
  const rows = await context.db.$queryRaw<Contribution[]>(Prisma.sql`
    SELECT ${columns} FROM ${withGiven} WHERE c.id = ANY(${[...ids]}::uuid[]) AND ${visibleContributions(context)}`);
  return inOrder(ids, rows, (row) => row.id);
});

const giftColumns = Prisma.sql`g.id::text AS id, g.contribution_id::text AS "contributionId", g.amount::text AS amount, g.quantity::text AS quantity,
  g.given_on::text AS "givenOn", g.note, g.struck_on::text AS "struckOn", g.struck_reason AS "struckReason"`;

/** What was handed over of contributions that were seen, oldest first; struck ones with it. */
export const giftsOf = defineLoader<CampaignsContext, string, Gift[]>(async (ids, context) => {
  const rows = await context.db.$queryRaw<Gift[]>(Prisma.sql`
    SELECT ${giftColumns} FROM campaigns.gift g WHERE g.contribution_id = ANY(${[...ids]}::uuid[]) ORDER BY g.given_on, g.created_at, g.id`);
  return ids.map((id) => rows.filter((row) => row.contributionId === id));
});

/** A gift is seen where its contribution is. */
export const giftById = defineLoader<CampaignsContext, string, Gift | null>(async (ids, context) => {
  const rows = await context.db.$queryRaw<Gift[]>(Prisma.sql`
    SELECT ${giftColumns} FROM campaigns.gift g JOIN campaigns.contribution c ON c.id = g.contribution_id
    WHERE g.id = ANY(${[...ids]}::uuid[]) AND ${visibleContributions(context)}`);
  return inOrder(ids, rows, (row) => row.id);
});

export interface ContributionFilter {
  tenant?: string | null;
  kind?: ContributionKind | null;
  contributorKind?: SubjectKind | null;
  recipient?: Recipient | null;
  year?: number | null;
  locality?: { code: string; asOf: string | null } | null;
}

function matching(context: CampaignsContext, filter: ContributionFilter): Prisma.Sql {
  const { tenant, kind, contributorKind, recipient, year, locality } = filter;
  const conditions = [
    visibleContributions(context),
    ...(tenant ? [Prisma.sql`c.tenant_id = ${tenant}`] : []),
    ...(kind ? [Prisma.sql`c.kind = ${kind}::campaigns.contribution_kind`] : []),
    ...(contributorKind ? [Prisma.sql`c.contributor_kind = ${contributorKind}`] : []),
    ...(recipient ? [Prisma.sql`c.recipient = ${recipient}::campaigns.contribution_recipient`] : []),
    ...(year ? [inYear(year)] : []),
    ...(locality
      ? [withinUnit(locality, context.today, { unit: Prisma.sql`c.locality_id`, day: Prisma.sql`c.recorded_on` })]
      : []),
  ];
  return Prisma.join(conditions, ' AND ');
}

/** Pledged in the year, or given in it in part. */
function inYear(year: number): Prisma.Sql {
  const [first, next] = [Prisma.sql`${`${year}-01-01`}::date`, Prisma.sql`${`${year + 1}-01-01`}::date`];
  return Prisma.sql`((c.pledged_on >= ${first} AND c.pledged_on < ${next}) OR EXISTS (
    SELECT FROM campaigns.gift y WHERE y.contribution_id = c.id AND y.struck_on IS NULL AND y.given_on >= ${first} AND y.given_on < ${next}))`;
}

export const contributionKey = (contribution: Contribution): CursorKey => [contribution.recordedOn, contribution.id];

/** Latest first. */
export const contributionsAfter = (
  context: CampaignsContext,
  filter: ContributionFilter,
  take: number,
  after: CursorKey | null,
): Promise<Contribution[]> =>
  context.db.$queryRaw<Contribution[]>(Prisma.sql`
    SELECT ${columns} FROM ${withGiven} WHERE ${matching(context, filter)}
      ${behindDay(after, Prisma.sql`c.recorded_on`, Prisma.sql`c.id`)}
    ORDER BY c.recorded_on DESC, c.id DESC LIMIT ${take}`);

export async function countContributions(context: CampaignsContext, filter: ContributionFilter): Promise<number> {
  const [row] = await context.db.$queryRaw<{ count: number }[]>(
    Prisma.sql`SELECT count(*)::int AS count FROM campaigns.contribution c WHERE ${matching(context, filter)}`,
  );
  return row?.count ?? 0;
}
