import type { Caller } from '@thi-dua/schema/caller';
import type { Scope } from '@thi-dua/schema/scopes';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { declaredScopes } from './declared-scopes.js';
import { narrow, scopesNeeded } from './narrow.js';
import { fillIn, refusal } from './withheld.js';

interface Asked {
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

/** How an operation of a caller is to be run. */
export interface Admitted {
  /** What may be run of it; null: nothing. */
  document: DocumentNode | null;
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
      return { document, complete: (data) => ({ data, errors: [] }) };
    const left = narrow(schema, required, document, operation, variables, scopes);
    if (left.withheld.length === 0) return { document, complete: (data) => ({ data, errors: [] }) };
    if (left.document === null || operation.operation !== OperationTypeNode.QUERY) {
      const errors = left.withheld.slice(0, 1).map((missing) => refusal(missing, [missing.key]));
      return { document: null, complete: () => ({ data: null, errors }) };
    }
    return { document: left.document, complete: (data) => fillIn(data, left.withheld) };
  };
}
