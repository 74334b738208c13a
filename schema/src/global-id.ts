import { badInput } from './errors.js';
import type { ServiceName } from './identity.js';

/**
 * The entities whose ids travel between services and to clients: the service that keeps each, and what its inner id is. `node`
 * asks the keeper, which has to give it by `_entities` under its policy.
 */
export const ENTITIES = {
  Tenant: { owner: 'localities', key: 'name' },
  Locality: { owner: 'localities', key: 'uuid' },
  Region: { owner: 'localities', key: 'name' },
  BoundaryChange: { owner: 'localities', key: 'name' },
  Observation: { owner: 'indicators', key: 'uuid' },
  Plan: { owner: 'campaigns', key: 'uuid' },
  Target: { owner: 'campaigns', key: 'uuid' },
  TargetPart: { owner: 'campaigns', key: 'uuid' },
  Criterion: { owner: 'campaigns', key: 'uuid' },
  Report: { owner: 'campaigns', key: 'uuid' },
  ReportDuty: { owner: 'campaigns', key: 'uuid' },
  Supervision: { owner: 'campaigns', key: 'uuid' },
  Exemplar: { owner: 'campaigns', key: 'uuid' },
  Contribution: { owner: 'campaigns', key: 'uuid' },
  Gift: { owner: 'campaigns', key: 'uuid' },
  Sponsorship: { owner: 'campaigns', key: 'uuid' },
  AwardForm: { owner: 'awards', key: 'name' },
  Nomination: { owner: 'awards', key: 'uuid' },
  Award: { owner: 'awards', key: 'uuid' },
  Decision: { owner: 'awards', key: 'uuid' },
  DossierFile: { owner: 'awards', key: 'uuid' },
  AnnualReport: { owner: 'campaigns', key: 'name' },
  MovementReport: { owner: 'campaigns', key: 'name' },
  BulkExport: { owner: 'campaigns', key: 'uuid' },
  ApiKey: { owner: 'localities', key: 'name' },
  Event: { owner: 'localities', key: 'uuid' },
  WebhookEndpoint: { owner: 'localities', key: 'uuid' },
  WebhookDelivery: { owner: 'localities', key: 'uuid' },
} as const satisfies Record<string, { owner: ServiceName; key: 'uuid' | 'name' }>;
export type EntityName = keyof typeof ENTITIES;

const isEntityName = (text: string): text is EntityName => Object.hasOwn(ENTITIES, text);

/** Opaque to clients; the type is part of it, so an id of one type is never taken for another's. */
export function toGlobalId(type: EntityName, id: string): string {
  return Buffer.from(`${type}:${id}`, 'utf8').toString('base64url');
}

/** The inner id, or null where `globalId` is not a well-formed id of `type`. */
export function readGlobalId(type: EntityName, globalId: string): string | null {
  const text = Buffer.from(globalId, 'base64url').toString('utf8');
  if (!text.startsWith(`${type}:`)) return null;
  const id = text.slice(type.length + 1);
  return id !== '' && toGlobalId(type, id) === globalId ? id : null;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Like {@link readGlobalId} for entities that are keyed by UUID. */
export function readGlobalUuid(type: EntityName, globalId: string): string | null {
  const id = readGlobalId(type, globalId);
  return id !== null && uuid.test(id) ? id : null;
}

/** The type that a global id names; null for a text that this API never gives as an id. */
export function typeOfGlobalId(globalId: string): EntityName | null {
  const [type = ''] = Buffer.from(globalId, 'base64url').toString('utf8').split(':', 1);
  if (!isEntityName(type)) return null;
  const read = ENTITIES[type].key === 'uuid' ? readGlobalUuid : readGlobalId;
  return read(type, globalId) === null ? null : type;
}

/** For arguments: a malformed id is the caller's mistake, unlike a well-formed one that names nothing. */
export function requireGlobalUuid(type: EntityName, globalId: string, argument: string): string {
  const id = readGlobalUuid(type, globalId);
  if (id === null)
    throw badInput(`"${argument}" is not the id of a ${type}. Use an id as this API returned it.`, argument);
  return id;
}
