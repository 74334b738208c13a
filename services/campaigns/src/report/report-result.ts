import type { Report } from '@thi-dua/prisma/generated/campaigns/client';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, type CampaignsContext, userError } from '../builder.js';
import { ReportRef } from './report-ref.js';
import { forget, reportById } from './report-store.js';

export interface ReportResult {
  report: Report | null;
  errors: UserError[];
}

export const ReportResultRef = builder.objectRef<ReportResult>('ReportResult').implement({
  description: 'The report as it now stands, or everything that was wrong with the input; never both.',
  fields: (t) => ({
    report: t.field({ type: ReportRef, nullable: true, resolve: (result) => result.report }),
    errors: t.field({ type: [userError], resolve: (result) => result.errors }),
  }),
});

export const refused = (errors: UserError[]): ReportResult => ({ report: null, errors });

/** The report as it stands after a write. */
export async function readAgain(context: CampaignsContext, id: string): Promise<ReportResult> {
  forget(context, id);
  return { report: await reportById(context).load(id), errors: [] };
}
