import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import type { IndicatorsContext } from '../builder.js';

/**
 * Rolls up what the transaction has changed so far, for whatever still reads figures in it. The database does so by itself
 * before a commit, whoever wrote; a mutation calls this once, after its last write, so that its own answer shows the sums
 * that it made.
 */
export async function settleRollUps(context: IndicatorsContext): Promise<void> {
  await context.db.$executeRaw(Prisma.sql`SELECT indicators.settle_roll_ups()`);
}
