import type { Client } from '../import/client.js';

/** GIVEN: held from a day on. TAKEN: held for less long than stored, by a decision. COMPLETED: only a decision was missing. */
export const DESIGNATION_CHANGES = ['given', 'taken', 'completed'] as const;
export type HoldingChange = (typeof DESIGNATION_CHANGES)[number];

/** How a list of designations differs from what is stored. */
export interface DesignationDifference {
  kinds: KindDifference[];
}
export interface KindDifference extends Record<HoldingChange, number> {
  kind: string;
  listed: number;
}

export async function designationDifference(client: Client): Promise<DesignationDifference> {
  const counts = DESIGNATION_CHANGES.map(
    (change) => `count(*) FILTER (WHERE change = '${change}')::int AS "${change}"`,
  );
  const { rows } = await client.query<KindDifference>(
    `SELECT kind, count(*)::int AS listed, ${counts.join(', ')} FROM holding GROUP BY kind ORDER BY kind`,
  );
  return { kinds: rows };
}

export interface ChangedHolding {
  line: number;
  code: string;
  fullName: string;
  kind: string;
  begins: string;
  ends: string;
  givenBy: string | null;
  endedBy: string | null;
}

/** The holdings that change so, by code and day, as they will be; `limit` of them at most. */
export async function changedHoldings(client: Client, change: HoldingChange, limit: number): Promise<ChangedHolding[]> {
  const { rows } = await client.query<ChangedHolding>(
    `SELECT h.line, h.code, n.full_name AS "fullName", h.kind, h.begins::text AS begins, h.ends::text AS ends,
        coalesce(h.stored_given_by, h.given_by) AS "givenBy", coalesce(h.stored_ended_by, h.ended_by) AS "endedBy"
      FROM holding h JOIN map.locality_name n ON n.locality_id = h.locality_id AND n.begins <= h.begins AND h.begins < n.ends
      WHERE h.change = $1 ORDER BY h.code, h.begins, h.kind LIMIT $2`,
    [change, limit],
  );
  return rows;
}
