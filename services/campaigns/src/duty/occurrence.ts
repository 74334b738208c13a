import { dueDays } from '../deadline/due-day.js';

/** A duty that a superior has set, by what decides when it falls due. */
export interface SetDuty {
  /** A day, or every year (--11-25). */
  when: string;
  period: string | null;
  ofPreviousYear: boolean;
  yearFrom: number | null;
  yearTo: number | null;
  /** What was due before it was set is not owed. */
  setOn: string;
  withdrawnOn: string | null;
}
export interface Occurrence {
  on: string;
  period: string;
}

const EVERY_YEAR = /^--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
export const isEveryYear = (when: string): boolean => EVERY_YEAR.test(when);

/** The days from `first` to `last`, both included, on which a duty is due, and what each report is about. */
export function occurrencesOf(duty: SetDuty, first: string, last: string): Occurrence[] {
  const yearly = isEveryYear(duty.when);
  const later = duty.ofPreviousYear ? 1 : 0;
  const years = {
    from: yearly && duty.yearFrom !== null ? duty.yearFrom + later : null,
    to: yearly && duty.yearTo !== null ? duty.yearTo + later : null,
  };
  return dueDays({ when: duty.when, bound: 'BY' }, years, first, last)
    .filter(({ on }) => duty.setOn <= on && (duty.withdrawnOn === null || on < duty.withdrawnOn))
    .map(({ on }) => ({ on, period: duty.period ?? String(Number(on.slice(0, 4)) - later) }));
}

export type Standing = 'DUE' | 'ON_TIME' | 'LATE' | 'MISSING';

/**
 * How a duty was fulfilled: by the day on which the first version arrived that was not returned. A correction does not
 * make late what was in time, and what was returned does not count as having come.
 */
export function standingOf(due: string, arrivals: readonly string[], today: string): Standing {
  const arrived = arrivals.toSorted()[0];
  if (arrived === undefined) return today <= due ? 'DUE' : 'MISSING';
  return arrived <= due ? 'ON_TIME' : 'LATE';
}
