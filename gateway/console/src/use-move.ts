import { useState } from 'preact/hooks';
import { Elsewhere } from './generated/unit.js';
import { useSession } from './graph/use-answer.js';
import { mapDay, NATION, type Place } from './place.js';
import type { Go } from './use-place.js';

interface Standing {
  readonly code: string;
  readonly fullName: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** A unit that is not one unit on the other map, and what it corresponds to there. */
export interface Divided {
  readonly unit: string;
  readonly found: readonly { readonly code: string; readonly fullName: string }[];
}

const standsOn = ({ validFrom, validTo }: Standing, day: string): boolean =>
  (validFrom === null || validFrom <= day) && (validTo === null || day < validTo);

/**
 * Goes to another year or map. Codes are reused, so the unit shown is followed and not its code: one that has become
 * another is shown as that one; instead of one that was made of several, the nation is, and which they are is told.
 */
export function useMove(place: Place, year: number, unit: Standing | null, go: Go) {
  const { ask } = useSession();
  const [divided, setDivided] = useState<Divided | null>(null);
  const move = (change: Partial<Place>) => {
    const day = mapDay(year, place.boundary);
    const other = mapDay(change.year ?? year, change.boundary === undefined ? place.boundary : change.boundary);
    setDivided(null);
    if (unit === null || unit.code === NATION || standsOn(unit, other)) return go(change);
    const follow = async () => {
      const { data } = await ask(Elsewhere, { code: unit.code, asOf: day, on: other });
      const links = (other > day ? data?.locality?.heirs : data?.locality?.origins) ?? [];
      const found = links.map(({ locality }) => locality);
      const [only, ...further] = found;
      const one = only !== undefined && further.length === 0;
      if (!one) setDivided({ unit: unit.fullName, found });
      go({ ...change, unit: one ? only.code : NATION });
    };
    follow().catch(() => go(change));
  };
  return { move, divided };
}
