import type { TableRow } from '@thi-dua/prisma/import/csv';
import { dayOf } from '../import/day-cell.js';
import { levelOfCode, type Report } from '../import/list-row.js';
import { clean } from '../import/unit-name.js';
import { DESIGNATION_KINDS, designationKind } from './designation-kinds.js';

/** One unit's status for a time, as a list states it. Null: not stated. */
export interface StatedRow {
  line: number;
  code: string;
  /** The day on which the code names the unit. */
  asOf: string;
  kind: string;
  name: string | null;
  /** Null: whatever is held on the day before `ends`. */
  begins: string | null;
  /** The first day on which it is not held any more. */
  ends: string | null;
  givenBy: string | null;
  endedBy: string | null;
}

type Reader = (row: TableRow, report: Report) => StatedRow[];

const COLUMNS = {
  code: ['code', 'mã', 'mã đơn vị', 'mã đơn vị hành chính', 'mã đvhc', 'mã px', 'mã qh', 'mã tp'],
  asOf: ['as of', 'ngày của mã'],
  designation: ['designation', 'kind', 'diện'],
  name: ['designation name', 'tên diện'],
  begins: ['begins', 'valid from', 'từ ngày', 'hiệu lực từ'],
  ends: ['ends', 'valid to', 'hết hiệu lực', 'thôi từ ngày'],
  givenBy: ['given by', 'legal basis', 'quyết định', 'quyết định công nhận'],
  endedBy: ['ended by', 'quyết định đưa ra', 'quyết định thôi công nhận'],
} as const;

export const knownDesignationColumns =
  'code, designation, begins or ends (and as_of, designation_name, given_by, ended_by), or Mã đơn vị, Diện, Từ ngày or Hết hiệu lực (and Ngày của mã, Tên diện, Quyết định công nhận, Quyết định đưa ra)';

const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** The reader that fits the columns; null where none does. */
export function designationReader(header: readonly string[]): Reader | null {
  const columns = header.map((name) => clean(name).toLowerCase().replaceAll('_', ' '));
  const at = (names: readonly string[]) => columns.findIndex((column) => names.includes(column));
  const begins = at(COLUMNS.begins);
  const ends = at(COLUMNS.ends);
  if (at(COLUMNS.code) < 0 || at(COLUMNS.designation) < 0 || (begins < 0 && ends < 0)) return null;
  return ({ line, cells }, report) => {
    let sound = true;
    const fault: Report = (...told) => {
      sound = false;
      report(...told);
    };
    const cell = (index: number) => clean(cells[index] ?? '') || null;
    const day = (index: number): string | null => {
      const text = cell(index);
      const read = text === null ? null : dayOf(text);
      if (text !== null && read === null) fault(line, 'DATE', `"${text}" is no day; write it 2022-03-15 or 15/3/2022.`);
      return read;
    };
    const code = cell(at(COLUMNS.code)) ?? '';
    if (levelOfCode(code) === undefined) {
      fault(
        line,
        'CODE_LENGTH',
        `"${code}" is no code of a unit; a province's has 2 digits, a district's 3, a commune's 5.`,
      );
    }
    const stated = cell(at(COLUMNS.designation)) ?? '';
    const kind = designationKind(stated);
    if (kind === undefined) {
      const known = DESIGNATION_KINDS.map((each) => each.kind).join(', ');
      fault(line, 'UNKNOWN_DESIGNATION', `"${stated}" is no designation; use ${known}.`);
    }
    const row = {
      asOf: day(at(COLUMNS.asOf)),
      begins: day(begins),
      ends: day(ends),
      name: cell(at(COLUMNS.name)),
      givenBy: cell(at(COLUMNS.givenBy)),
      endedBy: cell(at(COLUMNS.endedBy)),
    };
    if (sound && row.begins === null && row.ends === null)
      fault(line, 'DATE', 'It says neither since when nor until when.');
    if (row.begins !== null && row.ends !== null && row.ends <= row.begins) {
      fault(line, 'DATES_OUT_OF_ORDER', `It ends on ${row.ends}, which is not after ${row.begins}, where it begins.`);
    }
    if (cell(begins) === null && cell(ends) !== null && row.endedBy === null) {
      fault(line, 'MISSING_DECISION', `No decision is named that took it away on ${row.ends ?? 'that day'}.`);
    }
    if (row.endedBy !== null && cell(ends) === null) {
      fault(line, 'DATE', `"${row.endedBy}" took it away, but on which day is not stated.`);
    }
    const asOf = row.asOf ?? row.begins ?? (row.ends === null ? null : dayBefore(row.ends));
    if (!sound || kind === undefined || asOf === null) return [];
    return [{ ...row, line, code, kind: kind.kind, asOf }];
  };
}
