import { type Caller, ROLES, type Role } from '@thi-dua/schema/caller';
import { scopesAmong, scopesOf } from '@thi-dua/schema/scopes';
import { z } from 'zod';

/** A tenant's short name: what `tenant` in a token, and the argument of the `token` command, must look like. */
export const tenantSlug = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** How a token's claims are read. */
export interface Reading {
  /** The names of claims, or paths to them with dots. */
  readonly claims: {
    readonly subject: string;
    readonly tenant: string;
    readonly roles: string;
    readonly scope: string;
  };
  readonly subjectPrefix: string;
  /** Null: any. */
  readonly tenants: readonly string[] | null;
  readonly withoutScope: 'roles' | 'nothing';
}

/** Of a token that this machine signed, and of an issuer of which nothing else was said. */
export const plainReading: Reading = {
  claims: { subject: 'sub', tenant: 'tenant', roles: 'roles', scope: 'scope' },
  subjectPrefix: '',
  tenants: null,
  withoutScope: 'roles',
};

/** Names that are given out here, to keys and links, and by no issuer. */
const ofAPerson = /^(?!(api-key|calendar-feed|file-link):)/;

const words = z.union([
  z.string().transform((text) => text.split(' ').filter((word) => word !== '')),
  z.array(z.string()),
]);

const Claims = z.object({
  subject: z.string().min(1).max(200),
  tenant: z.string().max(100).regex(tenantSlug),
  // An issuer may use further roles for other systems: they mean nothing here.
  roles: words.default([]).transform((names) => ROLES.filter((role): role is Role => names.includes(role))),
  scope: words.optional(),
});

/** The protocol's own scopes: they say what the issuer tells about a person, nothing of what this API may be asked. */
const OF_THE_PROTOCOL: ReadonlySet<string> = new Set([
  'openid',
  'profile',
  'email',
  'address',
  'phone',
  'offline_access',
]);

const Nested = z.record(z.string(), z.unknown());

/** A claim of this very name, or what lies at the path. */
function claimAt(payload: object, name: string): unknown {
  let value: unknown = payload;
  const claims = Nested.parse(payload);
  if (Object.hasOwn(claims, name)) return claims[name];
  for (const step of name.split('.')) {
    const inner = Nested.safeParse(value);
    if (!inner.success || !Object.hasOwn(inner.data, step)) return undefined;
    value = inner.data[step];
  }
  return value;
}

/** The caller that a verified token speaks of; null where it does not say for whom it acts, or may not act for it. */
export function callerFrom(payload: object, { claims, subjectPrefix, tenants, withoutScope }: Reading): Caller | null {
  const { success, data } = Claims.safeParse({
    // A system that asks in its own name (client credentials) is its client id, where its issuer names no other subject.
    subject: claimAt(payload, claims.subject) ?? claimAt(payload, 'client_id') ?? claimAt(payload, 'azp'),
    tenant: claimAt(payload, claims.tenant),
    roles: claimAt(payload, claims.roles),
    scope: claimAt(payload, claims.scope),
  });
  if (!success) return null;
  const { tenant, roles } = data;
  if (tenants !== null && !tenants.includes(tenant)) return null;
  const subject = subjectPrefix === '' ? data.subject : `${subjectPrefix}:${data.subject}`;
  if (!ofAPerson.test(subject)) return null;
  const told = data.scope?.filter((name) => !OF_THE_PROTOCOL.has(name)) ?? [];
  const scopes = told.length > 0 ? scopesAmong(told) : withoutScope === 'roles' ? scopesOf(roles) : [];
  return { subject, tenant, roles, scopes };
}
