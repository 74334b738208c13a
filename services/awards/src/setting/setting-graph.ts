import { builder } from '../builder.js';
import { TenantRef, tenantReference } from '../references.js';
import { type Procedure, procedureOf } from './setting-store.js';

export const AwardProcedureRef = builder.objectRef<Procedure>('AwardProcedure').implement({
  description:
    'How a tenant handles nominations: what it has set itself, else what holds for its kind. Limits are in working days from the day on which a nomination reached it; extraordinary occasions have none.',
  fields: (t) => ({
    tenant: t.field({ type: TenantRef, nullable: true, resolve: ({ tenant }) => tenantReference(tenant) }),
    appraiser: t.exposeString('appraiser', {
      nullable: true,
      description: 'The body that appraises (Phòng Nội vụ, Sở Nội vụ, Văn phòng …); null while it is not named.',
    }),
    council: t.exposeString('council', { nullable: true, description: "The council's name." }),
    councilMembers: t.exposeInt('councilMembers', { nullable: true }),
    quorumPercent: t.exposeInt('quorumPercent', { description: 'Of the members, that must be there.' }),
    approvalPercent: t.exposeInt('approvalPercent', { description: 'Of those present, that must agree.' }),
    decideDays: t.exposeInt('decideDays', { description: 'Where the tenant confers the form itself.' }),
    escalateDays: t.exposeInt('escalateDays', { description: "Where the form is a superior's to confer." }),
    version: t.exposeInt('version', { description: 'Counts the changes; 0 while the tenant has set nothing.' }),
    legalBasis: t.exposeString('legalBasis', {
      description: 'Where limits that the tenant has not set come from; not confirmed for the law since 2024.',
    }),
  }),
});

builder.queryField('awardProcedure', (t) =>
  t.field({
    type: AwardProcedureRef,
    nullable: true,
    description:
      "How the caller's own tenant, or another by its slug, handles nominations. What another has set shows along the line only.",
    requiresScopes: ['nominations:read'],
    args: { tenant: t.arg.string({ required: false }) },
    resolve: (_root, { tenant }, context) => procedureOf(context, tenant ?? context.caller.tenant),
  }),
);
