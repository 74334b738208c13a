import { isEveryYear, occurrencesOf, type SetDuty } from './occurrence.js';

/** One report that a superior asks for, by all that it has said about it: set, set anew, withdrawn. */
export interface AskedReport<Duty extends AskingDuty> {
  /** Names the report through every change. */
  name: string;
  /** The duty that holds; where all were withdrawn, the last of them. */
  duty: Duty;
  period: string;
  on: string;
  withdrawn: boolean;
  /** How often it was set or withdrawn after the first time. */
  changes: number;
}

/** What tells one duty's report from another's, beside the days. */
export interface AskingDuty extends SetDuty {
  tenantId: string;
  /** Null: all directly below. */
  subordinate: string | null;
  movementCode: string;
  kind: string;
}

/** How many years ahead calendars show: of a yearly duty that is withdrawn, no later day was ever shown. */
export const SHOWN_YEARS = 5;

/**
 * The reports that duties ask for from one day to another, both included; `duties` in the order in which they were set: of
 * several about the same report, the one set last holds. A withdrawal takes back what was not yet due.
 */
export function askedReports<Duty extends AskingDuty>(
  duties: readonly Duty[],
  first: string,
  last: string,
): AskedReport<Duty>[] {
  const byName = new Map<string, { duty: Duty; on: string; withdrawn: boolean }[]>();
  const periods = new Map<string, string>();
  for (const duty of duties) {
    const { withdrawnOn } = duty;
    for (const { on, period } of occurrencesOf({ ...duty, withdrawnOn: null }, first, last)) {
      const withdrawn = withdrawnOn !== null && withdrawnOn <= on;
      if (withdrawn && isEveryYear(duty.when) && Number(on.slice(0, 4)) > Number(withdrawnOn.slice(0, 4)) + SHOWN_YEARS)
        continue;
      const { tenantId, subordinate, movementCode, kind } = duty;
      const name = [tenantId, subordinate ?? '', movementCode, kind, period].join('|');
      byName.set(name, [...(byName.get(name) ?? []), { duty, on, withdrawn }]);
      periods.set(name, period);
    }
  }
  return [...byName].flatMap(([name, asked]) => {
    const inForce = asked.findLast(({ withdrawn }) => !withdrawn);
    const holds = inForce ?? asked.at(-1);
    if (holds === undefined) return [];
    const changes = asked.length + asked.filter(({ withdrawn }) => withdrawn).length - 1;
    return [{ name, ...holds, period: periods.get(name) ?? '', changes }];
  });
}
