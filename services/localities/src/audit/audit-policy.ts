import type { Caller } from '@thi-dua/schema/caller';
import type { LocalitiesContext } from '../builder.js';

/** Design, section 2: AUDITOR reads logs; ADMIN, who keeps people, roles and keys, sees what is done with them. */
export const mayReadLog = ({ roles }: Caller): boolean => roles.includes('AUDITOR') || roles.includes('ADMIN');

/** The log of the caller's own tenant, as a filter of `auditEntry`: no superior's, no subordinate's, and no predecessor's. */
export const ownLog = ({ caller, policyEnforced }: LocalitiesContext) =>
  policyEnforced ? { tenantId: caller.tenant } : {};
