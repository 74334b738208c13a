import type { IndicatorsContext } from './builder.js';

/** A policy's answer, unless a test has switched this layer off to prove that row-level security holds alone. */
export const enforced = (context: IndicatorsContext, allowed: boolean): boolean => !context.policyEnforced || allowed;
