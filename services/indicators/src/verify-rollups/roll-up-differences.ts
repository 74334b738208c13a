import type { OperatorClient } from '@thi-dua/prisma/operator-database';
import type { Basis } from '../figure/figure.js';

/** A stored roll-up that is not what observations and map make it. Null: there is none, or there should be none. */
export interface RollUpDifference {
  indicator: string;
  basis: Basis;
  unit: string;
  /** The unit's code, and the first day on which it stood; null where there is no such unit. */
  code: string | null;
  since: string | null;
  period: string;
  methodology: string | null;
  stored: string | null;
  recomputed: string | null;
}

/** A day on which a unit's border was crossed by another: stored and not so by the map, or the other way round. */
export interface CrossingDifference {
  unit: string;
  code: string | null;
  day: string;
  by: string;
  isStored: boolean;
}

export interface Verified {
  /** How many roll-ups were held against their recomputation. */
  rollUps: number;
  differences: RollUpDifference[];
  /** Of what other days' maps are read by: whose border was crossed, and when. */
  crossings: CrossingDifference[];
}

const bases = ['PROVISIONAL', 'OFFICIAL'] as const;

/**
 * Holds every stored roll-up, and every crossing of a border, against a recomputation from observations and map, as of one moment: what others commit
 * meanwhile is not seen, and nobody waits.
 */
export async function verifyRollUps(client: OperatorClient): Promise<Verified> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    const { rows: defined } = await client.query<{ code: string }>(
      'SELECT code FROM indicators.indicator ORDER BY position, code',
    );
    const { rows: differences } = await client.query<RollUpDifference>(`
      SELECT r.indicator, b.basis, r.unit, l.code, l.begins::text AS since, r.period, nullif(r.methodology, '') AS methodology,
        'of an indicator that is not defined' AS stored, NULL AS recomputed
      FROM indicators.roll_up r CROSS JOIN unnest(ARRAY['PROVISIONAL', 'OFFICIAL']) AS b(basis) LEFT JOIN map.locality l ON l.id = r.unit
      WHERE NOT EXISTS (SELECT FROM indicators.indicator i WHERE i.code = r.indicator)`);
    for (const { code } of defined) {
      for (const basis of bases) {
        const { rows } = await client.query<RollUpDifference>(
          `SELECT $1 AS indicator, $2 AS basis, d.unit, l.code, l.begins::text AS since, d.period, d.methodology,
             d.stored::text AS stored, d.recomputed::text AS recomputed
           FROM indicators.roll_up_differences($1, $2) d LEFT JOIN map.locality l ON l.id = d.unit
           ORDER BY d.period, l.level DESC, l.code, d.unit`,
          [code, basis],
        );
        differences.push(...rows);
      }
    }
    const { rows: counted } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM indicators.roll_up');
    const { rows: crossings } = await client.query<CrossingDifference>(
      `SELECT d.unit_id AS unit, l.code, d.on_day::text AS day, d.by_id AS by, d.is_stored AS "isStored"
       FROM map.crossing_differences() d LEFT JOIN map.locality l ON l.id = d.unit_id ORDER BY d.on_day, l.code, d.unit_id, d.by_id`,
    );
    return { rollUps: counted[0]?.n ?? 0, differences, crossings };
  } finally {
    await client.query('ROLLBACK');
  }
}

/** Derives anew from the map whose border was crossed, and when. */
export async function rebuildCrossings(client: OperatorClient): Promise<void> {
  await client.query('SELECT map.rebuild_crossings()');
}

/** Adds the roll-ups of these indicators up anew; whoever submits figures waits meanwhile. */
export async function rebuildRollUps(client: OperatorClient, indicators: readonly string[]): Promise<void> {
  await client.query('BEGIN');
  try {
    for (const code of indicators) await client.query('SELECT indicators.rebuild_roll_ups($1)', [code]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
