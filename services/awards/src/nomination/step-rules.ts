import type { Nomination, NominationStep } from '@thi-dua/prisma/generated/awards/client';
import type { Role } from '@thi-dua/schema/caller';

type Status = Nomination['status'];
type Step = NominationStep['step'];

/** From where each step is taken, and in which role. The database holds every step against the same table. */
export const STEPS: Record<
  Exclude<Step, 'REVOKED' | 'FILE_ADDED' | 'FILE_REMOVED'>,
  { from: readonly Status[]; role: Role }
> = {
  SUBMITTED: { from: ['DRAFT', 'RETURNED'], role: 'PLANNER' },
  APPRAISED: { from: ['SUBMITTED', 'ESCALATED'], role: 'APPRAISER' },
  COUNCIL_VOTED: { from: ['APPRAISED'], role: 'COUNCIL' },
  DECIDED: { from: ['COUNCIL_VOTED'], role: 'SIGNER' },
  ESCALATED: { from: ['COUNCIL_VOTED', 'DECIDED'], role: 'APPRAISER' },
  RETURNED: { from: ['SUBMITTED', 'ESCALATED', 'APPRAISED', 'COUNCIL_VOTED'], role: 'APPRAISER' },
  REJECTED: { from: ['SUBMITTED', 'ESCALATED', 'APPRAISED', 'COUNCIL_VOTED'], role: 'SIGNER' },
};

/** The vote of the council of the tenant where a nomination stands, if it has been taken there. */
export interface Vote {
  members: number;
  present: number;
  inFavour: number;
  against: number;
  abstained: number;
  heldOn: string;
  minutes: string;
  quorumPercent: number;
  approvalPercent: number;
  passed: boolean;
}
export const voteIn = (step: NominationStep): Vote => step.content as unknown as Vote;

export function voteAtStage(log: readonly NominationStep[], stage: number): Vote | null {
  const step = log.findLast((entry) => entry.step === 'COUNCIL_VOTED' && entry.stage === stage);
  return step === undefined ? null : voteIn(step);
}

/** Whoever drafted a nomination, submitted it or passed it on: none of them decides it. */
export const hasSubmitted = (subject: string, nomination: Nomination, log: readonly NominationStep[]): boolean =>
  nomination.createdBy === subject ||
  log.some((entry) => (entry.step === 'SUBMITTED' || entry.step === 'ESCALATED') && entry.subject === subject);
