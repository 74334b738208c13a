import type { IndicatorsContext } from '../builder.js';
import { enforced } from '../policy.js';
import type { FigureParts, Standing } from './figure.js';

const entitled = (standing: Standing) => standing === 'OWNER' || standing === 'SUPERIOR';

/** A unit's own report: its owner and superiors; everyone, once it is released. */
export const maySeeReport = (standing: Standing, open: boolean | null): boolean => entitled(standing) || open === true;

/**
 * A roll-up: owner and superiors; a tenant below, where it is complete; everyone, where every figure in it is released or
 * a release stands for it. An incomplete one would give single figures away.
 */
export const maySeeRollUp = (standing: Standing, complete: boolean, open: boolean | null): boolean =>
  entitled(standing) || open === true || (standing === 'SUBORDINATE' && complete);

/** The parts that the caller may see. What is withheld is as if it had never been reported, in the coverage too. */
export function visibleParts(context: IndicatorsContext, parts: FigureParts): FigureParts {
  const own = enforced(context, maySeeReport(parts.standing, parts.ownOpen));
  const published = enforced(context, maySeeReport(parts.standing, parts.publishedOpen));
  const rolled = enforced(context, maySeeRollUp(parts.rolledStanding, parts.complete, parts.rolledOpen));
  const seen = parts.leaf ? (own && parts.ownOpen !== null) || (published && parts.published !== null) : rolled;
  return {
    ...parts,
    own: own ? parts.own : null,
    ownNumerator: own ? parts.ownNumerator : null,
    ownDenominator: own ? parts.ownDenominator : null,
    published: published ? parts.published : null,
    rolled: rolled ? parts.rolled : null,
    rolledNumerator: rolled ? parts.rolledNumerator : null,
    rolledDenominator: rolled ? parts.rolledDenominator : null,
    reported: seen ? parts.reported : 0,
    complete: seen && parts.complete,
    ownLessRolled: own && rolled ? parts.ownLessRolled : null,
    publishedLessRolled: published && rolled ? parts.publishedLessRolled : null,
    publishedLessOwn: published && own ? parts.publishedLessOwn : null,
  };
}
