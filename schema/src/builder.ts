import SchemaBuilder, { type ObjectRef, type OutputRef } from '@pothos/core';
import DirectivePlugin from '@pothos/plugin-directives';
import PrismaPlugin, { type PrismaClient } from '@pothos/plugin-prisma';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import type { Role } from './caller.js';
import { connectionOf, type Page, pageInfoOf } from './connection.js';
import type { Context } from './context.js';
import { forbidden } from './errors.js';
import { DateScalar, DateTimeScalar, DecimalScalar } from './scalars.js';
import scopePlugin from './scope-plugin.js';
import { userErrorOf } from './user-error.js';

/** The types every service's builder is made with; `P` are the generated Pothos types of that service's client. */
export interface ServiceTypes<C extends Context, P extends object> {
  Context: C;
  PrismaTypes: P;
  DefaultFieldNullability: false;
  AuthScopes: { role: Role };
  Scalars: {
    ID: { Input: string; Output: string };
    Date: { Input: string; Output: string | Date };
    DateTime: { Input: Date; Output: Date };
    Decimal: { Input: string; Output: string };
  };
}
type BuilderOf<T extends Partial<PothosSchemaTypes.UserSchemaTypes>> = PothosSchemaTypes.SchemaBuilder<
  PothosSchemaTypes.ExtendDefaultTypes<T>
>;
export type ServiceBuilder<C extends Context, P extends object> = BuilderOf<ServiceTypes<C, P>>;
/** What the types shared by all services are written against: they use nothing of one service's own. */
export type SharedBuilder = ServiceBuilder<Context, object>;

/**
 * A service's schema builder with the types that all services share:
 * `createBuilder<LocalitiesContext, PrismaTypes>(getDatamodel())`.
 */
export function createBuilder<C extends Context, P extends object>(datamodel: { datamodel: unknown }) {
  const shared: SharedBuilder = new SchemaBuilder<ServiceTypes<Context, object>>({
    plugins: [ScopeAuthPlugin, scopePlugin, PrismaPlugin, DirectivePlugin],
    defaultFieldNullability: false,
    directives: { useGraphQLToolsUnorderedDirectives: true },
    scopeAuth: {
      authScopes: (context) => ({ role: (role: Role) => context.caller.roles.includes(role) }),
      unauthorizedError: () => forbidden('Your roles do not allow this operation.'),
    },
    prisma: { client: (context) => context.db as PrismaClient, dmmf: datamodel, onUnusedQuery: null },
  });
  shared.addScalarType('Date', DateScalar);
  shared.addScalarType('DateTime', DateTimeScalar);
  shared.addScalarType('Decimal', DecimalScalar);
  shared.queryType({});
  const pageInfo = pageInfoOf(shared);
  return {
    // The options above hold for every service; only the types of its context and client differ.
    builder: shared as unknown as ServiceBuilder<C, P>,
    userError: userErrorOf(shared),
    /** `<Name>Connection` and `<Name>Edge` over `node`. */
    connection: <Node>(name: string, node: OutputRef<Node>): ObjectRef<never, Page<Node>> =>
      connectionOf(shared, pageInfo, name, node) as unknown as ObjectRef<never, Page<Node>>,
  };
}
