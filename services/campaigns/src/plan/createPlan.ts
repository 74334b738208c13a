import type { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, type CampaignsContext } from '../builder.js';
import { movementByCode } from '../movement/movement-graph.js';
import { dateFaults, recordDate } from './plan-dates.js';
import { VisibilityEnum } from './plan-graph.js';
import { callerActsFor } from './plan-policy.js';
import { fault, type PlanResult, PlanResultRef, refused } from './plan-result.js';
import { nfc, numberLine, textFault } from './plan-text.js';
import { tenantTime } from './tenant-store.js';

const SignerInput = builder.inputType('SignerInput', {
  fields: (t) => ({
    name: t.string({ required: true }),
    position: t.string({ required: true }),
    onBehalfOf: t.string({ required: false, description: 'TM. …' }),
    actingFor: t.string({ required: false, description: 'KT. …' }),
  }),
});
const OfficialDocumentInput = builder.inputType('OfficialDocumentInput', {
  description: 'What the document says; leave out what it does not.',
  fields: (t) => ({
    type: t.string({ required: true, description: 'As printed: KẾ HOẠCH, PHÁT ĐỘNG.' }),
    number: t.string({ required: false }),
    symbol: t.string({ required: false }),
    issuedOn: t.field({ type: 'Date', required: false }),
    place: t.string({ required: false }),
    issuer: t.string({ required: true }),
    signer: t.field({ type: SignerInput, required: false }),
  }),
});
const ClauseInput = builder.inputType('ClauseInput', {
  fields: (t) => ({
    clause: t.string({ required: true, description: 'Normalised: "I.1.a".' }),
    clauseRaw: t.string({ required: false, description: 'As printed; as normalised where left out.' }),
    text: t.string({ required: true }),
  }),
});
const CreatePlanInput = builder.inputType('CreatePlanInput', {
  fields: (t) => ({
    tenant: t.string({
      required: false,
      description: "The owner's slug: your own where left out, or one that ended and for which you act.",
    }),
    movement: t.string({ required: true, description: "The movement's code." }),
    title: t.string({ required: true }),
    visibility: t.field({ type: VisibilityEnum, required: false, defaultValue: 'LINE' }),
    periodFrom: t.int({ required: false }),
    periodTo: t.int({ required: false }),
    document: t.field({ type: OfficialDocumentInput, required: true }),
    objectives: t.field({ type: [ClauseInput], required: false }),
    requirements: t.field({ type: [ClauseInput], required: false }),
    contents: t.field({ type: [ClauseInput], required: false }),
    solutions: t.field({ type: [ClauseInput], required: false }),
    targets: t.field({ type: [ClauseInput], required: false }),
  }),
});
type Input = (typeof CreatePlanInput)['$inferInput'];

/** More clauses than any document has; beyond it something else was sent. */
const MAX_CLAUSES = 1000;
const clauseLists = [
  ['objectives', 'OBJECTIVE'],
  ['requirements', 'REQUIREMENT'],
  ['contents', 'CONTENT'],
  ['solutions', 'SOLUTION'],
] as const;

function textFaults(input: Input): UserError[] {
  const { document } = input;
  const given: [string | null | undefined, ...string[]][] = [
    [input.title, 'title'],
    [document.type, 'document', 'type'],
    [document.issuer, 'document', 'issuer'],
    [document.number, 'document', 'number'],
    [document.symbol, 'document', 'symbol'],
    [document.place, 'document', 'place'],
    [document.signer?.name, 'document', 'signer', 'name'],
    [document.signer?.position, 'document', 'signer', 'position'],
    [document.signer?.onBehalfOf, 'document', 'signer', 'onBehalfOf'],
    [document.signer?.actingFor, 'document', 'signer', 'actingFor'],
  ];
  const faults: UserError[] = [];
  for (const list of ['objectives', 'requirements', 'contents', 'solutions', 'targets'] as const) {
    const clauses = input[list] ?? [];
    if (clauses.length > MAX_CLAUSES) {
      faults.push(fault('TOO_MANY', `A plan has at most ${MAX_CLAUSES} of these.`, list));
      continue;
    }
    clauses.forEach((clause, i) => {
      for (const name of ['clause', 'clauseRaw', 'text'] as const) given.push([clause[name], list, String(i), name]);
    });
  }
  for (const [text, ...path] of given) {
    if (text !== null && text !== undefined) faults.push(...textFault(text, ...path));
  }
  return faults;
}

const placed = (clause: { clause: string; clauseRaw?: string | null; text: string }, position: number) => ({
  position,
  clause: nfc(clause.clause),
  clauseRaw: nfc(clause.clauseRaw ?? clause.clause),
  anchor: '',
  text: nfc(clause.text),
});

async function createPlan(input: Input, context: CampaignsContext): Promise<PlanResult> {
  const owner = input.tenant ?? context.caller.tenant;
  const tenant = await tenantTime(context).load(owner);
  if (tenant === null || !(await callerActsFor(context, owner))) {
    return refused([
      fault(
        'NOT_YOURS',
        'You can only draft plans of your own tenant, or of an ended one for which it acts.',
        'tenant',
      ),
    ]);
  }
  const { document } = input;
  const issuedOn = document.issuedOn ?? null;
  const periodFrom = input.periodFrom ?? null;
  const periodTo = input.periodTo ?? null;
  const faults = [
    ...textFaults(input),
    ...dateFaults({ periodFrom, periodTo, issuedOn }, tenant, context.today, ['document', 'issuedOn']),
  ];
  if ((await movementByCode(context).load(input.movement)) === null) {
    faults.push(fault('UNKNOWN_MOVEMENT', 'There is no movement with this code; see "movements".', 'movement'));
  }
  if (faults.length > 0) return refused(faults);

  const number = document.number ? nfc(document.number) : null;
  const symbol = document.symbol ? nfc(document.symbol) : null;
  const signer: Prisma.InputJsonObject | undefined = document.signer
    ? {
        name: nfc(document.signer.name),
        position: nfc(document.signer.position),
        onBehalfOf: document.signer.onBehalfOf ?? null,
        actingFor: document.signer.actingFor ?? null,
      }
    : undefined;
  const plan = await context.db.plan.create({
    data: {
      tenantId: owner,
      movementCode: input.movement,
      title: nfc(input.title),
      visibility: input.visibility ?? 'LINE',
      periodFrom,
      periodTo,
      documentType: nfc(document.type),
      number,
      symbol,
      raw: numberLine(number, symbol),
      issuedOn: issuedOn === null ? null : new Date(`${issuedOn}T00:00:00Z`),
      place: document.place ? nfc(document.place) : null,
      issuer: nfc(document.issuer),
      ...(signer && { signer }),
      recordDate: recordDate(issuedOn, periodFrom),
      createdBy: context.caller.subject,
      clauses: {
        create: clauseLists.flatMap(([name, kind]) =>
          (input[name] ?? []).map((clause, i) => ({ kind, ...placed(clause, i) })),
        ),
      },
      targets: { create: (input.targets ?? []).map(placed) },
    },
  });
  return { plan, errors: [] };
}

builder.mutationField('createPlan', (t) =>
  t.field({
    type: PlanResultRef,
    description: 'Drafts a plan. Only its owner sees it until it is issued. Role PLANNER.',
    authScopes: { role: 'PLANNER' },
    args: { input: t.arg({ type: CreatePlanInput, required: true }) },
    resolve: (_root, { input }, context) => createPlan(input, context),
  }),
);
