import { pageArgs, paginate } from '@thi-dua/schema/connection';
import { readGlobalId, toGlobalId } from '@thi-dua/schema/global-id';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { builder, connection, type LocalitiesContext } from '../builder.js';
import { LocalityFlagRef, LocalityRef } from '../locality/locality-graph.js';
import { localityById } from '../locality/locality-store.js';
import { defaultDay, EVER_AFTER, EVER_BEFORE } from '../locality/standing.js';
import { NodeRef } from '../node/node-ref.js';
import { type Line, TENANT_KINDS } from './tenant.js';
import {
  countTenants,
  linesOfTenant,
  subordinateCountOn,
  subordinatesOn,
  successorsOfTenant,
  superiorOn,
  type TenantRow,
  tenantBySlug,
  tenantsAfter,
} from './tenant-store.js';

export const TenantKindEnum = builder.enumType('TenantKind', { values: TENANT_KINDS });

export const TenantRef = builder.objectRef<TenantRow>('Tenant');
const TenantConnectionRef = connection('Tenant', TenantRef);

const TenantLineRef = builder.objectRef<Line>('TenantLine').implement({
  description: 'A direct superior of a tenant, for a time.',
  fields: (t) => ({
    superior: t.field({
      type: TenantRef,
      resolve: async (line, _args, context) => {
        const superior = await tenantBySlug(context).load(line.superior);
        if (superior === null) throw new Error(`a line leads to no tenant: ${line.superior}`);
        return superior;
      },
    }),
    validFrom: t.field({ type: 'Date', nullable: true, resolve: (l) => (l.begins === EVER_BEFORE ? null : l.begins) }),
    validTo: t.field({ type: 'Date', nullable: true, resolve: (l) => (l.ends === EVER_AFTER ? null : l.ends) }),
  }),
});

export async function representedTenant({ id }: { id: string }, context: LocalitiesContext) {
  const slug = readGlobalId('Tenant', id);
  const row = slug === null ? null : await tenantBySlug(context).load(slug);
  return row === null ? null : { __typename: 'Tenant', ...row };
}

builder.objectType(TenantRef, {
  description:
    'An authority that owns plans. Its departments are no tenants: they act in roles inside it. Names of tenants are open to everyone signed in.',
  directives: key('id'),
  extensions: reference<LocalitiesContext, { id: string }>(representedTenant),
  interfaces: [NodeRef],
  fields: (t) => ({
    id: t.id({ resolve: (tenant) => toGlobalId('Tenant', tenant.slug) }),
    slug: t.exposeString('slug', { description: 'Its short name in tokens and commands; never reused.' }),
    name: t.exposeString('name'),
    kind: t.field({ type: TenantKindEnum, resolve: (tenant) => tenant.kind }),
    superior: t.field({
      type: TenantRef,
      nullable: true,
      description:
        'The authority directly above it on the day, today or its last day where none is named. Null on days on which it does not exist.',
      args: { asOf: t.arg({ type: 'Date', required: false }) },
      resolve: (tenant, { asOf }, context) =>
        superiorOn(context).load({ slug: tenant.slug, day: asOf ?? defaultDay(tenant, context.today) }),
    }),
    subordinates: t.field({
      type: TenantConnectionRef,
      description: 'The tenants directly below it on the day, today or its last day where none is named; by slug.',
      args: { asOf: t.arg({ type: 'Date', required: false }), ...pageArgs(t) },
      resolve: (tenant, { asOf, ...page }, context) => {
        const at = { slug: tenant.slug, day: asOf ?? defaultDay(tenant, context.today) };
        return paginate(page, {
          keyLength: 1,
          keyOf: (below: TenantRow) => [below.slug],
          fetch: (take, after) =>
            subordinatesOn(context).load({ ...at, take, after: after === null ? '' : String(after[0]) }),
          count: () => subordinateCountOn(context).load(at),
        });
      },
    }),
    lines: t.field({
      type: [TenantLineRef],
      description: 'Every authority that has stood directly above it, or is to; oldest first.',
      resolve: (tenant, _args, context) => linesOfTenant(context).load(tenant.slug),
    }),
    locality: t.field({
      type: LocalityRef,
      nullable: true,
      description: 'Its territory; null for an agency, which has none.',
      resolve: (tenant, _args, context) =>
        tenant.localityId === null ? null : localityById(context).load(tenant.localityId),
    }),
    establishedOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'Null where it stood before the first record.',
      resolve: (tenant) => (tenant.begins === EVER_BEFORE ? null : tenant.begins),
    }),
    dissolvedOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day from which it no longer existed. Its people can still complete what concerns earlier days.',
      resolve: (tenant) => (tenant.ends === EVER_AFTER ? null : tenant.ends),
    }),
    endedBy: t.exposeString('endedBy', {
      nullable: true,
      description: 'The decision that ended it; null while it exists, or where none is known.',
    }),
    successors: t.field({
      type: [TenantRef],
      description: 'Those that act for it since it ended, as its superior named them.',
      resolve: (tenant, _args, context) => successorsOfTenant(context).load(tenant.slug),
    }),
    flags: t.field({ type: [LocalityFlagRef], resolve: (tenant) => tenant.flags }),
  }),
});

builder.queryField('tenant', (t) =>
  t.field({
    type: TenantRef,
    nullable: true,
    requiresScopes: ['map:read'],
    args: { slug: t.arg.string({ required: true }) },
    resolve: (_root, { slug }, context) => tenantBySlug(context).load(slug),
  }),
);

builder.queryField('tenants', (t) =>
  t.field({
    type: TenantConnectionRef,
    description: 'All tenants, ended ones included, by slug.',
    requiresScopes: ['map:read'],
    args: pageArgs(t),
    resolve: (_root, page, context) =>
      paginate(page, {
        keyLength: 1,
        keyOf: (tenant: TenantRow) => [tenant.slug],
        fetch: (take, after) => tenantsAfter(context, after === null ? '' : String(after[0]), take),
        count: () => countTenants(context),
      }),
  }),
);
