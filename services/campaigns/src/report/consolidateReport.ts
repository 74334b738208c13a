import type { Report } from '@thi-dua/prisma/generated/campaigns/client';
import { readGlobalUuid } from '@thi-dua/schema/global-id';
import { builder, type CampaignsContext } from '../builder.js';
import { fault } from '../plan/plan-result.js';
import { drawAnnexes } from '../report-annex/drawn-annexes.js';
import { isSection, OUTLINE } from './outline.js';
import { ownDraft, stale } from './own-report.js';
import { quotedFrom, type SourceReport } from './quoted.js';
import { reportFilter } from './report-policy.js';
import { type ReportResult, ReportResultRef, readAgain, refused } from './report-result.js';
import { quotesOf, submittedVersions } from './report-store.js';

const ConsolidateReportInput = builder.inputType('ConsolidateReportInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    edit: t.int({ required: true, description: 'The `edit` of the draft you read.' }),
    sections: t.stringList({
      required: false,
      description: 'The sections that are drawn anew; left out: all. What others quote stays.',
    }),
    from: t.idList({
      required: false,
      description:
        'The accepted reports to draw from; none: the quotes are taken out again. Left out: all that were accepted from those below to this tenant, of the same movement, kind and period.',
    }),
  }),
});
type Input = (typeof ConsolidateReportInput)['$inferInput'];

/** Accepted reports to the tenant on the same, as far as the caller sees them; by tenant. */
async function sources(
  context: CampaignsContext,
  report: Report,
  from: readonly string[] | null,
): Promise<SourceReport[]> {
  const { movementCode, kind, period, tenantId: superior } = report;
  const found = await context.db.report.findMany({
    where: {
      AND: [
        await reportFilter(context),
        { superior, movementCode, kind, period },
        from === null ? {} : { id: { in: [...from] } },
      ],
    },
    orderBy: [{ tenantId: 'asc' }, { id: 'asc' }],
  });
  const accepted = await Promise.all(
    found.map(async (one) =>
      (await submittedVersions(context).load(one.id)).findLast(({ status }) => status === 'ACCEPTED'),
    ),
  );
  return found.flatMap((one, i) => {
    const version = accepted[i];
    return version === undefined ? [] : [{ report: one, version }];
  });
}

async function consolidateReport(input: Input, context: CampaignsContext): Promise<ReportResult> {
  const found = await ownDraft(context, input.id, input.edit);
  if ('refusal' in found) return found.refusal;
  const { report, draft } = found;
  const keys: readonly string[] = input.sections ?? OUTLINE.map(({ key }) => key);
  const faults = keys.flatMap((key, i) =>
    isSection(key) ? [] : [fault('UNKNOWN_SECTION', 'The outline has no such section.', 'sections', String(i))],
  );
  const from = input.from?.map((id) => readGlobalUuid('Report', id)) ?? null;
  const drawn = await sources(context, report, from?.filter((id) => id !== null) ?? null);
  for (const [i, id] of (from ?? []).entries()) {
    if (!drawn.some((source) => source.report.id === id)) {
      faults.push(
        fault(
          'NOT_A_SOURCE',
          'It is no accepted report to this tenant on the same movement and period.',
          'from',
          String(i),
        ),
      );
    }
  }
  if (faults.length > 0) return refused(faults);
  const quotes = (await Promise.all(drawn.map((source) => quotedFrom(context, source, keys)))).flat();
  const { count } = await context.db.reportVersion.updateMany({
    where: { id: draft.id, status: 'DRAFT', edit: input.edit },
    data: { edit: { increment: 1 } },
  });
  if (count === 0) return stale();
  await context.db.reportQuote.deleteMany({ where: { versionId: draft.id, section: { in: [...keys] } } });
  if (quotes.length > 0)
    await context.db.reportQuote.createMany({
      data: quotes.map((quote, position) => ({ versionId: draft.id, position, ...quote })),
    });
  await drawAnnexes(context, draft.id, drawn, keys);
  quotesOf(context).clear(draft.id);
  return readAgain(context, report.id);
}

builder.mutationField('consolidateReport', (t) =>
  t.field({
    type: ReportResultRef,
    description:
      'Draws into the draft of a report, section by section, what the accepted reports of those below say, each with its source and version; a second time, what they say by then. With a section come the rows of its annex (I: 01, II.1: 06, II.4: 05). Errors: NOT_FOUND, NOT_YOURS, NOT_A_DRAFT, STALE_VERSION, UNKNOWN_SECTION, NOT_A_SOURCE. Role CONSOLIDATOR.',
    requiresScopes: ['reports:write'],
    authScopes: { role: 'CONSOLIDATOR' },
    args: { input: t.arg({ type: ConsolidateReportInput, required: true }) },
    resolve: (_root, { input }, context) => consolidateReport(input, context),
  }),
);
