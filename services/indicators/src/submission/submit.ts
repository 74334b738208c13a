import { createHash, randomUUID } from 'node:crypto';
import type { IndicatorsContext } from '../builder.js';
import { definitions } from '../definition/definition-store.js';
import { lastDay } from '../period/period.js';
import { type CheckedRow, checkRow, type RowError, type SubmittedRow } from './row-check.js';
import {
  insertObservations,
  type NewObservation,
  type Place,
  placesOf,
  storedSubmission,
  storeSubmission,
} from './submission-store.js';

export type SubmitMode = 'ALL_OR_NOTHING' | 'ACCEPT_VALID';

export interface Submission {
  idempotencyKey: string;
  mode: SubmitMode;
  rows: SubmittedRow[];
}

/** A fault of one row, or, without a row, of the submission itself. */
export interface SubmissionError {
  row: number | null;
  field: string | null;
  code: string;
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
    const error = { row: null, field: 'idempotencyKey', code: 'IDEMPOTENCY_KEY_REUSED', message };
    return { accepted: 0, rejected: rows.length, observations: [], errors: [error], replayed: false };
  }

  const { valid, errors } = await examine(context, rows);
  if (errors.length > 0 && mode === 'ALL_OR_NOTHING') {
    // Nothing was done, so nothing is remembered: the corrected rows may come under the same key.
    return { accepted: 0, rejected: rows.length, observations: [], errors, replayed: false };
  }
  await insertObservations(context, valid);
  const result = {
    accepted: valid.length,
    rejected: rows.length - valid.length,
    observations: valid.map((row) => row.id),
    errors,
  };
  await storeSubmission(context, idempotencyKey, bodyHash, result);
  return { ...result, replayed: false };
}

const hashOf = ({ mode, rows }: Submission): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        mode,
        rows.map((r) => [r.localityCode, r.asOf ?? null, r.indicator, r.period, r.value, r.methodology ?? null]),
      ]),
    )
    .digest('hex');

async function examine(
  context: IndicatorsContext,
  rows: readonly SubmittedRow[],
): Promise<{ valid: NewObservation[]; errors: RowError[] }> {
  const defined = await definitions(context);
  const checks = rows.map((row, index) => checkRow(row, index, defined, context.today));
  const errors = checks.flatMap((check) => check.errors);
  const checked = checks.flatMap((check) => check.checked ?? []);
  const places = new Map(
    (checked.length === 0 ? [] : await placesOf(context, checked)).map((place) => [place.row, place]),
  );
  const faulty = new Set(errors.map((error) => error.row));
  const first = new Map<string, number>();
  const valid: NewObservation[] = [];
  for (const row of checked) {
    const place = places.get(row.row);
    if (place === undefined) throw new Error('a row was not placed');
    const error = placeError(row, place) ?? duplicateError(row, place, first);
    if (error) errors.push(error);
    else if (!faulty.has(row.row) && place.unit !== null && place.owner !== null) {
      valid.push({
        id: randomUUID(),
        tenant: place.owner,
        unit: place.unit,
        indicator: row.indicator.code,
        period: row.period.text,
        periodEnd: lastDay(row.period),
        methodology: row.methodology?.code ?? null,
        value: row.value,
      });
    }
  }
  return { valid, errors: errors.sort((a, b) => a.row - b.row) };
}

function placeError({ row, period, methodology }: CheckedRow, place: Place): RowError | null {
  const last = lastDay(period);
  const fault = (code: RowError['code'], message: string, field: RowError['field'] = 'localityCode'): RowError => ({
    row,
    field,
    code,
    message,
  });
  if (!place.codeKnown) return fault('UNKNOWN_LOCALITY', 'No unit has ever borne this code.');
  if (place.unit === null) {
    return place.codeEnded
      ? fault(
          'ENDED_LOCALITY',
          'The unit that bore this code had ended by that day. Name with asOf a day on which it stood, and a period that it closed.',
        )
      : fault('NOT_YET_LOCALITY', 'No unit bore this code yet on that day.');
  }
  if (place.ended)
    return fault(
      'ENDED_LOCALITY',
      `The unit had ended by ${last}, the period's last day. It closes with its last whole month.`,
    );
  if (place.notYet) return fault('NOT_YET_LOCALITY', `The unit did not stand yet on ${last}, the period's last day.`);
  if (!place.mine) {
    return place.afterEnd
      ? fault('AFTER_TENANT_END', `Your authority had ended by ${last}: nothing can be dated after it.`, 'period')
      : fault('FOREIGN_LOCALITY', 'This unit is not yours to report for.');
  }
  if (!place.inTerritory)
    return fault(
      'METHODOLOGY_NOT_VALID',
      `${methodology?.code} is a local standard of another territory.`,
      'methodology',
    );
  return null;
}

function duplicateError(row: CheckedRow, place: Place, first: Map<string, number>): RowError | null {
  const key = [place.unit, row.indicator.code, row.period.text, row.methodology?.code ?? ''].join(' ');
  const earlier = first.get(key);
  if (earlier === undefined) {
    first.set(key, row.row);
    return null;
  }
  return {
    row: row.row,
    field: 'localityCode',
    code: 'DUPLICATE_ROW',
    message: `Row ${earlier} states the same figure.`,
  };
}
