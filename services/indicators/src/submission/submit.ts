import { createHash } from 'node:crypto';
import type { FaultCode } from '@thi-dua/schema/fault-codes';
import type { IndicatorsContext } from '../builder.js';
import { settleRollUps } from '../figure/settle-roll-ups.js';
import { faultsAfter } from './check.js';
import type { RowFault, SubmitMode, SubmittedRow } from './row.js';
import { createStaging, RowBatch, stageRows } from './staging.js';
import { storedSubmission, storeSubmission } from './submission-store.js';
import { takeIn } from './take-in.js';
import { writtenIds } from './write.js';

export interface Submission {
  idempotencyKey: string;
  mode: SubmitMode;
  rows: SubmittedRow[];
}

/** A fault of one row, or, without a row, of the submission itself. */
export interface SubmissionError {
  row: number | null;
  field: string | null;
  code: FaultCode;
  message: string;
}

/** The answer, as it is stored for a retry. */
export interface Submitted {
  accepted: number;
  rejected: number;
  observations: string[];
  errors: SubmissionError[];
}

/** Takes in figures, or says of every faulty row what is wrong with it. A key that was used before is answered again. */
export async function submit(
  context: IndicatorsContext,
  submission: Submission,
): Promise<Submitted & { replayed: boolean }> {
  const { idempotencyKey, mode, rows } = submission;
  const bodyHash = hashOf(submission);
  const stored = await storedSubmission<Submitted>(context, idempotencyKey);
  if (stored !== null) {
    if (stored.bodyHash === bodyHash) return { ...stored.result, replayed: true };
    const message = 'This idempotencyKey was used for other rows. Use a new key for each submission.';
    const error: SubmissionError = { row: null, field: 'idempotencyKey', code: 'IDEMPOTENCY_KEY_REUSED', message };
    return { accepted: 0, rejected: rows.length, observations: [], errors: [error], replayed: false };
  }

  await createStaging(context);
  const batch = new RowBatch();
  for (const [i, row] of rows.entries())
    batch.add(i, row.localityCode, row.asOf ?? '', row.indicator, row.period, row.value, row.methodology ?? '');
  await stageRows(context, batch);
  const { written, accepted, rejected, faults } = await takeIn(context, { rows: rows.length, mode, noun: 'Row' });
  const errors = faults === 0 ? [] : (await faultsAfter(context, { line: -1, ord: 0 }, faults)).map(errorOf);
  // Nothing was done, so nothing is remembered: the corrected rows may come under the same key.
  if (!written) return { accepted, rejected, observations: [], errors, replayed: false };
  await settleRollUps(context);
  const result = { accepted, rejected, observations: await writtenIds(context), errors };
  await storeSubmission(context, idempotencyKey, bodyHash, result);
  return { ...result, replayed: false };
}

const errorOf = ({ line, field, code, message }: RowFault): SubmissionError => ({ row: line, field, code, message });

const hashOf = ({ mode, rows }: Submission): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        mode,
        rows.map((r) => [r.localityCode, r.asOf ?? null, r.indicator, r.period, r.value, r.methodology ?? null]),
      ]),
    )
    .digest('hex');
