import type { Caller } from '@thi-dua/schema/caller';
import type { Context } from '@thi-dua/schema/context';
import type { Execution, Subgraph } from '@thi-dua/schema/subgraph';
import {
  buildASTSchema,
  type DocumentNode,
  defaultFieldResolver,
  type ExecutionResult,
  execute,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  parse,
} from 'graphql';

type ServiceContexts = Record<string, Context>;
type Resolver = GraphQLFieldResolver<unknown, ServiceContexts>;
interface Reference {
  apollo?: { subgraph?: { resolveReference?: (key: unknown, context: Context) => unknown } };
}

/**
 * The services' own resolvers under one schema, without a query plan: what federation costs is measured against it.
 * Where one service's object is asked for another's field, the other finds it by its key, as over the wire.
 */
export function mergedSchema(publicSdl: string, subgraphs: readonly Subgraph[]): GraphQLSchema {
  const schema = buildASTSchema(parse(publicSdl), { assumeValidSDL: true });
  const madeBy = new WeakMap<object, Subgraph>();
  const remember = (value: unknown, subgraph: Subgraph): unknown => {
    if (value instanceof Promise) return value.then((settled) => remember(settled, subgraph));
    if (Array.isArray(value)) return value.map((item) => remember(item, subgraph));
    if (typeof value === 'object' && value !== null) madeBy.set(value, subgraph);
    return value;
  };
  const referenceOf = (subgraph: Subgraph, typeName: string) =>
    (subgraph.schema.getType(typeName)?.extensions as Reference | undefined)?.apollo?.subgraph?.resolveReference;

  const keyOf = async (parent: object, typeName: string, contexts: ServiceContexts, info: Parameters<Resolver>[3]) => {
    const maker = madeBy.get(parent);
    const type = maker?.schema.getType(typeName);
    if (!maker || !isObjectType(type)) return parent;
    const key: Record<string, unknown> = { __typename: typeName };
    for (const name of ['id', 'code']) {
      const field = type.getFields()[name];
      if (field)
        key[name] = await (field.resolve ?? defaultFieldResolver)(parent, {}, contexts[maker.name], {
          ...info,
          fieldName: name,
        });
    }
    return key;
  };

  for (const type of Object.values(schema.getTypeMap())) {
    if (isScalarType(type)) {
      const original = subgraphs.map((subgraph) => subgraph.schema.getType(type.name)).find(isScalarType);
      if (original)
        Object.assign(type, {
          serialize: original.serialize,
          parseValue: original.parseValue,
          parseLiteral: original.parseLiteral,
        });
    }
    if (isAbstractType(type)) {
      const owner = subgraphs.find((subgraph) => subgraph.schema.getType(type.name));
      const original = owner?.schema.getType(type.name);
      if (owner && isInterfaceType(original))
        type.resolveType = (value, contexts, info) =>
          original.resolveType?.(value, contexts[owner.name], info as never, original);
    }
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const owners = subgraphs.filter((subgraph) => {
        const own = subgraph.schema.getType(type.name);
        return isObjectType(own) && own.getFields()[field.name] !== undefined;
      });
      const resolvers = new Map(
        owners.map((subgraph) => {
          const own = subgraph.schema.getType(type.name);
          return [
            subgraph,
            (isObjectType(own) ? own.getFields()[field.name]?.resolve : undefined) ?? defaultFieldResolver,
          ] as const;
        }),
      );
      const resolve: Resolver = async (parent, args, contexts, info) => {
        const maker = typeof parent === 'object' && parent !== null ? madeBy.get(parent) : undefined;
        const owner = owners.find((subgraph) => subgraph === maker) ?? owners[0];
        if (!owner) throw new Error(`no service answers ${type.name}.${field.name}`);
        let own = parent;
        const find = maker !== undefined && maker !== owner ? referenceOf(owner, type.name) : undefined;
        if (find && typeof parent === 'object' && parent !== null) {
          own = await find(await keyOf(parent, type.name, contexts, info), contexts[owner.name] as Context);
          if (own === null || own === undefined) return null;
        }
        return remember(await resolvers.get(owner)?.(own, args, contexts[owner.name], info), owner);
      };
      field.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;
    }
  }
  return schema;
}

/** Runs one document on the merged schema, each service in its own transaction as ever. */
export async function runMerged(
  schema: GraphQLSchema,
  subgraphs: readonly Subgraph[],
  identities: (subgraph: Subgraph, caller: Caller) => Promise<string>,
  caller: Caller,
  document: DocumentNode,
  variables: Record<string, unknown>,
): Promise<ExecutionResult> {
  const executions = await Promise.all(
    subgraphs.map(
      async (subgraph): Promise<[string, Execution]> => [
        subgraph.name,
        await subgraph.begin(await identities(subgraph, caller)),
      ],
    ),
  );
  const contextValue = Object.fromEntries(executions.map(([name, { context }]) => [name, context]));
  const result = await execute({ schema, document, variableValues: variables, contextValue });
  await Promise.all(executions.map(([, execution]) => execution.finish({ data: null }, undefined)));
  return result;
}
