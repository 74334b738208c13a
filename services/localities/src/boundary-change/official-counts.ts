import type { Excerpt } from './excerpt.js';
import { grouped } from './excerpt.js';
import type { RowChange } from './map-rows.js';
import type { Placement } from './placing.js';
import type { EndedUnit, StandingAfter } from './standing-after.js';

/**
 * How an act changes the official counts of children. Children that are not recorded go with the whole of a unit, or one
 * level up with its level, each counted as one at least; of a divided unit nobody knows where they went, so each heir of
 * its level expects them: no roll-up over recorded children alone is ever shown as complete.
 */
export function officialCounts(
  day: string,
  map: Excerpt,
  { ended }: StandingAfter,
  placements: readonly Placement[],
): RowChange<'declared_children'>[] {
  const placed = new Set(placements.map(({ unit }) => unit.id));
  const coming = grouped(placements, ({ parent }) => parent.id);
  const recorded = grouped(map.children, ({ parentId }) => parentId);
  const declaredOn = (id: string) => map.declared.get(id)?.findLast(({ begins }) => begins <= day) ?? null;
  const unrecorded = (id: string) => Math.max(0, (declaredOn(id)?.count ?? 0) - (recorded.get(id) ?? []).length);

  const above = new Map(map.rows.locality_parent.map((edge) => [edge.child_id, edge]));
  for (const edge of map.rows.locality_parent)
    if (edge.begins <= day && day < edge.ends) above.set(edge.child_id, edge);
  const takers = ({ unit, heirs, withLevel }: EndedUnit): string[] => {
    const alike = heirs.filter(({ heir }) => heir.level === unit.level).map(({ heir }) => heir.id);
    if (alike.length > 0 || !withLevel) return alike;
    const parent = above.get(unit.id)?.parent_id;
    const gone = parent === undefined ? undefined : ended.get(parent);
    if (gone !== undefined) return takers(gone);
    return parent === undefined ? [] : [parent];
  };
  const inherited = new Map<string, number>();
  for (const end of ended.values()) {
    const count = unrecorded(end.unit.id);
    if (count === 0) continue;
    for (const id of takers(end)) inherited.set(id, (inherited.get(id) ?? 0) + count);
  }

  const changes: RowChange<'declared_children'>[] = [];
  for (const id of new Set([...map.declared.keys(), ...inherited.keys()])) {
    const rows = map.declared.get(id) ?? [];
    const later = rows.filter(({ begins }) => begins > day);
    if (ended.has(id)) {
      for (const before of rows.filter(({ begins }) => begins >= day))
        changes.push({ relation: 'declared_children', before, after: null });
      continue;
    }
    const staying = (recorded.get(id) ?? []).filter(({ childId }) => !ended.has(childId) && !placed.has(childId));
    const missing = unrecorded(id) + (inherited.get(id) ?? 0);
    const count = staying.length + (coming.get(id) ?? []).length + missing;
    const known = declaredOn(id);
    const difference = count - Math.max(known?.count ?? 0, (recorded.get(id) ?? []).length);
    if (known === null ? missing > 0 : known.count !== count && difference !== 0) {
      const before = known?.begins === day ? known : null;
      changes.push({ relation: 'declared_children', before, after: { locality_id: id, begins: day, count } });
    }
    if (difference === 0) continue;
    for (const before of later) {
      const after = { ...before, count: Math.max(0, before.count + difference) };
      changes.push({ relation: 'declared_children', before, after });
    }
  }
  return changes;
}
