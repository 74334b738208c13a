import { type Nomination, type NominationStep, Prisma } from '@thi-dua/prisma/generated/awards/client';
import { readGlobalUuid } from '@thi-dua/schema/global-id';
import { callerActsFor } from '../authority.js';
import type { AwardsContext } from '../builder.js';
import { fault } from '../faults.js';
import { type NominationResult, refused } from './nomination-result.js';
import { forget, logOf, nominationById } from './nomination-store.js';
import { STEPS } from './step-rules.js';

type Found<T> = T | { refusal: NominationResult };

const notFound = (path: string[]) => fault('NOT_FOUND', 'There is no such nomination.', ...path);

/**
 * The nomination that the caller means, under its lock: whoever acts at the same moment waits, and then sees what was done.
 * One that may not be seen and one that does not exist get the same answer, and nobody waits for either.
 */
export async function lockedNomination(
  context: AwardsContext,
  id: string,
  path: string[] = ['id'],
): Promise<Found<{ nomination: Nomination; log: NominationStep[] }>> {
  const inner = readGlobalUuid('Nomination', id);
  const seen = inner === null ? null : await nominationById(context).load(inner);
  if (seen === null) return { refusal: refused([notFound(path)]) };
  await context.db.$queryRaw(
    Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`nomination:${seen.id}`}, 0))::text`,
  );
  forget(context, seen);
  const nomination = await nominationById(context).load(seen.id);
  if (nomination === null) return { refusal: refused([notFound(path)]) };
  return { nomination, log: await logOf(context).load(nomination.id) };
}

export const stale = (): NominationResult =>
  refused([
    fault('STALE_VERSION', 'The nomination was changed since you read it. Read it again, then repeat.', 'version'),
  ]);

export const wrongState = (nomination: Nomination, step: keyof typeof STEPS, path: string[] = ['id']) =>
  fault(
    'WRONG_STATE',
    `It stands at ${nomination.status}; this step is taken from ${STEPS[step].from.join(', ')}.`,
    ...path,
  );

/** The nomination on which the caller takes a step, where it may: its owner's draft, or one that stands at its own tenant. */
export async function forStep(
  context: AwardsContext,
  step: Exclude<keyof typeof STEPS, 'DECIDED'>,
  { id, version }: { id: string; version?: number | null | undefined },
): Promise<Found<{ nomination: Nomination; log: NominationStep[] }>> {
  const found = await lockedNomination(context, id);
  if ('refusal' in found) return found;
  const { nomination } = found;
  if (step === 'SUBMITTED' && !(await callerActsFor(context, nomination.tenantId)))
    return { refusal: refused([fault('NOT_YOURS', 'Only its own tenant submits a nomination.', 'id')]) };
  if (!STEPS[step].from.includes(nomination.status)) return { refusal: refused([wrongState(nomination, step)]) };
  if (step !== 'SUBMITTED' && !(nomination.atTenant !== null && (await callerActsFor(context, nomination.atTenant))))
    return { refusal: refused([fault('NOT_HERE', 'The nomination stands at another tenant.', 'id')]) };
  if (typeof version === 'number' && version !== nomination.version) return { refusal: stale() };
  return found;
}
