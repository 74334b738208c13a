import { type Definitions, type IndicatorRow, inForce, type MethodologyRow } from '../definition/definition-store.js';
import { firstDay, lastDay, type Period, parsePeriod } from '../period/period.js';
import { isLess, isWhole } from './exact.js';

/** A row as it was handed in. */
export interface SubmittedRow {
  localityCode: string;
  asOf?: string | null;
  indicator: string;
  period: string;
  value: string;
  methodology?: string | null;
}

export type RowErrorCode =
  | 'UNKNOWN_LOCALITY'
  | 'ENDED_LOCALITY'
  | 'NOT_YET_LOCALITY'
  | 'FOREIGN_LOCALITY'
  | 'AFTER_TENANT_END'
  | 'UNKNOWN_INDICATOR'
  | 'BAD_PERIOD'
  | 'FUTURE_PERIOD'
  | 'OUT_OF_BOUNDS'
  | 'NOT_INTEGER'
  | 'METHODOLOGY_NOT_VALID'
  | 'DUPLICATE_ROW';

/** What is wrong with one row; rows are counted from 0. */
export interface RowError {
  row: number;
  field: keyof SubmittedRow;
  code: RowErrorCode;
  message: string;
}

/** A row that is well-formed in itself, before anyone has looked at the map. */
export interface CheckedRow {
  row: number;
  localityCode: string;
  asOf: string | null;
  indicator: IndicatorRow;
  period: Period;
  value: string;
  /** Null where none applies, or none that serves was found. */
  methodology: MethodologyRow | null;
}

export interface RowCheck {
  /** Null where something it is placed by is wrong. */
  checked: CheckedRow | null;
  errors: RowError[];
}

const dayBefore = (day: string) => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
};

/** A standard serves from its first day on; also for the stock on the day before, with which it opens. */
export const serves = (methodology: MethodologyRow, day: string): boolean =>
  dayBefore(methodology.validFrom) <= day && (methodology.validTo === null || day < methodology.validTo);

/** Everything about a row that needs no map: all faults at once. */
export function checkRow(submitted: SubmittedRow, row: number, definitions: Definitions, today: string): RowCheck {
  const errors: RowError[] = [];
  const fault = (field: keyof SubmittedRow, code: RowErrorCode, message: string) => {
    errors.push({ row, field, code, message });
  };
  const indicator = definitions.indicators.get(submitted.indicator);
  if (indicator === undefined)
    fault('indicator', 'UNKNOWN_INDICATOR', 'No indicator has this code. `indicators` lists them.');
  else checkValue(indicator, submitted.value, fault);

  const period = parsePeriod(submitted.period);
  if (period === null)
    fault('period', 'BAD_PERIOD', 'Write a year ("2022"), a quarter ("2022-Q3") or a month ("2022-11").');
  else if (firstDay(period) > today)
    fault('period', 'FUTURE_PERIOD', `This period begins on ${firstDay(period)}; nothing can be reported for it yet.`);

  if (indicator === undefined || period === null || firstDay(period) > today) return { checked: null, errors };
  const methodology = methodologyOf(submitted, indicator, lastDay(period), definitions, fault);
  const { localityCode, asOf = null, value } = submitted;
  return { checked: { row, localityCode, asOf, indicator, period, value, methodology }, errors };
}

type Fault = (field: keyof SubmittedRow, code: RowErrorCode, message: string) => void;

function checkValue(indicator: IndicatorRow, value: string, fault: Fault): void {
  const { minimum, maximum, integer } = indicator;
  if ((minimum !== null && isLess(value, minimum)) || (maximum !== null && isLess(maximum, value))) {
    const bounds = maximum === null ? `at least ${minimum}` : `between ${minimum ?? 'any'} and ${maximum}`;
    fault('value', 'OUT_OF_BOUNDS', `${indicator.code} must be ${bounds}.`);
  }
  if (integer && !isWhole(value))
    fault('value', 'NOT_INTEGER', `${indicator.code} is counted in whole units (${indicator.unit}).`);
}

function methodologyOf(
  { methodology: code }: SubmittedRow,
  indicator: IndicatorRow,
  day: string,
  { methodologies }: Definitions,
  fault: Fault,
): MethodologyRow | null {
  if (!indicator.standard) {
    if (code) fault('methodology', 'METHODOLOGY_NOT_VALID', `No standard applies to ${indicator.code}. Leave it out.`);
    return null;
  }
  const found = code ? (methodologies.get(code) ?? null) : inForce(methodologies, day);
  if (found === null) {
    fault(
      'methodology',
      'METHODOLOGY_NOT_VALID',
      code ? 'No standard has this code. `methodologies` lists them.' : `No standard was in force on ${day}. Name one.`,
    );
  } else if (!serves(found, day)) {
    fault('methodology', 'METHODOLOGY_NOT_VALID', `${found.code} does not serve on ${day}.`);
    return null;
  }
  return found;
}
