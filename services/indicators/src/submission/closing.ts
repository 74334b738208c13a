import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import type { IndicatorsContext } from '../builder.js';
import { isFaultless } from './check.js';
import type { SubmitMode } from './row.js';

/** What makes up the closing of a stock: itself, a year earlier itself, and its flows. They come to 0 where it holds. */
export const closingTerms = Prisma.sql`(
  SELECT t.stock, t.stock AS indicator, 0 AS later, 1 AS sign FROM indicators.closing_term t GROUP BY t.stock
  UNION ALL SELECT t.stock, t.stock, 1, -1 FROM indicators.closing_term t GROUP BY t.stock
  UNION ALL SELECT t.stock, t.flow, 0, -t.sign FROM indicators.closing_term t)`;

/**
 * Finds the rows of units and years in which a stock does not follow from the one it opens with and what changed, wherever every
 * term is stated here or stored. All rows of such a year are refused together, the stock it opens with apart: that one
 * closes the year before. What then remains is looked at again, since it may rest on a row that was refused.
 */
export async function checkClosings(context: IndicatorsContext, mode: SubmitMode): Promise<void> {
  while ((await refuseBroken(context, mode)) > 0 && mode === 'ACCEPT_VALID');
}

function refuseBroken(context: IndicatorsContext, mode: SubmitMode): Promise<number> {
  return context.db.$executeRaw(Prisma.sql`
    INSERT INTO pg_temp.fault
    WITH term AS MATERIALIZED (SELECT * FROM ${closingTerms} t),
    whole AS MATERIALIZED (SELECT stock, count(*) AS terms FROM term GROUP BY stock),
    row AS MATERIALIZED (
      -- What a unit that began within a year opened with stands where another's closing of the year before does.
      SELECT c.line, c.unit, l.begins, c.indicator, c.methodology, c.value, ${isFaultless} AS valid,
        CASE WHEN length(c.period) = 4 THEN c.period::int ELSE extract(year FROM l.begins)::int - 1 END AS year
      FROM pg_temp.checked c JOIN map.locality l ON l.id = c.unit
      WHERE c.period_fault IS NULL AND c.indicator IN (SELECT indicator FROM term)
        AND (length(c.period) = 4 OR c.period = indicators.opening_period(l.begins, extract(year FROM l.begins)::int))
    ),
    stated AS MATERIALIZED (
      SELECT t.stock, r.unit, r.begins, r.methodology, r.year + t.later AS year,
        sum(t.sign * r.value) FILTER (WHERE r.valid) AS difference, count(*) FILTER (WHERE r.valid) AS terms,
        sum(r.value) FILTER (WHERE r.valid AND t.later = 0 AND t.indicator = t.stock) AS closing
      FROM row r JOIN term t ON t.indicator = r.indicator
      GROUP BY 1, 2, 3, 4, 5
      -- Where nothing is taken in anyway, a year with a faulty row is not blamed for what that row should have said.
      HAVING bool_or(r.valid AND t.later = 0) AND (${mode} = 'ACCEPT_VALID' OR bool_and(r.valid))
    ),
    completed AS (
      SELECT s.stock, s.unit, s.methodology, s.year, s.difference, s.closing FROM stated s JOIN whole w USING (stock) WHERE s.terms = w.terms
      UNION ALL
      SELECT s.stock, s.unit, s.methodology, s.year, s.difference + sum(t.sign * o.value),
        coalesce(s.closing, sum(o.value) FILTER (WHERE t.later = 0 AND t.indicator = t.stock))
      FROM stated s
      JOIN whole w USING (stock)
      JOIN term t USING (stock)
      LEFT JOIN row r ON r.valid AND r.unit = s.unit AND r.indicator = t.indicator AND r.year = s.year - t.later
        AND r.methodology IS NOT DISTINCT FROM s.methodology
      CROSS JOIN LATERAL (
        SELECT o.value FROM indicators.observation o
        WHERE r.line IS NULL AND o.locality_id = s.unit AND o.indicator = t.indicator AND o.period = CASE t.later WHEN 0 THEN s.year::text ELSE indicators.opening_period(s.begins, s.year) END
          AND o.methodology IS NOT DISTINCT FROM s.methodology AND (o.current OR o.official)
          AND o.status IN ('SUBMITTED', 'VERIFIED', 'RELEASED')
        ORDER BY o.current DESC LIMIT 1
      ) o
      WHERE s.terms < w.terms
      GROUP BY s.stock, s.unit, s.methodology, s.year, s.difference, s.closing, s.terms, w.terms
      HAVING s.terms + count(*) = w.terms
    )
    SELECT r.line, 10, 'value', 'IDENTITY_BROKEN', string_agg(format(
        '%s of %s is %s, but the stock that it opens with and the changes of the year come to %s: a difference of %s.',
        b.stock, b.year, trim_scale(b.closing), trim_scale(b.closing - b.difference), trim_scale(b.difference)), ' ' ORDER BY b.stock)
    FROM completed b
    JOIN term t ON t.stock = b.stock AND t.later = 0
    JOIN row r ON r.valid AND r.unit = b.unit AND r.indicator = t.indicator AND r.year = b.year
      AND r.methodology IS NOT DISTINCT FROM b.methodology
    WHERE b.difference <> 0
    GROUP BY r.line`);
}
