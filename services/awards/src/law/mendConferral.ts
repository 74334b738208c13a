import type { AwardConferral } from '@thi-dua/prisma/generated/awards/client';
import { readGlobalId } from '@thi-dua/schema/global-id';
import type { UserError } from '@thi-dua/schema/user-error';
import { tenantBySlug } from '../authority.js';
import { type AwardsContext, builder, userError } from '../builder.js';
import { asDate, asDay, EVER_AFTER } from '../days.js';
import { DossierFileKindEnum } from '../dossier/file-kind.js';
import { fault, given, textFault } from '../faults.js';
import { OccasionEnum, SubjectKindEnum, TenantKindEnum } from '../subject-kinds.js';
import { AwardConferralRef } from './law-graph.js';
import { conferralsOf } from './law-store.js';

interface Result {
  conferral: AwardConferral | null;
  errors: UserError[];
}
const ResultRef = builder.objectRef<Result>('MendConferralResult').implement({
  description: 'The rule as it now stands, or everything that was wrong with the input; never both.',
  fields: (t) => ({
    conferral: t.field({ type: AwardConferralRef, nullable: true, resolve: (result) => result.conferral }),
    errors: t.field({ type: [userError], resolve: (result) => result.errors }),
  }),
});
const MendConferralInput = builder.inputType('MendConferralInput', {
  description: 'What is left out stays.',
  fields: (t) => ({
    form: t.id({ required: true }),
    conferredBy: t.field({ type: TenantKindEnum, required: true }),
    subjects: t.field({ type: [SubjectKindEnum], required: false }),
    occasions: t.field({ type: [OccasionEnum], required: false }),
    requiredFiles: t.field({
      type: [DossierFileKindEnum],
      required: false,
      description: 'Of a form that several confer, a dossier holds what any of them asks for.',
    }),
    quorumPercent: t.int({ required: false, description: "From 1 to 100; null: each tenant's own." }),
    approvalPercent: t.int({ required: false, description: "From 1 to 100; null: each tenant's own." }),
    submittedBy: t.string({ required: false, description: 'On whose submission it is decided; null: nobody’s.' }),
    validFrom: t.field({
      type: 'Date',
      required: false,
      description: 'The first day, where no source confirms who confers it; not null.',
    }),
    validTo: t.field({
      type: 'Date',
      required: false,
      description: 'The day from which it confers the form no more, where no source confirms who does; null: it does.',
    }),
  }),
});
type Input = (typeof MendConferralInput)['$inferInput'];

async function mendConferral(input: Input, context: AwardsContext): Promise<Result> {
  const refused = (errors: UserError[]): Result => ({ conferral: null, errors });
  const caller = await tenantBySlug(context).load(context.caller.tenant);
  if (caller?.kind !== 'CENTRAL_BOARD')
    return refused([fault('NOT_YOURS', 'Only the central board mends how the law is applied.', 'form')]);
  const formKey = readGlobalId('AwardForm', input.form);
  const found = async () =>
    formKey === null
      ? undefined
      : (await conferralsOf(context).load(formKey)).find(({ tenantKind }) => tenantKind === input.conferredBy);
  const before = await found();
  if (formKey === null || before === undefined)
    return refused([fault('NOT_FOUND', 'The law knows no such form by such an authority.', 'form')]);
  const faults: UserError[] = [];
  for (const name of ['subjects', 'occasions'] as const) {
    if (input[name]?.length === 0) faults.push(fault('EMPTY', 'Name at least one.', name));
  }
  for (const name of ['quorumPercent', 'approvalPercent'] as const) {
    const value = input[name];
    if (typeof value === 'number' && (value < 1 || value > 100))
      faults.push(fault('OUT_OF_RANGE', 'This is a whole number from 1 to 100.', name));
  }
  if (input.submittedBy != null) faults.push(...textFault(input.submittedBy, 'submittedBy'));
  const begins = input.validFrom ?? asDay(before.begins);
  const ends = input.validTo === undefined ? asDay(before.ends) : (input.validTo ?? EVER_AFTER);
  for (const name of ['validFrom', 'validTo'] as const) {
    if (before.confirmed && input[name] !== undefined)
      faults.push(fault('CONFIRMED', 'A published source says who confers it: that is not mended.', name));
  }
  if (begins >= ends) faults.push(fault('DATES_REVERSED', 'It ends on or before its first day.', 'validTo'));
  if (faults.length > 0) return refused(faults);
  await context.db.awardConferral.update({
    where: { formKey_tenantKind: { formKey, tenantKind: input.conferredBy } },
    data: {
      ...(input.subjects && { subjects: [...new Set(input.subjects)] }),
      ...(input.occasions && { occasions: [...new Set(input.occasions)] }),
      ...(input.requiredFiles && { requiredFiles: [...new Set(input.requiredFiles)] }),
      ...(input.quorumPercent !== undefined && { quorumPercent: input.quorumPercent }),
      ...(input.approvalPercent !== undefined && { approvalPercent: input.approvalPercent }),
      ...(input.submittedBy !== undefined && { submittedBy: given(input.submittedBy) }),
      begins: asDate(begins),
      ends: asDate(ends),
      changedBy: context.caller.subject,
      changedAt: new Date(),
    },
  });
  conferralsOf(context).clear(formKey);
  return { conferral: (await found()) ?? null, errors: [] };
}

builder.mutationField('mendConferral', (t) =>
  t.field({
    type: ResultRef,
    description:
      'Mends on whom and on which occasions a form is conferred, what its dossier must hold, what a council must reach for it and on whose submission: no source at hand confirms these; and from when to when, where none confirms who confers it. Errors: NOT_YOURS, NOT_FOUND, EMPTY, TOO_LONG, OUT_OF_RANGE, CONFIRMED, DATES_REVERSED. Role ADMIN of the central board.',
    requiresScopes: ['definitions:write'],
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: MendConferralInput, required: true }) },
    resolve: (_root, { input }, context) => mendConferral(input, context),
  }),
);
