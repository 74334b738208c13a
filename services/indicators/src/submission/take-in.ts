import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import type { IndicatorsContext } from '../builder.js';
import { keepMap } from '../figure/keep-map.js';
import { checkRows, findDuplicates, type Tally, tally } from './check.js';
import { checkClosings } from './closing.js';
import type { SubmitMode } from './row.js';
import { staged } from './staging.js';
import { refuseHeld, takeTurns, writeRows } from './write.js';

export interface TakenIn extends Tally {
  /** False where the mode is ALL_OR_NOTHING and there was a fault: then nothing was. */
  written: boolean;
}

/**
 * Judges the staged rows and writes those that may be written: the one way by which figures come in, whether by a
 * mutation, a stream or an operator's file. Every step is one statement over all rows.
 */
export async function takeIn(
  context: IndicatorsContext,
  { rows, mode, noun }: { rows: number; mode: SubmitMode; noun: 'Row' | 'Line' },
): Promise<TakenIn> {
  await keepMap(context);
  await staged(context, rows);
  await checkRows(context, rows);
  await findDuplicates(context, noun);
  await takeTurns(context);
  for (;;) {
    await checkClosings(context, mode);
    const counted = await tally(context);
    if (counted.faults > 0 && mode === 'ALL_OR_NOTHING') {
      return { accepted: 0, rejected: counted.accepted + counted.rejected, faults: counted.faults, written: false };
    }
    if (counted.accepted === 0 || (await wrote(context, counted.accepted))) {
      context.trail.figures += counted.accepted;
      return { ...counted, written: true };
    }
  }
}

/** Whether the faultless rows were written. If not, nothing is, and those that stood in the way have their fault. */
async function wrote(context: IndicatorsContext, faultless: number): Promise<boolean> {
  await context.db.$executeRaw(Prisma.sql`SAVEPOINT writing`);
  const held = await writeRows(context, faultless);
  if (held.length === 0) {
    await context.db.$executeRaw(Prisma.sql`RELEASE SAVEPOINT writing`);
    return true;
  }
  await context.db.$executeRaw(Prisma.sql`ROLLBACK TO SAVEPOINT writing`);
  await refuseHeld(context, held);
  return false;
}
