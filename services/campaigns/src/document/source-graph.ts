import type { PlanDocument } from '@thi-dua/prisma/generated/campaigns/client';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import { builder, type CampaignsContext } from '../builder.js';
import { callerActsFor } from '../plan/plan-policy.js';
import { PlanRef } from '../plan/plan-ref.js';
import type { SourceFact } from './facts.js';
import type { Span } from './reading.js';

/** A source as it is shown: stored beside its plan, or only read. */
export type Source = Pick<PlanDocument, 'fileName' | 'text' | 'fingerprint'> & {
  facts: SourceFact[];
  leftover: Span[];
  importedAt: Date | null;
};

export const sourceOf = (row: PlanDocument): Source => ({
  ...row,
  facts: row.facts as unknown as SourceFact[],
  leftover: row.leftover as unknown as Span[],
});

const SourceFactRef = builder.objectRef<SourceFact & { text: string }>('SourceFact').implement({
  description: "Where a fact of the plan stands in its document. Places count UTF-16 units of the document's text.",
  fields: (t) => ({
    path: t.exposeStringList('path', { description: 'The field of the plan: ["targets", "0", "parts", "1"].' }),
    clause: t.exposeString('clause', { nullable: true, description: 'Where it stands, normalised.' }),
    start: t.exposeInt('start'),
    end: t.exposeInt('end', { description: 'Behind its last character.' }),
    text: t.exposeString('text', { description: 'What the document prints there.' }),
    unsure: t.exposeStringList('unsure', {
      description:
        'Codes of what a person should look at: WORDING_AMBIGUOUS, NUMBERING, ROLE, SUBJECT, …; empty: none.',
    }),
  }),
});
const LeftoverRef = builder.objectRef<Span & { text: string }>('LeftoverText').implement({
  description: 'A stretch of the document of which nothing was made.',
  fields: (t) => ({
    start: t.exposeInt('start'),
    end: t.exposeInt('end', { description: 'Behind its last character.' }),
    text: t.exposeString('text'),
  }),
});

export const PlanSourceRef = builder.objectRef<Source>('PlanSource').implement({
  description: 'The document that a plan was drafted from, and where in it each fact was found.',
  fields: (t) => ({
    fileName: t.exposeString('fileName', { nullable: true }),
    fingerprint: t.exposeString('fingerprint', { description: 'SHA-256 of the file, in hexadecimal digits.' }),
    text: t.exposeString('text', { description: 'Its text, as it was read.' }),
    facts: t.field({
      type: [SourceFactRef],
      resolve: ({ facts, text }) => facts.map((fact) => ({ ...fact, text: text.slice(fact.start, fact.end) })),
    }),
    leftover: t.field({
      type: [LeftoverRef],
      description: 'In its order.',
      resolve: ({ leftover, text }) => leftover.map((span) => ({ ...span, text: text.slice(span.start, span.end) })),
    }),
    importedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Null where it was only read, for a dry run.',
      resolve: ({ importedAt }) => importedAt,
    }),
  }),
});

/** Documents of plans that the caller writes; whoever else sees the plan does not see what it was drafted from. */
export const sourceByPlan = defineLoader<CampaignsContext, string, PlanDocument | null>(async (ids, context) => {
  const rows = await context.db.planDocument.findMany({ where: { planId: { in: [...ids] } } });
  const owners = [...new Set(rows.map(({ tenantId }) => tenantId))];
  const acting = await Promise.all(owners.map((owner) => callerActsFor(context, owner)));
  const own = new Set(owners.filter((_, i) => acting[i]));
  return inOrder(
    ids,
    rows.filter(({ tenantId }) => own.has(tenantId)),
    (row) => row.planId,
  );
});

builder.objectField(PlanRef, 'source', (t) =>
  t.field({
    type: PlanSourceRef,
    nullable: true,
    description:
      'The document it was imported from; null where it was drafted by hand, and for everyone but its owner.',
    resolve: async (plan, _args, context) => {
      const row = await sourceByPlan(context).load(plan.id);
      return row && sourceOf(row);
    },
  }),
);
