import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Caller } from './caller.js';

const issuer = 'thi-dua-graph';
const audience = 'file';
const subject = 'file-link:';

/** All that the bearer of a link to a file may do. */
const READ_FILE = 'read-file';

/** For how long a link is good: long enough to follow it, too short to pass it around. */
export const LINK_SECONDS = 600;

/** A file, and the tenant to whose people the link was given. */
export interface FileLink {
  file: string;
  tenant: string;
  issuedAt: Date;
}

/** The secret in the link to a file: names file and tenant, and allows reading that file as that tenant, for a few minutes. */
export function signFileLink(key: Uint8Array, { file, tenant, issuedAt }: FileLink): Promise<string> {
  const seconds = Math.floor(issuedAt.getTime() / 1000);
  return new SignJWT({ scope: READ_FILE })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(tenant)
    .setJti(file)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + LINK_SECONDS)
    .sign(key);
}

const Claims = z.object({ sub: z.string().min(1), jti: z.uuid(), scope: z.literal(READ_FILE) });

/** Whom a link speaks for; null for one that was not signed here or is no longer good. */
export async function readFileLink(key: Uint8Array, token: string): Promise<Caller | null> {
  try {
    const { payload } = await jwtVerify(token, key, {
      issuer,
      audience,
      algorithms: ['HS256'],
      requiredClaims: ['exp'],
    });
    const { sub: tenant, jti } = Claims.parse(payload);
    return { subject: subject + jti, tenant, roles: [], scopes: [READ_FILE] };
  } catch {
    return null;
  }
}

/** The file that a caller came for by its link; null for anyone else. */
export const linkedFile = ({ subject: of, scopes }: Caller): string | null =>
  of.startsWith(subject) && scopes.includes(READ_FILE) ? of.slice(subject.length) : null;
