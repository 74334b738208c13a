import type {
  Prisma,
  Report,
  ReportFigure,
  ReportQuote,
  ReportSection,
  ReportVersion,
} from '@thi-dua/prisma/generated/campaigns/client';
import type { CursorKey } from '@thi-dua/schema/connection';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import type { CampaignsContext } from '../builder.js';
import { positionOf } from './outline.js';
import { readsDrafts, reportFilter } from './report-policy.js';

/** A report the caller may see; null for one that it may not, as for one that does not exist. */
export const reportById = defineLoader<CampaignsContext, string, Report | null>(async (ids, context) => {
  const rows = await context.db.report.findMany({
    where: { AND: [{ id: { in: [...ids] } }, await reportFilter(context)] },
  });
  return inOrder(ids, rows, (row) => row.id);
});

/** What was submitted of reports that were seen, oldest first; drafts come by {@link draftOf} alone. */
export const submittedVersions = defineLoader<CampaignsContext, string, ReportVersion[]>(async (ids, context) => {
  const rows = await context.db.reportVersion.findMany({
    where: { reportId: { in: [...ids] }, status: { not: 'DRAFT' } },
    orderBy: { number: 'asc' },
  });
  return ids.map((id) => rows.filter((row) => row.reportId === id));
});

const drafts = defineLoader<CampaignsContext, string, ReportVersion | null>(async (ids, context) => {
  const rows = await context.db.reportVersion.findMany({ where: { reportId: { in: [...ids] }, status: 'DRAFT' } });
  return inOrder(ids, rows, (row) => row.reportId);
});

/** The version that is being written, for whoever acts for the report's tenant; null for everyone else. */
export async function draftOf(context: CampaignsContext, report: Report): Promise<ReportVersion | null> {
  return (await readsDrafts(context, report.tenantId)) ? drafts(context).load(report.id) : null;
}

/** Forgets what was read of a report, after a write. */
export function forget(context: CampaignsContext, id: string): void {
  reportById(context).clear(id);
  submittedVersions(context).clear(id);
  drafts(context).clear(id);
}

/** What belongs to versions that were seen, by version. */
export const ofVersions = <Row extends { versionId: string }>(
  read: (context: CampaignsContext, ids: string[]) => Promise<Row[]>,
) =>
  defineLoader<CampaignsContext, string, Row[]>(async (ids, context) => {
    const rows = await read(context, [...ids]);
    const groups = new Map<string, Row[]>(ids.map((id) => [id, []]));
    for (const row of rows) groups.get(row.versionId)?.push(row);
    return ids.map((id) => groups.get(id) ?? []);
  });

const inOutline = <Row extends { section: string }>(rows: Row[]) =>
  rows.sort((a, b) => positionOf(a.section) - positionOf(b.section));

/** What a version holds, for versions that were seen, in the order of the outline. */
export const sectionsOf = ofVersions<ReportSection>(async ({ db }, ids) =>
  inOutline(await db.reportSection.findMany({ where: { versionId: { in: ids } } })),
);
export const quotesOf = ofVersions<ReportQuote>(async ({ db }, ids) =>
  inOutline(await db.reportQuote.findMany({ where: { versionId: { in: ids } }, orderBy: { position: 'asc' } })),
);
export const figuresOf = ofVersions<ReportFigure>(({ db }, ids) =>
  db.reportFigure.findMany({ where: { versionId: { in: ids } }, orderBy: { position: 'asc' } }),
);

export interface ReportFilterGiven {
  tenant?: string | null;
  superior?: string | null;
  movement?: string | null;
  kind?: Report['kind'] | null;
  period?: string | null;
  year?: number | null;
  status?: Report['status'] | null;
}

async function matching(context: CampaignsContext, filter: ReportFilterGiven): Promise<Prisma.ReportWhereInput> {
  return {
    AND: [
      await reportFilter(context),
      filter.tenant ? { tenantId: filter.tenant } : {},
      filter.superior ? { superior: filter.superior } : {},
      filter.movement ? { movementCode: filter.movement } : {},
      filter.kind ? { kind: filter.kind } : {},
      filter.period ? { period: filter.period } : {},
      filter.year ? { period: { startsWith: String(filter.year) } } : {},
      filter.status ? { status: filter.status } : {},
    ],
  };
}

export const reportKey = (report: Report): CursorKey => [report.period, report.tenantId, report.id];

/** Of one period after the other, by tenant. */
export async function reportsAfter(
  context: CampaignsContext,
  filter: ReportFilterGiven,
  take: number,
  after: CursorKey | null,
): Promise<Report[]> {
  const [period = '', tenantId = '', id = ''] = (after ?? []).map(String);
  const behind: Prisma.ReportWhereInput =
    after === null
      ? {}
      : {
          OR: [
            { period: { gt: period } },
            { period, tenantId: { gt: tenantId } },
            { period, tenantId, id: { gt: id } },
          ],
        };
  return context.db.report.findMany({
    where: { AND: [await matching(context, filter), behind] },
    orderBy: [{ period: 'asc' }, { tenantId: 'asc' }, { id: 'asc' }],
    take,
  });
}

export const countReports = async (context: CampaignsContext, filter: ReportFilterGiven): Promise<number> =>
  context.db.report.count({ where: await matching(context, filter) });
