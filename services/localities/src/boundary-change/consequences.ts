import { stableId } from '@thi-dua/prisma/seed/stable-id';
import { unitName } from '../import/unit-name.js';
import { type Act, legalBasisOf } from './act.js';
import type { Excerpt } from './excerpt.js';
import { isListed } from './form-faults.js';
import type { MapRow, RowChange } from './map-rows.js';
import { officialCounts } from './official-counts.js';
import type { Placement } from './placing.js';
import type { Renaming } from './renaming.js';
import type { EndedUnit, NewUnit, StandingAfter } from './standing-after.js';

/** Everything that an act without faults changes, row by row. */
export function consequences(
  act: Act,
  changeId: string,
  map: Excerpt,
  standing: StandingAfter,
  placements: readonly Placement[],
  renamed: readonly Renaming[],
): RowChange[] {
  const day = act.effectiveOn;
  return [
    ...endings(day, map, standing),
    ...beginnings(act, changeId, standing),
    ...renamed.flatMap(({ unit, before, name: { name, fullName: full_name, type } }): RowChange[] => [
      { relation: 'locality_name', before, after: { ...before, ends: day } },
      {
        relation: 'locality_name',
        before: null,
        after: { locality_id: unit.id, begins: day, ends: unit.ends, name, full_name, type },
      },
    ]),
    ...placements.flatMap((placement) => move(day, placement)),
    ...officialCounts(day, map, standing, placements),
  ];
}

/** The unit that has the same territory, at the same level, under another code or name. */
function sameTerritory({ unit, heirs }: EndedUnit, sources: ReadonlyMap<number, number>): NewUnit | null {
  const [only] = heirs;
  return heirs.length === 1 &&
    only?.extent === 'WHOLE' &&
    only.heir.level === unit.level &&
    sources.get(only.heir.index) === 1
    ? only.heir
    : null;
}

function endings(day: string, map: Excerpt, { ended }: StandingAfter): RowChange[] {
  const changes: RowChange[] = [];
  const sources = new Map<number, number>();
  for (const { heirs } of ended.values())
    for (const { heir } of heirs) sources.set(heir.index, (sources.get(heir.index) ?? 0) + 1);
  for (const before of map.rows.locality) {
    if (ended.has(before.id)) changes.push({ relation: 'locality', before, after: { ...before, ends: day } });
  }
  for (const before of map.rows.locality_name) {
    if (ended.has(before.locality_id) && before.ends > day)
      changes.push({ relation: 'locality_name', before, after: { ...before, ends: day } });
  }
  for (const before of map.rows.locality_parent) {
    if (!ended.has(before.child_id) || before.ends <= day) continue;
    // Where another act of the day moved it, nothing is left of that.
    changes.push({ relation: 'locality_parent', before, after: before.begins < day ? { ...before, ends: day } : null });
  }
  for (const before of map.rows.designation) {
    const end = ended.get(before.locality_id);
    if (end === undefined || before.ends <= day) continue;
    changes.push({ relation: 'designation', before, after: { ...before, ends: day, ended_by: null } });
    // A status is of a territory: it follows where that stays the same. A merged or divided one is decided on anew.
    const heir = sameTerritory(end, sources);
    if (heir === null) continue;
    const id = stableId('designation', `${before.id} ${heir.id}`);
    changes.push({
      relation: 'designation',
      before: null,
      after: { ...before, id, locality_id: heir.id, begins: day },
    });
  }
  return changes;
}

function beginnings(act: Act, changeId: string, { begun, ended }: StandingAfter): RowChange[] {
  const day = act.effectiveOn;
  const changes: RowChange[] = [];
  for (const { id, code, level, begins, ends, index } of begun) {
    const fullName = act.establish[index]?.fullName ?? '';
    const named = isListed(level) ? unitName(fullName, level) : null;
    if (named === null) throw new Error(`"${fullName}" passed as the name of a unit`);
    changes.push(
      {
        relation: 'locality',
        before: null,
        after: { id, code, level, begins, ends, first_day_known: true, last_day_known: true, flags: [] },
      },
      {
        relation: 'locality_name',
        before: null,
        after: { locality_id: id, begins, ends, name: named.name, full_name: named.fullName, type: named.type },
      },
    );
  }
  const legal_basis = legalBasisOf(act);
  for (const { unit, heirs } of ended.values()) {
    for (const { heir, extent } of heirs) {
      changes.push({
        relation: 'succession',
        before: null,
        after: {
          from_id: unit.id,
          to_id: heir.id,
          effective_on: day,
          extent,
          legal_basis,
          boundary_change_id: changeId,
        },
      });
    }
  }
  return changes;
}

function move(day: string, { unit, before, parent, ends }: Placement): RowChange<'locality_parent'>[] {
  const after: MapRow['locality_parent'] = { child_id: unit.id, parent_id: parent.id, begins: day, ends };
  if (before?.begins === day) return [{ relation: 'locality_parent', before, after }];
  const cut: RowChange<'locality_parent'>[] =
    before === null ? [] : [{ relation: 'locality_parent', before, after: { ...before, ends: day } }];
  return [...cut, { relation: 'locality_parent', before: null, after }];
}
