import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import type { IndicatorsContext } from '../builder.js';
import { isFaultless } from './check.js';

/**
 * Two submissions for one tenant take turns, in one order of tenants; those for different tenants never wait. What is
 * stored is looked at only behind this.
 */
export async function takeTurns(context: IndicatorsContext): Promise<void> {
  await context.db.$executeRaw(Prisma.sql`
    SELECT pg_advisory_xact_lock(hashtextextended('indicators.observation/' || t.owner, 0))
    FROM (SELECT DISTINCT owner FROM pg_temp.checked WHERE ok ORDER BY owner) t`);
}

/**
 * Writes the faultless rows as new revisions; what they correct stays, as history. Says which of them could not be
 * written, their figure standing as a tenant reported it for which the caller does not act: then the others are not to
 * stay either, and the caller of this takes them back.
 */
export async function writeRows(context: IndicatorsContext, faultless: number): Promise<number[]> {
  await context.db.$executeRaw(Prisma.sql`
    CREATE TEMPORARY TABLE corrected (line int NOT NULL, id uuid NOT NULL, revision int NOT NULL) ON COMMIT DROP`);
  // Held in the order of ids, as by whoever judges figures: neither waits for the other while being waited for.
  const corrections = await context.db.$executeRaw(Prisma.sql`
    INSERT INTO pg_temp.corrected
    SELECT c.line, o.id, o.revision
    FROM pg_temp.checked c
    JOIN indicators.observation o ON o.locality_id = c.unit AND o.indicator = c.indicator AND o.period = c.period
      AND o.methodology IS NOT DISTINCT FROM c.methodology AND o.current AND o.tenant_id IN (SELECT indicators.acted_for())
    WHERE ${isFaultless} ORDER BY o.id FOR NO KEY UPDATE OF o`);
  if (corrections > 0) {
    await context.db.$executeRaw(Prisma.sql`
      UPDATE indicators.observation o SET current = false FROM pg_temp.corrected e WHERE o.id = e.id`);
  }
  // In the order of an index: a large one is then written page by page, and a unit's figures lie together. Of a figure one
  // revision is the latest, whoever reported it: a second one is passed over, seen or not.
  const written = await context.db.$executeRaw(Prisma.sql`
    INSERT INTO indicators.observation (id, tenant_id, locality_id, indicator, period, period_end, methodology, value, status,
      revision, current, official, submitted_at, submitted_by)
    SELECT c.id, c.owner, c.unit, c.indicator, c.period, c.period_end, c.methodology, c.value, 'SUBMITTED',
      coalesce(e.revision, 0) + 1, true, false, now(), ${context.caller.subject}
    FROM pg_temp.checked c LEFT JOIN pg_temp.corrected e ON e.line = c.line
    WHERE ${isFaultless} ORDER BY c.unit, c.indicator, c.period
    ON CONFLICT DO NOTHING`);
  if (written === faultless) return [];
  const held = await context.db.$queryRaw<{ line: number }[]>(Prisma.sql`
    SELECT c.line FROM pg_temp.checked c
    WHERE ${isFaultless} AND NOT EXISTS (SELECT FROM indicators.observation o WHERE o.id = c.id)
    ORDER BY c.line`);
  return held.map(({ line }) => line);
}

/** Refuses rows whose figure stands as another tenant reported it. Of that one it says no more than that it is not theirs. */
export async function refuseHeld(context: IndicatorsContext, lines: readonly number[]): Promise<void> {
  await context.db.$executeRaw(Prisma.sql`
    INSERT INTO pg_temp.fault
    SELECT l.line, 11, 'localityCode', 'FIGURE_OF_ANOTHER',
      'Another authority answers for this figure of the unit: it is not yours to report or to correct.'
    FROM unnest(${[...lines]}::int[]) AS l(line)`);
}

/** The ids of what was written, in the order of the rows. */
export async function writtenIds(context: IndicatorsContext): Promise<string[]> {
  const rows = await context.db.$queryRaw<{ id: string }[]>(
    Prisma.sql`SELECT c.id FROM pg_temp.checked c WHERE ${isFaultless} ORDER BY c.line`,
  );
  return rows.map((row) => row.id);
}
