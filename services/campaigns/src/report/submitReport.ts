import { builder, type CampaignsContext } from '../builder.js';
import { fault } from '../plan/plan-result.js';
import { freezeAnnexes, thawAnnexes } from '../report-annex/freeze-annexes.js';
import { freezeFigures } from './frozen-figures.js';
import { missingChapters } from './outline.js';
import { ownDraft, stale } from './own-report.js';
import { type ReportResult, ReportResultRef, readAgain, refused } from './report-result.js';
import { quotesOf, sectionsOf } from './report-store.js';

const SubmitReportInput = builder.inputType('SubmitReportInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    edit: t.int({ required: false, description: 'The `edit` of the draft you read: another text is not submitted.' }),
  }),
});
type Input = (typeof SubmitReportInput)['$inferInput'];

async function submitReport({ id, edit }: Input, context: CampaignsContext): Promise<ReportResult> {
  const found = await ownDraft(context, id, edit);
  if ('refusal' in found) return found.refusal;
  const { report, draft } = found;
  const [sections, quotes] = await Promise.all([sectionsOf(context).load(draft.id), quotesOf(context).load(draft.id)]);
  const missing = missingChapters([...sections, ...quotes].map(({ section }) => section));
  if (missing.length > 0) {
    return refused(
      missing.map((chapter) =>
        fault('MISSING_CHAPTER', `Chapter ${chapter} of the outline says nothing yet.`, 'sections', chapter),
      ),
    );
  }
  await freezeFigures(context, report, draft.id);
  await freezeAnnexes(context, report, draft.id);
  const { count } = await context.db.reportVersion.updateMany({
    where: { id: draft.id, status: 'DRAFT', edit: draft.edit },
    data: { status: 'SUBMITTED', submittedBy: context.caller.subject, submittedAt: new Date() },
  });
  // Edited meanwhile: nothing is kept of this attempt, or figures would stand beside a text they do not belong to.
  if (count === 0) {
    await context.db.reportFigure.deleteMany({ where: { versionId: draft.id } });
    await thawAnnexes(context, draft.id);
    return stale();
  }
  return readAgain(context, report.id);
}

builder.mutationField('submitReport', (t) =>
  t.field({
    type: ReportResultRef,
    description:
      'Submits the draft of a report to its superior, with the figures of this moment on both bases and its annexes; where a service that holds some of them is away, nothing is submitted (UNAVAILABLE); from then on the version is never altered. Errors: NOT_FOUND, NOT_YOURS, NOT_A_DRAFT, STALE_VERSION, MISSING_CHAPTER. Role CONSOLIDATOR.',
    requiresScopes: ['reports:write'],
    authScopes: { role: 'CONSOLIDATOR' },
    args: { input: t.arg({ type: SubmitReportInput, required: true }) },
    resolve: (_root, { input }, context) => submitReport(input, context),
  }),
);
