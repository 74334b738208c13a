import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import { defineLoader } from '@thi-dua/schema/context';
import type { AnnualReportKey } from '@thi-dua/schema/report-key';
import { z } from 'zod';
import type { CampaignsContext } from '../builder.js';
import { ownedBy } from '../standing/standing-sql.js';
import { Sections } from './sections.js';

/** What every service said of a unit and year: this one's own, and the others' as they gave it. */
export const FrozenSections = z.object({
  campaigns: Sections,
  units: z.unknown(),
  figures: z.unknown(),
  awards: z.unknown(),
});
export type FrozenSections = z.infer<typeof FrozenSections>;

export interface Frozen {
  at: Date;
  sections: FrozenSections;
}
interface Row {
  n: number;
  at: Date;
  sections: unknown;
}

const nameOf = ({ year, locality, boundary }: AnnualReportKey) => `${year} ${locality} ${boundary}`;

/** Frozen reports are their tenant's own, and of whoever acts for it. */
const seen = (context: CampaignsContext) =>
  context.policyEnforced ? ownedBy(context, Prisma.sql`f.tenant_id`) : Prisma.sql`true`;

/** What the caller's tenant froze of a unit and year: by itself, or with the unit above. Null where it did not. */
const frozenRow = defineLoader<CampaignsContext, AnnualReportKey, Frozen | null, string>(async (keys, context) => {
  const rows = await context.db.$queryRaw<Row[]>(Prisma.sql`
    SELECT DISTINCT ON (k.n) k.n::int AS n, f.frozen_at AS at, CASE WHEN f.locality_id = k.unit THEN f.sections ELSE p.sections END AS sections
    FROM unnest(${keys.map(({ year }) => year)}::int[], ${keys.map(({ locality }) => locality)}::uuid[],
      ${keys.map(({ boundary }) => boundary)}::date[]) WITH ORDINALITY AS k(year, unit, boundary, n)
    JOIN campaigns.frozen_report f ON f.year = k.year AND f.boundary IS NOT DISTINCT FROM k.boundary AND ${seen(context)}
    LEFT JOIN campaigns.frozen_report_part p ON p.report_id = f.id AND p.locality_id = k.unit
    WHERE f.locality_id = k.unit OR p.report_id IS NOT NULL
    ORDER BY k.n, (f.locality_id = k.unit) DESC, f.frozen_at`);
  const found = new Map(rows.map(({ n, at, sections }) => [n, { at, sections: FrozenSections.parse(sections) }]));
  return keys.map((_key, i) => found.get(i + 1) ?? null);
}, nameOf);

export const frozenOf = async (context: CampaignsContext, key: AnnualReportKey): Promise<Frozen | null> =>
  key.live ? null : frozenRow(context).load(key);

/** Whether a tenant froze that very report. */
export async function isFrozen(
  { db }: CampaignsContext,
  tenant: string,
  { year, locality, boundary }: AnnualReportKey,
): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>(Prisma.sql`
    SELECT FROM campaigns.frozen_report f WHERE f.tenant_id = ${tenant} AND f.year = ${year}
      AND f.locality_id = ${locality}::uuid AND f.boundary IS NOT DISTINCT FROM ${boundary}::date`);
  return rows.length > 0;
}

/** What is stored of a report and of those directly below it; the report itself comes first. */
export interface Snapshot {
  unit: string;
  sections: FrozenSections;
}

/** False where somebody else was first: nothing is stored then. */
export async function store(
  { db, caller }: CampaignsContext,
  tenant: string,
  { year, locality, boundary }: AnnualReportKey,
  own: FrozenSections,
  parts: readonly Snapshot[],
): Promise<boolean> {
  const [made] = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
    INSERT INTO campaigns.frozen_report (tenant_id, year, locality_id, boundary, sections, sha256, frozen_by)
    VALUES (${tenant}, ${year}, ${locality}::uuid, ${boundary}::date, ${JSON.stringify(own)}::jsonb, '', ${caller.subject})
    ON CONFLICT DO NOTHING RETURNING id::text AS id`);
  if (made === undefined) return false;
  await db.$executeRaw(Prisma.sql`
    INSERT INTO campaigns.frozen_report_part (report_id, locality_id, sections, sha256)
    SELECT ${made.id}::uuid, p.unit, p.sections::jsonb, ''
    FROM unnest(${parts.map(({ unit }) => unit)}::uuid[], ${parts.map(({ sections }) => JSON.stringify(sections))}::text[]) AS p(unit, sections)`);
  return true;
}

/** Forgets what was read, after a freeze in this execution. */
export const forgetFrozen = (context: CampaignsContext): void => {
  frozenRow(context).clearAll();
};
