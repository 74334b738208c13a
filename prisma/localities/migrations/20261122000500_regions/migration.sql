-- Socio-economic regions: groups of provinces that figures are broken down by. Redrawn by decision, hence dated.
CREATE TABLE "map"."region" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "position" SMALLINT NOT NULL,
    "begins" DATE NOT NULL,
    "ends" DATE NOT NULL,
    "legal_basis" TEXT,
    "flags" JSONB NOT NULL DEFAULT '[]',
    CONSTRAINT "region_pkey" PRIMARY KEY ("code"),
    CONSTRAINT "region_lasts" CHECK ("begins" < "ends")
);
-- By the code that the province bears on a day: that names one unit.
CREATE TABLE "map"."region_member" (
    "province_code" TEXT NOT NULL,
    "begins" DATE NOT NULL,
    "ends" DATE NOT NULL,
    "region_code" TEXT NOT NULL,
    CONSTRAINT "region_member_pkey" PRIMARY KEY ("province_code", "begins"),
    CONSTRAINT "region_member_lasts" CHECK ("begins" < "ends"),
    CONSTRAINT "region_one_a_day" EXCLUDE USING gist ("province_code" WITH =, daterange("begins", "ends") WITH &&)
);
CREATE INDEX "region_member_region_code_idx" ON "map"."region_member"("region_code");
ALTER TABLE "map"."region_member" ADD CONSTRAINT "region_member_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "map"."region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
SELECT map.command_by_board('map.region');
SELECT map.command_by_board('map.region_member');
-- The figures of a region are those of its provinces.
GRANT SELECT ON "map"."region", "map"."region_member" TO "thi_dua_rollup";
