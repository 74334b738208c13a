import type { Report, ReportVersion } from '@thi-dua/prisma/generated/campaigns/client';
import { readGlobalUuid } from '@thi-dua/schema/global-id';
import type { CampaignsContext } from '../builder.js';
import { callerActsFor } from '../plan/plan-policy.js';
import { fault } from '../plan/plan-result.js';
import { type ReportResult, refused } from './report-result.js';
import { draftOf, reportById } from './report-store.js';

type Found<T> = T | { refusal: ReportResult };

/** The report that the caller means; one that may not be seen and one that does not exist get the same answer. */
export async function seenReport(context: CampaignsContext, id: string): Promise<Found<{ report: Report }>> {
  const inner = readGlobalUuid('Report', id);
  const report = inner === null ? null : await reportById(context).load(inner);
  return report === null ? { refusal: refused([fault('NOT_FOUND', 'There is no such report.', 'id')]) } : { report };
}

/** Of those, one that the caller writes. */
export async function ownReport(context: CampaignsContext, id: string): Promise<Found<{ report: Report }>> {
  const found = await seenReport(context, id);
  if ('refusal' in found || (await callerActsFor(context, found.report.tenantId))) return found;
  return { refusal: refused([fault('NOT_YOURS', 'Only its own tenant writes a report.', 'id')]) };
}

export const stale = (): ReportResult =>
  refused([
    fault('STALE_VERSION', 'The report was changed since you read it. Read it again, then repeat your change.', 'edit'),
  ]);

/** The draft of the caller's own report, as it was read where `edit` says so. */
export async function ownDraft(
  context: CampaignsContext,
  id: string,
  edit: number | null | undefined,
): Promise<Found<{ report: Report; draft: ReportVersion }>> {
  const found = await ownReport(context, id);
  if ('refusal' in found) return found;
  const draft = await draftOf(context, found.report);
  if (draft === null) {
    return {
      refusal: refused([
        fault(
          'NOT_A_DRAFT',
          'No version is being written: begin one with reviseReport once this one was judged.',
          'id',
        ),
      ]),
    };
  }
  if (typeof edit === 'number' && draft.edit !== edit) return { refusal: stale() };
  return { report: found.report, draft };
}
