import type { Scope } from '@thi-dua/schema/scopes';
import { SCOPES } from '@thi-dua/schema/scopes';
import { type GraphQLSchema, getOperationAST, parse } from 'graphql';
import { declaredScopes } from './declared-scopes.js';
import { scopesNeeded } from './narrow.js';

/** Says of a valid document which scopes it takes whole, by the very directives that hold it to them. */
export function scopesOfDocuments(supergraph: string, schema: GraphQLSchema): (query: string) => Scope[] {
  const required = declaredScopes(supergraph, schema);
  return (query) => {
    const document = parse(query);
    const operation = getOperationAST(document);
    const needed = new Set(operation ? scopesNeeded(schema, required, document, operation) : []);
    return SCOPES.filter((scope) => needed.has(scope));
  };
}
