import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import type { IndicatorsContext } from '../builder.js';
import type { LocalityLevel } from '../figure/units-store.js';
import { lastDay, type Period } from '../period/period.js';

/** A unit for which the caller reports. */
export interface DueUnit {
  code: string;
  name: string;
  level: LocalityLevel;
  /** The local standards in whose territory it lies. */
  standards: string[];
}

/** An indicator that is due for a period, and a standard then in force: the national one, or a local one beside it. */
export interface DueIndicator {
  code: string;
  name: string;
  unit: string;
  levels: LocalityLevel[];
  methodology: string | null;
  /** The standard is due in its territory only. */
  local: boolean;
}

/** A condition on `indicators.methodology m`. */
const inForceOn = (day: string) =>
  Prisma.sql`m.valid_from <= ${day}::date AND ${day}::date < coalesce(m.valid_to, 'infinity')`;

/** The units that the caller answers for on the period's last day: its own, and those below without an authority of theirs. */
export function dueUnits(context: IndicatorsContext, period: Period): Promise<DueUnit[]> {
  const day = lastDay(period);
  return context.db.$queryRaw<DueUnit[]>(Prisma.sql`
    WITH territory AS MATERIALIZED (
      SELECT DISTINCT c.descendant_id AS id
      FROM map.tenant t JOIN map.closure c ON c.ancestor_id = t.locality_id AND c.begins <= ${day}::date AND ${day}::date < c.ends
      WHERE t.slug IN (SELECT indicators.acted_for()) AND t.begins <= ${day}::date AND ${day}::date < t.ends
    )
    SELECT l.code, coalesce(n.full_name, l.code) AS name, l.level::text AS level, ARRAY(
        SELECT m.code FROM indicators.methodology m
        WHERE m.territory_id IS NOT NULL AND ${inForceOn(day)} AND indicators.within(m.territory_id, l.id, ${day}::date)) AS standards
    FROM (SELECT array_agg(id) AS ids, array_agg(${day}::date) AS days FROM territory) a
    CROSS JOIN LATERAL indicators.owners_of(a.ids, a.days) o
    JOIN map.locality l ON l.id = o.unit AND l.begins <= ${day}::date AND ${day}::date < l.ends
    LEFT JOIN map.locality_name n ON n.locality_id = l.id AND n.begins <= ${day}::date AND ${day}::date < n.ends
    WHERE o.owner IN (SELECT indicators.acted_for())
    ORDER BY l.level, l.code`);
}

/** What is counted or averaged; a rate is computed from its parts. */
export function dueIndicators(context: IndicatorsContext, period: Period): Promise<DueIndicator[]> {
  const day = lastDay(period);
  return context.db.$queryRaw<DueIndicator[]>(Prisma.sql`
    SELECT i.code, i.name, i.unit, i.levels::text[] AS levels, m.code AS methodology, m.territory_id IS NOT NULL AS local
    FROM indicators.indicator i
    LEFT JOIN indicators.methodology m ON i.standard AND ${inForceOn(day)}
    WHERE i.kind <> 'RATIO' AND coalesce(i.valid_from, '-infinity') <= ${day}::date AND ${day}::date < coalesce(i.valid_to, 'infinity')
      AND (NOT i.standard OR EXISTS (
        SELECT FROM indicators.indicator_methodology u WHERE u.indicator = i.code AND u.methodology = m.code))
    ORDER BY i.position, i.code, m.territory_id IS NOT NULL, m.code`);
}
