import { builder, type CampaignsContext } from '../builder.js';
import { movementByCode } from '../movement/movement-graph.js';
import { asDate } from '../plan/plan-dates.js';
import { callerActsFor } from '../plan/plan-policy.js';
import { fault } from '../plan/plan-result.js';
import { nfc } from '../plan/plan-text.js';
import { tenantTime } from '../plan/tenant-store.js';
import { superiorsOn } from './recipient.js';
import { contentFaults, contentFields, headColumns, writeSections } from './report-content.js';
import { ReportKindEnum } from './report-graph.js';
import { reportPeriod } from './report-period.js';
import { type ReportResult, ReportResultRef, readAgain, refused } from './report-result.js';

const DraftReportInput = builder.inputType('DraftReportInput', {
  fields: (t) => ({
    tenant: t.string({
      required: false,
      description: 'Who reports: your own tenant where left out, or one that ended and for which it acts.',
    }),
    superior: t.string({
      required: false,
      description:
        "To whom, by slug: one above the tenant on the period's last day; the one directly above where left out.",
    }),
    movement: t.string({ required: true, description: "The movement's code." }),
    kind: t.field({ type: ReportKindEnum, required: true, defaultValue: 'ANNUAL' }),
    period: t.string({
      required: true,
      description: 'A year (2022), a quarter (2022-Q3) or a month (2022-11) that has begun.',
    }),
    title: t.string({ required: true }),
    ...contentFields(t),
  }),
});
type Input = (typeof DraftReportInput)['$inferInput'];

const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

async function draftReport(input: Input, context: CampaignsContext): Promise<ReportResult> {
  const owner = input.tenant ?? context.caller.tenant;
  const tenant = await tenantTime(context).load(owner);
  if (tenant === null || !(await callerActsFor(context, owner))) {
    return refused([
      fault('NOT_YOURS', 'You can only report for your own tenant, or for an ended one for which it acts.', 'tenant'),
    ]);
  }
  const faults = contentFaults(input, tenant, context.today);
  if ((await movementByCode(context).load(input.movement)) === null)
    faults.push(fault('UNKNOWN_MOVEMENT', 'There is no movement with this code; see "movements".', 'movement'));
  const period = reportPeriod(input.period);
  if (period === null) faults.push(fault('BAD_PERIOD', 'Write 2022, 2022-Q3 or 2022-11.', 'period'));
  else if (period.first > context.today) faults.push(fault('PERIOD_IN_FUTURE', 'The period has not begun.', 'period'));
  else if (period.first >= tenant.ends || period.last < tenant.begins)
    faults.push(fault('OUTSIDE_TENANT_TIME', 'The tenant did not exist in this period.', 'period'));
  if (period === null || faults.length > 0) return refused(faults);

  const day = period.last < tenant.ends ? period.last : dayBefore(tenant.ends);
  const superiors = await superiorsOn(context, owner, day);
  const superior = input.superior ?? superiors[0] ?? null;
  if (superior !== null && !superiors.includes(superior))
    return refused([fault('NOT_ABOVE', `It did not stand above the tenant on ${day}.`, 'superior')]);
  const key = { tenantId: owner, superior, movementCode: input.movement, kind: input.kind, period: period.text };
  if ((await context.db.report.count({ where: key })) > 0) {
    return refused([
      fault('EXISTS', 'There is such a report already: edit its draft, or revise it once it was judged.', 'period'),
    ]);
  }
  const { subject } = context.caller;
  const report = await context.db.report.create({
    data: { ...key, recordDate: asDate(day) ?? day, createdBy: subject },
  });
  const version = await context.db.reportVersion.create({
    data: { ...headColumns(input), reportId: report.id, number: 1, title: nfc(input.title), createdBy: subject },
  });
  await writeSections(context, version.id, input.sections);
  return readAgain(context, report.id);
}

builder.mutationField('draftReport', (t) =>
  t.field({
    type: ReportResultRef,
    description:
      'Drafts a report to a superior. Only its own tenant sees it until it is submitted. Errors: NOT_YOURS, UNKNOWN_MOVEMENT, BAD_PERIOD, PERIOD_IN_FUTURE, OUTSIDE_TENANT_TIME, NOT_ABOVE, EXISTS, UNKNOWN_SECTION, DUPLICATE, EMPTY, TOO_LONG, ISSUED_IN_FUTURE, AFTER_TENANT_END, BEFORE_TENANT_BEGIN. Role CONSOLIDATOR.',
    requiresScopes: ['reports:write'],
    authScopes: { role: 'CONSOLIDATOR' },
    args: { input: t.arg({ type: DraftReportInput, required: true }) },
    resolve: (_root, { input }, context) => draftReport(input, context),
  }),
);
