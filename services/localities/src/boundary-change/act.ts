import type { LocalityLevel } from '../locality/locality-store.js';

export type Extent = 'WHOLE' | 'PART';

/** A unit to begin. */
export interface Establishment {
  code: string;
  level: LocalityLevel;
  /** With its type: "Phường Khương Mai". */
  fullName: string;
  /** Null: directly in the nation. */
  parentCode: string | null;
  /** The units that it is made from, which all end. */
  from: readonly { code: string; extent: Extent }[];
}

/** A resolution and all that it changes on one day. Codes name the units that bear them on the day before, parents those of the day itself. */
export interface Act {
  number: string;
  issuer: string | null;
  title: string | null;
  issuedOn: string;
  effectiveOn: string;
  establish: readonly Establishment[];
  rename: readonly { code: string; fullName: string }[];
  transfer: readonly { codes: readonly string[]; parentCode: string }[];
  /** Units that end without an heir. */
  end: readonly string[];
  /** A level of which every unit ends; what lies in them goes one level up. */
  abolishLevel: LocalityLevel | null;
}

const vietnameseDay = (day: string): string => day.split('-').reverse().map(Number).join('/');

/** As documents cite it: "Nghị quyết 202/2025/QH15 ngày 12/6/2025 của Quốc hội". */
export function legalBasisOf({ number, issuer, issuedOn }: Pick<Act, 'number' | 'issuer' | 'issuedOn'>): string {
  const named = /^\p{L}+ /u.test(number) ? number : `Nghị quyết ${number}`;
  return `${named} ngày ${vietnameseDay(issuedOn)}${issuer === null ? '' : ` của ${issuer}`}`;
}

/** How an act names a unit of the day before, and where in the input. */
export type Mention =
  | { kind: 'SOURCE'; code: string; extent: Extent; establishment: number; path: string[] }
  | { kind: 'RENAME'; code: string; fullName: string; path: string[] }
  | { kind: 'TRANSFER'; code: string; parentCode: string; path: string[] }
  | { kind: 'END'; code: string; path: string[] };

export function mentionsOf(act: Act): Mention[] {
  return [
    ...act.establish.flatMap(({ from }, establishment) =>
      from.map(
        ({ code, extent }, i): Mention => ({
          kind: 'SOURCE',
          code,
          extent,
          establishment,
          path: ['establish', String(establishment), 'from', String(i)],
        }),
      ),
    ),
    ...act.rename.map(
      ({ code, fullName }, i): Mention => ({ kind: 'RENAME', code, fullName, path: ['rename', String(i)] }),
    ),
    ...act.transfer.flatMap(({ codes, parentCode }, i) =>
      codes.map(
        (code, k): Mention => ({
          kind: 'TRANSFER',
          code,
          parentCode,
          path: ['transfer', String(i), 'codes', String(k)],
        }),
      ),
    ),
    ...act.end.map((code, i): Mention => ({ kind: 'END', code, path: ['end', String(i)] })),
  ];
}
