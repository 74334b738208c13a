import type pg from 'pg';
import { bareMap } from './map/bare-map.js';
import type { Operation } from './operations.js';

/** The same rows by hand-written SQL, one statement a table, in one transaction with the tenant's setting: the floor. */
export function bareHandler(
  pool: pg.Pool,
): Record<Operation['name'], (variables: Record<string, unknown>) => Promise<unknown>> {
  const inTransaction = async <T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    try {
      await client.query(`BEGIN; SELECT set_config('app.tenant', 'trung-uong', true)`);
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } finally {
      client.release();
    }
  };
  const namesOf = async (client: pg.ClientBase, ids: string[], day: string) => {
    const { rows } = await client.query<{ id: string; full_name: string }>(
      'SELECT locality_id AS id, full_name FROM map.locality_name WHERE locality_id = ANY($1::uuid[]) AND begins <= $2::date AND $2::date < ends',
      [ids, day],
    );
    return new Map(rows.map((row) => [row.id, row.full_name]));
  };

  return {
    ...bareMap(inTransaction),
    'one subgraph': () =>
      inTransaction(async (client) => {
        const day = '2022-09-29';
        const { rows } = await client.query<{ id: string; code: string; level: string }>(
          'SELECT id, code, level::text AS level FROM map.locality WHERE code = $1 AND begins <= $2::date AND $2::date < ends',
          ['00352', day],
        );
        const [unit] = rows;
        if (!unit) return { locality: null };
        const { rows: parents } = await client.query<{ id: string; code: string }>(
          `SELECT l.id, l.code FROM map.locality_parent p JOIN map.locality l ON l.id = p.parent_id
           WHERE p.child_id = $1 AND p.begins <= $2::date AND $2::date < p.ends`,
          [unit.id, day],
        );
        const names = await namesOf(client, [unit.id, ...parents.map((row) => row.id)], day);
        const parent = parents[0] && { code: parents[0].code, fullName: names.get(parents[0].id) };
        return { locality: { code: unit.code, fullName: names.get(unit.id), level: unit.level, parent } };
      }),

    'three hops, 50 entities': () =>
      inTransaction(async (client) => {
        const { rows: plans } = await client.query<{ title: string; tenant_id: string }>(
          `SELECT title, tenant_id FROM campaigns.plan WHERE movement_code = 'BENCH' ORDER BY tenant_id, created_at, id LIMIT 50`,
        );
        const { rows: tenants } = await client.query<{ slug: string; name: string; locality_id: string }>(
          'SELECT slug, name, locality_id FROM map.tenant WHERE slug = ANY($1::text[])',
          [plans.map((plan) => plan.tenant_id)],
        );
        const ids = tenants.map((tenant) => tenant.locality_id);
        // The service reads the units themselves as well.
        await client.query('SELECT id, code, begins, ends FROM map.locality WHERE id = ANY($1::uuid[])', [ids]);
        const { rows: names } = await client.query<{ id: string; full_name: string }>(
          'SELECT DISTINCT ON (locality_id) locality_id AS id, full_name FROM map.locality_name WHERE locality_id = ANY($1::uuid[]) ORDER BY locality_id, begins DESC',
          [ids],
        );
        const { rows: reports } = await client.query<{ unit: string; depth: number; child: string; value: string }>(
          `SELECT c.ancestor_id AS unit, c.depth, o.locality_id AS child, trim_scale(o.value)::text AS value
           FROM map.closure c JOIN indicators.observation o ON o.locality_id = c.descendant_id
           WHERE c.ancestor_id = ANY($1::uuid[]) AND c.begins <= '2022-12-31' AND '2022-12-31' < c.ends
             AND o.indicator = 'POOR_HOUSEHOLDS' AND o.period = '2022' AND o.methodology = 'ND07_2021' AND o.official`,
          [ids],
        );
        const { rows: children } = await client.query<{ unit: string; count: number }>(
          `SELECT parent_id AS unit, count(*)::int AS count FROM map.locality_parent
           WHERE parent_id = ANY($1::uuid[]) AND begins <= '2022-12-31' AND '2022-12-31' < ends GROUP BY parent_id`,
          [ids],
        );
        const { rows: declared } = await client.query<{ unit: string; count: number }>(
          `SELECT DISTINCT ON (locality_id) locality_id AS unit, count FROM map.declared_children
           WHERE locality_id = ANY($1::uuid[]) AND begins <= '2022-12-31' ORDER BY locality_id, begins DESC`,
          [ids],
        );
        const nameOf = new Map(names.map((row) => [row.id, row.full_name]));
        const countOf = (rows: { unit: string; count: number }[], unit: string) =>
          rows.find((row) => row.unit === unit)?.count ?? 0;
        /** One level is all that the figures of the provinces take: none has reports below its districts in this period. */
        const figureOf = (unit: string) => {
          const own = reports.find((row) => row.unit === unit && row.depth === 0)?.value ?? null;
          const below = reports.filter((row) => row.unit === unit && row.depth === 1);
          const expected = Math.max(countOf(children, unit), countOf(declared, unit));
          if (expected === 0) return { value: own, coverage: { expected: 1, reported: own === null ? 0 : 1 } };
          const rolled = below.length === 0 ? null : String(below.reduce((sum, row) => sum + Number(row.value), 0));
          const value = below.length >= expected ? rolled : (own ?? rolled);
          return { value, coverage: { expected, reported: below.length } };
        };
        const tenantOf = new Map(tenants.map((row) => [row.slug, row]));
        return {
          plans: {
            nodes: plans.map((plan) => {
              const tenant = tenantOf.get(plan.tenant_id);
              return {
                title: plan.title,
                tenant: {
                  name: tenant?.name,
                  locality: {
                    fullName: nameOf.get(tenant?.locality_id ?? ''),
                    value: figureOf(tenant?.locality_id ?? ''),
                  },
                },
              };
            }),
          },
        };
      }),

    'a large list': () =>
      inTransaction(async (client) => {
        const day = '2022-09-17';
        const { rows } = await client.query<{ id: string; code: string; level: string }>(
          `SELECT id, code, level::text AS level FROM map.locality WHERE begins <= $1::date AND $1::date < ends ORDER BY locality.level, code LIMIT 400`,
          [day],
        );
        const names = await namesOf(
          client,
          rows.map((row) => row.id),
          day,
        );
        return {
          localities: { nodes: rows.map((row) => ({ code: row.code, fullName: names.get(row.id), level: row.level })) },
        };
      }),
  };
}
