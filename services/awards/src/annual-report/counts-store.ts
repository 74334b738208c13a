import { Prisma } from '@thi-dua/prisma/generated/awards/client';
import { defineLoader } from '@thi-dua/schema/context';
import type { AwardsContext } from '../builder.js';
import type { Counted } from '../decision/count-store.js';

export interface CountsKey {
  unit: string;
  from: number;
  to: number;
}

/** The counts of the years of a unit with all below it; null for one that stood on none of their days. */
export const reportedCounts = defineLoader<AwardsContext, CountsKey, Counted[] | null, string>(
  async (keys, context) => {
    const asked = Prisma.sql`unnest(${keys.map(({ unit }) => unit)}::uuid[], ${keys.map(({ from }) => from)}::int[],
      ${keys.map(({ to }) => to)}::int[]) WITH ORDINALITY AS k(unit, first, last, n)`;
    const rows = await context.db.$queryRaw<{ n: number; counts: Counted[] | null }[]>(Prisma.sql`
      SELECT k.n::int AS n, (
        SELECT coalesce(jsonb_agg(jsonb_build_object('year', c.year, 'formKey', c.form_key, 'occasion', c.occasion,
            'subject', c.subject, 'count', c.count) ORDER BY c.year, c.position, c.form_key, c.occasion, c.subject), '[]')
        FROM (
          SELECT a.year, f.position, a.form_key, a.occasion, a.subject, sum(a.count)::int AS count
          FROM awards.award_count a JOIN awards.award_form f ON f.key = a.form_key
          WHERE a.year BETWEEN k.first AND k.last AND a.count > 0
            AND (a.locality_id = l.id
              OR (l.level = 'NATION' AND a.locality_id IN (SELECT p.id FROM map.locality p WHERE p.level = 'PROVINCE')))
          GROUP BY a.year, f.position, a.form_key, a.occasion, a.subject) c) AS counts
      FROM ${asked} JOIN map.locality l ON l.id = k.unit
        AND l.begins < make_date(k.last + 1, 1, 1) AND make_date(k.first, 1, 1) < l.ends`);
    const found = new Map(rows.map(({ n, counts }) => [n, counts]));
    return keys.map((_key, i) => found.get(i + 1) ?? null);
  },
  ({ unit, from, to }) => `${unit} ${from} ${to}`,
);
