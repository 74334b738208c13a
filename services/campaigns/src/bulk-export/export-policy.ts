import type { Caller } from '@thi-dua/schema/caller';
import type { CampaignsContext } from '../builder.js';

/** An export is its maker's own, for as long as that may export at all (design, section 2: ANALYST reads and exports). */
export const mayExport = ({ roles }: Caller): boolean => roles.includes('ANALYST');

/** Those of the caller's own, as a filter of `bulkExport`: no superior, no successor and no colleague learns of one. */
export const ownExports = ({ caller, policyEnforced }: CampaignsContext) =>
  policyEnforced ? { tenantId: caller.tenant, subject: caller.subject } : {};
