import type { UserError } from '@thi-dua/schema/user-error';
import { callerActsFor, tenantBySlug } from '../authority.js';
import { type AwardsContext, builder, userError } from '../builder.js';
import { fault, given, textFaults } from '../faults.js';
import { AwardProcedureRef } from './setting-graph.js';
import { type Procedure, procedureOf, settingOf } from './setting-store.js';

interface Result {
  procedure: Procedure | null;
  errors: UserError[];
}
const ResultRef = builder.objectRef<Result>('ConfigureAwardsResult').implement({
  description: 'The procedure as it now stands, or everything that was wrong with the input; never both.',
  fields: (t) => ({
    procedure: t.field({ type: AwardProcedureRef, nullable: true, resolve: (result) => result.procedure }),
    errors: t.field({ type: [userError], resolve: (result) => result.errors }),
  }),
});

const ConfigureAwardsInput = builder.inputType('ConfigureAwardsInput', {
  description: 'What is left out stays; what is null is again as it is for the kind of tenant.',
  fields: (t) => ({
    tenant: t.string({
      required: false,
      description: 'Your own where left out, or one that ended and for which it acts.',
    }),
    version: t.int({ required: false, description: 'The `version` you read: another state is not overwritten.' }),
    appraiser: t.string({ required: false }),
    council: t.string({ required: false }),
    councilMembers: t.int({ required: false, description: 'From 1 to 200.' }),
    quorumPercent: t.int({ required: false, description: 'From 1 to 100.' }),
    approvalPercent: t.int({ required: false, description: 'From 1 to 100.' }),
    decideDays: t.int({ required: false, description: 'Working days, from 1 to 250.' }),
    escalateDays: t.int({ required: false, description: 'Working days, from 1 to 250.' }),
  }),
});
type Input = (typeof ConfigureAwardsInput)['$inferInput'];

const LIMITS = { councilMembers: 200, quorumPercent: 100, approvalPercent: 100, decideDays: 250, escalateDays: 250 };

async function configureAwards(input: Input, context: AwardsContext): Promise<Result> {
  const refused = (errors: UserError[]): Result => ({ procedure: null, errors });
  const slug = input.tenant ?? context.caller.tenant;
  if ((await tenantBySlug(context).load(slug)) === null || !(await callerActsFor(context, slug)))
    return refused([fault('NOT_YOURS', 'Only a tenant itself sets how it handles nominations.', 'tenant')]);
  const faults = textFaults({ appraiser: input.appraiser, council: input.council });
  const numbers: Partial<Record<keyof typeof LIMITS, number | null>> = {};
  for (const [name, most] of Object.entries(LIMITS) as [keyof typeof LIMITS, number][]) {
    const value = input[name];
    if (value === undefined) continue;
    if (value !== null && (value < 1 || value > most))
      faults.push(fault('OUT_OF_RANGE', `This is a whole number from 1 to ${most}.`, name));
    numbers[name] = value;
  }
  const own = await settingOf(context).load(slug);
  const version = own?.version ?? 0;
  const stale = () =>
    refused([
      fault('STALE_VERSION', 'It was changed since you read it. Read it again, then repeat your change.', 'version'),
    ]);
  if (faults.length > 0) return refused(faults);
  if (typeof input.version === 'number' && input.version !== version) return stale();
  const data = {
    ...numbers,
    ...(input.appraiser !== undefined && { appraiser: given(input.appraiser) }),
    ...(input.council !== undefined && { council: given(input.council) }),
    changedBy: context.caller.subject,
    changedAt: new Date(),
  };
  const { count } =
    own === null
      ? await context.db.awardSetting.createMany({ data: [{ ...data, tenantId: slug }], skipDuplicates: true })
      : await context.db.awardSetting.updateMany({
          where: { tenantId: slug, version },
          data: { ...data, version: { increment: 1 } },
        });
  if (count === 0) return stale();
  settingOf(context).clear(slug);
  return { procedure: await procedureOf(context, slug), errors: [] };
}

builder.mutationField('configureAwards', (t) =>
  t.field({
    type: ResultRef,
    description:
      'Names the bodies that appraise and vote, and sets quorum and limits. What was voted before stays as it was counted. Errors: NOT_YOURS, EMPTY, TOO_LONG, OUT_OF_RANGE, STALE_VERSION. Role ADMIN.',
    requiresScopes: ['awards:configure'],
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: ConfigureAwardsInput, required: true }) },
    resolve: (_root, { input }, context) => configureAwards(input, context),
  }),
);
