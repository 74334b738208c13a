import { readAddress, signAddress } from './address-token.js';
import type { Caller } from './caller.js';

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
export const signFileLink = (key: Uint8Array, { file, tenant, issuedAt }: FileLink): Promise<string> =>
  signAddress(key, 'file', {
    id: file,
    tenant,
    subject: null,
    issuedAt,
    expiresAt: new Date(issuedAt.getTime() + LINK_SECONDS * 1000),
  });

/** Whom a link speaks for; null for one that was not signed here or is no longer good. */
export async function readFileLink(key: Uint8Array, token: string): Promise<Caller | null> {
  const claims = await readAddress(key, 'file', token);
  return claims && { subject: subject + claims.id, tenant: claims.tenant, roles: [], scopes: [READ_FILE] };
}

/** The file that a caller came for by its link; null for anyone else. */
export const linkedFile = ({ subject: of, scopes }: Caller): string | null =>
  of.startsWith(subject) && scopes.includes(READ_FILE) ? of.slice(subject.length) : null;
