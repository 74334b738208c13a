import type { Flag, LocalityLevel } from '../locality/locality-store.js';
import type { Extent } from './act.js';

/** Rows of the map as the database holds them: an act is recorded, and undone, in its own terms. */
export interface MapRow {
  locality: {
    id: string;
    code: string;
    level: LocalityLevel;
    begins: string;
    ends: string;
    first_day_known: boolean;
    last_day_known: boolean;
    flags: Flag[];
  };
  locality_name: {
    locality_id: string;
    begins: string;
    ends: string;
    name: string;
    full_name: string;
    type: string;
  };
  locality_parent: { child_id: string; parent_id: string; begins: string; ends: string };
  succession: {
    from_id: string;
    to_id: string;
    effective_on: string;
    extent: Extent;
    legal_basis: string | null;
    boundary_change_id: string | null;
  };
  designation: {
    id: string;
    locality_id: string;
    kind: string;
    name: string;
    begins: string;
    ends: string;
    legal_basis: string | null;
    ended_by: string | null;
  };
  declared_children: { locality_id: string; begins: string; count: number };
}
export type Relation = keyof MapRow;

/** What an act finds and leaves of one row; alike where it only looks at it. */
export type RowChange<R extends Relation = Relation> = {
  [K in R]: { relation: K; before: MapRow[K] | null; after: MapRow[K] | null };
}[R];

/** The order in which rows can be written: what is pointed at before what points. */
export const RELATIONS = [
  'locality',
  'locality_name',
  'locality_parent',
  'succession',
  'designation',
  'declared_children',
] as const satisfies readonly Relation[];

export const KEYS = {
  locality: ['id'],
  locality_name: ['locality_id', 'begins'],
  locality_parent: ['child_id', 'begins'],
  succession: ['from_id', 'to_id'],
  designation: ['id'],
  declared_children: ['locality_id', 'begins'],
} as const satisfies { [R in Relation]: readonly (keyof MapRow[R])[] };

/** What of a row an act can change, beside its key. */
export const VALUES = {
  locality: ['code', 'level', 'begins', 'ends', 'first_day_known', 'last_day_known', 'flags'],
  locality_name: ['ends', 'name', 'full_name', 'type'],
  locality_parent: ['parent_id', 'ends'],
  succession: ['effective_on', 'extent', 'legal_basis', 'boundary_change_id'],
  designation: ['locality_id', 'kind', 'name', 'begins', 'ends', 'legal_basis', 'ended_by'],
  declared_children: ['count'],
} as const satisfies { [R in Relation]: readonly (keyof MapRow[R])[] };

const rowOf = (change: RowChange): object => change.after ?? change.before ?? {};
const fieldsOf = (row: object, fields: readonly string[]): unknown[] => {
  const values = new Map<string, unknown>(Object.entries(row));
  return fields.map((field) => values.get(field) ?? null);
};

/** Tells the rows of one relation apart. */
export const keyOf = (relation: Relation, row: object): string => fieldsOf(row, KEYS[relation]).join(' ');
export const keyOfChange = (change: RowChange): string => keyOf(change.relation, rowOf(change));

/** Two rows are alike where this is. */
export const contentOf = (relation: Relation, row: object): string =>
  JSON.stringify([...fieldsOf(row, KEYS[relation]), ...fieldsOf(row, VALUES[relation])], (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

/** The unit that a row is about. */
export function unitOf(change: RowChange): string {
  const row = rowOf(change);
  const [unit] = fieldsOf(row, [
    { locality: 'id', locality_parent: 'child_id', succession: 'from_id' }[change.relation as string] ?? 'locality_id',
  ]);
  return String(unit);
}

export function isChanged({ relation, before, after }: RowChange): boolean {
  if (before === null || after === null) return before !== after;
  return contentOf(relation, before) !== contentOf(relation, after);
}

/** What undoes a change. */
export const inverse = (change: RowChange): RowChange =>
  ({ ...change, before: change.after, after: change.before }) as RowChange;

export type Rows = { [R in Relation]: MapRow[R][] };

/** What an act leaves on record: what it changed, and every other row that it found beside that. */
export function recordOf(changes: readonly RowChange[], found: Rows): RowChange[] {
  const changed = new Set(changes.map((change) => `${change.relation} ${keyOfChange(change)}`));
  const beside = RELATIONS.flatMap((relation) =>
    found[relation]
      .filter((row) => !changed.has(`${relation} ${keyOf(relation, row)}`))
      .map((row) => ({ relation, before: row, after: row }) as RowChange),
  );
  return [...changes.filter(isChanged), ...beside];
}

/** The units about which a row is no longer as the record left it, or about which there are new ones. */
export function strayedFrom(record: readonly RowChange[], found: Rows): Set<string> {
  const left = new Map<string, RowChange>();
  for (const change of record)
    if (change.after !== null) left.set(`${change.relation} ${keyOf(change.relation, change.after)}`, change);
  const strayed = new Set<string>();
  for (const relation of RELATIONS) {
    for (const row of found[relation]) {
      const key = `${relation} ${keyOf(relation, row)}`;
      const known = left.get(key);
      if (known?.after && contentOf(relation, known.after) === contentOf(relation, row)) left.delete(key);
      else if (known === undefined) strayed.add(unitOf({ relation, before: row, after: row } as RowChange));
    }
  }
  // What is left was found otherwise, or not at all.
  for (const change of left.values()) strayed.add(unitOf(change));
  return strayed;
}

/**
 * Which rows a change concerns, from its day on: all about units that begin or end (`life`), the names of renamed ones,
 * the parents of moved ones, the official counts of those that gain or lose children. Whoever finds them as the change
 * left them can undo it.
 */
export interface Scope {
  life: readonly string[];
  named: readonly string[];
  moved: readonly string[];
  counted: readonly string[];
}

export function scopeOf(changes: readonly RowChange[]): Scope {
  const units = (relation: Relation) => [
    ...new Set(changes.filter((change) => change.relation === relation && isChanged(change)).map(unitOf)),
  ];
  const life = units('locality');
  const lives = new Set(life);
  const others = (relation: Relation) => units(relation).filter((id) => !lives.has(id));
  return {
    life,
    named: others('locality_name'),
    moved: others('locality_parent'),
    counted: others('declared_children'),
  };
}
