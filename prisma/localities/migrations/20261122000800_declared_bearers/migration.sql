-- How many units of a territory officially bear a designation from a day to another, as the decision that lists them says:
-- where fewer are recorded, a share of the recorded ones is not the share of all.
CREATE TABLE "map"."declared_bearers" (
    "locality_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "begins" DATE NOT NULL,
    "ends" DATE NOT NULL,
    "count" INTEGER NOT NULL CHECK ("count" >= 0),
    "legal_basis" TEXT,
    CONSTRAINT "declared_bearers_pkey" PRIMARY KEY ("locality_id", "kind", "begins"),
    CONSTRAINT "declared_bearers_last" CHECK ("begins" < "ends")
);
ALTER TABLE "map"."declared_bearers" ADD CONSTRAINT "declared_bearers_locality_id_fkey" FOREIGN KEY ("locality_id") REFERENCES "map"."locality"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
SELECT map.command_by_board('map.declared_bearers');
