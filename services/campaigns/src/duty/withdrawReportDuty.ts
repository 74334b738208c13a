import { readGlobalUuid } from '@thi-dua/schema/global-id';
import { builder, type CampaignsContext } from '../builder.js';
import { asDate } from '../plan/plan-dates.js';
import { callerActsFor } from '../plan/plan-policy.js';
import { fault } from '../plan/plan-result.js';
import { type DutyResult, DutyResultRef } from './duty-graph.js';

const WithdrawReportDutyInput = builder.inputType('WithdrawReportDutyInput', {
  fields: (t) => ({ id: t.id({ required: true }) }),
});

/** Those who set it alone know it by its id: to everyone else it does not exist. */
async function withdrawReportDuty(id: string, context: CampaignsContext): Promise<DutyResult> {
  const inner = readGlobalUuid('ReportDuty', id);
  const duty = inner === null ? null : await context.db.reportDuty.findUnique({ where: { id: inner } });
  if (duty === null || !(await callerActsFor(context, duty.tenantId)))
    return { duty: null, errors: [fault('NOT_FOUND', 'Your tenant has set no such duty.', 'id')] };
  const { count } = await context.db.reportDuty.updateMany({
    where: { id: duty.id, withdrawnOn: null },
    data: { withdrawnOn: asDate(context.today), withdrawnBy: context.caller.subject },
  });
  if (count === 0) return { duty: null, errors: [fault('WITHDRAWN', 'The duty was withdrawn before.', 'id')] };
  return { duty: await context.db.reportDuty.findUnique({ where: { id: duty.id } }), errors: [] };
}

builder.mutationField('withdrawReportDuty', (t) =>
  t.field({
    type: DutyResultRef,
    description:
      'From today on nothing is due by this duty; what was due before stays owed. Errors: NOT_FOUND, WITHDRAWN. Role CONSOLIDATOR.',
    requiresScopes: ['reports:oversee'],
    authScopes: { role: 'CONSOLIDATOR' },
    args: { input: t.arg({ type: WithdrawReportDutyInput, required: true }) },
    resolve: (_root, { input }, context) => withdrawReportDuty(input.id, context),
  }),
);
