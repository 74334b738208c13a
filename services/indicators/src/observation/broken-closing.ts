import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import { defineLoader } from '@thi-dua/schema/context';
import type { IndicatorsContext } from '../builder.js';
import { closingTerms } from '../submission/closing.js';
import type { Flag, Observation } from './observation.js';
import { maySeeHandling } from './observation-policy.js';

/**
 * Flags a stock that no longer follows from the one before: a submission that breaks its own year is refused, so this is a
 * year whose opening was corrected later. Computed, so that it goes with its cause. It tells of figures that may not be
 * released: to the owner and those above it alone.
 */
export const brokenClosing = defineLoader<IndicatorsContext, Observation, Flag[], string>(
  async (observations, context) => {
    const asked = observations.flatMap((o, n) =>
      o.counts && o.status !== 'RETURNED' && /^\d{4}$/.test(o.period) && maySeeHandling(context, o.standing)
        ? [{ n, ...o }]
        : [],
    );
    const flags: Flag[][] = observations.map(() => []);
    if (asked.length === 0) return flags;
    const rows = await context.db.$queryRaw<{ n: number; difference: string }[]>(Prisma.sql`
      WITH term AS MATERIALIZED (SELECT * FROM ${closingTerms} t)
      SELECT k.n, trim_scale(sum(t.sign * coalesce(s.value, o.value)))::text AS difference
      FROM unnest(${asked.map((o) => o.n)}::int[], ${asked.map((o) => o.unit)}::uuid[], ${asked.map((o) => o.indicator)}::text[],
        ${asked.map((o) => o.period)}::text[], ${asked.map((o) => o.methodology)}::text[], ${asked.map((o) => o.value)}::numeric[])
        AS k(n, unit, stock, period, methodology, value)
      JOIN map.locality l ON l.id = k.unit
      JOIN term t ON t.stock = k.stock
      -- The stock that is asked about speaks for itself, in whatever revision.
      LEFT JOIN LATERAL (SELECT k.value WHERE t.indicator = t.stock AND t.later = 0) s ON true
      LEFT JOIN LATERAL (
        SELECT o.value FROM indicators.observation o
        WHERE o.locality_id = k.unit AND o.indicator = t.indicator AND o.period = CASE t.later WHEN 0 THEN k.period ELSE indicators.opening_period(l.begins, k.period::int) END
          AND o.methodology IS NOT DISTINCT FROM k.methodology AND (o.current OR o.official)
          AND o.status IN ('SUBMITTED', 'VERIFIED', 'RELEASED')
        ORDER BY o.current DESC LIMIT 1
      ) o ON true
      GROUP BY k.n HAVING bool_and(coalesce(s.value, o.value) IS NOT NULL) AND sum(t.sign * coalesce(s.value, o.value)) <> 0`);
    for (const { n, difference } of rows) {
      flags[n]?.push({
        code: 'IDENTITY_BROKEN',
        explanation: `It no longer follows from the stock that it opens with and the changes of its year: a difference of ${difference}. One of them was corrected since.`,
      });
    }
    return flags;
  },
  (observation) => observation.id,
);
