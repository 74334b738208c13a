import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import type { IndicatorsContext } from '../builder.js';

/**
 * From here to the transaction's end nobody changes the map, or who answers for a unit; other figures may change. Whoever
 * changes figures asks for this before any other lock, and looks at the map only afterwards.
 */
export async function keepMap(context: IndicatorsContext): Promise<void> {
  await context.db.$executeRaw(Prisma.sql`SELECT indicators.lock_map(false)`);
}
