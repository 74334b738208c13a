import { toGlobalId } from '@thi-dua/schema/global-id';
import { key } from '@thi-dua/schema/subgraph-schema';
import { builder } from './builder.js';

/** An entity that localities owns; here only its key. It is open to everyone signed in. */
export const TenantRef = builder
  .objectRef<{ id: string }>('Tenant')
  .implement({ directives: key('id'), fields: (t) => ({ id: t.exposeID('id') }) });

export const tenantReference = (slug: string) => ({ __typename: 'Tenant', id: toGlobalId('Tenant', slug) });
