import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import type { IndicatorsContext } from '../builder.js';
import { LOCALITY_LEVELS, type LocalityLevel } from '../figure/units-store.js';
import { type FiguresKey, reportedIndicators } from './reported-indicator.js';

const levelOfUnit = defineLoader<IndicatorsContext, string, LocalityLevel | null>(async (ids, { db }) => {
  const rows = await db.$queryRaw<{ id: string; level: LocalityLevel }[]>(Prisma.sql`
    SELECT l.id::text AS id, l.level::text AS level FROM map.locality l WHERE l.id = ANY(${[...ids]}::uuid[])`);
  return inOrder(ids, rows, ({ id }) => id).map((row) => row?.level ?? null);
});

/**
 * Whether the official figure at the end of the years has full coverage, of every indicator in force that is due in the unit
 * or below it. What only units above state is due of none here; nor is what changed in a year of a unit that ended within it.
 */
export async function figuresComplete(context: IndicatorsContext, key: FiguresKey): Promise<boolean> {
  const level = await levelOfUnit(context).load(key.unit);
  if (level === null) return false;
  const depth = LOCALITY_LEVELS.indexOf(level);
  const due = (await reportedIndicators(context, key)).filter(
    ({ indicator }) => LOCALITY_LEVELS.indexOf(indicator.lowestLevel) >= depth,
  );
  const found = (await Promise.all(due.map(({ closing }) => closing('OFFICIAL')))).filter((value) => value !== null);
  return found.length > 0 && found.every(({ coverage }) => coverage.complete);
}
