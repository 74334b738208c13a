import { randomUUID } from 'node:crypto';
import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import type { IndicatorsContext } from '../builder.js';
import type { Basis } from '../figure/figure.js';
import { lastDay, type Period } from '../period/period.js';

/** What stands in the way of a release. */
export interface Releasability {
  mayRelease: boolean;
  /** Some of the figures were submitted by the person who asks. */
  ownWork: boolean;
}

export async function releasability(context: IndicatorsContext, unit: string, period: Period): Promise<Releasability> {
  const [row] = await context.db.$queryRaw<Releasability[]>(Prisma.sql`
    SELECT indicators.may_release(${unit}::uuid, ${lastDay(period)}::date) AS "mayRelease",
      EXISTS (SELECT FROM indicators.observation o WHERE o.locality_id = ${unit}::uuid AND o.period = ${period.text}
        AND o.official AND o.status = 'VERIFIED' AND o.submitted_by = ${context.caller.subject}) AS "ownWork"`);
  return row ?? { mayRelease: false, ownWork: false };
}

export interface Release {
  unit: string;
  period: Period;
  basis: Basis;
  decision: string;
  releasedOn: string;
}

/** Opens a unit's figures of a period to everyone; says how many of its own reports were released by it. */
export async function release(
  context: IndicatorsContext,
  { unit, period, basis, decision, releasedOn }: Release,
): Promise<number> {
  const { tenant, subject } = context.caller;
  await context.db.$executeRaw(Prisma.sql`
    INSERT INTO indicators.release (id, tenant_id, locality_id, period, basis, decision, released_by, released_on)
    VALUES (${randomUUID()}::uuid, ${tenant}, ${unit}::uuid, ${period.text}, ${basis}::indicators.basis, ${decision}, ${subject}, ${releasedOn}::date)`);
  if (basis === 'PROVISIONAL') return 0;
  return context.db.$executeRaw(Prisma.sql`
    UPDATE indicators.observation SET status = 'RELEASED', decision = coalesce(decision, ${decision})
    WHERE locality_id = ${unit}::uuid AND period = ${period.text} AND official AND status = 'VERIFIED'`);
}
