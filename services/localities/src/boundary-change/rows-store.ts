import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import type { LocalitiesContext } from '../builder.js';
import {
  isChanged,
  KEYS,
  type MapRow,
  RELATIONS,
  type Relation,
  type RowChange,
  type Rows,
  type Scope,
  VALUES,
} from './map-rows.js';

const fieldsOf: Record<Relation, readonly string[]> = {
  locality: [...KEYS.locality, ...VALUES.locality],
  locality_name: [...KEYS.locality_name, ...VALUES.locality_name],
  locality_parent: [...KEYS.locality_parent, ...VALUES.locality_parent],
  succession: [...KEYS.succession, ...VALUES.succession],
  designation: [...KEYS.designation, ...VALUES.designation],
  declared_children: [...KEYS.declared_children, ...VALUES.declared_children],
};
// Names of relations and fields are constants of this code, never input.
const table = (relation: Relation) => Prisma.raw(`map.${relation}`);
const list = (fields: readonly string[], prefix = '') => Prisma.raw(fields.map((f) => `${prefix}${f}`).join(', '));
const uuids = (ids: readonly string[]) => Prisma.sql`${[...ids]}::uuid[]`;

/** The rows that a change of `day` concerns, as they are now. */
export async function readScope(context: LocalitiesContext, scope: Scope, day: string): Promise<Rows> {
  const { life, named, moved, counted } = scope;
  const from = Prisma.sql`t.ends >= ${day}::date`;
  const conditions: Record<Relation, Prisma.Sql> = {
    locality: Prisma.sql`t.id = ANY(${uuids(life)})`,
    locality_name: Prisma.sql`t.locality_id = ANY(${uuids([...life, ...named])}) AND ${from}`,
    locality_parent: Prisma.sql`(t.child_id = ANY(${uuids([...life, ...moved])}) OR t.parent_id = ANY(${uuids(life)})) AND ${from}`,
    succession: Prisma.sql`(t.from_id = ANY(${uuids(life)}) OR t.to_id = ANY(${uuids(life)})) AND t.effective_on >= ${day}::date`,
    designation: Prisma.sql`t.locality_id = ANY(${uuids(life)}) AND ${from}`,
    declared_children: Prisma.sql`t.locality_id = ANY(${uuids([...life, ...counted])}) AND t.begins >= ${day}::date`,
  };
  const read = async <R extends Relation>(relation: R): Promise<MapRow[R][]> => {
    const rows = await context.db.$queryRaw<{ row: MapRow[R] }[]>(
      Prisma.sql`SELECT to_jsonb(r) AS row FROM (SELECT ${list(fieldsOf[relation], 't.')} FROM ${table(relation)} t WHERE ${conditions[relation]}) r`,
    );
    return rows.map(({ row }) => row);
  };
  return {
    locality: await read('locality'),
    locality_name: await read('locality_name'),
    locality_parent: await read('locality_parent'),
    succession: await read('succession'),
    designation: await read('designation'),
    declared_children: await read('declared_children'),
  };
}

async function deleteRows(context: LocalitiesContext, relation: Relation, rows: object[]): Promise<number> {
  const matching = KEYS[relation].map((field) => `t.${field} = r.${field}`).join(' AND ');
  return context.db.$executeRaw(
    Prisma.sql`DELETE FROM ${table(relation)} t
      USING jsonb_populate_recordset(NULL::${table(relation)}, ${JSON.stringify(rows)}::jsonb) r WHERE ${Prisma.raw(matching)}`,
  );
}
async function updateRows(context: LocalitiesContext, relation: Relation, rows: object[]): Promise<number> {
  const matching = KEYS[relation].map((field) => `t.${field} = r.${field}`).join(' AND ');
  const values = VALUES[relation].map((field) => `${field} = r.${field}`).join(', ');
  return context.db.$executeRaw(
    Prisma.sql`UPDATE ${table(relation)} t SET ${Prisma.raw(values)}
      FROM jsonb_populate_recordset(NULL::${table(relation)}, ${JSON.stringify(rows)}::jsonb) r WHERE ${Prisma.raw(matching)}`,
  );
}
async function insertRows(context: LocalitiesContext, relation: Relation, rows: object[]): Promise<number> {
  const fields = list(fieldsOf[relation]);
  return context.db.$executeRaw(
    Prisma.sql`INSERT INTO ${table(relation)} (${fields})
      SELECT ${fields} FROM jsonb_populate_recordset(NULL::${table(relation)}, ${JSON.stringify(rows)}::jsonb)`,
  );
}

/**
 * Writes changes: what goes first, then what is cut or lengthened, then what comes, so that on no day a code has two
 * bearers or a unit two parents, in either direction. Rows that row-level security withholds make it throw.
 */
export async function writeChanges(context: LocalitiesContext, changes: readonly RowChange[]): Promise<void> {
  const changed = changes.filter(isChanged);
  const steps: [
    write: typeof insertRows,
    relations: readonly Relation[],
    rowOf: (change: RowChange) => object | null,
  ][] = [
    [deleteRows, RELATIONS.toReversed(), ({ before, after }) => (after === null ? before : null)],
    [updateRows, RELATIONS, ({ before, after }) => (before === null ? null : after)],
    [insertRows, RELATIONS, ({ before, after }) => (before === null ? after : null)],
  ];
  for (const [write, relations, rowOf] of steps) {
    for (const relation of relations) {
      const rows = changed.filter((change) => change.relation === relation).flatMap((change) => rowOf(change) ?? []);
      if (rows.length === 0) continue;
      const written = await write(context, relation, rows);
      if (written !== rows.length) throw new Error(`${written} of ${rows.length} rows of map.${relation} were written`);
    }
  }
}

/** Derives what follows from the map for all units whose life or place a change touches. */
export async function refreshClosure(context: LocalitiesContext, { life, moved }: Scope): Promise<void> {
  await context.db.$executeRaw`SELECT map.refresh_closure(${[...life, ...moved]}::uuid[])`;
}
