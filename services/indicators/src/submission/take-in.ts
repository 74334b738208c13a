import type { IndicatorsContext } from '../builder.js';
import { checkRows, findDuplicates, type Tally, tally } from './check.js';
import { checkClosings } from './closing.js';
import type { SubmitMode } from './row.js';
import { staged } from './staging.js';
import { takeTurns, writeRows } from './write.js';

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
  await staged(context, rows);
  await checkRows(context, rows);
  await findDuplicates(context, noun);
  await takeTurns(context);
  await checkClosings(context, mode);
  const counted = await tally(context);
  if (counted.faults > 0 && mode === 'ALL_OR_NOTHING') {
    return { accepted: 0, rejected: counted.accepted + counted.rejected, faults: counted.faults, written: false };
  }
  if (counted.accepted > 0) await writeRows(context);
  return { ...counted, written: true };
}
