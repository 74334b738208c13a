import type { TargetBrief } from '@thi-dua/schema/rule';
import type { IndicatorsContext } from '../builder.js';
import type { Verdict } from '../rule/question.js';
import { progressOfTarget, type Terms } from './progress.js';

/** How many targets of a plan there are, and how they stand. Each counts once. */
export interface Overview {
  targets: number;
  /** Without a computable part. */
  qualitative: number;
  verdicts: ReadonlyMap<Verdict, number>;
}

/**
 * Null where one of the verdicts may not be shown: a count never depends on who asks (design §2), so it is the owner's or
 * none. All targets of all plans of a page are judged on what is loaded together.
 */
export async function overviewOf(
  context: IndicatorsContext,
  targets: readonly TargetBrief[],
  terms: Terms,
): Promise<Overview | null> {
  const computable = targets.filter(({ parts }) => parts.length > 0);
  const progress = await Promise.all(computable.map((target) => progressOfTarget(context, target, terms)));
  const verdicts = new Map<Verdict, number>();
  for (const one of progress) {
    if (one === null) return null;
    verdicts.set(one.verdict, (verdicts.get(one.verdict) ?? 0) + 1);
  }
  return { targets: targets.length, qualitative: targets.length - computable.length, verdicts };
}
