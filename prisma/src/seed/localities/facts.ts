import type { LocalityFacts, LocalityFlagCode, NameFacts, SuccessionFacts } from '../locality-facts.js';

/**
 * The vocabulary in which the files of this folder are written: one row a unit, then marks for what happened to it.
 *
 * The facts rest on three lists of the country's units before 1 July 2025 (13 December 2017, 17 September 2022,
 * 12 March 2025), on the list since, and on the map of old communes to new ones. Between two lists a change is seen but
 * not its day, heirs or resolution: those stay unknown and are flagged, but for the few that a source beside the row gives.
 *
 * How a change between two lists is read:
 * - only the type changed ("Xã Song Mai", then "Phường Song Mai"): the unit goes on, retyped;
 * - the name changed and no neighbour in its district disappeared with it: the unit goes on, renamed;
 * - the name changed while a neighbour disappeared: a merger, so a new unit, of unknown origin, under the reused code;
 * - the district changed: the unit goes on under another parent;
 * - another way of spelling the same name ("Hoà", "Hòa"): no change. Names are spelled as in the latest list.
 */
export const RECORD_2017 = '2017-12-13';
export const RECORD_2022 = '2022-09-17';
export const RECORD_2025 = '2025-03-12';

/** The provinces' and communes' great merger; the day on which districts ceased to be. */
export const REFORM = '2025-07-01';

/** A unit with what it became. */
export interface Recorded {
  locality: LocalityFacts;
  successions: SuccessionFacts[];
}

interface Draft extends LocalityFacts {
  heirs: { to: string; extent: 'WHOLE' | 'PART' }[];
}

/** Something that happened to a unit, or that is known of it. */
export type Mark = (unit: Draft) => Draft;

export type Row = readonly [code: string, fullName: string, ...marks: Mark[]];

const types = ['Thành phố', 'Thị trấn', 'Thị xã', 'Đặc khu', 'Phường', 'Quận', 'Huyện', 'Tỉnh', 'Xã'];

/** Splits "Phường Khương Mai" into type and name. */
export function named(fullName: string, level: LocalityFacts['level'], from: string | null = null): NameFacts {
  const prefix = types.find((type) => fullName.startsWith(`${type} `));
  if (prefix === undefined) throw new Error(`"${fullName}" does not begin with a type of unit.`);
  const type = level === 'PROVINCE' && prefix === 'Thành phố' ? 'Thành phố trực thuộc Trung ương' : prefix;
  return { name: fullName.slice(prefix.length + 1), fullName, type, from };
}

const letters = { PROVINCE: 'P', DISTRICT: 'D', COMMUNE: 'C' } as const;

/** A unit that stood before the first list; its marks then say what became of it. */
export function unit(level: keyof typeof letters, parent: string, row: Row, resolution: string | null): Recorded {
  const [code, fullName, ...marks] = row;
  const draft: Draft = {
    key: `${letters[level]}${code}@old`,
    code,
    level,
    names: [named(fullName, level)],
    validFrom: null,
    validTo: null,
    parents: [{ parent, from: null }],
    heirs: [],
  };
  const { heirs, ...locality } = marks.reduce((marked, mark) => mark(marked), draft);
  return {
    locality,
    successions: heirs.map(({ to, extent }) => ({
      from: locality.key,
      to,
      effectiveOn: REFORM,
      extent,
      legalBasis: resolution,
    })),
  };
}

/**
 * Districts of a province. Unless a row says otherwise they stood until the level was abolished on 1 July 2025: their
 * communes went on to new ones directly under the province, no district has an heir, and none is flagged as missing.
 */
export function districts(province: string, rows: readonly Row[]): Recorded[] {
  return rows.map(([code, fullName, ...marks]) =>
    unit('DISTRICT', province, [code, fullName, endsWithReform, ...marks], null),
  );
}

/** Communes of a district before the reform; `resolution` is what ordered their mergers of 1 July 2025. */
export function communes(district: string, resolution: string | null, rows: readonly Row[]): Recorded[] {
  return rows.map((row) => unit('COMMUNE', district, row, resolution));
}

/** Communes that the reform formed, directly under their province. A kept code or name makes no old unit of them. */
export function newCommunes(province: string, rows: readonly Row[]): Recorded[] {
  return rows.map(([code, fullName, ...marks]) =>
    unit('COMMUNE', province, [code, fullName, beginsWithReform, ...marks], null),
  );
}

export const beginsWithReform: Mark = (unit) => ({
  ...unit,
  key: unit.key.replace('@old', `@${REFORM}`),
  validFrom: REFORM,
});

const endsWithReform: Mark = (unit) => ({ ...unit, validTo: REFORM });

/** The whole unit went into one unit that the reform formed. */
export const becomes = (code: string): Mark => splitInto([code], 'WHOLE');

/** The unit was divided among several that the reform formed; in what proportion, no source says. */
export const dividedInto = (...codes: string[]): Mark => splitInto(codes, 'PART');

function splitInto(codes: string[], extent: 'WHOLE' | 'PART'): Mark {
  return (unit) => {
    const letter = unit.key.slice(0, 1);
    return { ...unit, validTo: REFORM, heirs: codes.map((code) => ({ to: `${letter}${code}@${REFORM}`, extent })) };
  };
}

/** Untouched by the reform: the same unit, since then directly under its province. */
export const goesOnUnder = (province: string): Mark => movedOn(REFORM, province);

function movedOn(day: string, parent: string): Mark {
  return (unit) => ({ ...unit, parents: [...unit.parents, { parent, from: day }] });
}

/** Not in this list any more, for reasons that no list states. */
export const goneBy =
  (record: string): Mark =>
  (unit) =>
    flagged(
      { ...unit, validTo: null, goneBy: record },
      ['LAST_DAY_UNKNOWN', `No longer in the list of ${record}; its last day is not stated.`],
      ['HEIR_UNKNOWN', 'What it was merged into is not stated.'],
      ['RESOLUTION_UNKNOWN', 'The resolution that ended it is not stated.'],
    );

/** First seen in this list, formed for reasons that no list states. */
export const shownFrom =
  (record: string): Mark =>
  (unit) =>
    flagged(
      { ...unit, key: unit.key.replace('@old', `@${record}`), seenFrom: record },
      ['FIRST_DAY_UNKNOWN', `First in the list of ${record}; its first day is not stated.`],
      ['ORIGIN_UNKNOWN', 'What it was formed from is not stated.'],
      ['RESOLUTION_UNKNOWN', 'The resolution that formed it is not stated.'],
    );

/** Renamed or retyped by the time of this list, on a day not stated. */
export const renamedBy =
  (record: string, fullName: string): Mark =>
  (unit) =>
    flagged(renamedOn(record, fullName)(unit), [
      'RENAME_DAY_UNKNOWN',
      `"${fullName}" first in the list of ${record}; the day of the change is not stated.`,
    ]);

/** Renamed or retyped on a day that a source confirms. */
export const renamedOn =
  (day: string, fullName: string): Mark =>
  (unit) => ({
    ...unit,
    names: [...unit.names, named(fullName, unit.level, day)],
  });

/** Under another district by the time of this list, since a day not stated. */
export const movedBy =
  (record: string, district: string): Mark =>
  (unit) =>
    flagged(movedOn(record, district)(unit), [
      'PARENT_DAY_UNKNOWN',
      `Under another district first in the list of ${record}; the day of the change is not stated.`,
    ]);

/** Formed also from units that are not recorded here. */
export const alsoFromElsewhere: Mark = (unit) =>
  flagged(unit, [
    'ORIGIN_PARTIAL',
    'Formed also from communes that are not recorded here: its predecessors are not all of them.',
  ]);

/**
 * How many direct children it officially has, where they are not all recorded here: the first count holds from the
 * unit's first day (before the reform: as listed on 17 September 2022), each further one from its day.
 */
export const declares =
  (count: number, ...later: [from: string, count: number][]): Mark =>
  (unit) => ({
    ...unit,
    declaredChildren: [{ count, from: null }, ...later.map(([from, count]) => ({ count, from }))],
  });

/** As `declares`, where all children before that day are recorded. */
export const declaresFrom =
  (from: string, count: number): Mark =>
  (unit) => ({
    ...unit,
    declaredChildren: [{ count, from }],
  });

function flagged(unit: Draft, ...flags: [code: LocalityFlagCode, explanation: string][]): Draft {
  return { ...unit, flags: [...(unit.flags ?? []), ...flags.map(([code, explanation]) => ({ code, explanation }))] };
}
