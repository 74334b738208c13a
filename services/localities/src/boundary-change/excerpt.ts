import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import type { LocalitiesContext } from '../builder.js';
import type { LocalityLevel } from '../locality/locality-store.js';
import { type Act, mentionsOf } from './act.js';
import type { MapRow, Rows, Scope } from './map-rows.js';
import { readScope } from './rows-store.js';

export interface Unit {
  id: string;
  code: string;
  level: LocalityLevel;
  begins: string;
  ends: string;
}
/** A unit in another on the day of the act, as things stand without it. */
export interface Child {
  childId: string;
  parentId: string;
  level: LocalityLevel;
}

/** What an act needs to know of the map. */
export interface Excerpt {
  units: ReadonlyMap<string, Unit>;
  /** Who bears a code on the day before the act; units of an abolished level among them. */
  eve: ReadonlyMap<string, Unit>;
  /** Who bears a code on the day of the act or later. */
  bearers: ReadonlyMap<string, readonly Unit[]>;
  rows: Rows;
  /** What lies directly in units that may gain or lose some. */
  children: readonly Child[];
  /** Their official counts of children, through time, oldest first. */
  declared: ReadonlyMap<string, readonly MapRow['declared_children'][]>;
}

const unitColumns = Prisma.sql`l.id, l.code, l.level::text AS level, l.begins::text AS begins, l.ends::text AS ends`;

/** Loads what an act needs to know: a fixed number of statements, however many units it changes. */
export async function loadExcerpt(context: LocalitiesContext, act: Act): Promise<Excerpt> {
  const day = act.effectiveOn;
  const mentions = mentionsOf(act);
  const codes = new Set([
    'VN',
    ...mentions.map(({ code }) => code),
    ...act.establish.flatMap(({ code, parentCode }) => (parentCode === null ? [code] : [code, parentCode])),
    ...act.transfer.map(({ parentCode }) => parentCode),
  ]);
  const named = await context.db.$queryRaw<Unit[]>(
    Prisma.sql`SELECT ${unitColumns} FROM map.locality l
      WHERE (l.code = ANY(${[...codes]}::text[]) OR l.level::text = ${act.abolishLevel}) AND l.ends >= ${day}::date`,
  );
  const units = new Map(named.map((unit) => [unit.id, unit]));
  const eve = new Map(named.filter(({ begins }) => begins < day).map((unit) => [unit.code, unit]));
  const bearers = grouped(
    named.filter(({ ends }) => ends > day),
    ({ code }) => code,
  );

  const idsOf = (...kinds: string[]) =>
    mentions.filter(({ kind }) => kinds.includes(kind)).flatMap(({ code }) => eve.get(code)?.id ?? []);
  const life = new Set([
    ...idsOf('SOURCE', 'END'),
    ...[...eve.values()].filter(({ level }) => level === act.abolishLevel).map(({ id }) => id),
  ]);
  const inside = await childrenOf(context, [...life], day);
  const moved = new Set([...idsOf('TRANSFER'), ...inside.map(({ childId }) => childId)].filter((id) => !life.has(id)));
  const scope: Scope = {
    life: [...life],
    named: idsOf('RENAME').filter((id) => !life.has(id)),
    moved: [...moved],
    counted: [],
  };
  const rows = await readScope(context, scope, day);

  const around = new Set(rows.locality_parent.flatMap(({ child_id, parent_id }) => [child_id, parent_id]));
  for (const unit of await unitsById(
    context,
    [...around].filter((id) => !units.has(id)),
  ))
    units.set(unit.id, unit);
  // Whoever gains or loses children: the parents of what ends or moves, and every unit that the act names as a parent.
  const parents = new Set([
    ...rows.locality_parent.map(({ parent_id }) => parent_id),
    ...named.filter(({ ends }) => ends > day).map(({ id }) => id),
  ]);
  return {
    units,
    eve,
    bearers,
    rows,
    children: await childrenOf(context, [...parents], day),
    declared: await declaredFor(context, [...parents]),
  };
}

function childrenOf(context: LocalitiesContext, parents: string[], day: string): Promise<Child[]> {
  return context.db.$queryRaw<Child[]>(
    Prisma.sql`SELECT p.child_id AS "childId", p.parent_id AS "parentId", l.level::text AS level
      FROM map.locality_parent p JOIN map.locality l ON l.id = p.child_id
      WHERE p.parent_id = ANY(${parents}::uuid[]) AND p.begins <= ${day}::date AND ${day}::date < p.ends`,
  );
}

function unitsById(context: LocalitiesContext, ids: string[]): Promise<Unit[]> {
  return context.db.$queryRaw<Unit[]>(
    Prisma.sql`SELECT ${unitColumns} FROM map.locality l WHERE l.id = ANY(${ids}::uuid[])`,
  );
}

async function declaredFor(context: LocalitiesContext, ids: string[]): Promise<Excerpt['declared']> {
  const rows = await context.db.$queryRaw<MapRow['declared_children'][]>(
    Prisma.sql`SELECT locality_id, begins::text AS begins, count FROM map.declared_children
      WHERE locality_id = ANY(${ids}::uuid[]) ORDER BY begins`,
  );
  return grouped(rows, ({ locality_id }) => locality_id);
}

/** Rows under their keys, in the order in which they came. */
export function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
