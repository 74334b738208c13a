import { toGlobalId } from '@thi-dua/schema/global-id';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { builder } from '../builder.js';

/** Entities that other services own; here only their keys. All of them are open to everyone signed in. */
export const TenantRef = builder
  .objectRef<{ id: string }>('Tenant')
  .implement({ directives: key('id'), fields: (t) => ({ id: t.exposeID('id') }) });
export const LocalityRef = builder.objectRef<{ id: string }>('Locality').implement({
  directives: key('id'),
  // Units are open to everyone signed in; what this service says of one has its own policy.
  extensions: reference(({ id }: { id: string }) => ({ __typename: 'Locality', id })),
  fields: (t) => ({ id: t.exposeID('id') }),
});
export const AwardFormRef = builder
  .objectRef<{ id: string }>('AwardForm')
  .implement({ directives: key('id'), fields: (t) => ({ id: t.exposeID('id') }) });
export const IndicatorRef = builder
  .objectRef<{ code: string }>('Indicator')
  .implement({ directives: key('code'), fields: (t) => ({ code: t.exposeString('code') }) });

export const tenantReference = (slug: string) => ({ __typename: 'Tenant', id: toGlobalId('Tenant', slug) });
export const localityReference = (id: string) => ({ __typename: 'Locality', id: toGlobalId('Locality', id) });
export const awardFormReference = (formKey: string) => ({
  __typename: 'AwardForm',
  id: toGlobalId('AwardForm', formKey),
});
export const indicatorReference = (code: string) => ({ __typename: 'Indicator', code });
