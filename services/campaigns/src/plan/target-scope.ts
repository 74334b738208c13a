import { RuleSpec } from '@thi-dua/schema/rule';
import type { LOCALITY_LEVELS } from './level-enum.js';

export interface TargetScope {
  /** Ids of units. */
  localities: string[];
  levels: (typeof LOCALITY_LEVELS)[number][];
  designation: string | null;
  fixed: boolean;
}

/** The stored rule, checked once more on its way out: nothing else may reach the graph under that name. */
export const ruleOf = (stored: unknown): RuleSpec | null => (stored === null ? null : RuleSpec.parse(stored));
