-- Resolutions that change the map, enacted through the graph, with what each found and left of every row it concerns:
-- as long as one has not taken effect, it can be undone exactly.
CREATE TABLE "map"."boundary_change" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "issuer" TEXT,
    "title" TEXT,
    "issued_on" DATE NOT NULL,
    "effective_on" DATE NOT NULL,
    "legal_basis" TEXT NOT NULL,
    "enacted_at" TIMESTAMPTZ(6) NOT NULL,
    "enacted_by" TEXT NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(6),
    "withdrawn_by" TEXT,
    "withdrawn_for" TEXT,
    CONSTRAINT "boundary_change_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "boundary_change_issued_first" CHECK ("issued_on" <= "effective_on"),
    CONSTRAINT "boundary_change_withdrawn_by_someone" CHECK (
        ("withdrawn_at" IS NULL) = ("withdrawn_by" IS NULL) AND ("withdrawn_at" IS NULL) = ("withdrawn_for" IS NULL))
);
CREATE TABLE "map"."boundary_change_row" (
    "change_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "relation" TEXT NOT NULL,
    -- The unit it is about, which may no longer be there.
    "locality_id" UUID NOT NULL,
    -- Null: there was none; or none is left. Alike: it was looked at, and left as it was.
    "before" JSONB,
    "after" JSONB,
    CONSTRAINT "boundary_change_row_pkey" PRIMARY KEY ("change_id", "position"),
    CONSTRAINT "boundary_change_row_of_something" CHECK ("before" IS NOT NULL OR "after" IS NOT NULL)
);
-- What an act does to one unit, as it is told: in a list a page at a time, however many units it changes.
CREATE TYPE "map"."unit_change" AS ENUM ('ESTABLISHED', 'ENDED', 'RENAMED', 'MOVED');
CREATE TABLE "map"."boundary_change_unit" (
    "change_id" UUID NOT NULL,
    "kind" "map"."unit_change" NOT NULL,
    -- Gone from the map where the act that established it was withdrawn.
    "locality_id" UUID NOT NULL,
    "level" "map"."locality_level" NOT NULL,
    "code" TEXT NOT NULL,
    "name_before" TEXT,
    "name_after" TEXT,
    "parent_before" TEXT,
    "parent_after" TEXT,
    CONSTRAINT "boundary_change_unit_pkey" PRIMARY KEY ("change_id", "level", "code", "kind")
);
-- The act that states it; null where a list or a mapping does.
ALTER TABLE "map"."succession" ADD COLUMN "boundary_change_id" UUID;

CREATE INDEX "boundary_change_effective_on_idx" ON "map"."boundary_change"("effective_on");
CREATE INDEX "boundary_change_row_locality_id_idx" ON "map"."boundary_change_row"("locality_id");
CREATE INDEX "succession_boundary_change_id_idx" ON "map"."succession"("boundary_change_id");
ALTER TABLE "map"."boundary_change_row" ADD CONSTRAINT "boundary_change_row_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "map"."boundary_change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "map"."boundary_change_unit" ADD CONSTRAINT "boundary_change_unit_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "map"."boundary_change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "map"."succession" ADD CONSTRAINT "succession_boundary_change_id_fkey" FOREIGN KEY ("boundary_change_id") REFERENCES "map"."boundary_change"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A unit that a withdrawn act established is taken off the map; what was derived of it goes along.
ALTER TABLE "map"."closure" DROP CONSTRAINT "closure_ancestor_id_fkey";
ALTER TABLE "map"."closure" ADD CONSTRAINT "closure_ancestor_id_fkey" FOREIGN KEY ("ancestor_id") REFERENCES "map"."locality"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "map"."closure" DROP CONSTRAINT "closure_descendant_id_fkey";
ALTER TABLE "map"."closure" ADD CONSTRAINT "closure_descendant_id_fkey" FOREIGN KEY ("descendant_id") REFERENCES "map"."locality"("id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT map.command_by_board('map.boundary_change');
SELECT map.command_by_board('map.boundary_change_row');
SELECT map.command_by_board('map.boundary_change_unit');
-- What happened is not rewritten: acts are withdrawn, never deleted, and their rows stay.
DROP POLICY "map_delete" ON "map"."boundary_change";
DROP POLICY "map_update" ON "map"."boundary_change_row";
DROP POLICY "map_delete" ON "map"."boundary_change_row";
DROP POLICY "map_update" ON "map"."boundary_change_unit";
DROP POLICY "map_delete" ON "map"."boundary_change_unit";

-- An act is withdrawn once, before it takes effect, and otherwise stays what it is.
CREATE FUNCTION "map"."guard_boundary_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF map.caller() IS NOT NULL THEN
        IF (OLD.id, OLD.number, OLD.issuer, OLD.title, OLD.issued_on, OLD.effective_on, OLD.legal_basis, OLD.enacted_at, OLD.enacted_by)
            IS DISTINCT FROM (NEW.id, NEW.number, NEW.issuer, NEW.title, NEW.issued_on, NEW.effective_on, NEW.legal_basis, NEW.enacted_at, NEW.enacted_by)
        THEN
            RAISE EXCEPTION 'an act stays what it is' USING ERRCODE = 'check_violation';
        ELSIF OLD.withdrawn_at IS NOT NULL OR OLD.effective_on <= map.today() THEN
            RAISE EXCEPTION 'an act is withdrawn once, before it takes effect' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER "guard_boundary_change" BEFORE UPDATE ON "map"."boundary_change" FOR EACH ROW EXECUTE FUNCTION "map"."guard_boundary_change"();
