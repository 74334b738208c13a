import { readAddress, signAddress } from './address-token.js';
import type { Caller } from './caller.js';

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
export const signExportLink = (key: Uint8Array, { export: id, tenant, subject, issuedAt }: ExportLink) =>
  signAddress(key, 'export', {
    id,
    tenant,
    subject,
    issuedAt,
    expiresAt: new Date(issuedAt.getTime() + EXPORT_LINK_SECONDS * 1000),
  });

/** For whom a link speaks; null for one that was not signed here or is no longer good. */
export async function readExportLink(key: Uint8Array, token: string): Promise<Caller | null> {
  const claims = await readAddress(key, 'export', token);
  if (claims === null || claims.subject === null) return null;
  return { subject: claims.subject, tenant: claims.tenant, roles: [], scopes: [scopeOf(claims.id)] };
}

/** Whether a caller came by a link to this export. */
export const cameByLink = ({ scopes }: Caller, id: string): boolean => scopes.includes(scopeOf(id));
