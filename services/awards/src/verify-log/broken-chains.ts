import type { OperatorClient } from '@thi-dua/prisma/operator-database';

/** The first entry of a nomination's log that is not as it was written. */
export interface BrokenChain {
  nomination: string;
  /** Whose nomination. */
  tenant: string;
  /** The entry; one more than there are where the log itself is whole, but not what it led to. */
  number: number;
  fault: string;
}

export interface Verified {
  nominations: number;
  entries: number;
  /** By nomination, the earliest written first. */
  broken: BrokenChain[];
}

/**
 * Holds every log against itself and against what it led to, as of one moment. Each entry's hash is computed anew from
 * what it says and from the hash of the one before; numbers run without a gap; the state, head and content of the
 * nomination, the awards and the files of the dossier, are those that the log tells of. A tail that was cut off shows by the head.
 */
export async function verifyLogs(client: OperatorClient): Promise<Verified> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    const { rows: counted } = await client.query<{ nominations: number; entries: number }>(
      'SELECT (SELECT count(*)::int FROM awards.nomination) AS nominations, (SELECT count(*)::int FROM awards.nomination_step) AS entries',
    );
    const { rows: broken } = await client.query<BrokenChain>(`
      WITH entry AS (
        SELECT s.nomination_id, s.seq, s.at, CASE
          WHEN s.seq <> row_number() OVER chain THEN 'an entry before it is missing'
          WHEN s.hash <> awards.step_hash(s) THEN 'it does not say what was written'
          WHEN s.prev_hash IS DISTINCT FROM lag(s.hash) OVER chain THEN 'it does not follow the entry before it'
          WHEN s.from_status IS DISTINCT FROM coalesce(lag(s.to_status) OVER chain, 'DRAFT') THEN 'it does not start where the entry before it ended'
        END AS fault
        FROM awards.nomination_step s
        WINDOW chain AS (PARTITION BY s.nomination_id ORDER BY s.seq)
      ), last AS (
        SELECT DISTINCT ON (s.nomination_id) s.* FROM awards.nomination_step s ORDER BY s.nomination_id, s.seq DESC
      ), submitted AS (
        SELECT DISTINCT ON (s.nomination_id) s.nomination_id, s.content -> 'nomination' AS facts
        FROM awards.nomination_step s WHERE s.step = 'SUBMITTED' ORDER BY s.nomination_id, s.seq DESC
      ), outcome AS (
        SELECT n.id AS nomination_id, n.steps + 1 AS seq, CASE
          WHEN n.steps <> coalesce(l.seq, 0) OR n.head_hash IS DISTINCT FROM l.hash THEN 'the log ends elsewhere than the nomination says'
          WHEN n.status <> coalesce(l.to_status, 'DRAFT') THEN 'the nomination stands elsewhere than the log says'
          WHEN n.status NOT IN ('DRAFT', 'RETURNED') AND awards.nomination_facts(n) <> u.facts THEN 'the nomination says something else than was submitted'
          WHEN (SELECT count(*) FROM awards.award a WHERE a.nomination_id = n.id)
            <> (SELECT count(*) FROM awards.nomination_step d WHERE d.nomination_id = n.id AND d.step = 'DECIDED') THEN 'there are not as many awards as decisions'
          WHEN EXISTS (
            SELECT FROM awards.nomination_step d LEFT JOIN awards.award a ON a.id = (d.content ->> 'award')::uuid AND a.nomination_id = n.id
              LEFT JOIN awards.decision c ON c.id = a.decision_id
            WHERE d.nomination_id = n.id AND d.step = 'DECIDED' AND (a.id IS NULL OR a.form_key <> d.content ->> 'form'
              OR a.decided_on::text <> d.content ->> 'day' OR c.number <> d.content ->> 'number' OR c.day <> a.decided_on
              OR (a.tenant_id, a.stage, a.nominator, a.occasion, a.period, a.subject, a.name, a.achievement_key)
                <> (d.tenant_id, d.stage, n.tenant_id, n.occasion, n.period, n.subject, n.name, n.achievement_key)
              OR (a.plan_id, a.locality_id) IS DISTINCT FROM (n.plan_id, n.locality_id)
              OR awards.document_facts(c) <> d.content -> 'document')
          ) THEN 'an award is not as it was decided'
          WHEN EXISTS (
            SELECT FROM awards.award a WHERE a.nomination_id = n.id AND (a.revoked_on IS NOT NULL) <> EXISTS (
              SELECT FROM awards.nomination_step r WHERE r.nomination_id = n.id AND r.step = 'REVOKED' AND (r.content ->> 'award')::uuid = a.id)
          ) THEN 'an award was revoked, or restored, without an entry'
          WHEN EXISTS (
            SELECT FROM (
              SELECT jsonb_build_array(s.seq, s.tenant_id, s.subject, s.at, s.content) AS said FROM awards.nomination_step s
              WHERE s.nomination_id = n.id AND s.step = 'FILE_ADDED' AND NOT EXISTS (
                SELECT FROM awards.nomination_step r
                WHERE r.nomination_id = n.id AND r.step = 'FILE_REMOVED' AND r.content ->> 'file' = s.content ->> 'file')
            ) l FULL JOIN (
              SELECT jsonb_build_array(f.seq, f.tenant_id, f.uploaded_by, f.uploaded_at, awards.file_facts(f)) AS said
              FROM awards.dossier_file f WHERE f.nomination_id = n.id
            ) d ON d.said = l.said
            WHERE l.said IS NULL OR d.said IS NULL
          ) THEN 'a file of the dossier is not as it was added'
          WHEN EXISTS (
            SELECT FROM awards.award a JOIN awards.nomination_step r ON r.nomination_id = n.id AND r.step = 'REVOKED' AND (r.content ->> 'award')::uuid = a.id
            WHERE (a.revoked_on::text, a.revocation_number, a.revocation_reason, a.revoked_for, a.revoked_by)
              IS DISTINCT FROM (r.content ->> 'day', r.content ->> 'number', r.remarks, r.acted_by, r.subject)
          ) THEN 'an award was not revoked as it says'
          WHEN EXISTS (
            SELECT FROM (SELECT * FROM awards.nomination_stage s WHERE s.nomination_id = n.id) s
            FULL JOIN (SELECT * FROM awards.nomination_step p WHERE p.nomination_id = n.id AND p.step IN ('SUBMITTED', 'ESCALATED')) p ON p.stage = s.ordinal
            WHERE (s.tenant_id, s.form_key, s.reached_on) IS DISTINCT FROM (p.to_tenant, p.form_key, p.on_day) OR s.owner IS DISTINCT FROM n.tenant_id
          ) THEN 'it has reached others than the log says'
        END AS fault
        FROM awards.nomination n LEFT JOIN last l ON l.nomination_id = n.id LEFT JOIN submitted u ON u.nomination_id = n.id
      ), faulty AS (
        SELECT nomination_id, seq, fault FROM entry WHERE fault IS NOT NULL
        UNION ALL SELECT nomination_id, seq, fault FROM outcome WHERE fault IS NOT NULL
      ), first AS (
        SELECT DISTINCT ON (nomination_id) * FROM faulty ORDER BY nomination_id, seq
      )
      SELECT f.nomination_id AS nomination, n.tenant_id AS tenant, f.seq AS number, f.fault
      FROM first f JOIN awards.nomination n ON n.id = f.nomination_id
      LEFT JOIN awards.nomination_step s ON s.nomination_id = f.nomination_id AND s.seq = f.seq
      ORDER BY s.at NULLS LAST, n.created_at, f.nomination_id`);
    return { ...(counted[0] ?? { nominations: 0, entries: 0 }), broken };
  } finally {
    await client.query('ROLLBACK');
  }
}
