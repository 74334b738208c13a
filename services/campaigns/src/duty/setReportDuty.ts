import { isDay } from '@thi-dua/schema/scalars';
import { builder, type CampaignsContext } from '../builder.js';
import { movementByCode } from '../movement/movement-graph.js';
import { asDate } from '../plan/plan-dates.js';
import { fault } from '../plan/plan-result.js';
import { nfc, textFault } from '../plan/plan-text.js';
import { tenantTime } from '../plan/tenant-store.js';
import { superiorsOn } from '../report/recipient.js';
import { ReportKindEnum } from '../report/report-graph.js';
import { reportPeriod } from '../report/report-period.js';
import { type DutyResult, DutyResultRef } from './duty-graph.js';
import { isEveryYear } from './occurrence.js';

const SetReportDutyInput = builder.inputType('SetReportDutyInput', {
  fields: (t) => ({
    movement: t.string({ required: true, description: "The movement's code." }),
    kind: t.field({ type: ReportKindEnum, required: true, defaultValue: 'ANNUAL' }),
    subordinate: t.string({ required: false, description: 'The slug of who owes it; left out: all directly below.' }),
    when: t.string({
      required: true,
      description: 'The last day on which it is in time: 2026-06-30, or every year --11-25.',
    }),
    period: t.string({
      required: false,
      description: 'What a report due on one day is about (2025, 2025-Q3, 2025-11); its own year where left out.',
    }),
    ofPreviousYear: t.boolean({
      required: false,
      description: 'Of every year: it is about the year before, as where it is due in January.',
    }),
    yearFrom: t.int({ required: false, description: 'Of every year: the first year it is about.' }),
    yearTo: t.int({ required: false, description: 'Of every year: the last year it is about.' }),
    text: t.string({ required: false }),
  }),
});
type Input = (typeof SetReportDutyInput)['$inferInput'];

function formFaults(input: Input, today: string) {
  const faults = [];
  const yearly = isEveryYear(input.when);
  if (!yearly && !isDay(input.when)) faults.push(fault('BAD_WHEN', 'Write 2026-06-30, or --11-25.', 'when'));
  else if (!yearly && input.when < today) faults.push(fault('DAY_PAST', 'The day has passed.', 'when'));
  if (input.period && yearly)
    faults.push(
      fault('PERIOD_OF_EVERY_YEAR', 'What is due every year is about that year, or the one before.', 'period'),
    );
  else if (input.period && reportPeriod(input.period) === null)
    faults.push(fault('BAD_PERIOD', 'Write 2025, 2025-Q3 or 2025-11.', 'period'));
  for (const name of ['ofPreviousYear', 'yearFrom', 'yearTo'] as const)
    if (input[name] && !yearly) faults.push(fault('NOT_EVERY_YEAR', 'Only of what is due every year.', name));
  for (const name of ['yearFrom', 'yearTo'] as const) {
    const year = input[name];
    if (typeof year === 'number' && (year < 1945 || year > 2100))
      faults.push(fault('YEAR_OUT_OF_RANGE', 'A year lies between 1945 and 2100.', name));
  }
  if (input.yearFrom && input.yearTo && input.yearFrom > input.yearTo)
    faults.push(fault('PERIOD_REVERSED', 'It ends before it begins.', 'yearTo'));
  if (typeof input.text === 'string') faults.push(...textFault(input.text, 'text'));
  return faults;
}

async function setReportDuty(input: Input, context: CampaignsContext): Promise<DutyResult> {
  const { tenant: superior, subject } = context.caller;
  const errors = formFaults(input, context.today);
  if ((await movementByCode(context).load(input.movement)) === null)
    errors.push(fault('UNKNOWN_MOVEMENT', 'There is no movement with this code; see "movements".', 'movement'));
  const own = await tenantTime(context).load(superior);
  if (own === null || own.ends <= context.today)
    errors.push(fault('TENANT_ENDED', 'Only a tenant that exists asks for reports.'));
  const { subordinate = null } = input;
  if (subordinate !== null && (await superiorsOn(context, subordinate, context.today))[0] !== superior)
    errors.push(fault('NOT_BELOW', 'It does not stand directly below your tenant.', 'subordinate'));
  if (errors.length > 0) return { duty: null, errors };
  const duty = await context.db.reportDuty.create({
    data: {
      tenantId: superior,
      subordinate,
      movementCode: input.movement,
      kind: input.kind,
      when: input.when,
      period: input.period ?? null,
      ofPreviousYear: input.ofPreviousYear ?? false,
      yearFrom: input.yearFrom ?? null,
      yearTo: input.yearTo ?? null,
      text: input.text ? nfc(input.text) : null,
      setOn: asDate(context.today) ?? new Date(),
      setBy: subject,
    },
  });
  return { duty, errors: [] };
}

builder.mutationField('setReportDuty', (t) =>
  t.field({
    type: DutyResultRef,
    description:
      'Asks for a report of those directly below your tenant, by a day or every year; it takes the place of what a plan says about the same report. Errors: BAD_WHEN, DAY_PAST, BAD_PERIOD, PERIOD_OF_EVERY_YEAR, NOT_EVERY_YEAR, YEAR_OUT_OF_RANGE, PERIOD_REVERSED, UNKNOWN_MOVEMENT, TENANT_ENDED, NOT_BELOW, EMPTY, TOO_LONG. Role CONSOLIDATOR.',
    requiresScopes: ['reports:oversee'],
    authScopes: { role: 'CONSOLIDATOR' },
    args: { input: t.arg({ type: SetReportDutyInput, required: true }) },
    resolve: (_root, { input }, context) => setReportDuty(input, context),
  }),
);
