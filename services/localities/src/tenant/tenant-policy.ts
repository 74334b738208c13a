import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import type { LocalitiesContext } from '../builder.js';
import type { Standing } from '../locality/standing.js';
import { standsOn } from './tenant.js';

/** On what ground a superior stands above a subordinate, for a time (half-open). */
export interface AuthorityRow extends Standing {
  superior: string;
  subordinate: string;
  basis: 'LINE' | 'ARCHIVE' | 'SUCCESSOR';
}

/** Whoever asks, as far as the rules for tenants look at it. */
export interface ActingTenant {
  slug: string;
  /** Null where the map knows no such tenant. */
  standing: Standing | null;
}

const later = (a: string, b: string) => (a < b ? b : a);

/**
 * Whether `caller`, standing, is above a tenant: today, or on the first day of one that is yet to begin; of an ended
 * one, by its archive.
 */
export const oversees = (
  caller: ActingTenant,
  tenant: Standing & { slug: string },
  rows: readonly AuthorityRow[],
  today: string,
): boolean =>
  caller.standing !== null &&
  standsOn(caller.standing, today) &&
  rows.some(
    (row) =>
      row.superior === caller.slug &&
      row.subordinate === tenant.slug &&
      row.basis !== 'SUCCESSOR' &&
      standsOn(row, later(tenant.begins, today)),
  );

/** Whether `caller` may place others under a tenant, or name it: it is that tenant, acts for it, or is above it. */
export const disposesOf = (
  caller: ActingTenant,
  tenant: Standing & { slug: string },
  rows: readonly AuthorityRow[],
  today: string,
): boolean =>
  oversees(caller, tenant, rows, today) ||
  (caller.standing !== null &&
    standsOn(caller.standing, today) &&
    (caller.slug === tenant.slug ||
      rows.some(
        (row) =>
          row.superior === caller.slug &&
          row.subordinate === tenant.slug &&
          row.basis === 'SUCCESSOR' &&
          standsOn(row, today),
      )));

/** What the caller may do to tenants, by the lines of authority as they are now. */
export interface Command {
  oversees(tenant: Standing & { slug: string }): boolean;
  disposesOf(tenant: Standing & { slug: string }): boolean;
}

/** Row-level security holds the same (`map.oversees`, `map.disposes_of`). */
export async function commandOver(
  context: LocalitiesContext,
  standing: Standing | null,
  slugs: readonly string[],
): Promise<Command> {
  if (!context.policyEnforced) return { oversees: () => true, disposesOf: () => true };
  const rows = await context.db.$queryRaw<AuthorityRow[]>(
    Prisma.sql`SELECT superior, subordinate, basis::text AS basis, begins::text AS begins, ends::text AS ends
      FROM map.authority WHERE superior = ${context.caller.tenant} AND subordinate = ANY(${[...slugs]}::text[])`,
  );
  const caller = { slug: context.caller.tenant, standing };
  return {
    oversees: (tenant) => oversees(caller, tenant, rows, context.today),
    disposesOf: (tenant) => disposesOf(caller, tenant, rows, context.today),
  };
}
