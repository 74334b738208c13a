import type { TableRow } from '@thi-dua/prisma/import/csv';
import { levelOfCode, type Report } from './list-row.js';
import { clean, type ListedLevel } from './unit-name.js';

/** One unit that ended with what it, or a part of it, became. */
export interface MappingRow {
  line: number;
  fromLevel: ListedLevel;
  fromCode: string;
  toLevel: ListedLevel;
  toCode: string;
  extent: 'WHOLE' | 'PART';
  legalBasis: string | null;
}

export type MappingReader = (row: TableRow, report: Report) => MappingRow | null;

/** Columns old_code (or old_district_code) and new_code; coverage (or type) full or partial; legal_basis where known. */
export function mappingReader(header: readonly string[]): MappingReader | null {
  const columns = header.map((name) => clean(name).toLowerCase());
  const first = (...names: string[]) => names.map((name) => columns.indexOf(name)).find((index) => index >= 0) ?? -1;
  const from = first('old_code', 'old_district_code');
  const to = first('new_code');
  const extent = first('coverage', 'type');
  const legalBasis = first('legal_basis');
  if (from < 0 || to < 0) return null;
  return ({ line, cells }, report) => {
    const cell = (index: number) => clean(cells[index] ?? '');
    const fromLevel = levelOfCode(cell(from));
    const toLevel = levelOfCode(cell(to));
    for (const [level, code] of [
      [fromLevel, cell(from)],
      [toLevel, cell(to)],
    ] as const) {
      if (level === undefined) {
        report(
          line,
          'CODE_LENGTH',
          `"${code}" is no code of a unit; a province's has 2 digits, a district's 3, a commune's 5.`,
        );
      }
    }
    const stated = extent < 0 ? 'full' : cell(extent).toLowerCase();
    if (stated !== 'full' && stated !== 'partial') {
      report(line, 'EXTENT', `"${cell(extent)}" says neither full nor partial.`);
      return null;
    }
    if (fromLevel === undefined || toLevel === undefined) return null;
    return {
      line,
      fromLevel,
      fromCode: cell(from),
      toLevel,
      toCode: cell(to),
      extent: stated === 'full' ? 'WHOLE' : 'PART',
      legalBasis: cell(legalBasis) || null,
    };
  };
}

export const knownMappingColumns = 'old_code (or old_district_code), new_code, coverage (full or partial)';
