import { badInput } from '@thi-dua/schema/errors';
import type { CampaignsContext } from '../builder.js';
import { standsOn, unitByCode } from './scope-store.js';

/** A year of a report: one that has begun. */
export function yearAsked(year: number, argument: string, today: string): number {
  if (year < 1945) throw badInput(`"${argument}" lies before 1945.`, argument);
  if (year > Number(today.slice(0, 4))) throw badInput(`"${argument}" has not begun yet.`, argument);
  return year;
}

/**
 * The unit that bears a code on a day; null where none does. One that does not stand on the map that is to be followed has
 * no figures on it: that is said, since its code may well be another's by then.
 */
export async function unitAsked(
  context: CampaignsContext,
  code: string,
  day: string,
  boundary: string | null,
): Promise<string | null> {
  if (!/^[A-Za-z0-9.-]{1,32}$/.test(code))
    throw badInput(
      '"code" is not a code. Use 2 digits for a province, 3 for a district, 5 for a commune, or VN.',
      'code',
    );
  const unit = await unitByCode(context, code, day);
  if (unit !== null && boundary !== null && !(await standsOn(context, unit, boundary)))
    throw badInput(
      `The unit that bore the code ${code} on ${day} does not stand on ${boundary}. Ask for a unit above it, and drill down with "breakdown".`,
      'boundary',
    );
  return unit;
}
