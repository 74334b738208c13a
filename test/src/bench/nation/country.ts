import { importList } from '@thi-dua/localities/import/import-list';
import type pg from 'pg';
import { countryLists } from './lists.js';

export const NEIGHBOURHOODS = 90_000;
/** The day before the reform of 2025 on which every year that is reported still stands. */
const BEFORE = '2024-12-31';
const SINCE = '2025-12-31';

export interface Commune {
  code: string;
  /** The first year on whose last day it stood: a few of the map of 2022 began after the first year reported. */
  since: number;
  neighbourhoods: string[];
}
/** What one tenant reports: mostly a province's, here and there that of a district which has a tenant of its own. */
export interface Reporter {
  tenant: string;
  communes: Commune[];
}
export interface Country {
  source: string;
  units: Record<string, number>;
  /** On the map of 2022. */
  before: Reporter[];
  /** On the map since July 2025. */
  since: Reporter[];
}

/**
 * Brings the whole map of 2022 into a seeded database, by the product's own import of lists, and the map of 2025 that
 * followed it; beneath its communes made-up neighbourhoods, and for each province a made-up tenant where it has none.
 */
export async function bringCountry(operator: pg.Client, folder: string, say: (text: string) => void): Promise<string> {
  const { source, lists } = countryLists(folder);
  for (const list of lists) {
    say(`the list of ${list.day} …`);
    await importList(operator, { ...list, dryRun: false });
  }
  say(`${NEIGHBOURHOODS} neighbourhoods …`);
  await operator.query('BEGIN');
  await operator.query(
    `CREATE TEMPORARY TABLE made ON COMMIT DROP AS
     SELECT gen_random_uuid() AS id, c.code || '-' || lpad((k.n - c.n * $2 / c.total)::text, 2, '0') AS code, c.id AS parent,
       c.ends, (k.n - c.n * $2 / c.total)::int AS position
     FROM (
       SELECT l.id, l.code, l.ends, row_number() OVER (ORDER BY l.code) - 1 AS n, count(*) OVER () AS total
       FROM map.locality l WHERE l.level = 'COMMUNE' AND l.begins <= $1::date AND $1::date < l.ends
     ) c CROSS JOIN LATERAL generate_series(c.n * $2 / c.total + 1, (c.n + 1) * $2 / c.total) AS k(n)
     WHERE NOT EXISTS (SELECT FROM map.locality_parent p WHERE p.parent_id = c.id)`,
    [BEFORE, NEIGHBOURHOODS],
  );
  await operator.query(
    `INSERT INTO map.locality (id, code, level, begins, ends) SELECT id, code, 'NEIGHBOURHOOD', '2022-10-01', ends FROM made`,
  );
  await operator.query(
    `INSERT INTO map.locality_name (locality_id, begins, ends, name, full_name, type)
     SELECT id, '2022-10-01', ends, position::text, 'Thôn ' || position || ' (synthetic)', 'Thôn' FROM made`,
  );
  await operator.query(
    `INSERT INTO map.locality_parent (child_id, parent_id, begins, ends) SELECT id, parent, '2022-10-01', ends FROM made`,
  );
  await operator.query('SELECT map.refresh_closure((SELECT array_agg(id) FROM made))');
  await operator.query('COMMIT');
  say('tenants of the provinces …');
  await bringTenants(operator);
  await operator.query('ANALYZE');
  return source;
}

/** Each province, before and since, has a tenant under the central board; what a province ended into acts for its tenant. */
async function bringTenants(operator: pg.Client): Promise<void> {
  await operator.query('BEGIN');
  await operator.query(
    `WITH made AS (
       INSERT INTO map.tenant (slug, kind, name, locality_id, begins, ends)
       SELECT 'synthetic-' || l.code || CASE WHEN l.ends < '9999-12-31' THEN '-old' ELSE '' END, 'PROVINCE', 'Synthetic: ' || l.code, l.id, l.begins, l.ends
       FROM map.locality l
       WHERE l.level = 'PROVINCE' AND NOT EXISTS (SELECT FROM map.tenant t WHERE t.locality_id = l.id)
         AND EXISTS (SELECT FROM unnest(ARRAY[$1, $2]::date[]) AS d(day) WHERE l.begins <= d.day AND d.day < l.ends)
       RETURNING slug, begins, ends
     )
     INSERT INTO map.tenant_line (subordinate, superior, begins, ends) SELECT slug, 'trung-uong', begins, ends FROM made`,
    [BEFORE, SINCE],
  );
  await operator.query(
    `INSERT INTO map.tenant_successor (tenant, successor)
     SELECT o.slug, n.slug FROM map.succession s JOIN map.tenant o ON o.locality_id = s.from_id JOIN map.tenant n ON n.locality_id = s.to_id
     WHERE o.slug LIKE 'synthetic-%' ON CONFLICT DO NOTHING`,
  );
  await operator.query('SELECT map.rebuild_authority()');
  await operator.query('COMMIT');
}

/** Who reports for which communes, as the map has it; of every reporter's communes the given share, and one at least. */
export async function readCountry(operator: pg.Client, source: string, scale: number): Promise<Country> {
  const { rows: counted } = await operator.query<{ level: string; count: number }>(
    `SELECT level::text AS level, count(*)::int AS count FROM map.locality l WHERE begins <= $1::date AND $1::date < ends GROUP BY l.level ORDER BY l.level`,
    [BEFORE],
  );
  return {
    source,
    units: Object.fromEntries(counted.map(({ level, count }) => [level, count])),
    before: await reporters(operator, BEFORE, scale),
    since: await reporters(operator, SINCE, scale),
  };
}

async function reporters(operator: pg.Client, day: string, scale: number): Promise<Reporter[]> {
  const { rows } = await operator.query<{ tenant: string } & Commune>(
    `SELECT o.owner AS tenant, l.code, extract(year FROM l.begins)::int AS since, ARRAY(
       SELECT c.code FROM map.locality_parent p JOIN map.locality c ON c.id = p.child_id
       WHERE p.parent_id = l.id AND p.begins <= $1::date AND $1::date < p.ends AND c.level = 'NEIGHBOURHOOD' ORDER BY c.code) AS neighbourhoods
     FROM (SELECT array_agg(id) AS units, array_agg($1::date) AS days FROM map.locality
       WHERE level = 'COMMUNE' AND begins <= $1::date AND $1::date < ends) a
     CROSS JOIN LATERAL indicators.owners_of(a.units, a.days) o JOIN map.locality l ON l.id = o.unit
     ORDER BY o.owner, l.code`,
    [day],
  );
  const found = new Map<string, Commune[]>();
  for (const { tenant, ...commune } of rows) found.set(tenant, [...(found.get(tenant) ?? []), commune]);
  return [...found].map(([tenant, communes]) => ({
    tenant,
    communes: communes.slice(0, Math.max(1, Math.round(communes.length * scale))),
  }));
}
