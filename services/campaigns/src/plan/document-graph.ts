import type { Citation, Plan } from '@thi-dua/prisma/generated/campaigns/client';
import { builder } from '../builder.js';
import { PlanRef } from './plan-ref.js';
import { planById } from './plan-store.js';

export interface Signer {
  name: string;
  position: string;
  onBehalfOf: string | null;
  actingFor: string | null;
}
export interface DocumentFlag {
  code: string;
  explanation: string;
}

const SignerRef = builder.objectRef<Signer>('Signer').implement({
  description: 'Who signed, and in which capacity.',
  fields: (t) => ({
    name: t.exposeString('name'),
    position: t.exposeString('position'),
    onBehalfOf: t.exposeString('onBehalfOf', { nullable: true, description: 'TM. …' }),
    actingFor: t.exposeString('actingFor', { nullable: true, description: 'KT. …' }),
  }),
});
const DocumentFlagRef = builder.objectRef<DocumentFlag>('DocumentFlag').implement({
  description: 'What looks wrong or is missing in a document: kept as printed, and said.',
  fields: (t) => ({ code: t.exposeString('code'), explanation: t.exposeString('explanation') }),
});

export const OfficialDocumentRef = builder.objectRef<Plan>('OfficialDocument').implement({
  description: 'The document itself. What it does not state is null, never guessed.',
  fields: (t) => ({
    type: t.string({ description: 'As printed: KẾ HOẠCH, PHÁT ĐỘNG.', resolve: (plan) => plan.documentType }),
    number: t.exposeString('number', { nullable: true, description: 'Without its symbol: "255".' }),
    symbol: t.exposeString('symbol', { nullable: true, description: '"KH-UBND".' }),
    raw: t.exposeString('raw', { nullable: true, description: 'The line with number and symbol, as printed.' }),
    issuedOn: t.field({ type: 'Date', nullable: true, resolve: (plan) => plan.issuedOn }),
    place: t.exposeString('place', { nullable: true }),
    issuer: t.exposeString('issuer'),
    signer: t.field({ type: SignerRef, nullable: true, resolve: (plan) => plan.signer as Signer | null }),
    flags: t.field({ type: [DocumentFlagRef], resolve: (plan) => plan.flags as unknown as DocumentFlag[] }),
  }),
});

export const CitationRelationEnum = builder.enumType('CitationRelation', {
  values: ['IMPLEMENTS', 'BASED_ON', 'REFERS_TO'] as const,
});
export const CitationRef = builder.objectRef<Citation>('Citation').implement({
  description: 'A document the plan carries out, rests on or refers to.',
  fields: (t) => ({
    number: t.exposeString('number', { nullable: true, description: 'With its symbol, as printed: "251/KH-UBND".' }),
    issuedOn: t.field({ type: 'Date', nullable: true, resolve: (citation) => citation.issuedOn }),
    issuer: t.exposeString('issuer', { nullable: true }),
    title: t.exposeString('title', { nullable: true }),
    relation: t.field({
      type: CitationRelationEnum,
      resolve: (citation) => citation.relation as 'IMPLEMENTS' | 'BASED_ON' | 'REFERS_TO',
    }),
    plan: t.field({
      type: PlanRef,
      nullable: true,
      description: 'The cited plan, where it is in the system and the caller may see it.',
      resolve: (citation, _args, context) =>
        citation.citedPlanId === null ? null : planById(context).load(citation.citedPlanId),
    }),
  }),
});
