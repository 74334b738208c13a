import type { UserError } from '@thi-dua/schema/user-error';
import { type UnitName, unitName } from '../import/unit-name.js';
import { fault } from '../tenant/tenant-faults.js';
import { type Excerpt, grouped, type Unit } from './excerpt.js';
import { isListed, nameFaults } from './form-faults.js';
import type { MapRow } from './map-rows.js';
import type { StandingAfter } from './standing-after.js';

/** What a unit that goes on is called from the day of an act on; its type may be another one. */
export interface Renaming {
  unit: Unit;
  /** The name that it bears until then. */
  before: MapRow['locality_name'];
  name: UnitName;
}

export function renamings(
  day: string,
  map: Excerpt,
  { renamed, ended }: StandingAfter,
): { renamings: Renaming[]; faults: UserError[] } {
  const faults: UserError[] = [];
  const names = grouped(map.rows.locality_name, (row) => row.locality_id);
  const found = renamed.flatMap(({ unit, mention }): Renaming[] => {
    const path = [...mention.path, 'fullName'];
    if (!isListed(unit.level) || ended.has(unit.id)) return [];
    const wrong = nameFaults(mention.fullName, unit.level, path);
    const name = unitName(mention.fullName, unit.level);
    faults.push(...wrong);
    if (wrong.length > 0 || name === null) return [];
    const before = names.get(unit.id)?.find(({ begins, ends }) => begins < day && day <= ends);
    if (before === undefined) throw new Error(`unit without a name: ${unit.id}`);
    if (before.full_name === name.fullName) {
      faults.push(fault('UNCHANGED', `${unit.code} is called "${name.fullName}" already.`, ...path));
    }
    return [{ unit, before, name }];
  });
  return { renamings: found, faults };
}
