import type { Supervision } from '@thi-dua/prisma/generated/campaigns/client';
import { pageArgs, paginate } from '@thi-dua/schema/connection';
import { badInput } from '@thi-dua/schema/errors';
import { readGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import { isDay } from '@thi-dua/schema/scalars';
import { entity } from '@thi-dua/schema/subgraph-schema';
import { builder, type CampaignsContext, connection } from '../builder.js';
import { MovementRef, movementByCode } from '../movement/movement-graph.js';
import { TenantRef, tenantReference } from '../plan/references.js';
import { countSupervisions, supervisionById, supervisionKey, supervisionsAfter } from './supervision-store.js';

export const SupervisionKindEnum = builder.enumType('SupervisionKind', {
  description: 'INSPECTION: kiểm tra, giám sát. DIRECTIVE: văn bản chỉ đạo, đôn đốc.',
  values: ['INSPECTION', 'DIRECTIVE'] as const,
});

export const SupervisionRef = builder.objectRef<Supervision>('Supervision').implement({
  ...entity<CampaignsContext>('Supervision', (id, context) => supervisionById(context).load(id)),
  description: 'An inspection or a directive of a superior, recorded beside the reports; both sides read it.',
  fields: (t) => ({
    id: t.id({ resolve: (row) => toGlobalId('Supervision', row.id) }),
    kind: t.field({ type: SupervisionKindEnum, resolve: (row) => row.kind }),
    tenant: t.field({
      type: TenantRef,
      nullable: true,
      description: 'The superior that inspected or directed.',
      resolve: (row) => tenantReference(row.tenantId),
    }),
    addressee: t.field({ type: TenantRef, nullable: true, resolve: (row) => tenantReference(row.addressee) }),
    movement: t.field({
      type: MovementRef,
      nullable: true,
      resolve: (row, _args, context) => movementByCode(context).load(row.movementCode),
    }),
    number: t.exposeString('number', { nullable: true, description: 'Of its document, as printed.' }),
    day: t.field({ type: 'Date', resolve: (row) => row.day }),
    subject: t.exposeString('subject'),
    findings: t.exposeString('findings', { description: 'What was found, or what is to be done.' }),
  }),
});

const SupervisionFilter = builder.inputType('SupervisionFilter', {
  description: 'All conditions that are given must hold.',
  fields: (t) => ({
    kind: t.field({ type: SupervisionKindEnum, required: false }),
    tenant: t.string({ required: false, description: "The superior's slug." }),
    addressee: t.string({ required: false, description: "The other side's slug." }),
    movement: t.string({ required: false, description: "The movement's code." }),
    from: t.field({ type: 'Date', required: false }),
    to: t.field({ type: 'Date', required: false, description: 'Included.' }),
  }),
});

builder.queryField('supervisions', (t) =>
  t.field({
    type: connection('Supervision', SupervisionRef),
    description: 'The inspections and directives that the caller may see, by day.',
    requiresScopes: ['reports:read'],
    args: { filter: t.arg({ type: SupervisionFilter, required: false }), ...pageArgs(t) },
    resolve: (_root, { filter, ...page }, context) =>
      paginate(page, {
        keyLength: 2,
        keyOf: supervisionKey,
        fetch: (take, after) => {
          const [day, id] = (after ?? []).map(String);
          if (day === undefined || id === undefined) return supervisionsAfter(context, filter ?? {}, take, null);
          if (!isDay(day) || readGlobalUuid('Supervision', toGlobalId('Supervision', id)) === null)
            throw badInput('"after" is not a cursor of this list.', 'after');
          return supervisionsAfter(context, filter ?? {}, take, [day, id]);
        },
        count: () => countSupervisions(context, filter ?? {}),
      }),
  }),
);
