import type { UserError } from '@thi-dua/schema/user-error';
import { builder, userError } from '../builder.js';
import { TenantRef } from './tenant-graph.js';
import type { TenantRow } from './tenant-store.js';

export interface TenantResult {
  tenant: TenantRow | null;
  errors: UserError[];
}

export const TenantResultRef = builder.objectRef<TenantResult>('TenantResult').implement({
  description: 'The tenant as it now stands, or everything that was wrong with the input; never both.',
  fields: (t) => ({
    tenant: t.field({ type: TenantRef, nullable: true, resolve: (result) => result.tenant }),
    errors: t.field({ type: [userError], resolve: (result) => result.errors }),
  }),
});

export const refused = (errors: UserError[]): TenantResult => ({ tenant: null, errors });
