import type { FigureParts } from '../figure/figure.js';

const entitled = (standing: FigureParts['standing']) => standing === 'OWNER' || standing === 'SUPERIOR';

/**
 * Whether what the caller sees of a figure is what its owner sees, so that a verdict on it is the owner's (design §2: a
 * verdict never depends on who asks; it is computed on the owner's figures, or it is null). It is where
 * - the caller is the owner or stands above it: nothing is withheld;
 * - a complete roll-up is shown: it is the value, whatever else was reported;
 * - the unit's own report is shown, and a complete roll-up would be as well. What the unit published without its parts is
 *   only its value where a report with them would be shown too: where a release stands.
 * Everywhere else something may be withheld, and nothing tells that from there being nothing.
 *
 * It reads what the policy for figures, or row-level security, has left. Hence it is no layer of its own that could be
 * taken away: whichever of the two is at work, what was withheld cannot settle a verdict.
 *
 * `opened`: a release stands for the unit, the period and the basis. Null: the unit does not stand then, as anyone can see.
 */
export function showsAll(parts: FigureParts | null, opened: boolean): boolean {
  if (parts === null) return true;
  if (entitled(parts.standing) && entitled(parts.rolledStanding)) return true;
  if (parts.rolled !== null && parts.complete) return true;
  const rollUpWouldShow = parts.leaf || opened || parts.rolled !== null || parts.rolledStanding === 'SUBORDINATE';
  return rollUpWouldShow && (parts.own !== null || (opened && parts.published !== null));
}
