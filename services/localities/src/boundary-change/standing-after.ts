import { stableId } from '@thi-dua/prisma/seed/stable-id';
import type { UserError } from '@thi-dua/schema/user-error';
import { unitKey } from '../import/judge.js';
import { EVER_AFTER } from '../locality/standing.js';
import { fault } from '../tenant/tenant-faults.js';
import { type Act, type Extent, type Mention, mentionsOf } from './act.js';
import { type Excerpt, grouped, type Unit } from './excerpt.js';
import { isListed } from './form-faults.js';
import { mayBecome } from './levels.js';

/** A unit that an act establishes. `index` is its place in the act. */
export interface NewUnit extends Unit {
  index: number;
}
/** A unit that an act ends, and what it becomes: nothing where it is ended as such, or with its level. */
export interface EndedUnit {
  unit: Unit;
  heirs: { heir: NewUnit; extent: Extent }[];
  withLevel: boolean;
  path: string[];
}
export interface ChangedUnit<M extends Mention = Mention> {
  unit: Unit;
  mention: M;
}

/** Which units an act ends, begins, renames and moves. */
export interface StandingAfter {
  begun: readonly NewUnit[];
  ended: ReadonlyMap<string, EndedUnit>;
  renamed: readonly ChangedUnit<Extract<Mention, { kind: 'RENAME' }>>[];
  transferred: ReadonlyMap<string, ChangedUnit<Extract<Mention, { kind: 'TRANSFER' }>>>;
}

/** Finds the units that an act speaks of, and what speaks against changing them. */
export function standingAfter(act: Act, map: Excerpt): { standing: StandingAfter; faults: UserError[] } {
  const day = act.effectiveOn;
  const faults: UserError[] = [];
  const begun = act.establish.flatMap(({ code, level }, index): NewUnit[] =>
    isListed(level)
      ? [{ id: stableId('locality', unitKey(level, code, day)), code, level, begins: day, ends: EVER_AFTER, index }]
      : [],
  );
  const heirOf = new Map(begun.map((unit) => [unit.index, unit]));
  const ended = new Map<string, EndedUnit>();
  const renamed: StandingAfter['renamed'][number][] = [];
  const transferred = new Map<string, ChangedUnit<Extract<Mention, { kind: 'TRANSFER' }>>>();
  const later = laterChanges(map, day);

  for (const mention of mentionsOf(act)) {
    const { code, path } = mention;
    const at = mention.kind === 'SOURCE' || mention.kind === 'RENAME' ? [...path, 'code'] : path;
    const unit = map.eve.get(code);
    if (unit === undefined) {
      const message = `No unit bears ${code} on the day before ${day}.`;
      faults.push(fault('UNKNOWN_UNIT', message, ...at));
      continue;
    }
    if (unit.level === 'NATION') {
      faults.push(fault('LEVEL', 'The nation is not changed by a boundary change.', ...at));
      continue;
    }
    // A unit named by many establishments is looked at once.
    const known = ended.get(unit.id);
    const day2 = known === undefined ? later(unit, mention.kind) : null;
    if (day2 !== null) faults.push(laterFault(code, day2, day, at));
    switch (mention.kind) {
      case 'RENAME':
        renamed.push({ unit, mention });
        break;
      case 'TRANSFER':
        transferred.set(unit.id, { unit, mention });
        break;
      default: {
        const end = known ?? { unit, heirs: [], withLevel: false, path };
        ended.set(unit.id, end);
        if (mention.kind === 'END') break;
        const heir = heirOf.get(mention.establishment);
        if (heir === undefined) break;
        end.heirs.push({ heir, extent: mention.extent });
        if (!mayBecome(unit.level, heir.level)) {
          const message = `A ${unit.level.toLowerCase()} does not become a ${heir.level.toLowerCase()}.`;
          faults.push(fault('SOURCE_LEVEL', message, ...at));
        }
      }
    }
  }

  if (act.abolishLevel !== null && act.abolishLevel !== 'NATION') {
    const level = act.abolishLevel;
    const path = ['abolishLevel'];
    const units = [...map.units.values()].filter((unit) => unit.level === level);
    const coming = units.filter(({ begins }) => begins >= day);
    if (coming.length > 0) {
      const message = `Units of this level are stored as beginning on ${day} or later: ${codesOf(coming)}.`;
      faults.push(fault('LATER_CHANGE', message, ...path));
    }
    const standing = units.filter(({ begins, ends }) => begins < day && ends > day);
    const renamedOnes = new Map(renamed.map((other) => [other.unit.id, other]));
    if (standing.length === 0) faults.push(fault('UNCHANGED', 'No unit of this level stands on that day.', ...path));
    for (const unit of standing) {
      const known = ended.get(unit.id);
      if (known !== undefined) {
        known.withLevel = true;
        continue;
      }
      const day2 = later(unit, 'END');
      if (day2 !== null) faults.push(laterFault(unit.code, day2, day, path));
      const touched = transferred.get(unit.id) ?? renamedOnes.get(unit.id);
      if (touched !== undefined) {
        const message = `${unit.code} ends with its level by this act.`;
        faults.push(fault('TOUCHED_TWICE', message, ...touched.mention.path));
      }
      ended.set(unit.id, { unit, heirs: [], withLevel: true, path });
    }
  }

  for (const { code, index } of begun) {
    const taken = map.bearers.get(code)?.find(({ id }) => !ended.has(id));
    if (taken === undefined) continue;
    const since = taken.begins > day ? `from ${taken.begins} on` : `on ${day}`;
    const message = `${code} is borne by another unit ${since}, which this act does not end.`;
    faults.push(fault('CODE_TAKEN', message, 'establish', String(index), 'code'));
  }
  return { standing: { begun, ended, renamed, transferred }, faults };
}

export const codesOf = (units: readonly { code: string }[]): string => {
  const codes = units.map(({ code }) => code).sort();
  return codes.length > 500 ? `${codes.slice(0, 500).join(', ')} and ${codes.length - 500} more` : codes.join(', ');
};

function laterFault(code: string, change: string, day: string, path: string[]): UserError {
  return change === day
    ? fault('LATER_CHANGE', `${code} is stored as changed on ${day} already.`, ...path)
    : fault('LATER_CHANGE', `A change of ${code} on ${change} is stored already: act after that day.`, ...path);
}

/** The day of a stored change of a unit that an act would contradict; null where there is none. */
function laterChanges(map: Excerpt, day: string): (unit: Unit, kind: Mention['kind']) => string | null {
  const names = grouped(map.rows.locality_name, (row) => row.locality_id);
  const parents = grouped(map.rows.locality_parent, (row) => row.child_id);
  const children = grouped(map.rows.locality_parent, (row) => row.parent_id);
  const designations = grouped(map.rows.designation, (row) => row.locality_id);
  const successions = new Map<string, string[]>();
  for (const { from_id, to_id, effective_on } of map.rows.succession) {
    for (const id of [from_id, to_id]) successions.set(id, [...(successions.get(id) ?? []), effective_on]);
  }
  return ({ id, ends }, kind) => {
    const begins = (rows: readonly { begins: string }[] | undefined) => (rows ?? []).map((row) => row.begins);
    const onTheDay = [
      ...(kind === 'TRANSFER' ? [] : begins(names.get(id))),
      // A unit that another act of the day moved may end by this one: two resolutions, one day.
      ...(kind === 'TRANSFER' ? begins(parents.get(id)) : []),
      ...(kind === 'SOURCE' || kind === 'END' ? begins(designations.get(id)) : []),
      ...(kind === 'SOURCE' || kind === 'END' ? (successions.get(id) ?? []) : []),
    ].filter((other) => other >= day);
    const afterwards = [
      ...(ends === EVER_AFTER ? [] : [ends]),
      ...(kind === 'SOURCE' || kind === 'END' ? [...begins(parents.get(id)), ...begins(children.get(id))] : []),
    ].filter((other) => other > day || other === ends);
    return [...onTheDay, ...afterwards].sort()[0] ?? null;
  };
}
