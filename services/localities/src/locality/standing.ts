/** How the database writes "since before the first record" and "still stands". */
export const EVER_BEFORE = '0001-01-01';
export const EVER_AFTER = '9999-12-31';

/** The stretch of time a unit or tenant stands: half-open, with the two sentinels above. */
export interface Standing {
  readonly begins: string;
  readonly ends: string;
}

const dayBefore = (day: string): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
};

/** The day a unit is looked at where none is named: today, or its own last day if it has ended, or its first if it is yet to come. */
export function defaultDay({ begins, ends }: Standing, today: string): string {
  if (today < begins) return begins;
  return today < ends ? today : dayBefore(ends);
}

/** What may be said of a first or last day: nothing where the sources do not state it. */
export const firstDay = (unit: Standing & { firstDayKnown: boolean }): string | null =>
  unit.firstDayKnown && unit.begins !== EVER_BEFORE ? unit.begins : null;
export const lastDay = (unit: Standing & { lastDayKnown: boolean }): string | null =>
  unit.lastDayKnown && unit.ends !== EVER_AFTER ? unit.ends : null;
