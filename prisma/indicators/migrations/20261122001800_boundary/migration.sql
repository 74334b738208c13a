-- A figure on another day's map. A unit that stands on both days, and whose border nothing crossed in between, has on both
-- maps the very same figure, with its own coverage: it is read as if no other boundary had been asked for. The others are
-- carried along whole successions, as before.
ALTER FUNCTION "indicators"."figures"(uuid[], text[], text[], text[], date[], date[], text[]) RENAME TO "carried_figures";

-- The day whose map a unit's figure of one day follows, where another day's is asked for.
CREATE FUNCTION "indicators"."day_followed"(k_unit uuid, k_end date, k_day date) RETURNS date LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN k_end = k_day THEN k_end
        WHEN EXISTS (
                SELECT FROM map.locality l WHERE l.id = k_unit AND l.begins <= least(k_end, k_day) AND greatest(k_end, k_day) < l.ends)
            AND NOT EXISTS (
                SELECT FROM map.crossing c WHERE c.unit_id = k_unit AND least(k_end, k_day) < c.on_day AND c.on_day <= greatest(k_end, k_day))
        THEN k_end
        ELSE k_day END $$;

-- Answers question n for unit n. No row: the unit does not stand on the day of the map that was asked for (k_day, which
-- is the period's last day k_end unless another boundary is asked for).
CREATE FUNCTION "indicators"."figures"(
    k_unit uuid[], k_indicator text[], k_methodology text[], k_period text[], k_end date[], k_day date[], k_basis text[]
) RETURNS TABLE (
    n int, standing text, rolled_standing text, leaf boolean,
    own_value numeric, own_x numeric, own_y numeric, own_open boolean, published numeric, published_open boolean,
    rolled_value numeric, rolled_x numeric, rolled_y numeric, rolled_open boolean,
    expected int, reported int, complete boolean,
    own_less_rolled numeric, published_less_rolled numeric, published_less_own numeric
) LANGUAGE sql STABLE AS $$
    SELECT f.*
    FROM (
        SELECT CASE WHEN k_day = k_end THEN k_end ELSE (
            SELECT array_agg(indicators.day_followed(k.unit, k.on_day, k.map_day) ORDER BY k.n)
            FROM unnest(k_unit, k_end, k_day) WITH ORDINALITY AS k(unit, on_day, map_day, n)) END AS days
        OFFSET 0
    ) d CROSS JOIN LATERAL indicators.carried_figures(k_unit, k_indicator, k_methodology, k_period, k_end, d.days, k_basis) f $$;
