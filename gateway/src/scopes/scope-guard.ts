import type { AuditNote } from '@thi-dua/schema/audit/trail';
import type { Caller } from '@thi-dua/schema/caller';
import type { Scope } from '@thi-dua/schema/scopes';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { refusedChanges } from '../audit/refused-changes.js';
import { declaredScopes } from './declared-scopes.js';
import { narrow, scopesNeeded } from './narrow.js';
import { fillIn, refusal, type Withheld } from './withheld.js';

interface Asked {
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

/** How an operation of a caller is to be run. */
export interface Admitted {
  /** What may be run of it; null: nothing. */
  document: DocumentNode | null;
  /** What is not given, for the audit log. */
  refused: readonly AuditNote[];
  /** Completes the answer with what was withheld. */
  complete(data: unknown): { data: unknown; errors: readonly GraphQLError[] };
}

export type ScopeGuard = (asked: Asked, variables: Readonly<Record<string, unknown>>, caller: Caller) => Admitted;

/**
 * Holds every operation to the scopes of its caller before any service is asked; each service does the same again. A query is
 * answered as far as they reach. Anything else is refused whole: half of what was to be done is never done.
 */
export function createScopeGuard(supergraph: string, schema: GraphQLSchema): ScopeGuard {
  const required = declaredScopes(supergraph, schema);
  const needs = new WeakMap<OperationDefinitionNode, readonly Scope[]>();
  return ({ document, operation }, variables, { scopes }) => {
    const needed = needs.get(operation) ?? scopesNeeded(schema, required, document, operation);
    needs.set(operation, needed);
    if (needed.every((scope) => scopes.includes(scope)))
      return { document, refused: [], complete: (data) => ({ data, errors: [] }) };
    const left = narrow(schema, required, document, operation, variables, scopes);
    if (left.withheld.length === 0) return { document, refused: [], complete: (data) => ({ data, errors: [] }) };
    if (left.document === null || operation.operation !== OperationTypeNode.QUERY) {
      const errors = left.withheld.slice(0, 1).map((missing) => refusal(missing, [missing.key]));
      const refused =
        operation.operation === OperationTypeNode.MUTATION
          ? refusedChanges(schema, { document, operation }, variables, 'FORBIDDEN')
          : withheldNotes(left.withheld);
      return { document: null, refused, complete: () => ({ data: null, errors }) };
    }
    return {
      document: left.document,
      refused: withheldNotes(left.withheld),
      complete: (data) => fillIn(data, left.withheld),
    };
  };
}

const withheldNotes = (withheld: readonly Withheld[]): AuditNote[] =>
  [...new Set(withheld.map(({ field }) => field))].map((action) => ({
    action,
    ids: [],
    outcome: 'REFUSED',
    codes: ['FORBIDDEN'],
  }));
