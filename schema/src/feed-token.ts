import { readAddress, signAddress } from './address-token.js';
import type { Caller } from './caller.js';

/** All that the bearer of a calendar's address may do. */
export const READ_DEADLINES = 'read-deadlines';

const subject = 'calendar-feed:';

/** A tenant's calendar: `id` changes whenever its address does. */
export interface Feed {
  id: string;
  tenant: string;
  issuedAt: Date;
  /** The last day on which the address is good; null: until it is changed. */
  validUntil: string | null;
}

/** The secret in a calendar's address: names tenant and feed, and allows reading deadlines and nothing else. */
export const signFeedToken = (key: Uint8Array, { id, tenant, issuedAt, validUntil }: Feed): Promise<string> =>
  signAddress(key, 'calendar', {
    id,
    tenant,
    subject: null,
    issuedAt,
    expiresAt: validUntil === null ? null : endOf(validUntil),
  });

/** The first second after a day in Vietnam. */
const endOf = (day: string) => new Date(Date.parse(`${day}T23:59:59+07:00`) + 1000);

/** Whom a calendar's address speaks for; null for one that was not signed here or is no longer good. */
export async function readFeedToken(key: Uint8Array, token: string): Promise<Caller | null> {
  const claims = await readAddress(key, 'calendar', token, { endless: true });
  return claims && { subject: subject + claims.id, tenant: claims.tenant, roles: [], scopes: [READ_DEADLINES] };
}

/** The feed that a caller came by; null for anyone else. */
export const feedOf = ({ subject: of, scopes }: Caller): string | null =>
  of.startsWith(subject) && scopes.includes(READ_DEADLINES) ? of.slice(subject.length) : null;
