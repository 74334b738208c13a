import type pg from 'pg';
import { indicatorFacts } from './indicators/definitions.js';
import { planFigures, publishedFigures } from './indicators/figures.js';
import { insertMissing } from './insert.js';
import { seedDefinitions } from './seed-definitions.js';
import { stableId } from './stable-id.js';

/** The last day of "2022", "2022-Q3" or "2022-11". */
function lastDay(period: string): string {
  const year = Number(period.slice(0, 4));
  const month = period.length === 4 ? 12 : period[5] === 'Q' ? Number(period[6]) * 3 : Number(period.slice(5));
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** Writes what is measured, by which standard, and the figures of the sources. Needs the map. Safe to repeat. */
export async function seedIndicators(client: pg.ClientBase): Promise<void> {
  await seedDefinitions(client);
  await seedFigures(client);
}

async function seedFigures(client: pg.ClientBase): Promise<void> {
  const byStandard = new Set(
    indicatorFacts.filter((indicator) => indicator.methodologies.length > 0).map((indicator) => indicator.code),
  );
  const rows = [...publishedFigures, ...planFigures].flatMap((figure) =>
    Object.entries(figure.values).map(([indicator, value]) => {
      const methodology = byStandard.has(indicator) ? figure.methodology : null;
      return {
        id: stableId('observation', `${figure.unit}/${indicator}/${figure.period}/${methodology ?? ''}/1`),
        code: figure.unit,
        indicator,
        period: figure.period,
        period_end: lastDay(figure.period),
        methodology,
        value,
        status: figure.status,
        decision: figure.decision,
        source: figure.source,
        flags: figure.flags ?? [],
      };
    }),
  );
  const { rows: placed } = await client.query<{ id: string; locality_id: string | null; tenant_id: string | null }>(
    `SELECT r.id, l.id AS locality_id, indicators.owner_of(l.id, r.period_end) AS tenant_id
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, code text, period_end date)
     LEFT JOIN map.locality l ON l.code = r.code AND l.begins <= r.period_end AND r.period_end < l.ends`,
    [JSON.stringify(rows)],
  );
  const places = new Map(placed.map((place) => [place.id, place]));
  await insertMissing(
    client,
    'indicators.observation',
    rows.map(({ code, ...row }) => {
      const place = places.get(row.id);
      if (!place?.locality_id || !place.tenant_id)
        throw new Error(`No unit bore code ${code} on ${row.period_end}, or no tenant answers for it.`);
      const official = row.status !== 'SUBMITTED';
      return {
        ...row,
        locality_id: place.locality_id,
        tenant_id: place.tenant_id,
        revision: 1,
        current: true,
        official,
        submitted_at: seededAt,
        submitted_by: SEED,
        verified_at: official ? seededAt : null,
        verified_by: official ? SEED : null,
      };
    }),
  );
}

/** Stands for the sources: no person submitted these figures, and the decision or document cited recognised them. */
const SEED = 'seed';
const seededAt = '2026-11-01T00:00:00Z';
