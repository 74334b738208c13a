-- Which communes' neighbourhoods have been listed for which day: unlike a list of units, one of neighbourhoods covers no
-- more than the communes it names, and those of different communes come in any order.
CREATE TABLE "map"."neighbourhood_list" (
    "commune_id" UUID NOT NULL,
    "as_of" DATE NOT NULL,
    "neighbourhoods" INTEGER NOT NULL,
    "imported_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "neighbourhood_list_pkey" PRIMARY KEY ("commune_id", "as_of")
);
ALTER TABLE "map"."neighbourhood_list" ADD CONSTRAINT "neighbourhood_list_commune_id_fkey" FOREIGN KEY ("commune_id") REFERENCES "map"."locality"("id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT map.command_by_board('map.neighbourhood_list');
