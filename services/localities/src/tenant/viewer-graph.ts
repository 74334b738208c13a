import { type Caller, ROLES } from '@thi-dua/schema/caller';
import { builder } from '../builder.js';
import { TenantRef } from './tenant-graph.js';
import { tenantBySlug } from './tenant-store.js';

export const RoleEnum = builder.enumType('Role', {
  description: "What a person may do inside its tenant; which body holds which role is the tenant's own configuration.",
  values: ROLES,
});

const ViewerRef = builder.objectRef<Caller>('Viewer').implement({
  description: 'Who asks, as the access token says.',
  fields: (t) => ({
    tenant: t.field({
      type: TenantRef,
      nullable: true,
      resolve: (caller, _args, context) => tenantBySlug(context).load(caller.tenant),
    }),
    subject: t.exposeString('subject'),
    roles: t.field({ type: [RoleEnum], resolve: (caller) => [...caller.roles] }),
    scopes: t.stringList({
      description:
        'What your token or key is good for, capability by capability; see the list in the integration guide.',
      resolve: (caller) => [...caller.scopes],
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({ type: ViewerRef, requiresScopes: [], resolve: (_root, _args, context) => context.caller }),
);
