import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import type { CursorKey } from '@thi-dua/schema/connection';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import type { LocalitiesContext } from '../builder.js';
import { defaultDay } from './standing.js';

export const LOCALITY_LEVELS = ['NATION', 'PROVINCE', 'DISTRICT', 'COMMUNE', 'NEIGHBOURHOOD'] as const;
export type LocalityLevel = (typeof LOCALITY_LEVELS)[number];

export interface Flag {
  code: string;
  explanation: string;
}
export interface LocalityRow {
  id: string;
  code: string;
  level: LocalityLevel;
  begins: string;
  ends: string;
  firstDayKnown: boolean;
  lastDayKnown: boolean;
  flags: Flag[];
}
/** A unit, looked at on a day: dated facts of it (its name, its parent) are those of that day. */
export interface LocalityNode extends LocalityRow {
  day: string;
}

/** What a statement selects of `map.locality l`. */
export const localityColumns = Prisma.sql`l.id, l.code, l.level::text AS level, l.begins::text AS begins, l.ends::text AS ends,
  l.first_day_known AS "firstDayKnown", l.last_day_known AS "lastDayKnown", l.flags`;

/** Each key with its place, so that one statement answers them all and rows find back to their key. */
const keyed = (keys: readonly { id: string; day: string }[]) =>
  Prisma.sql`unnest(${keys.map((key) => key.id)}::uuid[], ${keys.map((key) => key.day)}::date[]) WITH ORDINALITY AS k(id, day, n)`;

interface AtDay {
  id: string;
  day: string;
}
const atDayKey = ({ id, day }: AtDay) => `${id} ${day}`;

/** Rows beside the key they answer, by its place. */
export function byKey<Row extends { n: bigint }>(count: number, rows: Row[]): Row[][] {
  const groups = Array.from({ length: count }, (): Row[] => []);
  for (const row of rows) groups[Number(row.n) - 1]?.push(row);
  return groups;
}

/** A unit by id, looked at today or on its own last day. */
export const localityById = defineLoader<LocalitiesContext, string, LocalityNode | null>(async (ids, context) => {
  const rows = await context.db.$queryRaw<LocalityRow[]>(
    Prisma.sql`SELECT ${localityColumns} FROM map.locality l WHERE l.id = ANY(${[...ids]}::uuid[])`,
  );
  const nodes = rows.map((row) => ({ ...row, day: defaultDay(row, context.today) }));
  return inOrder(ids, nodes, (node) => node.id);
});

/** The unit that bears `code` on `day`; where no day is named, today's, else the last that bore it. */
export async function localityByCode(
  context: LocalitiesContext,
  code: string,
  day: string | null,
): Promise<LocalityNode | null> {
  const rows = await context.db.$queryRaw<LocalityRow[]>(
    day === null
      ? Prisma.sql`SELECT ${localityColumns} FROM map.locality l WHERE l.code = ${code}
          ORDER BY l.begins <= ${context.today}::date DESC, l.ends DESC LIMIT 1`
      : Prisma.sql`SELECT ${localityColumns} FROM map.locality l
          WHERE l.code = ${code} AND l.begins <= ${day}::date AND ${day}::date < l.ends`,
  );
  const [row] = rows;
  return row === undefined ? null : { ...row, day: day ?? defaultDay(row, context.today) };
}

export interface LocalityFilter {
  levels?: readonly LocalityLevel[] | null;
  codes?: readonly string[] | null;
  within?: string | null;
  /** A designation's kind, held on the day. */
  designation?: string | null;
}

/** The filter as a condition on `map.locality l`. */
export function matching(filter: LocalityFilter, day: string): Prisma.Sql {
  const conditions = [Prisma.sql`l.begins <= ${day}::date AND ${day}::date < l.ends`];
  if (filter.levels) conditions.push(Prisma.sql`l.level::text = ANY(${[...filter.levels]}::text[])`);
  if (filter.codes) conditions.push(Prisma.sql`l.code = ANY(${[...filter.codes]}::text[])`);
  if (filter.within) {
    conditions.push(Prisma.sql`EXISTS (SELECT FROM map.closure c JOIN map.locality a ON a.id = c.ancestor_id
      WHERE c.descendant_id = l.id AND c.depth > 0 AND c.begins <= ${day}::date AND ${day}::date < c.ends
        AND a.code = ${filter.within})`);
  }
  if (filter.designation) {
    conditions.push(Prisma.sql`EXISTS (SELECT FROM map.designation d WHERE d.locality_id = l.id
      AND d.kind = ${filter.designation} AND d.begins <= ${day}::date AND ${day}::date < d.ends)`);
  }
  return Prisma.join(conditions, ' AND ');
}

export const localityKey = (row: LocalityRow): CursorKey => [LOCALITY_LEVELS.indexOf(row.level), row.code];

/** From the nation down, by code within a level. */
export async function localitiesOn(
  context: LocalitiesContext,
  filter: LocalityFilter,
  day: string,
  take: number,
  after: CursorKey | null,
): Promise<LocalityNode[]> {
  const level = after === null ? undefined : LOCALITY_LEVELS[Number(after[0])];
  const behind =
    after === null || level === undefined
      ? Prisma.empty
      : Prisma.sql`AND (l.level, l.code) > (${level}::map.locality_level, ${String(after[1])})`;
  const rows = await context.db.$queryRaw<LocalityRow[]>(
    Prisma.sql`SELECT ${localityColumns} FROM map.locality l WHERE ${matching(filter, day)} ${behind} ORDER BY l.level, l.code LIMIT ${take}`,
  );
  return rows.map((row) => ({ ...row, day }));
}

export async function countLocalitiesOn(
  context: LocalitiesContext,
  filter: LocalityFilter,
  day: string,
): Promise<number> {
  const [row] = await context.db.$queryRaw<{ count: number }[]>(
    Prisma.sql`SELECT count(*)::int AS count FROM map.locality l WHERE ${matching(filter, day)}`,
  );
  return row?.count ?? 0;
}

export const parentOn = defineLoader<LocalitiesContext, AtDay, LocalityNode | null, string>(async (keys, context) => {
  const rows = await context.db.$queryRaw<(LocalityRow & { n: bigint })[]>(
    Prisma.sql`SELECT k.n, ${localityColumns} FROM ${keyed(keys)}
      JOIN map.locality_parent p ON p.child_id = k.id AND p.begins <= k.day AND k.day < p.ends
      JOIN map.locality l ON l.id = p.parent_id`,
  );
  return byKey(keys.length, rows).map(([row], i) =>
    row === undefined ? null : { ...row, day: keys[i]?.day ?? row.begins },
  );
}, atDayKey);

/** Nearest first. */
export const ancestorsOn = defineLoader<LocalitiesContext, AtDay, LocalityNode[], string>(async (keys, context) => {
  const rows = await context.db.$queryRaw<(LocalityRow & { n: bigint })[]>(
    Prisma.sql`SELECT k.n, ${localityColumns} FROM ${keyed(keys)}
      JOIN map.closure c ON c.descendant_id = k.id AND c.depth > 0 AND c.begins <= k.day AND k.day < c.ends
      JOIN map.locality l ON l.id = c.ancestor_id
      ORDER BY k.n, c.depth`,
  );
  return byKey(keys.length, rows).map((group, i) => group.map((row) => ({ ...row, day: keys[i]?.day ?? row.begins })));
}, atDayKey);

interface ChildrenKey extends AtDay {
  take: number;
  /** Children behind this code only. */
  after: string;
}
export const childrenOn = defineLoader<LocalitiesContext, ChildrenKey, LocalityNode[], string>(
  async (keys, context) => {
    const rows = await context.db.$queryRaw<(LocalityRow & { n: bigint })[]>(
      Prisma.sql`SELECT k.n, child.* FROM unnest(${keys.map((key) => key.id)}::uuid[], ${keys.map((key) => key.day)}::date[],
          ${keys.map((key) => key.after)}::text[], ${keys.map((key) => key.take)}::int[]) WITH ORDINALITY AS k(id, day, after, take, n)
        CROSS JOIN LATERAL (
          SELECT ${localityColumns} FROM map.locality_parent p JOIN map.locality l ON l.id = p.child_id
          WHERE p.parent_id = k.id AND p.begins <= k.day AND k.day < p.ends AND l.code > k.after
          ORDER BY l.code LIMIT k.take) AS child
        ORDER BY k.n, child.code`,
    );
    return byKey(keys.length, rows).map((group, i) =>
      group.map((row) => ({ ...row, day: keys[i]?.day ?? row.begins })),
    );
  },
  (key) => `${atDayKey(key)} ${key.take} ${key.after}`,
);

export const childCountOn = defineLoader<LocalitiesContext, AtDay, number, string>(async (keys, context) => {
  const rows = await context.db.$queryRaw<{ n: bigint; count: number }[]>(
    Prisma.sql`SELECT k.n, count(*)::int AS count FROM ${keyed(keys)}
      JOIN map.locality_parent p ON p.parent_id = k.id AND p.begins <= k.day AND k.day < p.ends GROUP BY k.n`,
  );
  return byKey(keys.length, rows).map(([row]) => row?.count ?? 0);
}, atDayKey);

export interface LocalityName {
  name: string;
  fullName: string;
  type: string;
  begins: string;
  ends: string;
}
/** Every name a unit has borne, oldest first. */
export const namesOf = defineLoader<LocalitiesContext, string, LocalityName[]>(async (ids, context) => {
  const rows = await context.db.$queryRaw<(LocalityName & { id: string })[]>(
    Prisma.sql`SELECT locality_id AS id, name, full_name AS "fullName", type, begins::text AS begins, ends::text AS ends
      FROM map.locality_name WHERE locality_id = ANY(${[...ids]}::uuid[]) ORDER BY begins`,
  );
  return ids.map((id) => rows.filter((row) => row.id === id));
});

export interface DesignationRow {
  kind: string;
  name: string;
  begins: string;
  ends: string;
  legalBasis: string | null;
  endedBy: string | null;
}
export const designationsOf = defineLoader<LocalitiesContext, string, DesignationRow[]>(async (ids, context) => {
  const rows = await context.db.$queryRaw<(DesignationRow & { id: string })[]>(
    Prisma.sql`SELECT locality_id AS id, kind, name, begins::text AS begins, ends::text AS ends, legal_basis AS "legalBasis",
      ended_by AS "endedBy" FROM map.designation WHERE locality_id = ANY(${[...ids]}::uuid[]) ORDER BY begins, kind`,
  );
  return ids.map((id) => rows.filter((row) => row.id === id));
});
