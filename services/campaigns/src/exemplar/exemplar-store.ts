import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import type { CursorKey } from '@thi-dua/schema/connection';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import { badInput } from '@thi-dua/schema/errors';
import { readGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import { isDay } from '@thi-dua/schema/scalars';
import type { CampaignsContext } from '../builder.js';
import type { SUBJECT_KINDS } from '../plan/criterion-graph.js';
import { type ExemplarStatus, visibleExemplars, visibleHouseholds } from './exemplar-policy.js';

export type SubjectKind = (typeof SUBJECT_KINDS)[number];

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
  locality?: { code: string; asOf?: string | null } | null;
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
    ...(locality ? [within(locality.code, locality.asOf ?? null, context.today)] : []),
  ];
  return Prisma.join(conditions, ' AND ');
}

/** It lies in the unit that bore the code on the day (left out: the last that bore it), by the map of its own day. */
const within = (code: string, asOf: string | null, today: string) => Prisma.sql`EXISTS (
  SELECT FROM map.closure c
  WHERE c.ancestor_id = (
      SELECT l.id FROM map.locality l WHERE l.code = ${code} AND l.begins <= ${asOf ?? today}::date
        AND (${asOf === null} OR ${asOf ?? today}::date < l.ends) ORDER BY l.begins DESC LIMIT 1)
    AND c.descendant_id = e.locality_id AND c.begins <= e.recorded_on AND e.recorded_on < c.ends)`;

export const exemplarKey = (exemplar: Exemplar): CursorKey => [exemplar.recordedOn, exemplar.id];

function behind(after: CursorKey | null): Prisma.Sql {
  if (after === null) return Prisma.empty;
  const [day, id] = after;
  if (typeof day !== 'string' || !isDay(day) || readGlobalUuid('Exemplar', toGlobalId('Exemplar', String(id))) === null)
    throw badInput('"after" is not a cursor of this list.', 'after');
  return Prisma.sql`AND (e.recorded_on, e.id) < (${day}::date, ${id}::uuid)`;
}

/** Latest first. */
export const exemplarsAfter = (
  context: CampaignsContext,
  filter: ExemplarFilter,
  take: number,
  after: CursorKey | null,
): Promise<Exemplar[]> =>
  context.db.$queryRaw<Exemplar[]>(Prisma.sql`
    SELECT ${columns} FROM campaigns.exemplar e WHERE ${matching(context, filter)} ${behind(after)}
    ORDER BY e.recorded_on DESC, e.id DESC LIMIT ${take}`);

export async function countExemplars(context: CampaignsContext, filter: ExemplarFilter): Promise<number> {
  const [row] = await context.db.$queryRaw<{ count: number }[]>(
    Prisma.sql`SELECT count(*)::int AS count FROM campaigns.exemplar e WHERE ${matching(context, filter)}`,
  );
  return row?.count ?? 0;
}
