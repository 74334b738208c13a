import type { Standing } from '../figure/figure.js';

export const OBSERVATION_STATUSES = ['DRAFT', 'SUBMITTED', 'VERIFIED', 'RELEASED', 'RETURNED'] as const;
export type ObservationStatus = (typeof OBSERVATION_STATUSES)[number];

export interface Flag {
  code: string;
  explanation: string;
}

/** One measured value in one revision, and how the caller stands to its owner. */
export interface Observation {
  id: string;
  tenant: string;
  unit: string;
  indicator: string;
  period: string;
  methodology: string | null;
  value: string;
  status: ObservationStatus;
  revision: number;
  /** It is the latest revision, or the latest that was verified; not one that has been superseded. */
  counts: boolean;
  submittedAt: Date;
  submittedBy: string;
  verifiedAt: Date | null;
  verifiedBy: string | null;
  decision: string | null;
  source: string | null;
  flags: Flag[];
  returnReason: string | null;
  updatedAt: Date;
  /** `updatedAt` to the microsecond, as cursors carry it. */
  updatedKey: string;
  standing: Standing;
}
