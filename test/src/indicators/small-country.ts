import { randomUUID } from 'node:crypto';
import type pg from 'pg';

export type Level = 'PROVINCE' | 'DISTRICT' | 'COMMUNE' | 'NEIGHBOURHOOD';

/** One unit of a made-up country. */
export interface Place {
  id: string;
  code: string;
  level: Level;
  /** Whose figures are its own: the province, or each district for itself and what lies in it. */
  tenant: string;
  children: Place[];
}

const below: Record<Level, Level | null> = {
  PROVINCE: 'DISTRICT',
  DISTRICT: 'COMMUNE',
  COMMUNE: 'NEIGHBOURHOOD',
  NEIGHBOURHOOD: null,
};

/** A province, whose code has two characters, of `widths[0]` districts with `widths[1]` communes each, and so on down. */
export function province(code: string, widths: readonly number[]): Place {
  const grow = (unitCode: string, level: Level, [width = 0, ...rest]: readonly number[]): Place => {
    const tenant = unitCode.slice(0, code.length + 2).toLowerCase();
    const next = below[level];
    return {
      id: randomUUID(),
      code: unitCode,
      level,
      tenant,
      children:
        next === null
          ? []
          : Array.from({ length: width }, (_, i) => grow(`${unitCode}${String(i + 1).padStart(2, '0')}`, next, rest)),
    };
  };
  return grow(code, 'PROVINCE', widths);
}

export const withAllBelow = (place: Place): Place[] => [place, ...place.children.flatMap(withAllBelow)];

/** Puts provinces under the nation, each with its tenant under the board. */
export async function plant(operator: pg.ClientBase, provinces: readonly Place[]): Promise<void> {
  const always = `'0001-01-01', '9999-12-31'`;
  const { rows } = await operator.query<{ id: string }>(`SELECT id FROM map.locality WHERE code = 'VN'`);
  const put = async (place: Place, parent: string | undefined): Promise<void> => {
    await operator.query(`INSERT INTO map.locality (id, code, level, begins, ends) VALUES ($1, $2, $3, ${always})`, [
      place.id,
      place.code,
      place.level,
    ]);
    await operator.query(
      `INSERT INTO map.locality_parent (child_id, parent_id, begins, ends) VALUES ($1, $2, ${always})`,
      [place.id, parent],
    );
    for (const child of place.children) await put(child, place.id);
  };
  await operator.query('BEGIN');
  for (const place of provinces) {
    await put(place, rows[0]?.id);
    await operator.query(
      `INSERT INTO map.tenant (slug, kind, name, locality_id, begins, ends) VALUES ($1, 'PROVINCE', $1, $2, ${always})`,
      [place.tenant, place.id],
    );
    await operator.query(
      `INSERT INTO map.tenant_line (subordinate, superior, begins, ends) VALUES ($1, 'trung-uong', ${always})`,
      [place.tenant],
    );
  }
  await operator.query('SELECT map.rebuild_closure(), map.rebuild_authority()');
  await operator.query('COMMIT');
}

export interface Stated {
  indicator: string;
  period: string;
  methodology?: string | null;
  value: number | string;
}

/** Takes turns with others who change figures of these tenants, as submitting does: all at first, in one order. */
export async function hold(client: pg.ClientBase, tenants: Iterable<string>): Promise<void> {
  await client.query(
    `SELECT pg_advisory_xact_lock(hashtextextended('indicators.observation/' || t.tenant, 0)) FROM unnest($1::text[]) AS t(tenant)`,
    [[...new Set(tenants)].sort()],
  );
}

/** A new revision of a figure, as submitting writes it; the transaction is the caller's. */
export async function state(client: pg.ClientBase, place: Place, figure: Stated): Promise<string> {
  const { indicator, period, value } = figure;
  const methodology = figure.methodology === undefined ? 'ND07_2021' : figure.methodology;
  const id = randomUUID();
  const key = [place.id, indicator, period, methodology];
  const same = 'locality_id = $1 AND indicator = $2 AND period = $3 AND methodology IS NOT DISTINCT FROM $4';
  await client.query(`UPDATE indicators.observation SET current = false WHERE current AND ${same}`, key);
  await client.query(
    `INSERT INTO indicators.observation (id, tenant_id, locality_id, indicator, period, period_end, methodology, value, status, revision, current, official, submitted_at, submitted_by)
     SELECT $5, $6, $1, $2, $3, indicators.last_day($3), $4, $7, 'SUBMITTED',
       coalesce((SELECT max(revision) FROM indicators.observation WHERE ${same}), 0) + 1, true, false, now(), 'someone'`,
    [...key, id, place.tenant, String(value)],
  );
  return id;
}
