import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Caller } from './caller.js';

const issuer = 'thi-dua-graph';
const audience = 'export';

/** For how long a link is good: long enough to download a large file, and a new one is there for the asking. */
export const EXPORT_LINK_SECONDS = 3600;

const scopeOf = (id: string) => `read-export:${id}`;

/** An export, and who made it: nobody else may read it. */
export interface ExportLink {
  export: string;
  tenant: string;
  subject: string;
  issuedAt: Date;
}

/** The secret in the link to an export: allows reading that one export as who made it, for an hour, and nothing else. */
export function signExportLink(key: Uint8Array, link: ExportLink): Promise<string> {
  const seconds = Math.floor(link.issuedAt.getTime() / 1000);
  return new SignJWT({ tenant: link.tenant })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(link.subject)
    .setJti(link.export)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + EXPORT_LINK_SECONDS)
    .sign(key);
}

const Claims = z.object({ sub: z.string().min(1), tenant: z.string().min(1), jti: z.uuid() });

/** For whom a link speaks; null for one that was not signed here or is no longer good. */
export async function readExportLink(key: Uint8Array, token: string): Promise<Caller | null> {
  try {
    const { payload } = await jwtVerify(token, key, {
      issuer,
      audience,
      algorithms: ['HS256'],
      requiredClaims: ['exp'],
    });
    const { sub: subject, tenant, jti } = Claims.parse(payload);
    return { subject, tenant, roles: [], scopes: [scopeOf(jti)] };
  } catch {
    return null;
  }
}

/** Whether a caller came by a link to this export. */
export const cameByLink = ({ scopes }: Caller, id: string): boolean => scopes.includes(scopeOf(id));
