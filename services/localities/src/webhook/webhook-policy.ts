import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import type { Caller } from '@thi-dua/schema/caller';
import type { LocalitiesContext } from '../builder.js';

/** ADMIN keeps people, roles and keys (design, section 2), and with them where events are sent. */
export const mayKeepWebhooks = ({ roles }: Caller): boolean => roles.includes('ADMIN');

/** Endpoints of the caller's own tenant, as a filter: no superior and no successor learns of one. */
export const ownEndpoints = ({ caller, policyEnforced }: LocalitiesContext) =>
  policyEnforced ? { tenantId: caller.tenant } : {};

/** The same as a condition on `events.webhook_delivery d`. */
export const ownDeliveries = ({ caller, policyEnforced }: LocalitiesContext): Prisma.Sql =>
  policyEnforced ? Prisma.sql`d.tenant_id = ${caller.tenant}` : Prisma.sql`true`;
