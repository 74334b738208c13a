import { builder, type CampaignsContext } from '../builder.js';
import { tenantTime } from '../plan/tenant-store.js';
import { ownDraft, stale } from './own-report.js';
import { contentFaults, contentFields, headColumns, writeSections } from './report-content.js';
import { type ReportResult, ReportResultRef, readAgain, refused } from './report-result.js';

const UpdateReportInput = builder.inputType('UpdateReportInput', {
  description: 'What is left out stays as it is.',
  fields: (t) => ({
    id: t.id({ required: true }),
    edit: t.int({
      required: true,
      description: 'The `edit` of the draft you read: a change to anything else is refused.',
    }),
    title: t.string({ required: false }),
    ...contentFields(t),
  }),
});
type Input = (typeof UpdateReportInput)['$inferInput'];

async function updateReport(input: Input, context: CampaignsContext): Promise<ReportResult> {
  const found = await ownDraft(context, input.id, input.edit);
  if ('refusal' in found) return found.refusal;
  const { report, draft } = found;
  const tenant = await tenantTime(context).load(report.tenantId);
  if (tenant === null) throw new Error(`report of an unknown tenant: ${report.id}`);
  const faults = contentFaults(input, tenant, context.today);
  if (faults.length > 0) return refused(faults);
  // Of two who edit at once, one finds the draft as it read it; the other is told.
  const { count } = await context.db.reportVersion.updateMany({
    where: { id: draft.id, status: 'DRAFT', edit: input.edit },
    data: { ...headColumns(input), edit: { increment: 1 } },
  });
  if (count === 0) return stale();
  await writeSections(context, draft.id, input.sections);
  return readAgain(context, report.id);
}

builder.mutationField('updateReport', (t) =>
  t.field({
    type: ReportResultRef,
    description:
      'Edits the draft of a report. Errors: NOT_FOUND, NOT_YOURS, NOT_A_DRAFT, STALE_VERSION, and those of `draftReport` about texts and days. Role CONSOLIDATOR.',
    requiresScopes: ['reports:write'],
    authScopes: { role: 'CONSOLIDATOR' },
    args: { input: t.arg({ type: UpdateReportInput, required: true }) },
    resolve: (_root, { input }, context) => updateReport(input, context),
  }),
);
