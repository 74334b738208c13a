import type pg from 'pg';

type Value = string | number | boolean | null | object;

/**
 * Inserts rows, all with the same columns, in one statement, and says how many were new. What is there already stays
 * as it is: a seed never overwrites what people have done since.
 */
export async function insertMissing(
  client: pg.ClientBase,
  table: string,
  rows: Record<string, Value>[],
): Promise<number> {
  const [first] = rows;
  if (first === undefined) return 0;
  const list = Object.keys(first)
    .map((column) => `"${column}"`)
    .join(', ');
  // The rows travel as one JSON text and take their columns' types from the table itself.
  const { rowCount } = await client.query(
    `INSERT INTO ${table} (${list}) SELECT ${list} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  );
  return rowCount ?? 0;
}
