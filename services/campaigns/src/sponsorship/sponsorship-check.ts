import type { UserError } from '@thi-dua/schema/user-error';
import type { TenantTime } from '../plan/plan-dates.js';
import { fault } from '../plan/plan-result.js';
import { nfc, textFault } from '../plan/plan-text.js';

/** A sponsorship as it would stand after the write. */
export interface SponsorshipGiven {
  sponsor: string;
  households: number;
  householdNames: readonly string[];
  support: string | null;
  begins: string;
  ends: string | null;
}

/** Everything that is wrong with it, but for its first day and its place. */
export function sponsorshipFaults(given: SponsorshipGiven, tenant: TenantTime): UserError[] {
  const { sponsor, households, householdNames, support, begins, ends } = given;
  const faults = [...textFault(sponsor, 'sponsor'), ...(support === null ? [] : textFault(support, 'support'))];
  if (households < 1) faults.push(fault('NOT_POSITIVE', 'It is for at least one household.', 'households'));
  if (householdNames.length > households)
    faults.push(fault('TOO_MANY', 'There are more names than households.', 'householdNames'));
  faults.push(...householdNames.flatMap((name, i) => textFault(name, 'householdNames', String(i))));
  if (ends !== null && ends <= begins)
    faults.push(fault('ENDS_BEFORE_BEGIN', `It begins on ${begins}, and ends on a later day.`, 'to'));
  if (ends !== null && ends > tenant.ends)
    faults.push(fault('AFTER_TENANT_END', `The tenant existed until ${tenant.ends}.`, 'to'));
  return faults;
}

export const sponsorshipColumns = ({ sponsor, households, householdNames, support }: SponsorshipGiven) => ({
  sponsor: nfc(sponsor),
  households,
  householdNames: householdNames.map(nfc),
  support: support === null ? null : nfc(support),
});
