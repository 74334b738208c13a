import { stableId } from '@thi-dua/prisma/seed/stable-id';
import { EVER_AFTER, EVER_BEFORE } from '../locality/standing.js';
import type { Client } from './client.js';
import { judge, type ListContext, type Pair, unitKey, type Verdict } from './judge.js';
import { coveredCommunes } from './neighbourhoods.js';
import { LISTED_LEVELS, type ListedLevel } from './unit-name.js';

/** The id of the unit that begins under a row's code, as `stableId` makes it of `unitKey`. */
const idOf = (level: string, code: string, begins: string) =>
  `map.stable_id('locality', CASE ${level}::text WHEN 'PROVINCE' THEN 'P' WHEN 'DISTRICT' THEN 'D' WHEN 'COMMUNE' THEN 'C' ELSE 'N' END
    || ${code} || '@' || CASE ${begins} WHEN '${EVER_BEFORE}' THEN 'old' ELSE ${begins}::text END)`;

/**
 * Lays every listed unit beside the one stored under its code on that day, in the temporary table `pair`. What a name
 * need not be looked into for is settled at once, all rows together, and as `judge` would (a test holds them to it): what
 * both agree on, what only one of them has, and what a mapping says is made of others. The rest is left to judge.
 */
export async function createPairs(client: Client, list: ListContext): Promise<void> {
  await client.query(`CREATE TEMP TABLE pair (
    n int GENERATED ALWAYS AS IDENTITY, line int, level map.locality_level NOT NULL, code text NOT NULL,
    parent_level map.locality_level, parent_code text, name text, full_name text, type text,
    stored_id uuid, begins date, ends date, name_begins date, stored_name text, stored_full_name text, stored_type text,
    stored_parent uuid, parent_edge uuid, parent_edge_begins date,
    mapped boolean NOT NULL, sole boolean NOT NULL, previous_ends date, next_begins date, neighbour_gone boolean NOT NULL,
    -- What comes of it: the verdict, the unit that bears the code from that day on, and the unit it then lies in.
    verdict text, message text, id uuid, final_begins date, final_ends date, day_known boolean NOT NULL DEFAULT false,
    renamed boolean NOT NULL DEFAULT false, retyped boolean NOT NULL DEFAULT false, respelled boolean NOT NULL DEFAULT false,
    parent_id uuid, moved boolean NOT NULL DEFAULT false) ON COMMIT DROP`);
  await client.query(
    `INSERT INTO pair (line, level, code, parent_level, parent_code, name, full_name, type,
        stored_id, begins, ends, name_begins, stored_name, stored_full_name, stored_type,
        stored_parent, parent_edge, parent_edge_begins, mapped, sole, previous_ends, next_begins, neighbour_gone,
        verdict, day_known, final_begins, final_ends, id)
      WITH scope AS (
        -- A list of the country covers all levels it can hold; one of neighbourhoods those of the communes it names.
        SELECT unnest(ARRAY['PROVINCE', 'DISTRICT', 'COMMUNE']::map.locality_level[]) AS level
        WHERE EXISTS (SELECT FROM listed WHERE level <> 'NEIGHBOURHOOD')
      ), stored AS (
        SELECT l.id, l.level, l.code, l.begins, l.ends, n.begins AS name_begins, n.name, n.full_name, n.type,
          coalesce(before.parent_id, edge.parent_id) AS parent_id, edge.parent_id AS edge, edge.begins AS edge_begins
        FROM map.locality l
        JOIN map.locality_name n ON n.locality_id = l.id AND n.begins <= $1::date AND $1::date < n.ends
        LEFT JOIN map.locality_parent before ON before.child_id = l.id AND before.begins < $1::date AND $1::date <= before.ends
        LEFT JOIN map.locality_parent edge ON edge.child_id = l.id AND edge.begins <= $1::date AND $1::date < edge.ends
        WHERE l.begins <= $1::date AND $1::date < l.ends AND (l.level IN (SELECT level FROM scope)
          OR (l.level = 'NEIGHBOURHOOD' AND (l.code IN (SELECT code FROM listed WHERE level = 'NEIGHBOURHOOD')
            OR edge.parent_id IN (${coveredCommunes}))))
      ), sole AS (
        SELECT to_code FROM mapped GROUP BY to_code
        HAVING count(*) = 1 AND bool_and(extent = 'WHOLE' AND from_code = to_code)
      ), bearer AS (
        SELECT code, max(ends) FILTER (WHERE ends <= $1::date) AS previous_ends,
          min(begins) FILTER (WHERE begins > $1::date) AS next_begins
        FROM map.locality WHERE ends <= $1::date OR begins > $1::date GROUP BY code
      )
      SELECT v.*, CASE WHEN v.verdict IN ('NEW', 'REPLACED') THEN ${idOf('v.level', 'v.code', '$1::date')} ELSE v.stored_id END
      FROM (
        SELECT d.*, coalesce(d.verdict IN ('NEW', 'ENDED', 'REPLACED') AND (d.mapped OR d.level = ANY ($3::map.locality_level[])), false),
          CASE WHEN d.verdict IN ('NEW', 'REPLACED') THEN $1::date ELSE d.begins END,
          CASE WHEN d.verdict IN ('NEW', 'REPLACED') THEN coalesce(d.next_begins, '${EVER_AFTER}') ELSE d.ends END
        FROM (
          SELECT c.*, CASE
              WHEN c.stored_id IS NULL THEN CASE WHEN c.mapped AND c.sole THEN NULL WHEN c.mapped OR NOT $2::boolean THEN 'NEW' END
              WHEN c.line IS NULL THEN CASE WHEN c.begins < $1::date THEN 'ENDED' END
              WHEN c.begins = $1::date
                THEN CASE WHEN NOT (c.mapped AND c.sole) AND c.stored_full_name = c.full_name AND c.stored_type = c.type THEN 'SAME' END
              WHEN c.mapped AND NOT c.sole THEN 'REPLACED'
              WHEN c.stored_full_name = c.full_name AND c.stored_type = c.type THEN 'SAME'
            END AS verdict
          FROM (
            SELECT l.line, coalesce(l.level, s.level) AS level, coalesce(l.code, s.code) AS code, l.parent_level, l.parent_code,
              l.name, l.full_name, l.type, s.id AS stored_id, s.begins, s.ends, s.name_begins, s.name AS stored_name,
              s.full_name AS stored_full_name, s.type AS stored_type, s.parent_id, s.edge, s.edge_begins,
              coalesce(l.level, s.level) IN (SELECT from_level FROM mapped WHERE from_level = to_level) AS mapped,
              sole.to_code IS NOT NULL AS sole, bearer.previous_ends, bearer.next_begins,
              s.id IS NOT NULL AND bool_or(l.line IS NULL) OVER (PARTITION BY s.parent_id) AS neighbour_gone
            FROM listed l FULL JOIN stored s ON s.code = l.code AND s.level = l.level
            LEFT JOIN sole ON sole.to_code = l.code
            LEFT JOIN bearer ON bearer.code = l.code
          ) c
        ) d
      ) v`,
    [list.day, list.first, [...list.abolished]],
  );
  await client.query('ANALYZE pair (code, verdict, stored_id, parent_code)');
}

interface PairRow extends Record<string, unknown> {
  n: number;
  level: ListedLevel;
  code: string;
  line: number | null;
  name: string;
  full_name: string;
  type: string;
  stored_id: string | null;
  begins: string;
  ends: string;
  name_begins: string;
  stored_name: string;
  stored_full_name: string;
  stored_type: string;
  mapped: boolean;
  sole: boolean;
  neighbour_gone: boolean;
  previous_ends: string | null;
  next_begins: string | null;
}

const pairOf = (row: PairRow): Pair => ({
  level: row.level,
  code: row.code,
  listed: row.line === null ? null : { name: row.name, fullName: row.full_name, type: row.type },
  stored:
    row.stored_id === null
      ? null
      : {
          name: row.stored_name,
          fullName: row.stored_full_name,
          type: row.stored_type,
          begins: row.begins,
          nameBegins: row.name_begins,
        },
  neighbourGone: row.neighbour_gone,
  mapped: row.mapped,
  sole: row.sole,
  previousEnds: row.previous_ends,
  nextBegins: row.next_begins,
  // Asked only of what the first list alone shows, which is settled apart.
  parentBegins: null,
});

const BATCH = 2000;

/** Units that only the first list shows are told from their parents; no mapping speaks of them. */
const onlyFirst = (list: ListContext) => (list.first ? 'p.stored_id IS NULL AND NOT p.mapped' : 'false');

export async function countUnjudged(client: Client, list: ListContext): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pair p WHERE p.verdict IS NULL AND NOT (${onlyFirst(list)})`,
  );
  return rows[0]?.count ?? 0;
}

/** Judges what the list and the map do not agree on; then what follows from it for the units that only the first list shows. */
export async function judgePairs(
  client: Client,
  list: ListContext,
  onProgress: (count: number) => void,
): Promise<void> {
  await client.query(`CREATE TEMP TABLE judged (n int, verdict text, message text, id uuid, final_begins date, final_ends date,
    day_known boolean, renamed boolean, retyped boolean, respelled boolean) ON COMMIT DROP`);
  await client.query(
    `DECLARE to_judge NO SCROLL CURSOR FOR
      SELECT p.n, p.level::text, p.code, p.line, p.name, p.full_name, p.type, p.stored_id, p.begins::text, p.ends::text,
        p.name_begins::text, p.stored_name, p.stored_full_name, p.stored_type, p.mapped, p.sole, p.neighbour_gone,
        p.previous_ends::text, p.next_begins::text
      FROM pair p WHERE p.verdict IS NULL AND NOT (${onlyFirst(list)})`,
  );
  let any = false;
  for (;;) {
    const { rows } = await client.query<PairRow>(`FETCH ${BATCH} FROM to_judge`);
    if (rows.length === 0) break;
    any = true;
    await recordVerdicts(
      client,
      rows,
      rows.map((row) => judge(pairOf(row), list)),
    );
    onProgress(rows.length);
  }
  await client.query('CLOSE to_judge');
  if (any)
    await client.query(`UPDATE pair p SET verdict = j.verdict, message = j.message, id = coalesce(j.id, p.stored_id),
        final_begins = coalesce(j.final_begins, p.begins), final_ends = coalesce(j.final_ends, p.ends), day_known = j.day_known,
        renamed = j.renamed, retyped = j.retyped, respelled = j.respelled
      FROM judged j WHERE j.n = p.n`);
  // From the provinces down: a unit begins no earlier than its parent.
  if (list.first) for (const level of LISTED_LEVELS) await settleFirst(client, list.day, level);
}

/** What the first list alone shows may have stood ever since; but no longer than its code is free, and its parent stands. */
const settleFirst = (client: Client, day: string, level: ListedLevel): Promise<unknown> =>
  client.query(
    `UPDATE pair p SET verdict = 'NEW', final_begins = f.begins, final_ends = coalesce(p.next_begins, '${EVER_AFTER}'),
        day_known = f.begins = '${EVER_BEFORE}', id = ${idOf('p.level', 'p.code', 'f.begins')}
      FROM (
        SELECT n.n, greatest('${EVER_BEFORE}', n.previous_ends, coalesce(above.final_begins, m.begins)) AS begins
        FROM pair n LEFT JOIN pair above ON above.code = n.parent_code
        LEFT JOIN map.locality m ON above.n IS NULL AND m.code = n.parent_code AND m.begins <= $1::date AND $1::date < m.ends
        WHERE n.verdict IS NULL AND n.level = $2::map.locality_level AND n.stored_id IS NULL AND NOT n.mapped
      ) f
      WHERE p.n = f.n`,
    [day, level],
  );

function recordVerdicts(client: Client, rows: PairRow[], verdicts: Verdict[]): Promise<unknown> {
  const begun = verdicts.map((verdict) => (verdict.kind === 'NEW' || verdict.kind === 'REPLACED' ? verdict : null));
  const going = verdicts.map((verdict) => (verdict.kind === 'GOES_ON' ? verdict : null));
  return client.query({
    name: 'record-verdicts',
    text: `INSERT INTO judged SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::uuid[], $5::date[], $6::date[],
      $7::boolean[], $8::boolean[], $9::boolean[], $10::boolean[])`,
    values: [
      rows.map((row) => row.n),
      verdicts.map((verdict) => verdict.kind),
      verdicts.map((verdict) => (verdict.kind === 'CONTRADICTION' ? verdict.message : null)),
      rows.map((row, i) => {
        const begins = begun[i]?.begins;
        return begins === undefined ? null : stableId('locality', unitKey(row.level, row.code, begins));
      }),
      begun.map((verdict) => verdict?.begins ?? null),
      begun.map((verdict) => verdict?.ends ?? null),
      verdicts.map((verdict) => 'dayKnown' in verdict && verdict.dayKnown),
      going.map((verdict) => verdict?.renamed ?? false),
      going.map((verdict) => verdict?.retyped ?? false),
      going.map((verdict) => verdict?.respelled ?? false),
    ],
  });
}

/** Finds for each unit that begins or moved the one it lies in from that day on. */
export async function settleParents(client: Client, day: string): Promise<void> {
  await client.query(
    `UPDATE pair p SET parent_id = above.id,
        moved = p.verdict IN ('SAME', 'GOES_ON') AND p.parent_edge IS DISTINCT FROM above.id
      FROM (
        SELECT code, id FROM pair WHERE verdict NOT IN ('ENDED', 'CONTRADICTION')
        UNION ALL
        SELECT m.code, m.id FROM map.locality m WHERE m.begins <= $1::date AND $1::date < m.ends
          AND NOT EXISTS (SELECT FROM pair WHERE pair.code = m.code)
          AND m.code IN (SELECT parent_code FROM listed)
      ) above
      WHERE p.line IS NOT NULL AND above.code = p.parent_code
        AND (p.verdict IN ('NEW', 'REPLACED') OR p.parent_edge IS DISTINCT FROM above.id)`,
    [day],
  );
}
