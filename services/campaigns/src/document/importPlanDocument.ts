import type { Plan } from '@thi-dua/prisma/generated/campaigns/client';
import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, type CampaignsContext, userError } from '../builder.js';
import { createPlan } from '../plan/createPlan.js';
import { recordDate } from '../plan/plan-dates.js';
import { VisibilityEnum } from '../plan/plan-graph.js';
import { callerActsFor } from '../plan/plan-policy.js';
import { PlanRef } from '../plan/plan-ref.js';
import { fault } from '../plan/plan-result.js';
import { planById } from '../plan/plan-store.js';
import { tenantTime } from '../plan/tenant-store.js';
import { type DocumentFile, documentOfBytes, documentOfText, type FileFault } from './document-file.js';
import type { PlanDraft } from './draft.js';
import { factsOf } from './facts.js';
import { movementOf } from './movement-of.js';
import { namedUnits } from './named-units.js';
import { contentOf } from './plan-input.js';
import { readPlan } from './read-plan.js';
import { PlanSourceRef, type Source, sourceOf } from './source-graph.js';

const ImportPlanDocumentInput = builder.inputType('ImportPlanDocumentInput', {
  description: 'The document as a file (`content`) or as text (`text`): one of them.',
  fields: (t) => ({
    tenant: t.string({
      required: false,
      description: "The owner's slug: your own where left out, or one that ended and for which you act.",
    }),
    fileName: t.string({ required: false, description: 'Kept beside the plan; tells nothing of the content.' }),
    content: t.string({
      required: false,
      description: 'The bytes of a .docx or plain text file (UTF-8, UTF-16) in base64; 16 MB at most.',
    }),
    text: t.string({ required: false, description: 'The text itself; 4,000,000 characters at most.' }),
    movement: t.string({
      required: false,
      description: "The movement's code: the phase within whose years the plan lies, where left out.",
    }),
    visibility: t.field({ type: VisibilityEnum, required: false, defaultValue: 'LINE' }),
    dryRun: t.boolean({ required: false, defaultValue: false, description: 'Only reads and checks; keeps nothing.' }),
  }),
});
type Input = (typeof ImportPlanDocumentInput)['$inferInput'];

interface Result {
  plan: Plan | null;
  source: Source | null;
  alreadyImported: boolean;
  errors: UserError[];
}

const ImportPlanDocumentResultRef = builder.objectRef<Result>('ImportPlanDocumentResult').implement({
  description: 'The draft and where its facts stand in the document, or everything that is wrong; never both.',
  fields: (t) => ({
    plan: t.field({ type: PlanRef, nullable: true, resolve: (result) => result.plan }),
    source: t.field({ type: PlanSourceRef, nullable: true, resolve: (result) => result.source }),
    alreadyImported: t.exposeBoolean('alreadyImported', {
      description: 'True: this file was imported before; the plan is the one that it became, as it now stands.',
    }),
    errors: t.field({ type: [userError], resolve: (result) => result.errors }),
  }),
});

const refused = (...errors: UserError[]): Result => ({ plan: null, source: null, alreadyImported: false, errors });
const base64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;

async function fileOf({ content, text }: Input): Promise<DocumentFile | FileFault> {
  if (text !== null && text !== undefined) return documentOfText(text);
  // Twice the limit of the bytes is more than their base64 ever takes.
  if ((content?.length ?? 0) > 24 * 1024 * 1024)
    return { code: 'TOO_LARGE', message: 'The file is larger than any plan.' };
  if (!base64.test(content ?? '')) return { code: 'WRONG_FILE_TYPE', message: 'The content is not base64.' };
  return documentOfBytes(Buffer.from(content ?? '', 'base64'));
}

/** What a plan cannot be without; a document that does not show it is refused rather than guessed at. */
function headFaults(draft: PlanDraft): UserError[] {
  const faults: UserError[] = [];
  if (draft.type === null)
    faults.push(fault('NO_PLAN', 'No line names a type of document (KẾ HOẠCH, PHÁT ĐỘNG …).', 'document', 'type'));
  else if (draft.title === null)
    faults.push(fault('NO_TITLE', 'Nothing is printed under the type of the document.', 'title'));
  if (draft.issuer === null)
    faults.push(
      fault('NO_ISSUER', 'Neither the head nor the opening names the body that issues it.', 'document', 'issuer'),
    );
  return faults;
}

async function importPlanDocument(input: Input, context: CampaignsContext): Promise<Result> {
  const owner = input.tenant ?? context.caller.tenant;
  if ((await tenantTime(context).load(owner)) === null || !(await callerActsFor(context, owner))) {
    return refused(
      fault(
        'NOT_YOURS',
        'You can only import plans of your own tenant, or of an ended one for which it acts.',
        'tenant',
      ),
    );
  }
  const given = [input.content, input.text].filter((one) => one !== null && one !== undefined);
  if (given.length !== 1)
    return refused(fault('BAD_INPUT', 'Give the document as "content" or as "text", one of them.', 'content'));
  const path = input.text === null || input.text === undefined ? 'content' : 'text';
  const file = await fileOf(input);
  if ('code' in file) return refused(fault(file.code, file.message, path));

  // Two imports of one file at once wait for each other: the second finds what the first has made.
  await context.db.$executeRaw(
    Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`plan_document ${owner} ${file.fingerprint}`}, 0))`,
  );
  const before = await context.db.planDocument.findUnique({
    where: { tenantId_fingerprint: { tenantId: owner, fingerprint: file.fingerprint } },
  });
  if (before) {
    return {
      plan: await planById(context).load(before.planId),
      source: sourceOf(before),
      alreadyImported: true,
      errors: [],
    };
  }

  const draft = readPlan(file.text);
  const source: Source = {
    fileName: input.fileName?.trim().slice(0, 255) || null,
    text: file.text,
    fingerprint: file.fingerprint,
    facts: factsOf(draft),
    leftover: draft.leftover.map(({ start, end }) => ({ start, end })),
    importedAt: null,
  };
  const errors = headFaults(draft);
  const movement = input.movement ?? (await movementOf(context, draft, file.text));
  if (movement === null)
    errors.push(
      fault(
        'UNKNOWN_MOVEMENT',
        'The document does not show to which movement and phase it belongs; name it.',
        'movement',
      ),
    );
  const issuedOn = draft.issuedOn?.value ?? null;
  const day =
    recordDate(issuedOn, draft.periodFrom?.value ?? null)
      ?.toISOString()
      .slice(0, 10) ?? context.today;
  const units = await namedUnits(context, owner, day, draft.targets);
  errors.push(...units.errors);
  const { type, title, issuer } = draft;
  if (errors.length > 0 || movement === null || type === null || title === null || issuer === null)
    return refused(...errors);

  const result = await createPlan(
    {
      tenant: owner,
      movement,
      title: title.value,
      visibility: input.visibility,
      periodFrom: draft.periodFrom?.value ?? null,
      periodTo: draft.periodTo?.value ?? null,
      document: {
        type: type.value,
        number: draft.number?.value ?? null,
        symbol: draft.symbol?.value ?? null,
        issuedOn,
        place: draft.place?.value ?? null,
        issuer: issuer.value,
        signer: draft.signer?.value ?? null,
      },
      ...contentOf(draft, units, day),
    },
    context,
    { raw: draft.raw?.value ?? null, flags: draft.flags.map(({ code, explanation }) => ({ code, explanation })) },
    input.dryRun ?? false,
  );
  if (result.errors.length > 0) return refused(...result.errors);
  if (result.plan === null) return { plan: null, source, alreadyImported: false, errors: [] };
  const kept = await context.db.planDocument.create({
    data: {
      planId: result.plan.id,
      tenantId: owner,
      fingerprint: source.fingerprint,
      fileName: source.fileName,
      text: source.text,
      facts: source.facts as unknown as Prisma.InputJsonValue,
      leftover: source.leftover as unknown as Prisma.InputJsonValue,
      importedBy: context.caller.subject,
    },
  });
  return { plan: result.plan, source: sourceOf(kept), alreadyImported: false, errors: [] };
}

builder.mutationField('importPlanDocument', (t) =>
  t.field({
    type: ImportPlanDocumentResultRef,
    description:
      'Drafts a plan from its official document. What the document does not state is null; what is in doubt is marked; what nothing was made of is listed. The same file is imported once, and nothing is ever overwritten. Role PLANNER.',
    requiresScopes: ['plans:write'],
    authScopes: { role: 'PLANNER' },
    args: { input: t.arg({ type: ImportPlanDocumentInput, required: true }) },
    resolve: (_root, { input }, context) => importPlanDocument(input, context),
  }),
);
