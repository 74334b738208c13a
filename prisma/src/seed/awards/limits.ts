import type { TenantFacts } from '../tenants.js';

/** What holds for a tenant that has set nothing of its own: limits in working days, shares in percent. */
export interface AwardDefaultFacts {
  tenantKind: TenantFacts['kind'];
  decideDays: number;
  /** Where the form is a higher authority's to confer. */
  escalateDays: number;
  quorumPercent: number;
  approvalPercent: number;
}

/**
 * Working days as published under Nghị định 91/2017/NĐ-CP (commune 10, district 10, province 15 for its own decision and 30
 * for what goes to the Prime Minister, the central board 20 with consultation). What holds under 98/2023 and 152/2025 no
 * source at hand says, nor which shares of a council must be there and agree: unconfirmed, and each tenant sets its own.
 */
export const awardDefaultFacts: AwardDefaultFacts[] = [
  { tenantKind: 'CENTRAL_BOARD', decideDays: 20, escalateDays: 20, quorumPercent: 67, approvalPercent: 51 },
  { tenantKind: 'PROVINCE', decideDays: 15, escalateDays: 30, quorumPercent: 67, approvalPercent: 51 },
  { tenantKind: 'DISTRICT', decideDays: 10, escalateDays: 10, quorumPercent: 67, approvalPercent: 51 },
  { tenantKind: 'COMMUNE', decideDays: 10, escalateDays: 10, quorumPercent: 67, approvalPercent: 51 },
  { tenantKind: 'AGENCY', decideDays: 10, escalateDays: 10, quorumPercent: 67, approvalPercent: 51 },
];
