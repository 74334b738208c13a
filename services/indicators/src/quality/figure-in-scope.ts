import type { LocalityLevel } from '../figure/units-store.js';

/** A figure that is looked at: the latest revision that counts and that the caller may see. */
export interface FigureInScope {
  observation: string;
  unit: string;
  code: string;
  level: LocalityLevel;
  /** The unit above it on the period's last day. */
  parent: string | null;
  /** Whether units lie below it on that day. */
  divided: boolean;
  indicator: string;
  period: string;
  periodEnd: string;
  methodology: string | null;
  value: string;
}
