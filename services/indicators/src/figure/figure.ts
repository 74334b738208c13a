import { decimal, rounded } from '../rule/fraction.js';

/** How the caller stands to the tenant that answers for a unit. SUBORDINATE: the unit lies above the caller's territory. */
export type Standing = 'OWNER' | 'SUPERIOR' | 'SUBORDINATE' | 'NONE';
export type Basis = 'PROVISIONAL' | 'OFFICIAL';
export type Origin = 'REPORTED' | 'ROLLED_UP';

/** Exact decimals as text: they are computed by the database and never pass through a float. */
export type Exact = string;

/** What one unit's figure can be made of, and who may see which part of it. Null: there is none, or it was withheld. */
export interface FigureParts {
  standing: Standing;
  /** Towards the roll-up; less than `standing` where figures of others were carried into it. */
  rolledStanding: Standing;
  /** Nothing is expected to report below it. */
  leaf: boolean;
  /** The unit's own count, or the ratio of its own two parts (`numerator`, `denominator`; of a mean: its weight). */
  own: Exact | null;
  ownNumerator: Exact | null;
  ownDenominator: Exact | null;
  ownOpen: boolean | null;
  /** A rate or mean as the unit itself published it, with all its places. */
  published: Exact | null;
  publishedOpen: boolean | null;
  rolled: Exact | null;
  rolledNumerator: Exact | null;
  rolledDenominator: Exact | null;
  rolledOpen: boolean | null;
  expected: number;
  reported: number;
  complete: boolean;
  ownLessRolled: Exact | null;
  publishedLessRolled: Exact | null;
  publishedLessOwn: Exact | null;
}

export interface Coverage {
  expected: number;
  reported: number;
  complete: boolean;
}
export interface Reconciliation {
  reported: Exact | null;
  rolledUp: Exact | null;
  /** What was reported, less what the parts add up to. */
  difference: Exact | null;
}
export interface Figure {
  /** As it is shown: of a rate or mean six places. */
  value: Exact | null;
  /** What a rate or mean is the quotient of, where it was computed. */
  numerator: Exact | null;
  denominator: Exact | null;
  origin: Origin;
  coverage: Coverage;
  reconciliation: Reconciliation | null;
}

/**
 * The figure that the parts make: the complete roll-up, else the unit's own report, else the partial roll-up. A rate is
 * recomputed from its parts where there are both; the published one then stands beside it.
 */
export function figureOf(parts: FigureParts): Figure {
  const coverage = { expected: parts.expected, reported: parts.reported, complete: parts.complete };
  const published = parts.published === null ? null : onTheWire(parts.published);
  const reconciliation = reconcile(parts, published);
  if (parts.rolled !== null && (parts.complete || (parts.own === null && parts.published === null))) {
    return {
      value: parts.rolled,
      numerator: parts.rolledNumerator,
      denominator: parts.rolledDenominator,
      origin: 'ROLLED_UP',
      coverage,
      reconciliation,
    };
  }
  if (parts.own !== null || parts.published !== null) {
    return {
      value: parts.own ?? published,
      numerator: parts.ownNumerator,
      denominator: parts.ownDenominator,
      origin: 'REPORTED',
      coverage,
      reconciliation,
    };
  }
  return { value: null, numerator: null, denominator: null, origin: 'ROLLED_UP', coverage, reconciliation: null };
}

/** A published rate or mean, as every other one is shown. */
const onTheWire = (value: Exact): Exact => rounded(decimal(value), 6);

function reconcile(parts: FigureParts, published: Exact | null): Reconciliation | null {
  const { own, rolled } = parts;
  if (rolled !== null && published !== null) {
    return { reported: published, rolledUp: rolled, difference: parts.publishedLessRolled };
  }
  if (rolled !== null && own !== null) return { reported: own, rolledUp: rolled, difference: parts.ownLessRolled };
  if (published !== null && own !== null)
    return { reported: published, rolledUp: own, difference: parts.publishedLessOwn };
  return null;
}
