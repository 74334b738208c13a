-- Names are found as people type them. The extension is a trusted one: no superuser is needed.
CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;

-- A name as it is compared: without diacritics and case, words apart by one space, an abbreviated type at its beginning
-- written out ("Q.10" and "q 10": "quan 10"), numbers without leading zeros. Immutable, because it leans on nothing that
-- can be configured (neither a dictionary nor a locale); whoever changes it must rewrite the columns made from it.
CREATE FUNCTION "map"."plain"(given text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    -- Decomposed, a letter and its marks stand apart; only đ is a letter of its own.
    t text := lower(translate(regexp_replace(normalize(given, NFD), '[\u0300-\u036f''’‘`]+', '', 'g'), 'Đđ', 'dd') COLLATE "C");
    word text;
BEGIN
    t := btrim(regexp_replace(t, '[^a-z0-9]+', ' ', 'g'));
    IF t ~ '[0-9]' THEN
        t := regexp_replace(regexp_replace(t, '^(q|p|x|t|h|tp|tx|tt|kp|tdp)([0-9])', '\1 \2'), '\m0+([0-9])', '\1', 'g');
    END IF;
    IF t ~ '\m(tp)?hcm\M' THEN
        t := regexp_replace(regexp_replace(t, '\mtphcm\M', 'tp hcm'), '\mhcm\M', 'ho chi minh');
    END IF;
    -- "T.P.", "T.X.", "T.T."
    t := regexp_replace(t, '^t ([pxt]) ', 't\1 ');
    word := split_part(t, ' ', 1);
    IF word <> t AND length(word) < 4 THEN
        t := CASE word
            WHEN 't' THEN 'tinh' WHEN 'tp' THEN 'thanh pho' WHEN 'q' THEN 'quan' WHEN 'h' THEN 'huyen' WHEN 'tx' THEN 'thi xa'
            WHEN 'p' THEN 'phuong' WHEN 'x' THEN 'xa' WHEN 'tt' THEN 'thi tran' WHEN 'tdp' THEN 'to dan pho' WHEN 'kp' THEN 'khu pho'
            ELSE word END || substr(t, length(word) + 1);
    END IF;
    RETURN t;
END
$$;

-- The same without a type of unit at its beginning ("quan thanh xuan": "thanh xuan").
CREATE FUNCTION "map"."without_type"(plain text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT regexp_replace(plain,
        '^(tinh|thanh pho|quan|huyen|thi xa|phuong|xa|thi tran|dac khu|to dan pho|khu dan cu|khu pho|khom|thon|xom|lang|buon|ban|khu|ap|to) (?=.)', '') $$;

ALTER TABLE "map"."locality_name"
    ADD COLUMN "plain_name" TEXT NOT NULL GENERATED ALWAYS AS (map.plain("name")) STORED,
    ADD COLUMN "plain_full_name" TEXT NOT NULL GENERATED ALWAYS AS (map.plain("full_name")) STORED;
-- What was written since the last clean-up is searched one by one: the bound keeps that short after an import.
CREATE INDEX "locality_name_plain_name_trigrams" ON "map"."locality_name" USING gin ("plain_name" public.gin_trgm_ops)
    WITH (gin_pending_list_limit = 512);
CREATE INDEX "locality_name_plain_name_idx" ON "map"."locality_name" ("plain_name");

-- The text with each two neighbouring letters exchanged: the slip that leaves the fewest trigrams in common.
CREATE FUNCTION "map"."swapped"(plain text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT array(
        SELECT left(plain, i - 1) || substr(plain, i + 1, 1) || substr(plain, i, 1) || substr(plain, i + 2)
        FROM generate_series(1, length(plain) - 1) i) $$;

-- How much of a name must be common to it and another that is to resemble it: one slip leaves less of a short one.
CREATE FUNCTION "map"."resembling"(plain text) RETURNS real LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT CASE WHEN length(plain) < 5 THEN 0.3 WHEN length(plain) < 8 THEN 0.35 ELSE 0.45 END::real $$;

-- Names of a day that a given one may mean: those that begin like it, with or without its type, those it is but for two
-- letters exchanged, and those that resemble it. The planner takes a comparison of trigrams for as cheap as one of
-- numbers and would rather read the table.
CREATE FUNCTION "map"."names_like"(whole text, bare text, swaps text[], on_day date) RETURNS SETOF "map"."locality_name"
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 200
    SET enable_seqscan = off SET pg_trgm.similarity_threshold = 0.3
    AS $$
    SELECT n.* FROM map.locality_name n
    WHERE n.begins <= on_day AND on_day < n.ends
      AND (n.plain_name LIKE whole || '%' OR n.plain_name LIKE bare || '%' OR n.plain_name = ANY (swaps)
        OR n.plain_name OPERATOR(public.%) whole OR n.plain_name OPERATOR(public.%) bare)
      AND (n.plain_name LIKE whole || '%' OR n.plain_name LIKE bare || '%' OR n.plain_name = ANY (swaps)
        OR public.similarity(n.plain_name, whole) >= map.resembling(whole)
        OR public.similarity(n.plain_name, bare) >= map.resembling(bare))
$$;

-- The decision that took a designation away, where one did: units also leave at the end of a stage, or with their own end.
ALTER TABLE "map"."designation" ADD COLUMN "ended_by" TEXT;
CREATE INDEX "designation_kind_begins_idx" ON "map"."designation"("kind", "begins");
CREATE INDEX "designation_kind_ends_idx" ON "map"."designation"("kind", "ends");
