import type { GraphQLError } from 'graphql';
import type { AuditNote } from './trail.js';

/** Codes by which the system fails, not by which it refuses: they are in the log of the process. */
const FAULTS = new Set<unknown>(['DISK_FULL', 'OVERLOADED', 'UNAVAILABLE', 'INTERNAL_SERVER_ERROR', undefined]);

/** The codes for which something was refused. */
export const refusalCodes = (errors: readonly GraphQLError[]): string[] => [
  ...new Set(errors.flatMap(({ extensions: { code } }) => (FAULTS.has(code) ? [] : [String(code)]))),
];

/** Fields that a query asked for without having the role or scope for them, by their own names, not by the caller's aliases. */
export function forbiddenFields(errors: readonly GraphQLError[]): AuditNote[] {
  const fields = errors
    .filter(({ extensions }) => extensions.code === 'FORBIDDEN')
    .flatMap(({ nodes }) => nodes?.flatMap((node) => (node.kind === 'Field' ? [node.name.value] : [])) ?? []);
  return [...new Set(fields)].map((action) => ({ action, ids: [], outcome: 'REFUSED', codes: ['FORBIDDEN'] }));
}
