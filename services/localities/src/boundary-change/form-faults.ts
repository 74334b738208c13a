import type { UserError } from '@thi-dua/schema/user-error';
import { levelOfCode } from '../import/list-row.js';
import { isVietnamese, type ListedLevel, unitName } from '../import/unit-name.js';
import type { LocalityLevel } from '../locality/locality-store.js';
import { isSensibleDay } from '../tenant/tenant.js';
import { fault, textFaults } from '../tenant/tenant-faults.js';
import { type Act, type Mention, mentionsOf } from './act.js';

/** More than the country ever had of provinces, districts and communes together. */
export const MOST_MENTIONS = 20_000;

export const isListed = (level: LocalityLevel): level is ListedLevel => level !== 'NATION';

const codeWords: Record<ListedLevel, string> = {
  PROVINCE: 'Write a province by 2 digits.',
  DISTRICT: 'Write a district by 3 digits.',
  COMMUNE: 'Write a commune by 5 digits.',
  NEIGHBOURHOOD: 'Write a neighbourhood by the code of its commune, a hyphen and its own: "00001-03".',
};

export function nameFaults(fullName: string, level: ListedLevel, path: string[]): UserError[] {
  const empty = textFaults(fullName, ...path);
  if (empty.length > 0) return empty;
  if (!isVietnamese(fullName)) {
    return [fault('NAME', `"${fullName}" holds characters that no Vietnamese name has.`, ...path)];
  }
  return unitName(fullName, level) === null
    ? [fault('NAME', `"${fullName}" does not begin with a type of ${level.toLowerCase()} ("Xã …").`, ...path)]
    : [];
}

function dayFaults(act: Act): UserError[] {
  const sensible = (day: string, path: string) =>
    isSensibleDay(day)
      ? []
      : [fault('DAY_OUT_OF_RANGE', 'A day of a resolution lies between 1945-01-01 and 2100-12-31.', path)];
  const faults = [...sensible(act.issuedOn, 'issuedOn'), ...sensible(act.effectiveOn, 'effectiveOn')];
  if (act.effectiveOn < act.issuedOn) {
    const message = `A resolution of ${act.issuedOn} does not take effect before it is issued.`;
    faults.push(fault('EFFECTIVE_BEFORE_ISSUED', message, 'effectiveOn'));
  }
  return faults;
}

function establishmentFaults(act: Act): UserError[] {
  const first = new Map<string, number>();
  return act.establish.flatMap(({ code, level, fullName, parentCode, from }, i) => {
    const at = (...inner: string[]) => ['establish', String(i), ...inner];
    const faults: UserError[] = [];
    if (!isListed(level)) {
      return [fault('LEVEL', 'The nation is not established by a boundary change.', ...at('level'))];
    }
    if (level === act.abolishLevel) {
      faults.push(fault('LEVEL', 'The act abolishes this level, and establishes a unit of it.', ...at('level')));
    }
    if (levelOfCode(code) !== level) {
      faults.push(fault('CODE_FORM', `"${code}" is no ${level.toLowerCase()}'s. ${codeWords[level]}`, ...at('code')));
    } else if (level === 'NEIGHBOURHOOD' && parentCode !== null && !code.startsWith(`${parentCode}-`)) {
      const message = `"${code}" does not begin with its commune's code, ${parentCode}.`;
      faults.push(fault('CODE_FORM', message, ...at('code')));
    }
    faults.push(...nameFaults(fullName, level, at('fullName')));
    if (parentCode === null && level !== 'PROVINCE') {
      faults.push(fault('EMPTY', 'Only a province lies directly in the nation.', ...at('parentCode')));
    }
    const before = first.get(code);
    if (before === undefined) first.set(code, i);
    else {
      faults.push(
        fault('DUPLICATE_CODE', `The act gives ${code} to a unit already (establish.${before}).`, ...at('code')),
      );
    }
    if (from.length === 1 && from[0]?.code === code && from[0].extent === 'WHOLE' && levelOfCode(code) === level) {
      const message = `${code}, made of itself alone, is the same unit: it goes on. Rename or transfer it.`;
      faults.push(fault('GOES_ON', message, ...at('from', '0')));
    }
    return faults;
  });
}

/** A unit may be renamed and moved by one act; anything else is done to it once, and what ends is neither. */
const agree = (a: Mention, b: Mention): boolean =>
  (a.kind === 'RENAME' && b.kind === 'TRANSFER') || (a.kind === 'TRANSFER' && b.kind === 'RENAME');

/** Every part of a unit goes somewhere: the whole to one, or parts to two at least. */
function extentFaults(code: string, sources: readonly Extract<Mention, { kind: 'SOURCE' }>[]): UserError[] {
  const faults: UserError[] = [];
  const into = new Set<number>();
  for (const { establishment, path } of sources) {
    if (into.has(establishment)) {
      faults.push(fault('DUPLICATE_SOURCE', `${code} is named twice as a source of the same unit.`, ...path));
    }
    into.add(establishment);
  }
  if (faults.length > 0) return faults;
  const [only] = sources;
  if (sources.length === 1 && only?.extent === 'PART') {
    const message = `Only a part of ${code} goes anywhere. Say what becomes of the rest, be it only another unit of the same code.`;
    return [fault('EXTENT', message, ...only.path, 'extent')];
  }
  const whole = sources.length > 1 ? sources.find(({ extent }) => extent === 'WHOLE') : undefined;
  return whole === undefined
    ? []
    : [fault('EXTENT', `${code} goes whole to one unit, but to others as well.`, ...whole.path, 'extent')];
}

function mentionFaults(act: Act): UserError[] {
  const byCode = new Map<string, Mention[]>();
  for (const mention of mentionsOf(act)) {
    const others = byCode.get(mention.code);
    if (others === undefined) byCode.set(mention.code, [mention]);
    else others.push(mention);
  }
  return [...byCode].flatMap(([code, mentions]) => {
    const [first, ...rest] = mentions;
    const twice = rest
      .filter((other) => first && !(first.kind === 'SOURCE' && other.kind === 'SOURCE') && !agree(first, other))
      .map((other) => {
        const message = `${code} is changed by this act already (${first?.path.join('.')}).`;
        return fault('TOUCHED_TWICE', message, ...other.path);
      });
    const sources = mentions.filter((mention) => mention.kind === 'SOURCE');
    return [...twice, ...extentFaults(code, sources)];
  });
}

/** Whether an act is of a size, and about a day, on which it makes sense to hold it against the map. */
export const isJudgeable = (act: Act): boolean =>
  mentionsOf(act).length + act.establish.length <= MOST_MENTIONS && isSensibleDay(act.effectiveOn);

/** What is wrong with an act by itself, whatever the map. */
export function formFaults(act: Act): UserError[] {
  const faults = [
    ...textFaults(act.number, 'number'),
    ...(act.issuer === null ? [] : textFaults(act.issuer, 'issuer')),
    ...(act.title === null ? [] : textFaults(act.title, 'title')),
    ...dayFaults(act),
  ];
  const mentions = mentionsOf(act).length;
  if (mentions + act.establish.length === 0 && act.abolishLevel === null) {
    faults.push(fault('EMPTY', 'The act changes nothing: say what it establishes, renames, transfers or ends.'));
  }
  if (mentions + act.establish.length > MOST_MENTIONS) {
    return [...faults, fault('TOO_MANY', `An act names at most ${MOST_MENTIONS} units.`)];
  }
  for (const [i, { codes }] of act.transfer.entries()) {
    if (codes.length === 0) faults.push(fault('EMPTY', 'Name the units.', 'transfer', String(i), 'codes'));
  }
  if (act.abolishLevel === 'NATION') faults.push(fault('LEVEL', 'The nation is not abolished.', 'abolishLevel'));
  return [...faults, ...establishmentFaults(act), ...mentionFaults(act)];
}
