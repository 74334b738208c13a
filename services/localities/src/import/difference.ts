import type { Client } from './client.js';
import type { ListedLevel } from './unit-name.js';

/** How a list differs from what is stored. A unit replaced by another under its code counts as ended and as new. */
export interface Difference {
  levels: LevelDifference[];
  /** What became of what, as far as not stored yet. */
  successions: number;
}
export interface LevelDifference {
  level: ListedLevel;
  listed: number;
  new: number;
  ended: number;
  renamed: number;
  retyped: number;
  moved: number;
  respelled: number;
  /** Neighbourhoods whose commune ended, and of which nothing says where they lie since then. */
  unplaced: number;
}

export const CHANGES = ['new', 'ended', 'renamed', 'retyped', 'moved', 'respelled', 'unplaced'] as const;
export type Change = (typeof CHANGES)[number];

const condition: Record<Change, string> = {
  new: `verdict IN ('NEW', 'REPLACED')`,
  ended: `verdict IN ('ENDED', 'REPLACED')`,
  renamed: 'renamed',
  retyped: 'retyped',
  moved: 'moved AND parent_id IS NOT NULL',
  respelled: 'respelled',
  unplaced: 'moved AND parent_id IS NULL',
};

export async function differenceOf(client: Client, day: string): Promise<Difference> {
  const { rows } = await client.query<LevelDifference>(
    `SELECT level::text AS level, count(line)::int AS listed,
        ${CHANGES.map((change) => `count(*) FILTER (WHERE ${condition[change]})::int AS "${change}"`).join(', ')}
      FROM pair GROUP BY level ORDER BY pair.level`,
  );
  const { rows: links } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (${newSuccessions}) s`,
    [day],
  );
  return { levels: rows, successions: links[0]?.count ?? 0 };
}

/** The links that the mapping states, that are not stored yet; `$1` is the day. */
export const newSuccessions = `
  SELECT f.id AS from_id, t.id AS to_id, $1::date AS effective_on, m.extent, m.legal_basis
  FROM mapped m
  JOIN map.locality f ON f.code = m.from_code AND f.level = m.from_level AND f.begins < $1::date AND $1::date <= f.ends
  JOIN pair t ON t.code = m.to_code AND t.verdict NOT IN ('ENDED', 'CONTRADICTION')
  WHERE f.id <> t.id AND NOT EXISTS (SELECT FROM map.succession s WHERE s.from_id = f.id AND s.to_id = t.id)`;

export const isEmpty = (difference: Difference): boolean =>
  difference.successions === 0 && difference.levels.every((level) => CHANGES.every((change) => level[change] === 0));

export interface ChangedUnit {
  level: ListedLevel;
  code: string;
  before: string | null;
  after: string | null;
  parentBefore: string | null;
  parentAfter: string | null;
}

/** The units that changed so, from above and by code, `limit` of them at most. */
export async function changedUnits(client: Client, change: Change, limit: number): Promise<ChangedUnit[]> {
  const { rows } = await client.query<ChangedUnit>(
    `SELECT p.level::text AS level, p.code, p.stored_full_name AS before, p.full_name AS after, b.code AS "parentBefore",
        p.parent_code AS "parentAfter"
      FROM pair p LEFT JOIN map.locality b ON b.id = p.stored_parent
      WHERE ${condition[change]} ORDER BY p.level, p.code LIMIT $1`,
    [limit],
  );
  return rows;
}
