import type { Verdict } from './question.js';

/**
 * From worst to best. What is not known stands between what is failing and what is going well: with one part off track the
 * whole can be no better, whatever the unknown part turns out to be; with one part met, any of several is met.
 */
export const FROM_WORST: readonly Verdict[] = ['NOT_MET', 'OFF_TRACK', 'NOT_COMPARABLE', 'NO_DATA', 'ON_TRACK', 'MET'];
const rank = (verdict: Verdict): number => FROM_WORST.indexOf(verdict);

/** Of at least one. */
export const worst = (verdicts: readonly Verdict[]): Verdict => verdicts.reduce((a, b) => (rank(b) < rank(a) ? b : a));
/** Of at least one. */
export const best = (verdicts: readonly Verdict[]): Verdict => verdicts.reduce((a, b) => (rank(b) > rank(a) ? b : a));
