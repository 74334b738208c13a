import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { connect } from '@thi-dua/prisma/connect';

export type Client = Awaited<ReturnType<typeof connect>>;

const data = new URL('../../../../shared/data/', import.meta.url);
export const present = existsSync(data);
export const absent = 'the lists of units (../shared/data) are not here';
export const file = (name: string) => fileURLToPath(new URL(name, data));

/** The country's four lists, oldest first, with how many units of each level they hold. */
export const lists = [
  { name: 'units_2017-12-13.csv', day: '2017-12-13', mappings: [], counts: [63, 713, 11_162] },
  { name: 'units_2022-09-17.csv', day: '2022-09-17', mappings: [], counts: [63, 705, 10_599] },
  { name: 'pre2025_units.csv', day: '2025-03-12', mappings: [], counts: [63, 696, 10_035] },
  {
    name: 'post2025_units.csv',
    day: '2025-07-01',
    mappings: ['old_to_new_province.csv', 'old_to_new_commune.csv', 'old_district_to_special_zone.csv'],
    counts: [34, 0, 3321],
  },
];

/** One spelling for what lists spell in several ways: case, spaces, "Hoà" beside "Hòa", "H'leo" beside "H’Leo". */
const spelling = (name: string) =>
  name
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace('’', "'")
    .normalize('NFD')
    .replace(/([ou])([\u0300\u0301\u0303\u0309\u0323])([aey])(?!\p{L})/gu, '$1$3$2')
    .normalize('NFC');

export interface Row {
  code: string;
  name: string;
  level: string;
  parent_code: string;
}

export function read<T>(path: string): T[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8').normalize('NFC').trimEnd().split(/\r?\n/);
  const columns = head.replace('\uFEFF', '').split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index]?.trim() ?? ''])) as T;
  });
}

export const sentence = ({ level, code, name, parent_code }: Row) =>
  `${level} ${code} ${spelling(name)} < ${parent_code || 'VN'}`;

/** The units that stand on a day, in the words of a list. */
export async function onTheMap(client: Client, day: string): Promise<string[]> {
  const { rows } = await client.query<Row>(
    `SELECT l.level::text AS level, l.code, n.full_name AS name, a.code AS parent_code
      FROM map.locality l
      LEFT JOIN map.locality_name n ON n.locality_id = l.id AND n.begins <= $1 AND $1 < n.ends
      LEFT JOIN map.locality_parent p ON p.child_id = l.id AND p.begins <= $1 AND $1 < p.ends
      LEFT JOIN map.locality a ON a.id = p.parent_id AND a.begins <= $1 AND $1 < a.ends
      WHERE l.begins <= $1 AND $1 < l.ends AND l.level NOT IN ('NATION', 'NEIGHBOURHOOD')`,
    [day],
  );
  return rows.map((row) => sentence({ ...row, name: row.name ?? '–', parent_code: row.parent_code ?? '–' })).sort();
}

/** Everything the map holds, in one line: two states of it are alike only where their digests are. */
export async function digest(client: Client): Promise<string> {
  const tables = [
    'locality',
    'locality_name',
    'locality_parent',
    'succession',
    'designation',
    'declared_children',
    'closure',
    'authority',
    'unit_list',
    'neighbourhood_list',
  ];
  const parts: string[] = [];
  for (const table of tables) {
    const { rows } = await client.query<{ digest: string }>(
      `SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS digest FROM map.${table} t`,
    );
    parts.push(`${table} ${rows[0]?.digest}`);
  }
  return parts.join('\n');
}
