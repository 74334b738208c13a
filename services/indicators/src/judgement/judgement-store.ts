import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import { PublicError } from '@thi-dua/schema/errors';
import type { IndicatorsContext } from '../builder.js';
import { keepMap } from '../figure/keep-map.js';
import { settleRollUps } from '../figure/settle-roll-ups.js';

const changedMeanwhile = () =>
  new PublicError(
    'BAD_USER_INPUT',
    'Some of these figures were changed by someone else in the meantime. Read them again, then repeat.',
  );

/**
 * Takes the figures to itself: those who submit for the same tenants wait, as they do for each other, and so do others
 * who judge the same rows, in one order of ids.
 */
export async function hold(context: IndicatorsContext, ids: readonly string[]): Promise<void> {
  await keepMap(context);
  await context.db.$executeRaw(Prisma.sql`
    SELECT pg_advisory_xact_lock(hashtextextended('indicators.observation/' || t.tenant_id, 0))
    FROM (SELECT DISTINCT o.tenant_id FROM indicators.observation o WHERE o.id = ANY(${[...ids]}::uuid[]) ORDER BY o.tenant_id) t`);
  await context.db.$executeRaw(Prisma.sql`
    SELECT FROM indicators.observation o WHERE o.id = ANY(${[...ids]}::uuid[]) ORDER BY o.id FOR NO KEY UPDATE`);
}

/**
 * Verifies figures: each becomes the one that counts as official, in place of an earlier revision; but what was released
 * stays official until its correction is released in its turn.
 */
export async function verify(
  context: IndicatorsContext,
  ids: readonly string[],
  decision: string | null,
): Promise<void> {
  if (ids.length === 0) return;
  await hold(context, ids);
  await context.db.$executeRaw(Prisma.sql`
    UPDATE indicators.observation o SET official = false
    FROM indicators.observation n
    WHERE n.id = ANY(${[...ids]}::uuid[]) AND o.official AND o.status <> 'RELEASED' AND o.id <> n.id AND o.locality_id = n.locality_id
      AND o.indicator = n.indicator AND o.period = n.period AND o.methodology IS NOT DISTINCT FROM n.methodology`);
  const verified = await context.db.$executeRaw(Prisma.sql`
    UPDATE indicators.observation n SET status = 'VERIFIED', verified_at = now(), verified_by = ${context.caller.subject},
      decision = coalesce(${decision}::text, decision),
      official = NOT EXISTS (SELECT FROM indicators.observation o WHERE o.official AND o.locality_id = n.locality_id
        AND o.indicator = n.indicator AND o.period = n.period AND o.methodology IS NOT DISTINCT FROM n.methodology)
    WHERE id = ANY(${[...ids]}::uuid[]) AND status = 'SUBMITTED' AND current`);
  if (verified !== ids.length) throw changedMeanwhile();
  await settleRollUps(context);
}

/** Gives figures back with a reason; an earlier verified revision goes on counting. */
export async function giveBack(
  context: IndicatorsContext,
  ids: readonly string[],
  reason: string,
  decision: string | null,
): Promise<void> {
  if (ids.length === 0) return;
  await hold(context, ids);
  const returned = await context.db.$executeRaw(Prisma.sql`
    UPDATE indicators.observation SET status = 'RETURNED', return_reason = ${reason}, verified_at = now(),
      verified_by = ${context.caller.subject}, decision = coalesce(${decision}::text, decision)
    WHERE id = ANY(${[...ids]}::uuid[]) AND status = 'SUBMITTED' AND current`);
  if (returned !== ids.length) throw changedMeanwhile();
  await settleRollUps(context);
}
