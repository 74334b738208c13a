import { builder } from '../builder.js';
import type { NamedTenant } from './reported-plan.js';

export const NamedTenantRef = builder.objectRef<NamedTenant>('NamedTenant').implement({
  description: 'A tenant in words: in a frozen report as it was called then.',
  fields: (t) => ({ slug: t.exposeString('slug'), name: t.exposeString('name') }),
});
