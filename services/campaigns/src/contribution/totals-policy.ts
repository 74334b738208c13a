import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import { defineLoader } from '@thi-dua/schema/context';
import type { CampaignsContext } from '../builder.js';
import { overseenBy, ownedBy } from '../standing/standing-sql.js';

/** A unit, by its inner id, and a year. */
export interface UnitYear {
  unit: string;
  year: number;
}

/** What decides who may see the totals of a unit and year. */
export interface TotalsFacts {
  /** A release stands for them. */
  released: boolean;
  /** The caller is, acts for, or stands above a tenant whose territory the unit is or lies in. */
  entitled: boolean;
}

/**
 * Totals are everyone's once released, and before that those of the authorities over the unit. They hold what all tenants
 * recorded, never more or less for one than for another.
 */
export const maySeeTotals = ({ released, entitled }: TotalsFacts): boolean => released || entitled;

const inYear = Prisma.sql`c.begins < make_date(k.year + 1, 1, 1) AND c.ends > make_date(k.year, 1, 1)`;
const asked = (keys: readonly UnitYear[]) =>
  Prisma.sql`unnest(${keys.map(({ unit }) => unit)}::uuid[], ${keys.map(({ year }) => year)}::int[]) WITH ORDINALITY AS k(unit, year, n)`;

export const totalsSeen = defineLoader<CampaignsContext, UnitYear, boolean, string>(
  async (keys, context) => {
    if (!context.policyEnforced) return keys.map(() => true);
    const rows = await context.db.$queryRaw<TotalsFacts[]>(Prisma.sql`
      SELECT EXISTS (SELECT FROM campaigns.contribution_release r WHERE r.locality_id = k.unit AND r.year = k.year) AS released,
        EXISTS (SELECT FROM map.tenant t JOIN map.closure c ON c.ancestor_id = t.locality_id
          WHERE c.descendant_id = k.unit AND ${inYear}
            AND (${ownedBy(context, Prisma.sql`t.slug`)}
              OR ${overseenBy(context, Prisma.sql`t.slug`, Prisma.sql`make_date(k.year, 12, 31)`)})) AS entitled
      FROM ${asked(keys)} ORDER BY k.n`);
    return rows.map(maySeeTotals);
  },
  ({ unit, year }) => `${unit} ${year}`,
);

/** Who may open them: the central board any, a province those of the units in it. */
export async function mayReleaseTotals(context: CampaignsContext, key: UnitYear): Promise<boolean> {
  if (!context.policyEnforced) return true;
  const [row] = await context.db.$queryRaw<{ may: boolean }[]>(Prisma.sql`
    SELECT EXISTS (SELECT FROM map.tenant t JOIN map.closure c ON c.ancestor_id = t.locality_id
      WHERE c.descendant_id = k.unit AND ${inYear}
        AND (t.kind = 'CENTRAL_BOARD' OR (t.kind = 'PROVINCE' AND c.depth > 0)) AND ${ownedBy(context, Prisma.sql`t.slug`)}) AS may
    FROM ${asked([key])}`);
  return row?.may ?? false;
}
