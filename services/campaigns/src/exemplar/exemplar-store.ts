import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import type { CursorKey } from '@thi-dua/schema/connection';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import type { SubjectKind } from '@thi-dua/schema/subject-kind';
import type { CampaignsContext } from '../builder.js';
import { behindDay, type UnitGiven, withinUnit } from '../standing/dated-list.js';
import { type ExemplarStatus, visibleExemplars, visibleHouseholds } from './exemplar-policy.js';

/** An exemplar as it is stored; days as text. */
export interface Exemplar {
  id: string;
  tenantId: string;
  status: ExemplarStatus;
  title: string;
  topics: string[];
  subject: SubjectKind;
  summary: string;
  story: string;
  localityId: string | null;
  planId: string | null;
  recordedOn: string;
  version: number;
  writtenBy: string;
  publishedFor: string | null;
  publishedOn: string | null;
  reason: string | null;
}

export interface Household {
  exemplarId: string;
  name: string;
  address: string | null;
  contact: string | null;
  circumstances: string | null;
}

const columns = Prisma.sql`e.id::text AS id, e.tenant_id AS "tenantId", e.status::text AS status, e.title, e.topics, e.subject,
  e.summary, e.story, e.locality_id::text AS "localityId", e.plan_id::text AS "planId", e.recorded_on::text AS "recordedOn",
  e.version, e.written_by AS "writtenBy", e.published_for AS "publishedFor", e.published_on::text AS "publishedOn", e.reason`;

/** An exemplar the caller may see; null for one that it may not, as for one that does not exist. */
export const exemplarById = defineLoader<CampaignsContext, string, Exemplar | null>(async (ids, context) => {
  const rows = await context.db.$queryRaw<Exemplar[]>(Prisma.sql`
    SELECT ${columns} FROM campaigns.exemplar e WHERE e.id = ANY(${[...ids]}::uuid[]) AND ${visibleExemplars(context)}`);
  return inOrder(ids, rows, (row) => row.id);
});

/** Who the household is; null where the caller may not know it, as where nobody wrote it down. */
export const householdOf = defineLoader<CampaignsContext, string, Household | null>(async (ids, context) => {
  const rows = await context.db.$queryRaw<Household[]>(Prisma.sql`
    SELECT h.exemplar_id::text AS "exemplarId", h.name, h.address, h.contact, h.circumstances
    FROM campaigns.exemplar_household h JOIN campaigns.exemplar e ON e.id = h.exemplar_id
    WHERE h.exemplar_id = ANY(${[...ids]}::uuid[]) AND ${visibleHouseholds(context)}`);
  return inOrder(ids, rows, (row) => row.exemplarId);
});

export interface ExemplarFilter {
  text?: string | null;
  topic?: string | null;
  tenant?: string | null;
  status?: ExemplarStatus | null;
  subject?: SubjectKind | null;
  year?: number | null;
  locality?: UnitGiven | null;
}

/** Words and topics are looked up by index, which only a function that applies the policy itself can do; see the migration. */
function matching(context: CampaignsContext, filter: ExemplarFilter): Prisma.Sql {
  const { text, topic, tenant, status, subject, year, locality } = filter;
  const conditions = [
    visibleExemplars(context),
    ...(text ? [Prisma.sql`e.id IN (SELECT campaigns.exemplars_with_words(${text}))`] : []),
    ...(topic ? [Prisma.sql`e.id IN (SELECT campaigns.exemplars_on_topic(${topic}))`] : []),
    ...(tenant ? [Prisma.sql`e.tenant_id = ${tenant}`] : []),
    ...(status ? [Prisma.sql`e.status = ${status}::campaigns.exemplar_status`] : []),
    ...(subject ? [Prisma.sql`e.subject = ${subject}`] : []),
    ...(year
      ? [Prisma.sql`e.recorded_on >= ${`${year}-01-01`}::date AND e.recorded_on < ${`${year + 1}-01-01`}::date`]
      : []),
    ...(locality
      ? [withinUnit(locality, context.today, { unit: Prisma.sql`e.locality_id`, day: Prisma.sql`e.recorded_on` })]
      : []),
  ];
  return Prisma.join(conditions, ' AND ');
}

export const exemplarKey = (exemplar: Exemplar): CursorKey => [exemplar.recordedOn, exemplar.id];

/** Latest first. */
export const exemplarsAfter = (
  context: CampaignsContext,
  filter: ExemplarFilter,
  take: number,
  after: CursorKey | null,
): Promise<Exemplar[]> =>
  context.db.$queryRaw<Exemplar[]>(Prisma.sql`
    SELECT ${columns} FROM campaigns.exemplar e WHERE ${matching(context, filter)} ${behindDay(after, Prisma.sql`e.recorded_on`, Prisma.sql`e.id`)}
    ORDER BY e.recorded_on DESC, e.id DESC LIMIT ${take}`);

export async function countExemplars(context: CampaignsContext, filter: ExemplarFilter): Promise<number> {
  const [row] = await context.db.$queryRaw<{ count: number }[]>(
    Prisma.sql`SELECT count(*)::int AS count FROM campaigns.exemplar e WHERE ${matching(context, filter)}`,
  );
  return row?.count ?? 0;
}
