import { EVER_AFTER, EVER_BEFORE } from '../locality/standing.js';
import type { ListedLevel, UnitName } from './unit-name.js';
import { spelling } from './unit-name.js';

/** What a list says under a code, beside what is stored under it on the list's day. */
export interface Pair {
  level: ListedLevel;
  code: string;
  listed: UnitName | null;
  /** `nameBegins`: since when it has borne the name it bears on that day. */
  stored: (UnitName & { begins: string; nameBegins: string }) | null;
  /** Whether a unit beside it, in the same parent, is stored but not in the list. */
  neighbourGone: boolean;
  /** A mapping of old units to new covers its level. */
  mapped: boolean;
  /** The mapping says that it is made of itself alone, whole. */
  sole: boolean;
  /** The day its code's last bearer before that day ended, and the next one after it begins. */
  previousEnds: string | null;
  nextBegins: string | null;
  /** Since when the unit that the list puts it in stands. */
  parentBegins: string | null;
}

export interface ListContext {
  /** The list's day. */
  day: string;
  /** No list of an earlier day has been read: what it shows may have stood ever since. */
  first: boolean;
  /** No list of a later day has been read: its spelling is the one to keep. */
  latest: boolean;
  /** Levels that end on this day, by the mapping. */
  abolished: ReadonlySet<ListedLevel>;
}

/** How the unit under a code went over the day of the list. */
export type Verdict =
  | { kind: 'SAME' }
  /** The same unit; `renamed` and `retyped` tell of a change of its name, `respelled` of another way to write it. */
  | { kind: 'GOES_ON'; renamed: boolean; retyped: boolean; respelled: boolean; dayKnown: boolean }
  | { kind: 'NEW'; begins: string; ends: string; dayKnown: boolean }
  | { kind: 'ENDED'; dayKnown: boolean }
  /** The unit ended, and another begins under its code. */
  | { kind: 'REPLACED'; begins: string; ends: string; dayKnown: boolean }
  | { kind: 'CONTRADICTION'; message: string };

/**
 * Reads a change out of a list as the project's own facts do:
 * - only the type differs: the unit goes on, retyped;
 * - the name differs and no neighbour disappeared with it: it goes on, renamed;
 * - the name differs while a neighbour disappeared: a merger, so a new unit under the reused code;
 * - another spelling of the same name: no change.
 * Where a mapping covers the level, that decides instead: what is made of itself alone, whole, goes on; all else is new.
 */
export function judge(pair: Pair, list: ListContext): Verdict {
  const { listed, stored, level, code } = pair;
  const { day } = list;
  const dayKnown = pair.mapped || list.abolished.has(level);
  const ends = pair.nextBegins ?? EVER_AFTER;
  if (stored === null) {
    if (listed === null) throw new Error(`nothing to judge under ${level} ${code}`);
    if (pair.mapped && pair.sole)
      return contradiction(`${listed.fullName} goes on, says the mapping, but it is stored as ended by ${day}.`);
    if (pair.mapped || !list.first) return { kind: 'NEW', begins: day, ends, dayKnown };
    const begins = [pair.previousEnds, pair.parentBegins].reduce<string>(
      (latest, other) => (other !== null && other > latest ? other : latest),
      EVER_BEFORE,
    );
    return { kind: 'NEW', begins, ends, dayKnown: begins === EVER_BEFORE };
  }
  if (listed === null) {
    if (stored.begins === day)
      return contradiction(`${stored.fullName} (${code}) is stored as begun on ${day}, but the list does not have it.`);
    return { kind: 'ENDED', dayKnown };
  }
  const sameName = spelling(stored.name) === spelling(listed.name);
  const sameType = stored.type === listed.type;
  if (stored.begins === day) {
    if (pair.mapped && pair.sole)
      return contradiction(`${listed.fullName} goes on, says the mapping, but it is stored as begun on ${day}.`);
    return sameName && sameType
      ? { kind: 'SAME' }
      : contradiction(`${code} is stored as "${stored.fullName}" from ${day} on, but listed as "${listed.fullName}".`);
  }
  if (pair.mapped ? !pair.sole : !sameName && pair.neighbourGone)
    return { kind: 'REPLACED', begins: day, ends, dayKnown };
  if (sameName && sameType) {
    const respelled = stored.fullName !== listed.fullName && list.latest && !list.first;
    return respelled ? { kind: 'GOES_ON', renamed: false, retyped: false, respelled, dayKnown } : { kind: 'SAME' };
  }
  if (stored.nameBegins === day)
    return contradiction(
      `${code} is stored as "${stored.fullName}" from ${day} on, but listed as "${listed.fullName}".`,
    );
  return { kind: 'GOES_ON', renamed: !sameName, retyped: !sameType, respelled: false, dayKnown };
}

const contradiction = (message: string): Verdict => ({ kind: 'CONTRADICTION', message });

const letters: Record<ListedLevel, string> = { PROVINCE: 'P', DISTRICT: 'D', COMMUNE: 'C', NEIGHBOURHOOD: 'N' };

/** The key that a unit's id derives from, as the project's own facts name it: `C00352@old`, `P24@2025-07-01`. */
export const unitKey = (level: ListedLevel, code: string, begins: string): string =>
  `${letters[level]}${code}@${begins === EVER_BEFORE ? 'old' : begins}`;
