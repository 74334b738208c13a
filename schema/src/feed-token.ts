import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Caller } from './caller.js';

/** All that the bearer of a calendar's address may do. */
export const READ_DEADLINES = 'read-deadlines';

const issuer = 'thi-dua-graph';
const audience = 'calendar';
const subject = 'calendar-feed:';

/** A tenant's calendar: `id` changes whenever its address does. */
export interface Feed {
  id: string;
  tenant: string;
  issuedAt: Date;
  /** The last day on which the address is good; null: until it is changed. */
  validUntil: string | null;
}

/**
 * The secret in a calendar's address: names tenant and feed, and allows reading deadlines and nothing else. Always the
 * same for the same feed, so that it need not be stored.
 */
export function signFeedToken(key: Uint8Array, { id, tenant, issuedAt, validUntil }: Feed): Promise<string> {
  const token = new SignJWT({ scope: READ_DEADLINES })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(tenant)
    .setJti(id)
    .setIssuedAt(Math.floor(issuedAt.getTime() / 1000));
  if (validUntil !== null) token.setExpirationTime(Math.floor(Date.parse(`${validUntil}T23:59:59+07:00`) / 1000) + 1);
  return token.sign(key);
}

const Claims = z.object({ sub: z.string().min(1), jti: z.uuid(), scope: z.literal(READ_DEADLINES) });

/** Whom a calendar's address speaks for; null for one that was not signed here or is no longer good. */
export async function readFeedToken(key: Uint8Array, token: string): Promise<Caller | null> {
  try {
    const { payload } = await jwtVerify(token, key, { issuer, audience, algorithms: ['HS256'] });
    const { sub: tenant, jti } = Claims.parse(payload);
    return { subject: subject + jti, tenant, roles: [], scopes: [READ_DEADLINES] };
  } catch {
    return null;
  }
}

/** The feed that a caller came by; null for anyone else. */
export const feedOf = ({ subject: of, scopes }: Caller): string | null =>
  of.startsWith(subject) && scopes.includes(READ_DEADLINES) ? of.slice(subject.length) : null;
