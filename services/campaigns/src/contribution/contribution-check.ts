import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import { readGlobalUuid } from '@thi-dua/schema/global-id';
import type { UserError } from '@thi-dua/schema/user-error';
import type { CampaignsContext } from '../builder.js';
import { exemplarById } from '../exemplar/exemplar-store.js';
import type { TenantTime } from '../plan/plan-dates.js';
import { fault } from '../plan/plan-result.js';
import { nfc, textFault } from '../plan/plan-text.js';
import { dayFaults } from '../standing/record-day.js';
import type { ContributionKind, Recipient } from './contribution-store.js';

/** An amount of a contribution's kind; of goods also how many. */
export interface AmountGiven {
  amount: string;
  quantity?: string | null;
}

const positive = (amount: string) => !amount.startsWith('-') && amount !== '0';

/** What is wrong with an amount. Its bounds are those of the Decimal scalar. */
export function amountFaults(
  kind: ContributionKind,
  { amount, quantity }: AmountGiven,
  ...path: string[]
): UserError[] {
  const faults: UserError[] = [];
  if (!positive(amount)) faults.push(fault('NOT_POSITIVE', 'An amount is more than nothing.', ...path, 'amount'));
  if (kind === 'GOODS' && (quantity === null || quantity === undefined))
    faults.push(fault('QUANTITY_MISSING', 'Of goods, say how many beside what they are worth.', ...path, 'quantity'));
  if (kind !== 'GOODS' && typeof quantity === 'string')
    faults.push(fault('NOT_GOODS', 'Only goods have a quantity.', ...path, 'quantity'));
  if (typeof quantity === 'string' && !positive(quantity))
    faults.push(fault('NOT_POSITIVE', 'A quantity is more than nothing.', ...path, 'quantity'));
  return faults;
}

/** Who gives what to whom, in words. */
export interface Words {
  kind: ContributionKind;
  recipient: Recipient;
  contributor: string;
  householdGroup?: string | null;
  households?: number | null;
  exemplar?: string | null;
  purpose?: string | null;
  goods?: string | null;
  unit?: string | null;
}

export function wordsFaults(words: Words): UserError[] {
  const { kind, recipient, contributor, householdGroup, households, exemplar, purpose, goods, unit } = words;
  const texts = { contributor, householdGroup, purpose, goods, unit };
  const faults = Object.entries(texts).flatMap(([name, text]) =>
    typeof text === 'string' ? textFault(text, name) : [],
  );
  if (kind === 'GOODS') {
    for (const [name, text] of Object.entries({ goods, unit }))
      if (typeof text !== 'string')
        faults.push(fault('GOODS_UNNAMED', 'Say what the goods are, and in what they are counted.', name));
  } else if (typeof goods === 'string' || typeof unit === 'string')
    faults.push(fault('NOT_GOODS', 'Only goods are named and counted.', typeof goods === 'string' ? 'goods' : 'unit'));
  if (recipient === 'HOUSEHOLD_GROUP' && typeof householdGroup !== 'string')
    faults.push(fault('GROUP_UNNAMED', 'Say which households receive it.', 'householdGroup'));
  if (recipient !== 'HOUSEHOLD_GROUP' && (typeof householdGroup === 'string' || typeof households === 'number'))
    faults.push(
      fault(
        'NOT_A_GROUP',
        'Only a HOUSEHOLD_GROUP is described.',
        typeof householdGroup === 'string' ? 'householdGroup' : 'households',
      ),
    );
  if (typeof households === 'number' && households < 1)
    faults.push(fault('NOT_POSITIVE', 'A group has at least one household.', 'households'));
  if (recipient !== 'MODEL' && typeof exemplar === 'string')
    faults.push(fault('NOT_A_MODEL', 'Only a MODEL is an exemplar.', 'exemplar'));
  return faults;
}

/** The texts as they are stored. */
export const wordsColumns = ({ contributor, householdGroup, households, purpose, goods, unit }: Words) => ({
  contributor: nfc(contributor),
  householdGroup: householdGroup ? nfc(householdGroup) : null,
  households: households ?? null,
  purpose: purpose ? nfc(purpose) : null,
  goods: goods ? nfc(goods) : null,
  unit: unit ? nfc(unit) : null,
});

/** The exemplar that an id names, where the caller may see it. */
export async function modelMeant(
  context: CampaignsContext,
  id: string | null | undefined,
): Promise<{ id: string | null; errors: UserError[] }> {
  if (id === null || id === undefined) return { id: null, errors: [] };
  const inner = readGlobalUuid('Exemplar', id);
  const exemplar = inner === null ? null : await exemplarById(context).load(inner);
  return exemplar === null
    ? { id: null, errors: [fault('UNKNOWN_EXEMPLAR', 'There is no such exemplar.', 'exemplar')] }
    : { id: exemplar.id, errors: [] };
}

/** A gift's day: within the tenant's time and the unit's, and not before what was pledged. */
export async function giftDayFaults(
  context: CampaignsContext,
  { day, since, unit, tenant }: { day: string; since: string; unit: string | null; tenant: TenantTime },
  ...path: string[]
): Promise<UserError[]> {
  const faults = dayFaults(day, tenant, context.today, ...path);
  if (day < since)
    faults.push(fault('GIVEN_BEFORE_PLEDGE', `It was pledged on ${since}: nothing was given on it before.`, ...path));
  if (unit === null) return faults;
  const standing = await context.db.$queryRaw<unknown[]>(Prisma.sql`
    SELECT 1 FROM map.locality l WHERE l.id = ${unit}::uuid AND l.begins <= ${day}::date AND ${day}::date < l.ends`);
  if (standing.length === 0)
    faults.push(fault('UNIT_ENDED', 'The unit did not stand on that day: record it for the one that did.', ...path));
  return faults;
}
