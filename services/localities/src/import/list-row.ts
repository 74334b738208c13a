import type { TableRow } from '@thi-dua/prisma/import/csv';
import type { FaultCode } from './fault.js';
import { clean, isVietnamese, LISTED_LEVELS, type ListedLevel, unitName } from './unit-name.js';

/** One unit as a list states it. */
export interface ListRow {
  line: number;
  level: ListedLevel;
  code: string;
  /** Null: directly under the nation. */
  parentCode: string | null;
  name: string;
  fullName: string;
  type: string;
}

export type Report = (line: number, code: FaultCode, message: string) => void;

/** Reads the units that one record of a list states; an empty array where it has faults. */
export type ListReader = (row: TableRow, report: Report) => ListRow[];

const codeForm: Record<ListedLevel, { form: RegExp; words: string }> = {
  PROVINCE: { form: /^\d{2}$/, words: "a province's has 2 digits" },
  DISTRICT: { form: /^\d{3}$/, words: "a district's has 3 digits" },
  COMMUNE: { form: /^\d{5}$/, words: "a commune's has 5 digits" },
  NEIGHBOURHOOD: {
    form: /^\d{5}-[0-9A-Za-z]{1,8}$/,
    words: "a neighbourhood's is its commune's, a hyphen and its own",
  },
};
const levelWord: Record<ListedLevel, string> = {
  PROVINCE: 'province',
  DISTRICT: 'district',
  COMMUNE: 'commune',
  NEIGHBOURHOOD: 'neighbourhood',
};

/** The level that a code has by its form. */
export const levelOfCode = (code: string): ListedLevel | undefined =>
  LISTED_LEVELS.find((level) => codeForm[level].form.test(code));

/** Under which levels a unit may lie directly. */
const parentLevels: Record<ListedLevel, readonly ListedLevel[]> = {
  PROVINCE: [],
  DISTRICT: ['PROVINCE'],
  COMMUNE: ['DISTRICT', 'PROVINCE'],
  NEIGHBOURHOOD: ['COMMUNE'],
};

function checkedRow(
  line: number,
  level: ListedLevel,
  code: string,
  parentCode: string,
  fullName: string,
  report: Report,
): ListRow | null {
  let sound = true;
  if (!codeForm[level].form.test(code)) {
    report(line, 'CODE_LENGTH', `"${code}" is no ${levelWord[level]}'s code: ${codeForm[level].words}.`);
    sound = false;
  }
  const named = unitName(fullName, level);
  if (!isVietnamese(fullName)) {
    report(line, 'ENCODING', `"${fullName}" holds characters that no Vietnamese name has: save the file as UTF-8.`);
  } else if (named === null) {
    report(line, 'NAME', `"${fullName}" does not begin with a type of ${levelWord[level]}.`);
  }
  const above = parentCode === '' || parentCode === 'VN' ? null : parentCode;
  if (level === 'PROVINCE' ? above !== null : above === null) {
    report(
      line,
      level === 'PROVINCE' ? 'LEVEL_SKIPPED' : 'ORPHAN',
      level === 'PROVINCE'
        ? `A province lies directly under the nation; its parent must be empty, not "${parentCode}".`
        : `The ${levelWord[level]} ${code} names no unit it lies in.`,
    );
    sound = false;
  } else if (above !== null) {
    const parentLevel = levelOfCode(above);
    if (parentLevel === undefined) {
      report(
        line,
        'CODE_LENGTH',
        `"${above}" is no code of a unit; a province's has 2 digits, a district's 3, a commune's 5.`,
      );
      sound = false;
    } else if (!parentLevels[level].includes(parentLevel)) {
      report(
        line,
        'LEVEL_SKIPPED',
        `A ${levelWord[level]} (${code}) cannot lie directly in a ${levelWord[parentLevel]} (${above}).`,
      );
      sound = false;
    }
  }
  // A row with a bad name is kept for the checks of others, which would otherwise miss their parent.
  return sound ? { line, level, code, parentCode: above, ...(named ?? { name: fullName, fullName, type: '' }) } : null;
}

const column = (text: string) => clean(text).toLowerCase().replaceAll('_', ' ');

/** Columns code, name, level, parent_code; type and name_en may stand beside them. */
function plainReader(columns: readonly string[]): ListReader | null {
  const at = (name: string) => columns.indexOf(name);
  const [code, name, level, parent] = ['code', 'name', 'level', 'parent code'].map(at);
  if ([code, name, level, parent].some((index) => index === undefined || index < 0)) return null;
  return ({ line, cells }, report) => {
    const cell = (index: number | undefined) => clean(cells[index ?? -1] ?? '');
    const stated = cell(level).toUpperCase();
    const known = LISTED_LEVELS.find((candidate) => candidate === stated);
    if (known === undefined) {
      report(line, 'COLUMNS', `"${cell(level)}" is no level; use ${LISTED_LEVELS.join(', ')}.`);
      return [];
    }
    const row = checkedRow(line, known, cell(code), cell(parent), cell(name), report);
    return row === null ? [] : [row];
  };
}

/**
 * The columns of the statistics office's own export: one record a commune, with the province and the district it lies
 * in. These are told on every record; they count once, and must be told alike.
 */
function exportReader(columns: readonly string[]): ListReader | null {
  const at = (...names: string[]) => columns.findIndex((candidate) => names.includes(candidate));
  const province = { name: at('tỉnh thành phố', 'tỉnh / thành phố', 'tỉnh/thành phố'), code: at('mã tp') };
  const district = { name: at('quận huyện', 'quận/huyện'), code: at('mã qh') };
  const commune = { name: at('phường xã', 'phường/xã'), code: at('mã px') };
  if ([province, commune].some((pair) => pair.name < 0 || pair.code < 0)) return null;
  if (district.name < 0 !== district.code < 0) return null;
  const told = new Map<string, { line: number; fullName: string; parentCode: string }>();
  return ({ line, cells }, report) => {
    const cell = (index: number) => clean(cells[index] ?? '');
    const rows: ListRow[] = [];
    const once = (level: ListedLevel, code: string, parentCode: string, fullName: string) => {
      const before = told.get(`${level} ${code}`);
      if (before === undefined) {
        told.set(`${level} ${code}`, { line, fullName, parentCode });
        const row = checkedRow(line, level, code, parentCode, fullName, report);
        if (row !== null) rows.push(row);
      } else if (before.fullName !== fullName || before.parentCode !== parentCode) {
        report(
          line,
          'CONTRADICTION',
          `${levelWord[level]} ${code} is "${fullName}" in ${parentCode || 'VN'} here, but "${before.fullName}" in ${before.parentCode || 'VN'} on line ${before.line}.`,
        );
      }
    };
    once('PROVINCE', cell(province.code), '', cell(province.name));
    const inDistrict = district.code >= 0 && cell(district.code) !== '';
    if (inDistrict) once('DISTRICT', cell(district.code), cell(province.code), cell(district.name));
    // A district without communes, an island, stands alone on its record.
    if (cell(commune.code) !== '' || cell(commune.name) !== '') {
      const above = inDistrict ? cell(district.code) : cell(province.code);
      const row = checkedRow(line, 'COMMUNE', cell(commune.code), above, cell(commune.name), report);
      if (row !== null) rows.push(row);
    }
    return rows;
  };
}

/** How to read the list with these columns; null where they are none we know. */
export function listReader(header: readonly string[]): ListReader | null {
  const columns = header.map(column);
  return plainReader(columns) ?? exportReader(columns);
}

export const knownColumns =
  'code, name, level, parent_code (and type, name_en), or Tỉnh Thành Phố, Mã TP, Quận Huyện, Mã QH, Phường Xã, Mã PX (and Cấp, Tên Tiếng Anh)';
