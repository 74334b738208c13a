-- A unit that began within a year opens with an explicit baseline (design §3): a stock of the month that ended before it
-- began. It stood at no period's end yet; so that nothing rolls up, only the closing identity of its first year rests on it.

-- The last day of the month before a unit began.
CREATE FUNCTION "indicators"."baseline_day"(begins date) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (date_trunc('month', begins::timestamp) - interval '1 day')::date $$;

-- The period whose closing a unit opens a year with: the year before, or its baseline in the year in which it began.
CREATE FUNCTION "indicators"."opening_period"(begins date, k_year int) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN extract(year FROM begins) = k_year THEN to_char(indicators.baseline_day(begins), 'YYYY-MM') ELSE (k_year - 1)::text END $$;

-- Whoever answers for a unit on its first day answers for its baseline.
CREATE OR REPLACE FUNCTION "indicators"."owners_of"(k_unit uuid[], k_day date[]) RETURNS TABLE (unit uuid, on_day date, owner text)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT DISTINCT ON (k.unit, k.on_day) k.unit, k.on_day, t.slug
    FROM unnest(k_unit, k_day) AS k(unit, on_day)
    JOIN map.locality l ON l.id = k.unit
    CROSS JOIN LATERAL (SELECT CASE WHEN k.on_day = indicators.baseline_day(l.begins) THEN l.begins ELSE k.on_day END AS day) d
    JOIN map.closure c ON c.descendant_id = k.unit AND c.begins <= d.day AND d.day < c.ends
    JOIN map.tenant t ON t.locality_id = c.ancestor_id AND t.begins <= d.day AND d.day < t.ends
    ORDER BY k.unit, k.on_day, c.depth, t.slug $$;
