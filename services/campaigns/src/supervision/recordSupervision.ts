import type { Supervision } from '@thi-dua/prisma/generated/campaigns/client';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, type CampaignsContext, userError } from '../builder.js';
import { movementByCode } from '../movement/movement-graph.js';
import { asDate } from '../plan/plan-dates.js';
import { callerActsFor } from '../plan/plan-policy.js';
import { fault } from '../plan/plan-result.js';
import { nfc, textFault } from '../plan/plan-text.js';
import { superiorsOn } from '../report/recipient.js';
import { SupervisionKindEnum, SupervisionRef } from './supervision-graph.js';

interface SupervisionResult {
  supervision: Supervision | null;
  errors: UserError[];
}
const SupervisionResultRef = builder.objectRef<SupervisionResult>('SupervisionResult').implement({
  description: 'What was recorded, or everything that was wrong with the input; never both.',
  fields: (t) => ({
    supervision: t.field({ type: SupervisionRef, nullable: true, resolve: (result) => result.supervision }),
    errors: t.field({ type: [userError], resolve: (result) => result.errors }),
  }),
});

const RecordSupervisionInput = builder.inputType('RecordSupervisionInput', {
  fields: (t) => ({
    kind: t.field({ type: SupervisionKindEnum, required: true }),
    tenant: t.string({
      required: false,
      description:
        'Who inspected or directed: your own tenant where left out, or one that ended and for which it acts.',
    }),
    addressee: t.string({ required: true, description: 'The slug of a tenant below it on that day.' }),
    movement: t.string({ required: true, description: "The movement's code." }),
    number: t.string({ required: false, description: 'Of its document, as printed: "15/KL-UBND".' }),
    day: t.field({ type: 'Date', required: true }),
    subject: t.string({ required: true }),
    findings: t.string({ required: true }),
  }),
});
type Input = (typeof RecordSupervisionInput)['$inferInput'];

async function recordSupervision(input: Input, context: CampaignsContext): Promise<SupervisionResult> {
  const tenant = input.tenant ?? context.caller.tenant;
  if (!(await callerActsFor(context, tenant)))
    return {
      supervision: null,
      errors: [fault('NOT_YOURS', 'You can only record what your own tenant did.', 'tenant')],
    };
  const errors = (['number', 'subject', 'findings'] as const).flatMap((name) => {
    const text = input[name];
    return typeof text === 'string' ? textFault(text, name) : [];
  });
  if (input.day > context.today) errors.push(fault('IN_FUTURE', 'The day lies in the future.', 'day'));
  if (!(await superiorsOn(context, input.addressee, input.day)).includes(tenant))
    errors.push(fault('NOT_BELOW', `It did not stand below the tenant on ${input.day}.`, 'addressee'));
  if ((await movementByCode(context).load(input.movement)) === null)
    errors.push(fault('UNKNOWN_MOVEMENT', 'There is no movement with this code; see "movements".', 'movement'));
  if (errors.length > 0) return { supervision: null, errors };
  const supervision = await context.db.supervision.create({
    data: {
      tenantId: tenant,
      addressee: input.addressee,
      movementCode: input.movement,
      kind: input.kind,
      number: input.number ? nfc(input.number) : null,
      day: asDate(input.day) ?? input.day,
      subject: nfc(input.subject),
      findings: nfc(input.findings),
      recordedBy: context.caller.subject,
    },
  });
  return { supervision, errors: [] };
}

builder.mutationField('recordSupervision', (t) =>
  t.field({
    type: SupervisionResultRef,
    description:
      'Records an inspection or a directive beside the reports, once and for good; both sides read it, and those above. Errors: NOT_YOURS, EMPTY, TOO_LONG, IN_FUTURE, NOT_BELOW, UNKNOWN_MOVEMENT. Role CONSOLIDATOR.',
    requiresScopes: ['reports:oversee'],
    authScopes: { role: 'CONSOLIDATOR' },
    args: { input: t.arg({ type: RecordSupervisionInput, required: true }) },
    resolve: (_root, { input }, context) => recordSupervision(input, context),
  }),
);
