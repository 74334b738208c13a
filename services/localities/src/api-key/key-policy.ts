import type { LocalitiesContext } from '../builder.js';

/** A tenant's keys are its own: no superior, subordinate or successor learns of one. Row-level security says the same. */
export const ownKeys = ({ caller, policyEnforced }: LocalitiesContext) =>
  policyEnforced ? { tenantId: caller.tenant } : {};
