/** What a caller is told while a file is taken in: one JSON object a line. The last one says how it ended. */
export type AnswerLine =
  | { type: 'progress'; phase: 'receiving'; bytes: number }
  | { type: 'progress'; phase: 'waiting' | 'reading' | 'checking'; rows: number }
  | { type: 'fault'; line: number | null; field: string | null; code: string; message: string }
  /** The file was looked at; nothing was written where `accepted` is 0. */
  | { type: 'summary'; accepted: number; rejected: number; empty: number; faults: number; replayed: boolean }
  /** The file was not taken in, for a reason that lies in no row (see `refusalLine`). */
  | { type: 'error'; code: string; message: string; service?: string; retryAfter?: number; mayHaveHappened?: true };

export const written = (line: AnswerLine): string => `${JSON.stringify(line)}\n`;

export const faultLine = ({
  line,
  field,
  code,
  message,
}: {
  line: number;
  field: string;
  code: string;
  message: string;
}): string => written({ type: 'fault', line: line === 0 ? null : line, field: field || null, code, message });
