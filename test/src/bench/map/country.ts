import { join } from 'node:path';
import { file, lists, present } from '../../import/lists.js';
import { type CsvFile, cell, readCsv, writeCsv } from './csv-file.js';

/** A list of units with what became of those before it. */
export interface Snapshot {
  day: string;
  list: CsvFile;
  mappings: readonly CsvFile[];
}
export type Country = readonly Snapshot[];

/** The day on which the country has neighbourhoods. */
export const NEIGHBOURHOODS_SINCE = '2025-10-01';

/** The country's own lists; a generated one where they are not at hand. */
export async function countryIn(folder: string): Promise<{ country: Country; what: string }> {
  if (!present)
    return {
      country: generated(folder),
      what: 'a generated (synthetic) country: the lists of units (../shared/data) are not here',
    };
  const country: Snapshot[] = [];
  for (const { name, mappings, day } of lists) {
    const read = (one: string) => readCsv(file(one));
    country.push({ day, list: await read(name), mappings: await Promise.all(mappings.map(read)) });
  }
  return { country, what: 'the four national lists and three mappings' };
}

const syllables = 'An Bình Châu Đông Giang Hải Khê Lâm Minh Ngọc Phong Quang Sơn Thịnh Vân Xuân'.split(' ');
/** Different for up to 48 neighbours `i` in one parent `n`. */
const twoSyllables = (n: number, i: number) =>
  `${syllables[(n * 7 + i) % 16]} ${syllables[(n * 5 + i * 3 + Math.floor(i / 16)) % 16]}`;

const columns = ['code', 'name', 'level', 'parent_code'];
const two = (n: number) => String(n).padStart(2, '0');

/** Of about the size of the real one: three lists that differ little, then a reform that merges communes three by three. */
function generated(folder: string): Country {
  const provinces = Array.from({ length: 63 }, (_, p) => p + 1);
  const districts = provinces.flatMap((p) =>
    Array.from({ length: 11 }, (_, d) => ({ p, code: String((p - 1) * 11 + d + 1).padStart(3, '0') })),
  );
  const communes = districts.flatMap(({ p, code }, d) =>
    Array.from({ length: 15 }, (_, c) => ({
      p,
      district: code,
      code: String(d * 15 + c + 1).padStart(5, '0'),
      n: c + 1,
    })),
  );
  const listOf = (day: string, changed: number) =>
    writeCsv(join(folder, `list-${day}.csv`), columns, [
      ...provinces.map((p) => [two(p), `Tỉnh Giả Định ${p}`, 'PROVINCE', '']),
      ...districts.map(({ p, code }) => [code, `Huyện ${twoSyllables(p, Number(code) % 11)}`, 'DISTRICT', two(p)]),
      ...communes.map(({ district, code, n }) => [
        code,
        `Xã ${twoSyllables(Number(district), n)}${n <= changed ? ' Mới' : ''}`,
        'COMMUNE',
        district,
      ]),
    ]);
  const heir = (index: number) => communes[index - (index % 3)]?.code ?? '';
  const reform = '2025-07-01';
  return [
    { day: '2017-12-13', list: listOf('2017-12-13', 0), mappings: [] },
    { day: '2022-09-17', list: listOf('2022-09-17', 1), mappings: [] },
    { day: '2025-03-12', list: listOf('2025-03-12', 2), mappings: [] },
    {
      day: reform,
      list: writeCsv(join(folder, `list-${reform}.csv`), columns, [
        ...provinces.map((p) => [two(p), `Tỉnh Giả Định ${p}`, 'PROVINCE', '']),
        ...communes
          .filter((_, i) => i % 3 === 0)
          .map(({ p, code }) => [
            code,
            `Xã ${twoSyllables(p, Math.floor(Number(code) / 3) % 55)} ${syllables[p % 16]} ${Number(code) % 2 === 0 ? 'Đông' : 'Tây'}`,
            'COMMUNE',
            two(p),
          ]),
      ]),
      mappings: [
        writeCsv(
          join(folder, 'provinces.csv'),
          ['old_code', 'new_code', 'coverage'],
          provinces.map((p) => [two(p), two(p), 'full']),
        ),
        writeCsv(
          join(folder, 'communes.csv'),
          ['old_code', 'new_code', 'coverage'],
          communes.map(({ code }, i) => [code, heir(i), 'full']),
        ),
      ],
    },
  ];
}

const rowsIn = (country: Country) =>
  country.reduce((sum, { list, mappings }) => sum + [list, ...mappings].reduce((n, { rows }) => n + rows.length, 0), 0);
export const filesOf = (country: Country): CsvFile[] => country.flatMap(({ list, mappings }) => [list, ...mappings]);
export { rowsIn };

/** The province that comes closest to a hundredth of the country, with all its lists say of it and nothing else. */
export function hundredthOf(country: Country, folder: string): { province: string; part: Country } {
  const [newest] = country.slice(-1);
  if (newest === undefined) throw new Error('a country without lists');
  const codes = newest.list.rows
    .filter((row) => cell(newest.list, row, 'level') === 'PROVINCE')
    .map((row) => cell(newest.list, row, 'code'));
  const parts = codes.flatMap((province) => {
    const part = partOf(country, province);
    return part === null ? [] : [{ province, part, off: Math.abs(rowsIn(part) - rowsIn(country) / 100) }];
  });
  const [best] = parts.sort((a, b) => a.off - b.off);
  if (best === undefined) throw new Error('no province goes through all lists by itself');
  const laid = (one: CsvFile, name: string) => writeCsv(join(folder, name), one.header, one.rows);
  return {
    province: best.province,
    part: best.part.map(({ day, list, mappings }) => ({
      day,
      list: laid(list, `part-${day}.csv`),
      mappings: mappings
        .filter(({ rows }) => rows.length > 0)
        .map((mapping, i) => laid(mapping, `part-${day}-${i}.csv`)),
    })),
  };
}

/** One province's rows; null where it exchanged units with others. */
function partOf(country: Country, province: string): Country | null {
  let before = new Set<string>();
  let closed = true;
  const part = country.map(({ day, list, mappings }) => {
    const within = new Set([province]);
    // Lists go from above within each province, or by level; either way a parent's row comes before those of its own.
    for (let found = -1; found !== within.size; ) {
      found = within.size;
      for (const row of list.rows) if (within.has(cell(list, row, 'parent_code'))) within.add(cell(list, row, 'code'));
    }
    const earlier = before;
    before = within;
    return {
      day,
      list: { ...list, rows: list.rows.filter((row) => within.has(cell(list, row, 'code'))) },
      mappings: mappings.map((mapping) => ({
        ...mapping,
        rows: mapping.rows.filter((row) => {
          const [from, to] = [cell(mapping, row, 'old_code', 'old_district_code'), cell(mapping, row, 'new_code')];
          const [ours, theirs] = [earlier.has(from), within.has(to)];
          if (ours !== theirs) closed = false;
          return ours;
        }),
      })),
    };
  });
  return closed && part.every(({ list }) => list.rows.length > 1) ? part : null;
}

/** Every third bears a number, as in life; the others two syllables. */
const nameOf = (n: number, i: number) => (i % 3 === 0 ? String(i + 1) : twoSyllables(n, i));

/** So many neighbourhoods in each commune of the last list; generated, and told by their codes (GD: giả định). */
export function neighbourhoods(country: Country, each: number, path: string): CsvFile {
  const [newest] = country.slice(-1);
  const communes = newest?.list.rows.filter((row) => cell(newest.list, row, 'level') === 'COMMUNE') ?? [];
  return writeCsv(
    path,
    columns,
    communes.flatMap((row, n) => {
      const commune = newest === undefined ? '' : cell(newest.list, row, 'code');
      return Array.from({ length: each }, (_, i) => [
        `${commune}-GD${two(i + 1)}`,
        `Thôn ${nameOf(n, i)}`,
        'NEIGHBOURHOOD',
        commune,
      ]);
    }),
  );
}
