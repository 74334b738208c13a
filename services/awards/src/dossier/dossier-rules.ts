import type { DossierFile, Nomination, NominationStep } from '@thi-dua/prisma/generated/awards/client';
import type { Role } from '@thi-dua/schema/caller';

export const FILE_KINDS = ['SUBMISSION_LETTER', 'ACHIEVEMENT_REPORT', 'MINUTES', 'OTHER'] as const;
export type FileKind = (typeof FILE_KINDS)[number];
export const isFileKind = (text: string): text is FileKind => FILE_KINDS.some((kind) => kind === text);

/** No dossier is thicker. */
export const MOST_FILES = 50;

/**
 * In whose hands a dossier is for a file of a kind, and by which roles; null where it is closed to it. Until it is submitted it
 * is its owner's; then, until the council votes, the tenant where it stands adds the minutes of that council. The database
 * holds every file against the same rule.
 */
export function openTo(
  { status, tenantId, atTenant }: Pick<Nomination, 'status' | 'tenantId' | 'atTenant'>,
  kind: FileKind,
): { tenant: string; roles: readonly Role[] } | null {
  if (status === 'DRAFT' || status === 'RETURNED') return { tenant: tenantId, roles: ['PLANNER'] };
  const judged = status === 'SUBMITTED' || status === 'ESCALATED' || status === 'APPRAISED';
  return judged && kind === 'MINUTES' && atTenant !== null
    ? { tenant: atTenant, roles: ['APPRAISER', 'COUNCIL'] }
    : null;
}

/** Whether a file was before whoever the nomination was submitted to: it stays in the dossier then. */
export const wasSubmitted = ({ seq }: Pick<DossierFile, 'seq'>, log: readonly NominationStep[]): boolean =>
  log.some((entry) => entry.step === 'SUBMITTED' && entry.seq > seq);
