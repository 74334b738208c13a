import { type Fraction, fraction } from './fraction.js';
import { type Limit, satisfies } from './limit.js';
import type { Outcome, Verdict } from './question.js';

const percent = (part: number, all: number): Fraction => fraction(100n * BigInt(part), BigInt(all));

/**
 * Whether a share satisfies a limit, however those that are not known turn out; null where that depends on them.
 * `all` is not 0.
 */
export function certain(good: number, unknown: number, all: number, limit: Limit): boolean | null {
  const possible = Array.from({ length: unknown + 1 }, (_, i) => satisfies(percent(good + i, all), limit));
  return possible.every(Boolean) ? true : possible.some(Boolean) ? null : false;
}

export interface Counts {
  all: number;
  met: number;
  notMet: number;
  onTrack: number;
  offTrack: number;
  unknown: number;
}
export function countVerdicts(outcomes: readonly Outcome[]): Counts {
  const count = (...verdicts: Verdict[]) => outcomes.filter(({ verdict }) => verdicts.includes(verdict)).length;
  return {
    all: outcomes.length,
    met: count('MET'),
    notMet: count('NOT_MET'),
    onTrack: count('ON_TRACK'),
    offTrack: count('OFF_TRACK'),
    unknown: count('NO_DATA', 'NOT_COMPARABLE'),
  };
}

/**
 * The verdict on a share of units. It is final once it no longer depends on units that are not decided; before it is due,
 * those on track count as good. `pace`: the limit of today, where a share is asked for that grows with time.
 */
export function verdictOnShare(counts: Counts, limit: Limit, over: boolean, pace: Limit | null): Verdict {
  const { all, met, notMet, onTrack, unknown } = counts;
  if (all === 0) return 'NO_DATA';
  const final = certain(met, all - met - notMet, all, limit);
  if (final !== null) return final ? 'MET' : 'NOT_MET';
  if (over) return 'NO_DATA';
  const now = pace === null ? certain(met + onTrack, unknown, all, limit) : certain(met, unknown, all, pace);
  return now === null ? 'NO_DATA' : now ? 'ON_TRACK' : 'OFF_TRACK';
}
