import { type EntityName, toGlobalId } from '@thi-dua/schema/global-id';
import { entityOf, isNomination, isReport, type Secret } from '../world/secret.js';

/** A key that no record has. */
export const nobody = '00000000-0000-4000-8000-000000000000';

/** An id of the same kind that names nothing. */
export const idOfNothing = (secret: Secret) => {
  if (secret.kind === 'contribution') return toGlobalId('Contribution', nobody);
  if (secret.kind === 'sponsorship') return toGlobalId('Sponsorship', nobody);
  if (isNomination(secret)) return toGlobalId('Nomination', nobody);
  if (secret.kind === 'award') return toGlobalId('Award', nobody);
  if (secret.kind === 'export') return toGlobalId('BulkExport', nobody);
  if (secret.kind === 'key') return toGlobalId('ApiKey', '0000000000000000');
  if (secret.kind === 'duty') return toGlobalId('ReportDuty', nobody);
  if (secret.kind === 'webhook') return toGlobalId('WebhookEndpoint', nobody);
  return toGlobalId(isReport(secret) ? 'Report' : (entityOf(secret) ?? 'Plan'), nobody);
};

export const idOfNoSuch = (typename: EntityName) => toGlobalId(typename, nobody);
