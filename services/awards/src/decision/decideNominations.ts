import { type Decision, type Nomination, Prisma } from '@thi-dua/prisma/generated/awards/client';
import type { UserError } from '@thi-dua/schema/user-error';
import { callerActsFor, type TenantFacts, tenantBySlug } from '../authority.js';
import { awardFormByKey, hasClasses } from '../award-form/award-form-store.js';
import { type AwardsContext, builder, userError } from '../builder.js';
import { asDate } from '../days.js';
import { fault, given, nfc, textFault, textFaults } from '../faults.js';
import { conferrable, conferralBy, ONE_AWARD_SINCE } from '../law/law-store.js';
import { DecisionRef } from '../nomination/nomination-ref.js';
import { forget } from '../nomination/nomination-store.js';
import { lockedNomination, wrongState } from '../nomination/own-nomination.js';
import { hasSubmitted, STEPS, voteAtStage } from '../nomination/step-rules.js';
import { awardsOfNomination, decisionById, standingAwards } from './award-store.js';

interface Result {
  decision: Decision | null;
  errors: UserError[];
}
const ResultRef = builder.objectRef<Result>('DecisionResult').implement({
  description: 'The decision with its awards, or everything that was wrong with the input; never both.',
  fields: (t) => ({
    decision: t.field({ type: DecisionRef, nullable: true, resolve: (result) => result.decision }),
    errors: t.field({ type: [userError], resolve: (result) => result.errors }),
  }),
});

const DecisionSignerInput = builder.inputType('DecisionSignerInput', {
  fields: (t) => ({
    name: t.string({ required: true }),
    position: t.string({ required: true }),
    onBehalfOf: t.string({ required: false, description: 'TM. …' }),
    actingFor: t.string({ required: false, description: 'KT. …' }),
  }),
});
const SubmissionInput = builder.inputType('SubmissionInput', {
  fields: (t) => ({
    number: t.string({ required: true, description: 'Of the letter (tờ trình).' }),
    day: t.field({ type: 'Date', required: true, description: "Between the council's vote and the decision." }),
  }),
});
const DecisionInput = builder.inputType('DecisionInput', {
  fields: (t) => ({
    tenant: t.string({
      required: false,
      description: 'Who decides: your own tenant where left out, or one that ended and for which it acts.',
    }),
    number: t.string({ required: true, description: "The document's number, as printed." }),
    day: t.field({ type: 'Date', required: true, description: "The document's day, whose law holds." }),
    signer: t.field({ type: DecisionSignerInput, required: true }),
    submission: t.field({
      type: SubmissionInput,
      required: false,
      description: 'On which it was decided. Required where the law names who submits (`AwardConferral.submittedBy`).',
    }),
    nominations: t.idList({ required: true, description: 'From 1 to 500, each once.' }),
  }),
});
type Input = (typeof DecisionInput)['$inferInput'];

const refused = (errors: UserError[]): Result => ({ decision: null, errors });

/** What a document says of all that it confers. */
interface Document {
  tenant: TenantFacts;
  day: string;
  submission: Input['submission'];
}

/** The form that a nomination is conferred by the law of a day, with who decides it; null where it cannot be. */
async function formOn(context: AwardsContext, nomination: Nomination, { tenant, day }: Document) {
  const { formKey, subject, occasion } = nomination;
  const key = await conferrable(context, { tenant: tenant.slug, formKey, subject, occasion, day });
  return key === null ? null : awardFormByKey(context).load(key);
}

/** Whether the law of the day lets the tenant confer what is asked for, and by such a document. */
async function formFaults(
  context: AwardsContext,
  nomination: Nomination,
  document: Document,
  path: string[],
): Promise<UserError[]> {
  const form = await formOn(context, nomination, document);
  if (form !== null) {
    const conferral = await conferralBy(context, form.key, document.tenant.kind);
    const by = conferral?.submittedBy ?? null;
    return by === null || document.submission != null
      ? []
      : [fault('SUBMISSION_MISSING', `${form.decidedBy} decides on the submission of ${by}: name it.`, ...path)];
  }
  const asked = await awardFormByKey(context).load(nomination.formKey);
  return [
    asked !== null && asked.class === null && (await hasClasses(context, asked.code))
      ? fault('CLASS_MISSING', 'An order is conferred in a class: the appraisers name it.', ...path)
      : fault(
          'NOT_CONFERRABLE',
          `By the law of ${document.day} this tenant does not confer this form on such a subject and occasion.`,
          ...path,
        ),
  ];
}

/** What keeps one nomination from being decided as the document says. */
async function faultsOf(
  context: AwardsContext,
  { nomination, log }: { nomination: Nomination; log: Parameters<typeof voteAtStage>[0] },
  { tenant, day, submission }: Document,
  path: string[],
): Promise<UserError[]> {
  if (nomination.status !== 'COUNCIL_VOTED') return [wrongState(nomination, 'DECIDED', path)];
  if (nomination.atTenant !== tenant.slug)
    return [fault('NOT_HERE', 'The nomination stands at another tenant.', ...path)];
  const faults: UserError[] = [];
  const vote = voteAtStage(log, nomination.stage);
  if (vote?.passed !== true) faults.push(fault('NOT_PASSED', 'The council did not agree.', ...path));
  else if (day < vote.heldOn)
    faults.push(fault('BEFORE_VOTE', `The council met on ${vote.heldOn}: the decision cannot be older.`, ...path));
  else if (submission != null && submission.day < vote.heldOn)
    faults.push(fault('BEFORE_VOTE', `The council met on ${vote.heldOn}: the letter cannot be older.`, ...path));
  if (hasSubmitted(context.caller.subject, nomination, log))
    faults.push(fault('SAME_PERSON', 'No person both submits and decides: another person must.', ...path));
  faults.push(...(await formFaults(context, nomination, { tenant, day, submission }, path)));
  // What was decided while this waited for its turn counts, too.
  standingAwards(context).clear(nomination.achievementKey);
  const first = (await standingAwards(context).load(nomination.achievementKey)).find((award) =>
    // What came back and was voted on anew may hold this tenant's award already; one of another tenant bars nothing.
    award.nominationId === nomination.id ? award.tenantId === tenant.slug : day >= ONE_AWARD_SINCE,
  );
  if (first !== undefined)
    faults.push(
      fault(
        'ALREADY_AWARDED',
        `The achievement was rewarded on ${first.decidedOn.toISOString().slice(0, 10)} by ${first.tenantId}.`,
        ...path,
      ),
    );
  return faults;
}

async function decideNominations(input: Input, context: AwardsContext): Promise<Result> {
  const slug = input.tenant ?? context.caller.tenant;
  const tenant = await tenantBySlug(context).load(slug);
  if (tenant === null || !(await callerActsFor(context, slug)))
    return refused([
      fault('NOT_YOURS', 'You can only decide for your own tenant, or for an ended one for which it acts.', 'tenant'),
    ]);
  const { day, signer, submission } = input;
  const document = { tenant, day, submission };
  const faults = [
    ...textFaults({ number: input.number }),
    ...textFaults({ name: signer.name, position: signer.position }).map((one) => ({
      ...one,
      path: ['signer', ...one.path],
    })),
    ...(submission == null ? [] : textFault(submission.number, 'submission', 'number')),
  ];
  if (day > context.today) faults.push(fault('IN_FUTURE', 'The day lies in the future.', 'day'));
  else if (day >= tenant.ends)
    faults.push(
      fault('AFTER_TENANT_END', `The tenant existed until ${tenant.ends}: it confers nothing from that day on.`, 'day'),
    );
  else if (day < tenant.begins)
    faults.push(fault('BEFORE_TENANT_BEGIN', `The tenant exists since ${tenant.begins}.`, 'day'));
  if (submission != null && submission.day > day)
    faults.push(fault('AFTER_DECISION', 'What was decided on it is older.', 'submission', 'day'));
  const ids = input.nominations.map(String);
  if (ids.length < 1 || ids.length > 500 || new Set(ids).size < ids.length)
    faults.push(fault('BAD_LIST', 'Name from 1 to 500 nominations, each once.', 'nominations'));
  if (faults.length > 0) return refused(faults);

  // One decision of a tenant at a time: numbers are not given twice, nor is an achievement rewarded twice.
  await context.db.$queryRaw(
    Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`decisions:${slug}`}, 0))::text`,
  );
  const number = nfc(input.number);
  if ((await context.db.decision.count({ where: { tenantId: slug, number, day: asDate(day) } })) > 0)
    faults.push(fault('NUMBER_TAKEN', 'The tenant has a decision of this number and day already.', 'number'));
  // In one order for everyone, so that two who name the same never wait for each other in a circle.
  const order = ids.map((id, i) => ({ id, i })).sort((a, b) => (a.id < b.id ? -1 : 1));
  const chosen: Nomination[] = [];
  const keys = new Set<string>();
  const authorities = new Set<string>();
  for (const { id, i } of order) {
    const path = ['nominations', String(i)];
    const found = await lockedNomination(context, id, path);
    if ('refusal' in found) {
      faults.push(...found.refusal.errors);
      continue;
    }
    const { nomination } = found;
    faults.push(...(await faultsOf(context, found, document, path)));
    const decidedBy = (await formOn(context, nomination, document))?.decidedBy;
    if (decidedBy !== undefined && authorities.size > 0 && !authorities.has(decidedBy))
      faults.push(fault('MIXED_AUTHORITIES', `${decidedBy} decides this: by another document.`, ...path));
    if (decidedBy !== undefined) authorities.add(decidedBy);
    if (day >= ONE_AWARD_SINCE && keys.has(nomination.achievementKey))
      faults.push(fault('ALREADY_AWARDED', 'The same achievement stands twice in this list.', ...path));
    keys.add(nomination.achievementKey);
    chosen.push(nomination);
  }
  if (faults.length > 0) return refused(faults);

  const decision = await context.db.decision.create({
    data: {
      tenantId: slug,
      number,
      day: asDate(day),
      signerName: nfc(signer.name),
      signerPosition: nfc(signer.position),
      onBehalfOf: given(signer.onBehalfOf),
      actingFor: given(signer.actingFor),
      submissionNumber: given(submission?.number),
      submissionDay: submission == null ? null : asDate(submission.day),
      decidedBy: context.caller.subject,
    },
  });
  await context.db.nominationStep.createMany({
    data: chosen.map(({ id }) => ({
      nominationId: id,
      step: 'DECIDED' as const,
      role: STEPS.DECIDED.role,
      content: { decision: decision.id },
    })),
  });
  for (const nomination of chosen) {
    forget(context, nomination);
    awardsOfNomination(context).clear(nomination.id);
  }
  return { decision: await decisionById(context).load(decision.id), errors: [] };
}

builder.mutationField('decideNominations', (t) =>
  t.field({
    type: ResultRef,
    description:
      "Confers awards by one decision document, all or none: each form as the law of the document's day has it. The central board records the decisions of President and Prime Minister. Errors: NOT_YOURS, EMPTY, TOO_LONG, IN_FUTURE, AFTER_TENANT_END, BEFORE_TENANT_BEGIN, BAD_LIST, NUMBER_TAKEN, NOT_FOUND, NOT_HERE, WRONG_STATE, NOT_PASSED, BEFORE_VOTE, AFTER_DECISION, SAME_PERSON, NOT_CONFERRABLE, CLASS_MISSING, SUBMISSION_MISSING, MIXED_AUTHORITIES, ALREADY_AWARDED. Role SIGNER.",
    requiresScopes: ['awards:decide'],
    authScopes: { role: 'SIGNER' },
    args: { input: t.arg({ type: DecisionInput, required: true }) },
    resolve: (_root, { input }, context) => decideNominations(input, context),
  }),
);
