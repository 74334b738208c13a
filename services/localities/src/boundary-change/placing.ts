import type { UserError } from '@thi-dua/schema/user-error';
import { EVER_AFTER } from '../locality/standing.js';
import { fault } from '../tenant/tenant-faults.js';
import type { Act } from './act.js';
import { type Excerpt, grouped, type Unit } from './excerpt.js';
import { mayLieIn, parentWords } from './levels.js';
import type { MapRow } from './map-rows.js';
import { codesOf, type EndedUnit, type StandingAfter } from './standing-after.js';

/** Where a unit lies from the day of an act on. */
export interface Placement {
  unit: Unit;
  /** The edge that it replaces from that day on; null where there is none. */
  before: MapRow['locality_parent'] | null;
  parent: Unit;
  ends: string;
  path: string[];
}

/** Finds where everything lies that an act begins, moves, or takes the ground from; and what lies nowhere. */
export function placing(
  act: Act,
  map: Excerpt,
  standing: StandingAfter,
): { placements: Placement[]; faults: UserError[] } {
  const day = act.effectiveOn;
  const { begun, ended, transferred } = standing;
  const faults: UserError[] = [];
  const placements: Placement[] = [];
  const edges = map.rows.locality_parent.filter(({ begins, ends }) => begins <= day && day < ends);
  const edgeOf = new Map(edges.map((edge) => [edge.child_id, edge]));

  /** The unit that bears a code from that day on, or why there is none. */
  const parentWithCode = (code: string, path: string[]): Unit | null => {
    const made = begun.find((unit) => unit.code === code);
    if (made !== undefined) return made;
    const stored = map.bearers.get(code)?.find(({ begins }) => begins <= day);
    if (stored === undefined) {
      faults.push(fault('UNKNOWN_PARENT', `No unit bears ${code} on ${day}.`, ...path));
      return null;
    }
    if (ended.has(stored.id)) {
      faults.push(fault('PARENT_ENDS', `${code} ends by this act.`, ...path));
      return null;
    }
    return stored;
  };
  const place = (unit: Unit, parent: Unit, path: string[], ends = EVER_AFTER) => {
    if (parent.id === unit.id) {
      faults.push(fault('CYCLE', `${unit.code} cannot lie in itself.`, ...path));
    } else if (!mayLieIn(unit.level, parent.level)) {
      const message = `${unit.code}, a ${unit.level.toLowerCase()}, lies directly in ${parentWords(unit.level)}, not in a ${parent.level.toLowerCase()} (${parent.code}).`;
      faults.push(fault('LEVELS', message, ...path));
    } else if (parent.ends < ends) {
      const message = `${parent.code} is stored as ending on ${parent.ends}: say first what becomes of it.`;
      faults.push(fault('PARENT_ENDS', message, ...path));
    } else placements.push({ unit, before: edgeOf.get(unit.id) ?? null, parent, ends, path });
  };

  for (const unit of begun) {
    const code = act.establish[unit.index]?.parentCode ?? (unit.level === 'PROVINCE' ? 'VN' : null);
    if (code === null) continue;
    const path = ['establish', String(unit.index), 'parentCode'];
    const parent = parentWithCode(code, path);
    if (parent !== null) place(unit, parent, path);
  }
  const targets = new Map<string, Unit | null>();
  for (const { unit, mention } of transferred.values()) {
    if (ended.has(unit.id)) continue;
    const at = [...mention.path.slice(0, 2), 'parentCode'];
    const key = at.join('.');
    // A parent that is wrong for many is wrong once.
    const parent = targets.has(key) ? (targets.get(key) ?? null) : parentWithCode(mention.parentCode, at);
    targets.set(key, parent);
    if (parent === null) continue;
    const before = edgeOf.get(unit.id);
    const left = before && ended.get(before.parent_id);
    if (before?.parent_id === parent.id) {
      faults.push(fault('UNCHANGED', `${unit.code} lies in ${parent.code} already.`, ...mention.path));
    } else if (
      unit.level === 'NEIGHBOURHOOD' &&
      left &&
      left.heirs.length > 0 &&
      !left.heirs.some(({ heir }) => heir.id === parent.id)
    ) {
      const message = `${unit.code} lies in ${left.unit.code}, of which nothing goes to ${parent.code} by this act.`;
      faults.push(fault('NOT_AN_HEIR', message, ...mention.path));
    } else place(unit, parent, mention.path, unit.ends);
  }

  /** Where what lies in a unit that ends goes by itself: with the whole of it, or one level up. */
  const follow = (child: Unit, { unit, heirs, withLevel }: EndedUnit): Unit | null => {
    const [heir] = heirs;
    if (heir !== undefined) {
      return heirs.length === 1 && heir.extent === 'WHOLE' && mayLieIn(child.level, heir.heir.level) ? heir.heir : null;
    }
    const above = withLevel ? edgeOf.get(unit.id)?.parent_id : undefined;
    if (above === undefined) return null;
    const gone = ended.get(above);
    if (gone !== undefined) return follow(child, gone);
    const parent = map.units.get(above);
    return parent !== undefined && mayLieIn(child.level, parent.level) ? parent : null;
  };
  const inside = grouped(edges, (edge) => edge.parent_id);
  for (const end of ended.values()) {
    const orphans: Unit[] = [];
    for (const edge of inside.get(end.unit.id) ?? []) {
      const child = map.units.get(edge.child_id);
      if (child === undefined || ended.has(child.id) || transferred.has(child.id)) continue;
      const parent = follow(child, end);
      if (parent === null) orphans.push(child);
      else place(child, parent, end.path, edge.ends);
    }
    if (orphans.length > 0) {
      const message = `${end.unit.code} ends${end.heirs.length > 0 ? ' divided' : ''}, and the act does not say where these go that lie in it; transfer or end them: ${codesOf(orphans)}.`;
      faults.push(fault('ORPHANED', message, ...end.path));
    }
  }
  faults.push(...skippedLevels(map, standing, placements));
  return { placements, faults };
}

/** A commune lies directly in a province only where that has no districts. */
function skippedLevels(map: Excerpt, { ended }: StandingAfter, placements: readonly Placement[]): UserError[] {
  const placed = new Set(placements.map(({ unit }) => unit.id));
  const staying = grouped(
    map.children.filter(({ childId }) => !ended.has(childId) && !placed.has(childId)),
    ({ parentId }) => parentId,
  );
  const coming = grouped(placements, ({ parent }) => parent.id);
  return [...coming.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || first.parent.level !== 'PROVINCE') return [];
    const levels = new Set([
      ...(staying.get(first.parent.id) ?? []).map(({ level }) => level),
      ...group.map(({ unit }) => unit.level),
    ]);
    if (!levels.has('DISTRICT') || !levels.has('COMMUNE')) return [];
    const skipping = group.filter(({ unit }) => unit.level === 'COMMUNE');
    const named = grouped(skipping.length > 0 ? skipping : group, ({ path }) => path.join('.'));
    return [...named.values()].map((units) => {
      const codes = codesOf(units.map(({ unit }) => unit));
      const message = `In ${first.parent.code}, communes and districts would stand side by side by these: ${codes}.`;
      return fault('LEVEL_SKIPPED', message, ...(units[0]?.path ?? []));
    });
  });
}
