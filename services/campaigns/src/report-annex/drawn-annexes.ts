import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import type { CampaignsContext } from '../builder.js';
import type { SectionKey } from '../report/outline.js';
import type { SourceReport } from '../report/quoted.js';

/**
 * The annexes that list what several tenants did, each with the section it belongs to. The others hold totals of units and
 * all below them: what tenants below report of these is in them already, and is never added a second time.
 */
const LISTS: readonly { table: string; section: SectionKey; columns: string }[] = [
  { table: 'report_document', section: 'I', columns: 'tenant, plan_id, type, document_number, issued_on, title' },
  {
    table: 'report_exemplar',
    section: 'II.4',
    columns: 'tenant, exemplar_id, title, subject, topics, locality_id, published_on',
  },
  { table: 'report_step', section: 'II.1', columns: 'tenant, plan_id, clause, text, due_on, provisional, official' },
];

/**
 * Takes over into a draft what accepted reports list, each row with the report and version it was first said in; what two of
 * them hold alike stands once.
 */
export async function drawAnnexes(
  { db }: CampaignsContext,
  draftId: string,
  sources: readonly SourceReport[],
  sections: readonly string[],
): Promise<void> {
  for (const { table, columns } of LISTS.filter(({ section }) => sections.includes(section))) {
    const [into, given] = [Prisma.raw(`campaigns.${table}`), Prisma.raw(columns)];
    await db.$executeRaw(
      Prisma.sql`DELETE FROM ${into} WHERE version_id = ${draftId}::uuid AND source_report_id IS NOT NULL`,
    );
    await db.$executeRaw(Prisma.sql`
      INSERT INTO ${into} (version_id, position, source_report_id, source_number, ${given})
      SELECT ${draftId}::uuid, row_number() OVER (ORDER BY n, place) - 1, source, source_version, ${given}
      FROM (
        SELECT DISTINCT ON (${given}) s.n, a.position AS place, coalesce(a.source_report_id, s.report) AS source,
          coalesce(a.source_number, s.version_number) AS source_version, ${given}
        FROM unnest(${sources.map(({ report }) => report.id)}::uuid[], ${sources.map(({ version }) => version.id)}::uuid[],
          ${sources.map(({ version }) => version.number)}::int[]) WITH ORDINALITY AS s(report, version, version_number, n)
        JOIN ${into} a ON a.version_id = s.version
        ORDER BY ${given}, s.n, a.position
      ) AS drawn`);
  }
}

/** What was drawn into the version before goes on into the one that mends it; its own rows are read anew at submission. */
export async function carryAnnexes({ db }: CampaignsContext, formerId: string, draftId: string): Promise<void> {
  for (const { table, columns } of LISTS) {
    const [into, given] = [Prisma.raw(`campaigns.${table}`), Prisma.raw(columns)];
    await db.$executeRaw(Prisma.sql`
      INSERT INTO ${into} (version_id, position, source_report_id, source_number, ${given})
      SELECT ${draftId}::uuid, position, source_report_id, source_number, ${given}
      FROM ${into} WHERE version_id = ${formerId}::uuid AND source_report_id IS NOT NULL`);
  }
}
