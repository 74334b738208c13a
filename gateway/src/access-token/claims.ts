import { type Caller, ROLES, type Role } from '@thi-dua/schema/caller';
import { scopesAmong, scopesOf } from '@thi-dua/schema/scopes';
import { z } from 'zod';

/** A tenant's short name: what `tenant` in a token, and the argument of the `token` command, must look like. */
export const tenantSlug = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Names that are given out here, to keys and links, and by no issuer. */
const ofAPerson = /^(?!(api-key|calendar-feed|file-link):)/;

const words = z.union([
  z.string().transform((text) => text.split(' ').filter((word) => word !== '')),
  z.array(z.string()),
]);

const Claims = z.object({
  sub: z.string().min(1).max(256).regex(ofAPerson),
  tenant: z.string().max(100).regex(tenantSlug),
  // An issuer may use further roles for other systems: they mean nothing here.
  roles: z
    .array(z.string())
    .default([])
    .transform((names) => ROLES.filter((role): role is Role => names.includes(role))),
  scope: words.optional(),
});

/** The caller that a verified token speaks of; null where it does not say for whom it acts. */
export function callerFrom(payload: object): Caller | null {
  const { success, data } = Claims.safeParse(payload);
  if (!success) return null;
  const { sub: subject, tenant, roles, scope } = data;
  return { subject, tenant, roles, scopes: scope === undefined ? scopesOf(roles) : scopesAmong(scope) };
}
