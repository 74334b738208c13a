import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import { builder, type CampaignsContext } from '../builder.js';
import { fault } from '../plan/plan-result.js';
import { nfc, textFault } from '../plan/plan-text.js';
import { carryAnnexes } from '../report-annex/drawn-annexes.js';
import { ownReport } from './own-report.js';
import { type ReportResult, ReportResultRef, readAgain, refused } from './report-result.js';
import { draftOf, submittedVersions } from './report-store.js';

const ReviseReportInput = builder.inputType('ReviseReportInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    changes: t.string({
      required: true,
      description: 'What the new version changes, in words, for those who read it.',
    }),
  }),
});
type Input = (typeof ReviseReportInput)['$inferInput'];

async function reviseReport({ id, changes }: Input, context: CampaignsContext): Promise<ReportResult> {
  const found = await ownReport(context, id);
  if ('refusal' in found) return found.refusal;
  const { report } = found;
  const former = (await submittedVersions(context).load(report.id)).at(-1);
  const faults = textFault(changes, 'changes');
  if ((await draftOf(context, report)) !== null)
    faults.push(fault('DRAFT_EXISTS', 'A version is being written already: edit it.', 'id'));
  else if (former?.status === 'SUBMITTED')
    faults.push(fault('NOT_JUDGED', 'The version submitted last waits to be accepted or returned.', 'id'));
  if (former === undefined || faults.length > 0) return refused(faults);
  const { title, documentNumber, symbol, issuedOn } = former;
  const version = await context.db.reportVersion.create({
    data: {
      reportId: report.id,
      number: former.number + 1,
      title,
      documentNumber,
      symbol,
      issuedOn,
      changes: nfc(changes),
      createdBy: context.caller.subject,
    },
  });
  for (const [table, columns] of [
    ['report_section', 'section, text'],
    ['report_quote', 'section, position, source_report_id, source_number, source_tenant, text'],
  ] as const) {
    await context.db.$executeRaw(Prisma.sql`
      INSERT INTO campaigns.${Prisma.raw(table)} (version_id, ${Prisma.raw(columns)})
      SELECT ${version.id}::uuid, ${Prisma.raw(columns)} FROM campaigns.${Prisma.raw(table)}
      WHERE version_id = ${former.id}::uuid`);
  }
  await carryAnnexes(context, former.id, version.id);
  return readAgain(context, report.id);
}

builder.mutationField('reviseReport', (t) =>
  t.field({
    type: ReportResultRef,
    description:
      'Begins a new version with what the last one says, to mend one that was returned or to correct one that was accepted; both stay as they are. Errors: NOT_FOUND, NOT_YOURS, DRAFT_EXISTS, NOT_JUDGED, EMPTY. Role CONSOLIDATOR.',
    requiresScopes: ['reports:write'],
    authScopes: { role: 'CONSOLIDATOR' },
    args: { input: t.arg({ type: ReviseReportInput, required: true }) },
    resolve: (_root, { input }, context) => reviseReport(input, context),
  }),
);
