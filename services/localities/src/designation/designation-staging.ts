import type { Client } from '../import/client.js';
import { inBatches } from '../import/staging.js';
import { DESIGNATION_KINDS } from './designation-kinds.js';
import type { StatedRow } from './designation-row.js';

/** Where a list is laid down before it is compared: a table of the transaction's own. */
export async function stageDesignations(client: Client, rows: AsyncIterable<StatedRow>): Promise<void> {
  await client.query(`CREATE TEMP TABLE stated (line int NOT NULL, code text NOT NULL, as_of date NOT NULL, kind text NOT NULL,
    name text, begins date, ends date, given_by text, ended_by text) ON COMMIT DROP`);
  await inBatches(rows, (batch) =>
    client.query({
      name: 'stage-designations',
      text: `INSERT INTO stated SELECT * FROM unnest($1::int[], $2::text[], $3::date[], $4::text[], $5::text[], $6::date[],
        $7::date[], $8::text[], $9::text[])`,
      values: [
        batch.map((row) => row.line),
        batch.map((row) => row.code),
        batch.map((row) => row.asOf),
        batch.map((row) => row.kind),
        batch.map((row) => row.name),
        batch.map((row) => row.begins),
        batch.map((row) => row.ends),
        batch.map((row) => row.givenBy),
        batch.map((row) => row.endedBy),
      ],
    }),
  );
  await client.query('ANALYZE stated');
}

/**
 * Lays what is stated beside what is stored, in the temporary table `holding`. A status is told by its unit, its kind and
 * the day it begins; where none is stated, it is the one held on the day before it ends. It ends with its unit at the
 * latest. `change` says what comes of it; null where it is stored so already.
 *
 * What is not stated is left as it is stored. A status that a decision took away before the end of its stage stays so
 * where a list tells that end: the list is older.
 */
export async function compareDesignations(client: Client): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE holding ON COMMIT DROP AS
      SELECT h.*, CASE
          WHEN stored_id IS NULL THEN 'given'
          WHEN ends < stored_ends THEN 'taken'
          WHEN stored_given_by IS NULL AND given_by IS NOT NULL OR stored_ended_by IS NULL AND ended_by IS NOT NULL THEN 'completed'
        END AS change
      FROM (
        SELECT s.line, s.code, s.kind, s.as_of, coalesce(s.begins, d.begins) AS begins, s.name, s.given_by, s.ended_by,
          s.ends AS stated_ends, s.begins IS NULL AS only_ends,
          CASE WHEN d.id IS NOT NULL AND (s.ends IS NULL OR s.ends > d.ends AND s.ended_by IS NULL AND d.ended_by IS NOT NULL)
            THEN d.ends ELSE least(s.ends, u.ends) END AS ends,
          u.id AS locality_id, u.level::text AS level, u.begins AS unit_begins, u.ends AS unit_ends,
          d.id AS stored_id, d.ends AS stored_ends, d.name AS stored_name, d.legal_basis AS stored_given_by, d.ended_by AS stored_ended_by
        FROM stated s
        LEFT JOIN map.locality u ON u.code = s.code AND u.begins <= s.as_of AND s.as_of < u.ends
        LEFT JOIN map.designation d ON d.locality_id = u.id AND d.kind = s.kind
          AND CASE WHEN s.begins IS NULL THEN d.begins < s.ends AND s.ends <= d.ends ELSE d.begins = s.begins END
      ) h`,
  );
  await client.query(
    `CREATE TEMP TABLE known_kind ON COMMIT DROP AS
      SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) AS k(kind, name, levels)`,
    [
      DESIGNATION_KINDS.map(({ kind }) => kind),
      DESIGNATION_KINDS.map(({ name }) => name),
      DESIGNATION_KINDS.map(({ levels }) => levels.join(' ')),
    ],
  );
  await client.query('ANALYZE holding');
}

const steps: [change: string, sql: string][] = [
  [
    "change IN ('taken', 'completed')",
    `UPDATE map.designation d SET ends = h.ends, legal_basis = coalesce(d.legal_basis, h.given_by),
      ended_by = coalesce(d.ended_by, h.ended_by)
    FROM holding h WHERE h.stored_id = d.id AND h.change IN ('taken', 'completed')`,
  ],
  [
    "change = 'given'",
    `INSERT INTO map.designation AS d (id, locality_id, kind, name, begins, ends, legal_basis, ended_by)
    SELECT gen_random_uuid(), h.locality_id, h.kind, coalesce(h.name, k.name), h.begins, h.ends, h.given_by, h.ended_by
    FROM holding h JOIN known_kind k ON k.kind = h.kind WHERE h.change = 'given'`,
  ],
];

/**
 * Writes the changes to the map: what is cut goes first, so that on no day a unit holds a status twice. Rows that
 * row-level security withholds make it throw.
 */
export async function applyDesignations(client: Client): Promise<void> {
  for (const [change, sql] of steps) {
    const { rows } = await client.query<{ written: number; due: number }>(
      `WITH written AS (${sql} RETURNING d.id) SELECT (SELECT count(*)::int FROM written) AS written,
        (SELECT count(*)::int FROM holding WHERE ${change}) AS due`,
    );
    const [row] = rows;
    if (row?.written !== row?.due) throw new Error(`${row?.written} of ${row?.due} designations were written`);
  }
}
