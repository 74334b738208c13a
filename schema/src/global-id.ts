import { badInput } from './errors.js';

/** The entities whose ids travel between services and to clients. */
export type EntityName =
  | 'Tenant'
  | 'Locality'
  | 'Region'
  | 'BoundaryChange'
  | 'Observation'
  | 'Plan'
  | 'Target'
  | 'TargetPart'
  | 'Criterion'
  | 'Report'
  | 'ReportDuty'
  | 'Supervision'
  | 'Exemplar'
  | 'Contribution'
  | 'Gift'
  | 'Sponsorship'
  | 'AwardForm'
  | 'Nomination'
  | 'Award'
  | 'Decision'
  | 'DossierFile'
  | 'AnnualReport'
  | 'MovementReport'
  | 'BulkExport'
  | 'ApiKey'
  | 'Event'
  | 'WebhookEndpoint'
  | 'WebhookDelivery';

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

/** For arguments: a malformed id is the caller's mistake, unlike a well-formed one that names nothing. */
export function requireGlobalUuid(type: EntityName, globalId: string, argument: string): string {
  const id = readGlobalUuid(type, globalId);
  if (id === null)
    throw badInput(`"${argument}" is not the id of a ${type}. Use an id as this API returned it.`, argument);
  return id;
}
