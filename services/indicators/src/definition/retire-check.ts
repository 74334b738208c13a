import type { UserError } from '@thi-dua/schema/user-error';
import type { Definitions, IndicatorRow } from './definition-store.js';
import { dayFaults, fault } from './faults.js';

/** What, by the definitions alone, stands against ending an indicator on a day. */
export function retireFaults(indicator: IndicatorRow, on: string, known: Definitions, today: string): UserError[] {
  const { code, validFrom, validTo } = indicator;
  const faults = dayFaults(on, 'on');
  if (faults.length > 0) return faults;
  if (validTo !== null && validTo <= today)
    faults.push(fault('ALREADY_RETIRED', `${code} ended on ${validTo}; an end that has come stands.`, 'code'));
  if (validFrom !== null && on <= validFrom)
    faults.push(fault('END_BEFORE_BEGIN', `${code} begins on ${validFrom}: it can end after that day only.`, 'on'));
  const users = [...known.indicators.values()]
    .filter((other) => other.numerator === code || other.denominator === code)
    .filter((other) => other.validTo === null || on < other.validTo)
    .map((other) => other.code);
  if (users.length > 0)
    faults.push(fault('STILL_A_PART', `Retire first what is made of it: ${users.join(', ')}.`, 'code'));
  return faults;
}
