import type { LocalityLevel } from '../locality/locality-store.js';
import type { Excerpt, Unit } from './excerpt.js';
import { type RowChange, unitOf } from './map-rows.js';

export const UNIT_CHANGES = ['ESTABLISHED', 'ENDED', 'RENAMED', 'MOVED'] as const;
export type UnitChange = (typeof UNIT_CHANGES)[number];

/** What an act does to one unit, as it is told: names and the codes of parents where they change. */
export interface ChangedUnit {
  kind: UnitChange;
  localityId: string;
  level: LocalityLevel;
  code: string;
  nameBefore: string | null;
  nameAfter: string | null;
  parentBefore: string | null;
  parentAfter: string | null;
}

/** Tells the rows that an act changes as what it does to units. */
export function changedUnits(
  day: string,
  changes: readonly RowChange[],
  map: Excerpt,
  begun: readonly Unit[],
): ChangedUnit[] {
  const units = new Map<string, Unit>([...map.units, ...begun.map((unit): [string, Unit] => [unit.id, unit])]);
  const codeOf = (id: string | undefined) => (id === undefined ? null : (units.get(id)?.code ?? null));
  const lives = new Map<string, RowChange<'locality'>>();
  const names = new Map<string, RowChange<'locality_name'>[]>();
  const edges = new Map<string, RowChange<'locality_parent'>[]>();
  for (const change of changes) {
    const id = unitOf(change);
    if (change.relation === 'locality') lives.set(id, change);
    else if (change.relation === 'locality_name') names.set(id, [...(names.get(id) ?? []), change]);
    else if (change.relation === 'locality_parent') edges.set(id, [...(edges.get(id) ?? []), change]);
  }

  return [...new Set([...lives.keys(), ...names.keys(), ...edges.keys()])].flatMap((id): ChangedUnit[] => {
    const unit = units.get(id);
    if (unit === undefined) throw new Error(`a change of a unit that was not looked at: ${id}`);
    const life = lives.get(id);
    const named = names.get(id) ?? [];
    const placed = edges.get(id) ?? [];
    const nameBefore = named.find(({ before }) => before !== null)?.before?.full_name ?? null;
    const nameAfter = named.find(({ after }) => after?.begins === day)?.after?.full_name ?? null;
    const parentBefore = codeOf(placed.find(({ before }) => before !== null)?.before?.parent_id);
    const parentAfter = codeOf(placed.find(({ after }) => after?.begins === day)?.after?.parent_id);
    const told = {
      localityId: id,
      level: unit.level,
      code: unit.code,
      nameBefore,
      nameAfter,
      parentBefore,
      parentAfter,
    };
    if (life !== undefined) return [{ kind: life.before === null ? 'ESTABLISHED' : 'ENDED', ...told }];
    return [
      ...(nameAfter === null ? [] : [{ ...told, kind: 'RENAMED' as const, parentBefore: null, parentAfter: null }]),
      ...(parentAfter === null ? [] : [{ ...told, kind: 'MOVED' as const, nameBefore: null, nameAfter: null }]),
    ];
  });
}
