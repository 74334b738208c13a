import type { Report } from '@thi-dua/prisma/generated/campaigns/client';
import type { CampaignsContext } from '../builder.js';
import { asDay } from '../plan/plan-dates.js';
import { reportPeriod } from '../report/report-period.js';
import { freezeAwards } from './frozen-awards.js';
import { freezeDocuments } from './frozen-documents.js';
import { freezeExemplars } from './frozen-exemplars.js';
import { freezeResources } from './frozen-resources.js';
import { freezeSteps } from './frozen-steps.js';
import { reportedUnits } from './reported-units.js';

/** What the annexes are made from: a report, the version that is submitted, and the days it is about. */
export interface Frozen {
  report: Report;
  versionId: string;
  first: string;
  last: string;
  year: number;
}

/**
 * Writes beside a draft what the system holds at this moment for annexes 01 and 03 to 06. A service that is asked and is away
 * makes the whole submission fail (UNAVAILABLE), and nothing of it is kept: a version is frozen whole or not at all.
 */
export async function freezeAnnexes(context: CampaignsContext, report: Report, versionId: string): Promise<void> {
  const period = reportPeriod(report.period);
  if (period === null) throw new Error(`report on no period: ${report.id}`);
  const frozen = { report, versionId, first: period.first, last: period.last, year: Number(period.first.slice(0, 4)) };
  await freezeDocuments(context, frozen);
  await freezeExemplars(context, frozen);
  await freezeSteps(context, frozen);
  const tenant = await context.db.tenant.findUnique({ where: { slug: report.tenantId } });
  if (!tenant?.localityId) return;
  const units = await reportedUnits(context, tenant.localityId, asDay(report.recordDate) ?? period.last);
  await freezeResources(context, frozen, units);
  await freezeAwards(context, frozen, units);
}

/** Takes out again what {@link freezeAnnexes} wrote; what was drawn from below stays. */
export async function thawAnnexes({ db }: CampaignsContext, versionId: string): Promise<void> {
  const own = { where: { versionId, sourceReportId: null } };
  await db.reportDocument.deleteMany(own);
  await db.reportExemplar.deleteMany(own);
  await db.reportStep.deleteMany(own);
  await db.reportResource.deleteMany({ where: { versionId } });
  await db.reportAward.deleteMany({ where: { versionId } });
}
