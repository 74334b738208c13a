import type { FaultCode } from '@thi-dua/schema/fault-codes';

/** ALL_OR_NOTHING: one faulty row stops the submission. ACCEPT_VALID: the others are taken in. */
export type SubmitMode = 'ALL_OR_NOTHING' | 'ACCEPT_VALID';

/** A row as it was handed in. */
export interface SubmittedRow {
  localityCode: string;
  asOf?: string | null;
  indicator: string;
  period: string;
  value: string;
  methodology?: string | null;
}

export type RowFaultCode = Extract<
  FaultCode,
  | 'UNKNOWN_LOCALITY'
  | 'ENDED_LOCALITY'
  | 'NOT_YET_LOCALITY'
  | 'FOREIGN_LOCALITY'
  | 'AFTER_TENANT_END'
  | 'UNKNOWN_INDICATOR'
  | 'INDICATOR_NOT_VALID'
  | 'LEVEL_DOES_NOT_REPORT'
  | 'BAD_PERIOD'
  | 'FUTURE_PERIOD'
  | 'BAD_DAY'
  | 'BAD_VALUE'
  | 'OUT_OF_BOUNDS'
  | 'NOT_INTEGER'
  | 'METHODOLOGY_NOT_VALID'
  | 'DUPLICATE_ROW'
  | 'IDENTITY_BROKEN'
  | 'FIGURE_OF_ANOTHER'
>;

/** What is wrong with one row. */
export interface RowFault {
  /** The row's number, as it was staged under. */
  line: number;
  field: keyof SubmittedRow;
  code: RowFaultCode;
  message: string;
}
