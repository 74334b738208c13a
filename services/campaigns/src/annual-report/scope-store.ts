import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import { defineLoader } from '@thi-dua/schema/context';
import type { CampaignsContext } from '../builder.js';
import { overseenBy, ownedBy } from '../standing/standing-sql.js';
import { lastDayOf, mapDayOf, type ReportScope, scopeName } from './scope.js';

/** The scopes as rows of a statement: `k(unit, first, last, map_day, n)`, the days both included. */
export const scopeRows = (scopes: readonly ReportScope[]): Prisma.Sql => Prisma.sql`
  unnest(${scopes.map(({ unit }) => unit)}::uuid[], ${scopes.map(({ from }) => `${from}-01-01`)}::date[],
    ${scopes.map(lastDayOf)}::date[], ${scopes.map(mapDayOf)}::date[]) WITH ORDINALITY AS k(unit, first, last, map_day, n)`;

/** Whether what `begins` and `ends` bound lasted a day of the scope's years. */
export const lastsIn = (row: string): Prisma.Sql => {
  const name = Prisma.raw(row);
  return Prisma.sql`${name}.begins <= k.last AND k.first < ${name}.ends`;
};

export interface ScopeFacts {
  /** The unit stood on a day of the years: then it has records of its own. */
  stood: boolean;
  /** It stands on the map that is followed. */
  onMap: boolean;
  /** The tenants whose territory it was in these years. */
  owners: string[];
  /**
   * The caller is, acts for, or stands above a tenant whose territory the unit is or lies in: it may see all that is
   * reported about the unit. A matter of its standing alone, never of what there is.
   */
  whole: boolean;
}

/** Null where there is no such unit. */
export const scopeFacts = defineLoader<CampaignsContext, ReportScope, ScopeFacts | null, string>(
  async (scopes, context) => {
    const rows = await context.db.$queryRaw<(ScopeFacts & { n: number })[]>(Prisma.sql`
      SELECT k.n::int AS n, (${lastsIn('l')}) AS stood, (l.begins <= k.map_day AND k.map_day < l.ends) AS "onMap",
        ARRAY(SELECT t.slug FROM map.tenant t WHERE t.locality_id = k.unit AND ${lastsIn('t')} ORDER BY t.slug) AS owners,
        EXISTS (SELECT FROM map.tenant t JOIN map.closure c ON c.ancestor_id = t.locality_id
          WHERE c.descendant_id = k.unit AND ((${lastsIn('c')}) OR (c.begins <= k.map_day AND k.map_day < c.ends))
            AND (${ownedBy(context, Prisma.sql`t.slug`)} OR ${overseenBy(context, Prisma.sql`t.slug`, Prisma.sql`k.last`)})) AS whole
      FROM ${scopeRows(scopes)} JOIN map.locality l ON l.id = k.unit`);
    const found = new Map(rows.map(({ n, ...facts }) => [n, facts]));
    return scopes.map((_scope, i) => found.get(i + 1) ?? null);
  },
  scopeName,
);

/** The unit that bears a code on a day. */
export async function unitByCode({ db }: CampaignsContext, code: string, day: string): Promise<string | null> {
  const [row] = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT l.id::text AS id FROM map.locality l WHERE l.code = ${code} AND l.begins <= ${day}::date AND ${day}::date < l.ends`);
  return row?.id ?? null;
}

export async function standsOn({ db }: CampaignsContext, unit: string, day: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>(Prisma.sql`
    SELECT FROM map.locality l WHERE l.id = ${unit}::uuid AND l.begins <= ${day}::date AND ${day}::date < l.ends`);
  return rows.length > 0;
}
