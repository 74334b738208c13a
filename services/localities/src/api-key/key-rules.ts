import type { Role } from '@thi-dua/schema/caller';
import type { FaultCode } from '@thi-dua/schema/fault-codes';
import { rolesFor, SCOPES, type Scope } from '@thi-dua/schema/scopes';
import type { UserError } from '@thi-dua/schema/user-error';
import { isCidr } from './addresses.js';
import { isSensibleName } from './key-name.js';

/** What a key is to be good for, as it was wished. */
export interface KeyWish {
  name: string;
  scopes: readonly string[];
  /** Null: those that the scopes need. */
  roles: readonly Role[] | null;
  addresses: readonly string[];
  expiresAt: Date;
}

/** What a key is good for. */
export interface KeyGrant {
  scopes: Scope[];
  roles: Role[];
}

const DAY_MS = 86_400_000;
export const LONGEST_DAYS = 366;
export const USUAL_DAYS = 90;
/** Live ones of a tenant. */
export const MOST_KEYS = 100;
const MOST_ADDRESSES = 20;
/** As long as it takes to bring a new key to every machine of a system; no longer. */
export const LONGEST_OVERLAP_HOURS = 168;
export const USUAL_OVERLAP_HOURS = 24;

/**
 * Scopes that a key may have: a key keeps no people, roles, keys or law, which is an ADMIN's, and is not shown an address that
 * would outlive it.
 */
export const KEY_SCOPES: readonly Scope[] = SCOPES.filter(
  (scope) => scope !== 'calendar:read' && !(rolesFor(scope)?.every((role) => role === 'ADMIN') ?? false),
);

/** An agency has no territory (design, section 2): there are no figures of its own, and none below it. */
const TERRITORIAL: readonly Scope[] = ['observations:submit', 'observations:verify', 'observations:release'];

const fault = (code: FaultCode, message: string, ...path: string[]): UserError => ({ code, message, path });

export function expiryFaults(expiresAt: Date, now: Date): UserError[] {
  const ahead = expiresAt.getTime() - now.getTime();
  if (ahead <= 0) return [fault('DAY_PAST', 'This moment has passed: the key would never be good.', 'expiresAt')];
  if (ahead > LONGEST_DAYS * DAY_MS)
    return [fault('TOO_LONG_GOOD', `A key is good for at most ${LONGEST_DAYS} days; rotate it before.`, 'expiresAt')];
  return [];
}

function scopeFaults(scopes: readonly string[], hasTerritory: boolean): UserError[] {
  if (scopes.length === 0)
    return [fault('EMPTY', 'Name at least one scope: without one, a key is good for nothing.', 'scopes')];
  return scopes.flatMap((name, i): UserError[] => {
    const path = ['scopes', String(i)];
    if (!SCOPES.some((scope) => scope === name))
      return [fault('UNKNOWN_SCOPE', `There is no scope "${name}".`, ...path)];
    if (!KEY_SCOPES.some((scope) => scope === name))
      return [fault('SCOPE_NOT_FOR_KEYS', `"${name}" is for persons: no key has it.`, ...path)];
    if (!hasTerritory && TERRITORIAL.some((scope) => scope === name))
      return [fault('SCOPE_BEYOND_TENANT', `Your tenant has no territory: it has no use for "${name}".`, ...path)];
    return [];
  });
}

/** What the scopes come to, with no role that none of them needs; or everything that is wrong with the wish. */
export function judgeWish(
  wish: KeyWish,
  hasTerritory: boolean,
  now: Date,
): { grant: KeyGrant } | { errors: UserError[] } {
  const errors = [...scopeFaults(wish.scopes, hasTerritory), ...expiryFaults(wish.expiresAt, now)];
  if (!isSensibleName(wish.name)) errors.push(fault('BAD_NAME', 'A name has 1 to 100 visible characters.', 'name'));
  if (wish.addresses.length > MOST_ADDRESSES)
    errors.push(fault('TOO_MANY', `A key names at most ${MOST_ADDRESSES} addresses; use wider ones.`, 'addresses'));
  for (const [i, address] of wish.addresses.entries())
    if (!isCidr(address))
      errors.push(
        fault(
          'BAD_ADDRESS',
          `"${address}" is neither an address nor a network such as 203.0.113.0/24 or 2001:db8::/48.`,
          'addresses',
          String(i),
        ),
      );
  const scopes = KEY_SCOPES.filter((scope) => wish.scopes.includes(scope));
  const roles = wish.roles ?? scopes.flatMap((scope) => rolesFor(scope)?.slice(0, 1) ?? []);
  for (const [i, role] of roles.entries())
    if (wish.roles !== null && !scopes.some((scope) => rolesFor(scope)?.includes(role)))
      errors.push(fault('ROLE_NOT_NEEDED', `None of the scopes needs the role ${role}.`, 'roles', String(i)));
  for (const scope of scopes)
    if (!(rolesFor(scope)?.some((role) => roles.includes(role)) ?? true))
      errors.push(fault('ROLE_MISSING', `"${scope}" needs the role ${rolesFor(scope)?.join(' or ')}.`, 'roles'));
  return errors.length > 0 ? { errors } : { grant: { scopes, roles: [...new Set(roles)] } };
}
