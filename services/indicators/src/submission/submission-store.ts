import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import type { IndicatorsContext } from '../builder.js';
import { lastDay } from '../period/period.js';
import type { CheckedRow } from './row-check.js';

/** What the map says of a row's unit. */
export interface Place {
  row: number;
  /** Null where no unit bore the code on the day. */
  unit: string | null;
  /** Some unit has ever borne the code; it had ended, or was yet to begin. */
  codeKnown: boolean;
  codeEnded: boolean;
  /** Whether the unit stands on the period's last day. */
  ended: boolean;
  notYet: boolean;
  /** The tenant that answers for it, and whether the caller is it or acts for it. */
  owner: string | null;
  mine: boolean;
  /** The caller itself had ended by then. */
  afterEnd: boolean;
  inTerritory: boolean;
}

/** Where the rows belong, in one statement. */
export function placesOf(context: IndicatorsContext, rows: readonly CheckedRow[]): Promise<Place[]> {
  const asked = rows.map(({ row, localityCode, asOf, period, methodology }) => ({
    row,
    code: localityCode,
    day: asOf ?? lastDay(period),
    last: lastDay(period),
    territory: methodology?.territoryId ?? null,
  }));
  return context.db.$queryRaw<Place[]>(Prisma.sql`
    WITH placed AS MATERIALIZED (
      SELECT r.*, l.id AS unit, l.begins, l.ends, indicators.owner_of(l.id, r.last) AS owner
      FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS r("row" int, code text, day date, last date, territory uuid)
      LEFT JOIN map.locality l ON l.code = r.code AND l.begins <= r.day AND r.day < l.ends
    ),
    owners AS MATERIALIZED (SELECT o.owner, map.acts_for(o.owner) AS mine FROM (SELECT DISTINCT owner FROM placed WHERE owner IS NOT NULL) o)
    SELECT p."row", p.unit,
      p.unit IS NOT NULL OR EXISTS (SELECT FROM map.locality k WHERE k.code = p.code) AS "codeKnown",
      p.unit IS NULL AND EXISTS (SELECT FROM map.locality k WHERE k.code = p.code AND k.ends <= p.day) AS "codeEnded",
      coalesce(p.ends <= p.last, false) AS ended, coalesce(p.last < p.begins, false) AS "notYet",
      p.owner, coalesce(o.mine, false) AS mine,
      EXISTS (SELECT FROM map.tenant t WHERE t.slug = map.caller() AND t.ends <= p.last) AS "afterEnd",
      p.territory IS NULL OR EXISTS (SELECT FROM map.closure c WHERE c.ancestor_id = p.territory AND c.descendant_id = p.unit
        AND c.begins <= p.last AND p.last < c.ends) AS "inTerritory"
    FROM placed p LEFT JOIN owners o ON o.owner = p.owner
    ORDER BY p."row"`);
}

export interface NewObservation {
  id: string;
  tenant: string;
  unit: string;
  indicator: string;
  period: string;
  periodEnd: string;
  methodology: string | null;
  value: string;
}

/** Writes new revisions; what they correct stays, as history. */
export async function insertObservations(context: IndicatorsContext, rows: readonly NewObservation[]): Promise<void> {
  if (rows.length === 0) return;
  const json = JSON.stringify(rows);
  const recordset = Prisma.sql`jsonb_to_recordset(${json}::jsonb)
    AS r(id uuid, tenant text, unit uuid, indicator text, period text, "periodEnd" date, methodology text, value numeric)`;
  // Two submissions for one tenant take turns, in one order of tenants; those for different tenants never wait.
  await context.db.$executeRaw(Prisma.sql`
    SELECT pg_advisory_xact_lock(hashtextextended('indicators.observation/' || t.tenant, 0))
    FROM (SELECT DISTINCT r.tenant FROM ${recordset} ORDER BY r.tenant) t`);
  await context.db.$executeRaw(Prisma.sql`
    UPDATE indicators.observation o SET current = false FROM ${recordset}
    WHERE o.locality_id = r.unit AND o.indicator = r.indicator AND o.period = r.period
      AND o.methodology IS NOT DISTINCT FROM r.methodology AND o.current`);
  await context.db.$executeRaw(Prisma.sql`
    INSERT INTO indicators.observation (id, tenant_id, locality_id, indicator, period, period_end, methodology, value, status,
      revision, current, official, submitted_at, submitted_by)
    SELECT r.id, r.tenant, r.unit, r.indicator, r.period, r."periodEnd", r.methodology, r.value, 'SUBMITTED',
      coalesce((SELECT max(o.revision) FROM indicators.observation o WHERE o.locality_id = r.unit AND o.indicator = r.indicator
        AND o.period = r.period AND o.methodology IS NOT DISTINCT FROM r.methodology), 0) + 1,
      true, false, now(), ${context.caller.subject}
    FROM ${recordset}`);
}

export interface StoredSubmission<Result> {
  bodyHash: string;
  result: Result;
}

/** The stored answer for a key, if there is one. A retry that overtakes the first waits for it. */
export async function storedSubmission<Result>(
  context: IndicatorsContext,
  key: string,
): Promise<StoredSubmission<Result> | null> {
  const { tenant, subject } = context.caller;
  await context.db.$executeRaw(
    Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${JSON.stringify([tenant, subject, key])}, 0))`,
  );
  const [row] = await context.db.$queryRaw<StoredSubmission<Result>[]>(Prisma.sql`
    SELECT body_hash AS "bodyHash", result FROM indicators.submission
    WHERE tenant_id = ${tenant} AND subject = ${subject} AND idempotency_key = ${key}`);
  return row ?? null;
}

export async function storeSubmission(
  context: IndicatorsContext,
  key: string,
  bodyHash: string,
  result: object,
): Promise<void> {
  const { tenant, subject } = context.caller;
  await context.db.$executeRaw(Prisma.sql`
    INSERT INTO indicators.submission (tenant_id, subject, idempotency_key, body_hash, result)
    VALUES (${tenant}, ${subject}, ${key}, ${bodyHash}, ${JSON.stringify(result)}::jsonb)`);
}
