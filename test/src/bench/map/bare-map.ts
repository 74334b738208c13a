import { readNameQuery } from '@thi-dua/localities/search/name-query';
import { searchStatement } from '@thi-dua/localities/search/search-store';
import type pg from 'pg';

interface Unit {
  id: string;
  code: string;
  level: string;
}
type InTransaction = <T>(work: (client: pg.ClientBase) => Promise<T>) => Promise<T>;

/** The answers to questions about the map by hand-written statements, prepared; the search by the service's own. */
export function bareMap(
  inTransaction: InTransaction,
): Record<string, (variables: Record<string, unknown>) => Promise<unknown>> {
  const asked = async <R extends pg.QueryResultRow>(
    client: pg.ClientBase,
    name: string,
    text: string,
    values: unknown[],
  ) => (await client.query<R>({ name, text, values })).rows;
  const unitOn = async (client: pg.ClientBase, code: unknown, day: unknown): Promise<Unit | undefined> =>
    (
      await asked<Unit>(
        client,
        'unit',
        'SELECT id, code, level::text AS level FROM map.locality WHERE code = $1 AND begins <= $2::date AND $2::date < ends',
        [code, day],
      )
    )[0];
  const named = async (client: pg.ClientBase, units: readonly Unit[], day: unknown) => {
    const rows = await asked<{ id: string; full_name: string }>(
      client,
      'names',
      'SELECT locality_id AS id, full_name FROM map.locality_name WHERE locality_id = ANY($1::uuid[]) AND begins <= $2::date AND $2::date < ends',
      [units.map(({ id }) => id), day],
    );
    const nameOf = new Map(rows.map((row) => [row.id, row.full_name]));
    return units.map(({ id, code, level }) => ({ code, fullName: nameOf.get(id), level }));
  };

  return {
    'look-up by code and day': ({ code, day }) =>
      inTransaction(async (client) => {
        const unit = await unitOn(client, code, day);
        return { locality: unit === undefined ? null : (await named(client, [unit], day))[0] };
      }),

    children: ({ code, day }) =>
      inTransaction(async (client) => {
        const unit = await unitOn(client, code, day);
        if (unit === undefined) return { locality: null };
        const units = await asked<Unit>(
          client,
          'children',
          `SELECT l.id, l.code, l.level::text AS level FROM map.locality_parent p JOIN map.locality l ON l.id = p.child_id
            WHERE p.parent_id = $1 AND p.begins <= $2::date AND $2::date < p.ends ORDER BY l.code LIMIT 101`,
          [unit.id, day],
        );
        return { locality: { code: unit.code, children: { nodes: await named(client, units.slice(0, 100), day) } } };
      }),

    ancestors: ({ code, day }) =>
      inTransaction(async (client) => {
        const unit = await unitOn(client, code, day);
        if (unit === undefined) return { locality: null };
        const units = await asked<Unit>(
          client,
          'ancestors',
          `SELECT l.id, l.code, l.level::text AS level FROM map.closure c JOIN map.locality l ON l.id = c.ancestor_id
            WHERE c.descendant_id = $1 AND c.depth > 0 AND c.begins <= $2::date AND $2::date < c.ends ORDER BY c.depth`,
          [unit.id, day],
        );
        return { locality: { code: unit.code, ancestors: await named(client, units, day) } };
      }),

    'search by name': ({ name, day }) =>
      inTransaction(async (client) => {
        const statement = searchStatement(readNameQuery(String(name), 'name'), {}, String(day), 11, null);
        const units = await asked<Unit>(client, 'search', statement.text, [...statement.values]);
        return { localities: { nodes: await named(client, units.slice(0, 10), day) } };
      }),
  };
}
