import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

const issuer = 'thi-dua-graph';
const algorithms = ['HS256'];

/** What the secret in an address is for: one that was made for another purpose opens nothing. */
export type AddressPurpose = 'calendar' | 'file' | 'export';

/** What a secret in an address says. Whoever holds it reads that one thing, and can do nothing else. */
export interface AddressClaims {
  /** The tenant for which it is read. */
  tenant: string;
  /** The one thing that may be read. */
  id: string;
  /** The person to whom it was given; null where it speaks for the tenant alone. */
  subject: string | null;
}

/** The secret as text. The same words, times and key give the same text, so that none need be stored. */
export function signAddress(
  key: Uint8Array,
  purpose: AddressPurpose,
  { tenant, id, subject, issuedAt, expiresAt }: AddressClaims & { issuedAt: Date; expiresAt: Date | null },
): Promise<string> {
  const token = new SignJWT(subject === null ? {} : { tenant })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setAudience(purpose)
    .setSubject(subject ?? tenant)
    .setJti(id)
    .setIssuedAt(seconds(issuedAt));
  if (expiresAt !== null) token.setExpirationTime(seconds(expiresAt));
  return token.sign(key);
}

const Claims = z.object({ sub: z.string().min(1), jti: z.uuid(), tenant: z.string().min(1).optional() });

/** What the secret says; null for one that was not signed here for this purpose, or is no longer good. */
export async function readAddress(
  key: Uint8Array,
  purpose: AddressPurpose,
  token: string,
  { endless = false }: { endless?: boolean } = {},
): Promise<AddressClaims | null> {
  try {
    const { payload } = await jwtVerify(token, key, {
      issuer,
      audience: purpose,
      algorithms,
      requiredClaims: endless ? [] : ['exp'],
    });
    const { sub, jti: id, tenant } = Claims.parse(payload);
    return tenant === undefined ? { tenant: sub, id, subject: null } : { tenant, id, subject: sub };
  } catch {
    return null;
  }
}

const seconds = (moment: Date): number => Math.floor(moment.getTime() / 1000);
