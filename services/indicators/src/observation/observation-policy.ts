import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import type { IndicatorsContext } from '../builder.js';
import type { Standing } from '../figure/figure.js';
import { enforced } from '../policy.js';
import type { ObservationStatus } from './observation.js';

/** Released: everyone. Before: the owner, and those above it once it is submitted. A tenant below sees roll-ups only. */
export const maySeeObservation = (standing: Standing, status: ObservationStatus): boolean =>
  status === 'RELEASED' || standing === 'OWNER' || (standing === 'SUPERIOR' && status !== 'DRAFT');

/** `map.acts_for` and `map.above` of a row's tenant, as conditions on `indicators.observation o` that are looked up once a statement. */
const isOwner = Prisma.sql`o.tenant_id IN (SELECT indicators.acted_for())`;
const isSuperior = Prisma.sql`(o.tenant_id IN (SELECT indicators.overseen()) OR map.above(o.tenant_id, o.period_end))`;

/** How the caller stands to a row's tenant. */
export const standingSql = Prisma.sql`CASE WHEN ${isOwner} THEN 'OWNER' WHEN ${isSuperior} THEN 'SUPERIOR' ELSE 'NONE' END`;

/** The same rule as a condition on `indicators.observation o`. */
export const visibleObservations = (context: IndicatorsContext): Prisma.Sql =>
  enforced(context, false)
    ? Prisma.sql`true`
    : Prisma.sql`(o.status = 'RELEASED' OR ${isOwner} OR (o.status <> 'DRAFT' AND ${isSuperior}))`;

/** Who submitted or judged a figure, and why it was returned, is between its owner and those above. */
export const maySeeHandling = (context: IndicatorsContext, standing: Standing): boolean =>
  enforced(context, standing === 'OWNER' || standing === 'SUPERIOR');
