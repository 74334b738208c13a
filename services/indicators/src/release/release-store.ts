import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import type { IndicatorsContext } from '../builder.js';
import type { Basis } from '../figure/figure.js';
import { settleRollUps } from '../figure/settle-roll-ups.js';
import { hold } from '../judgement/judgement-store.js';
import { visibleObservations } from '../observation/observation-policy.js';
import { lastDay, type Period } from '../period/period.js';

/** A condition on `indicators.observation o`: it was verified, and nothing later of its figure. */
export const awaitsRelease = Prisma.sql`(o.status = 'VERIFIED' AND NOT EXISTS (
  SELECT FROM indicators.observation l WHERE l.locality_id = o.locality_id AND l.indicator = o.indicator AND l.period = o.period
    AND l.methodology IS NOT DISTINCT FROM o.methodology AND l.revision > o.revision AND l.status IN ('VERIFIED', 'RELEASED')))`;

/** UNIT: its own report and its roll-up. BELOW: those of every unit in it that has any figure. */
export type ReleaseScope = 'UNIT' | 'BELOW' | 'UNIT_AND_BELOW';

/** The units whose figures of a period a release opens: the one named, and those below it in which anything was reported that the caller may see. */
export async function unitsToRelease(
  context: IndicatorsContext,
  { unit, period, scope }: { unit: string; period: Period; scope: ReleaseScope },
): Promise<string[]> {
  if (scope === 'UNIT') return [unit];
  const rows = await context.db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT c.descendant_id AS id FROM map.closure c
    WHERE c.ancestor_id = ${unit}::uuid AND c.depth > 0 AND c.begins <= ${lastDay(period)}::date AND ${lastDay(period)}::date < c.ends
      AND EXISTS (
        SELECT FROM map.closure d JOIN indicators.observation o ON o.locality_id = d.descendant_id AND o.period = ${period.text}
          AND ${visibleObservations(context)}
        WHERE d.ancestor_id = c.descendant_id AND d.begins <= ${lastDay(period)}::date AND ${lastDay(period)}::date < d.ends)
    ORDER BY 1`);
  return [...(scope === 'UNIT_AND_BELOW' ? [unit] : []), ...rows.map((row) => row.id)];
}

/** What stands in the way of a release. */
export interface Releasability {
  mayRelease: boolean;
  /** Some of the figures were submitted by the person who asks. */
  ownWork: boolean;
}

export async function releasability(
  context: IndicatorsContext,
  units: readonly string[],
  period: Period,
  basis: Basis,
): Promise<Releasability> {
  const [row] = await context.db.$queryRaw<Releasability[]>(Prisma.sql`
    SELECT (SELECT count(*) FROM indicators.releasable(${units}::uuid[], array_fill(${lastDay(period)}::date, ARRAY[${units.length}::int]))) = ${units.length}::int
        AS "mayRelease",
      EXISTS (SELECT FROM indicators.observation o WHERE o.locality_id = ANY(${units}::uuid[]) AND o.period = ${period.text}
        AND (${awaitsRelease} OR (${basis} = 'PROVISIONAL' AND o.current AND o.status IN ('SUBMITTED', 'VERIFIED')))
        AND o.submitted_by = ${context.caller.subject} AND ${visibleObservations(context)}) AS "ownWork"`);
  return row ?? { mayRelease: false, ownWork: false };
}

export interface Release {
  units: readonly string[];
  period: Period;
  basis: Basis;
  decision: string;
  releasedOn: string;
}

/** Opens units' figures of a period to everyone; says how many of their own reports were released by it. */
export async function release(
  context: IndicatorsContext,
  { units, period, basis, decision, releasedOn }: Release,
): Promise<number> {
  const { tenant, subject } = context.caller;
  await context.db.$executeRaw(Prisma.sql`
    INSERT INTO indicators.release (id, tenant_id, locality_id, period, basis, decision, released_by, released_on)
    SELECT gen_random_uuid(), ${tenant}, u.id, ${period.text}, ${basis}::indicators.basis, ${decision}, ${subject}, ${releasedOn}::date
    FROM unnest(${units}::uuid[]) AS u(id)`);
  const released = basis === 'PROVISIONAL' ? 0 : await releaseReports(context, { units, period, decision });
  await settleRollUps(context);
  return released;
}

async function releaseReports(
  context: IndicatorsContext,
  { units, period, decision }: Pick<Release, 'units' | 'period' | 'decision'>,
): Promise<number> {
  const rows = await context.db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT o.id FROM indicators.observation o
    WHERE o.locality_id = ANY(${units}::uuid[]) AND o.period = ${period.text} AND ${awaitsRelease} AND ${visibleObservations(context)}`);
  return releaseReported(
    context,
    rows.map((row) => row.id),
    decision,
  );
}

/**
 * Releases reports, each in place of what was official of its figure; one that has been superseded or released meanwhile
 * is passed over.
 */
export async function releaseReported(
  context: IndicatorsContext,
  ids: readonly string[],
  decision: string,
): Promise<number> {
  if (ids.length === 0) return 0;
  await hold(context, ids);
  const due = await context.db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT o.id FROM indicators.observation o WHERE o.id = ANY(${[...ids]}::uuid[]) AND ${awaitsRelease}`);
  const released = due.map(({ id }) => id);
  await context.db.$executeRaw(Prisma.sql`
    UPDATE indicators.observation o SET official = false
    FROM indicators.observation n
    WHERE n.id = ANY(${released}::uuid[]) AND o.official AND o.id <> n.id AND o.locality_id = n.locality_id
      AND o.indicator = n.indicator AND o.period = n.period AND o.methodology IS NOT DISTINCT FROM n.methodology`);
  return context.db.$executeRaw(Prisma.sql`
    UPDATE indicators.observation o SET status = 'RELEASED', official = true, decision = coalesce(o.decision, ${decision})
    WHERE o.id = ANY(${released}::uuid[])`);
}
