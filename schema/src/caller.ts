/** The roles a person or system can hold inside its tenant (design §2). */
export const ROLES = [
  'REPORTER',
  'VERIFIER',
  'PLANNER',
  'APPRAISER',
  'COUNCIL',
  'SIGNER',
  'CONSOLIDATOR',
  'ANALYST',
  'AUDITOR',
  'ADMIN',
] as const;
export type Role = (typeof ROLES)[number];

/** Who asks: always a person or system acting for exactly one tenant. */
export interface Caller {
  readonly subject: string;
  /** The tenant's slug, which is also its key in every table (`tenant_id`); a slug is never reused. */
  readonly tenant: string;
  readonly roles: readonly Role[];
  readonly scopes: readonly string[];
  /** Whether it may send nothing to the graph but documents that the operator trusts. */
  readonly trustedDocumentsOnly?: boolean;
}
