import type {
  ReportAward,
  ReportDocument,
  ReportExemplar,
  ReportResource,
  ReportStep,
} from '@thi-dua/prisma/generated/campaigns/client';
import { ofVersions } from '../report/report-store.js';

const inOrder = (ids: string[]) => ({
  where: { versionId: { in: ids } },
  orderBy: { position: 'asc' as const },
});
/** The tenant's own first, then what was drawn from below. */
const ownFirst = <Row extends { sourceReportId: string | null }>(rows: Row[]): Row[] => [
  ...rows.filter((row) => row.sourceReportId === null),
  ...rows.filter((row) => row.sourceReportId !== null),
];

/** The annexes of versions that were seen. */
export const documentsOf = ofVersions<ReportDocument>(async ({ db }, ids) =>
  ownFirst(await db.reportDocument.findMany(inOrder(ids))),
);
export const resourcesOf = ofVersions<ReportResource>(({ db }, ids) => db.reportResource.findMany(inOrder(ids)));
export const awardsOf = ofVersions<ReportAward>(({ db }, ids) => db.reportAward.findMany(inOrder(ids)));
export const exemplarsOf = ofVersions<ReportExemplar>(async ({ db }, ids) =>
  ownFirst(await db.reportExemplar.findMany(inOrder(ids))),
);
export const stepsOf = ofVersions<ReportStep>(async ({ db }, ids) =>
  ownFirst(await db.reportStep.findMany(inOrder(ids))),
);
