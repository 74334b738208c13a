import { entitiesResolver } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import type { ObjectRef, OutputRef } from '@pothos/core';
import {
  type DefinitionNode,
  GraphQLScalarType,
  type GraphQLSchema,
  Kind,
  lexicographicSortSchema,
  parse,
  print,
} from 'graphql';
import { watch } from './audit/watch.js';
import type { ServiceBuilder, SharedBuilder } from './builder.js';
import type { Context } from './context.js';
import { type EntityName, readGlobalUuid } from './global-id.js';

const imported = ['@authenticated', '@external', '@inaccessible', '@key', '@requires', '@requiresScopes', '@shareable'];
/** What a subgraph says of itself before its types: the specs it follows, and definitions of directives of its own. */
const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.6", import: [${imported.map((name) => `"${name}"`).join(', ')}])`;
/** A key as the gateway sends it; read by each entity's own `resolveReference`. */
const representation = new GraphQLScalarType({ name: '_Any' });
const machinery = new Set(['_Any', '_Entity', '_Service']);

export interface SubgraphSchema {
  /** Executable, with `_entities` and `_service`. */
  schema: GraphQLSchema;
  /** What is composed and committed: the service's own types, sorted. */
  sdl: string;
}

/** Marks an entity's key: `directives: key('id')`. */
export const key = (fields: string) => ({ key: { fields } });

/**
 * How an entity is found again from its key. Called once a key: batch inside it (`defineLoader`), and apply the
 * policy there, since this is the way around every root field.
 */
export const reference = <C extends Context, Key>(resolve: (key: Key, context: C) => unknown) => ({
  apollo: { subgraph: { resolveReference: resolve } },
});

/**
 * A type of this service's own that is found by its global id, a UUID inside, under the policy that `find` applies:
 * `builder.objectType(PlanRef, { ...entity<CampaignsContext>('Plan', (id, context) => planById(context).load(id)), … })`.
 */
export const entity = <C extends Context>(
  type: EntityName,
  find: (id: string, context: C) => Promise<object | null>,
) => ({
  directives: key('id'),
  extensions: reference<C, { id: string }>(async ({ id }, context) => {
    const inner = readGlobalUuid(type, id);
    const found = inner === null ? null : await find(inner, context);
    return found && { __typename: type, ...found };
  }),
});

/** Marks the key of an entity that this service names, but never resolves. */
export const keyElsewhere = (fields: string) => ({ key: { fields, resolvable: false } });

/** The type that `_entities` answers with, read from what `resolveReference` returned. */
const typeNameOf = (value: unknown) => (value as { __typename: string }).__typename;

/**
 * Adds federation's two root fields to a finished builder. Pothos' own federation plugin does not fit
 * @apollo/subgraph 2.15, whose resolver for `_entities` is used as it is.
 */
export function toSubgraphSchema<C extends Context, P extends object>(
  service: ServiceBuilder<C, P>,
  entities: OutputRef<unknown>[],
  link: string = LINK,
): SubgraphSchema {
  const builder = service as unknown as SharedBuilder;
  let sdl = '';
  const Service = builder.objectRef<object>('_Service');
  builder.objectType(Service, { fields: (t) => ({ sdl: t.string({ resolve: () => sdl }) }) });
  builder.queryField('_service', (t) => t.field({ type: Service, resolve: () => ({}) }));
  if (entities.length > 0) {
    const Representation = builder.addScalarType('_Any' as never, representation);
    const Entity = builder.unionType('_Entity', {
      types: entities as ObjectRef<never, unknown>[] as never,
      resolveType: typeNameOf as never,
    });
    builder.queryField('_entities', (t) =>
      t.field({
        type: [Entity],
        nullable: { list: false, items: true },
        args: { representations: t.arg({ type: [Representation], required: true }) },
        resolve: (_root, args, context, info) =>
          entitiesResolver({ representations: args.representations as never, context, info }),
      }),
    );
  }
  const schema = builder.toSchema();
  watch(schema);
  sdl = `${link}\n\n${printTypes(schema)}\n`;
  return { schema, sdl };
}

function printTypes(schema: GraphQLSchema): string {
  const printed = parse(printSchemaWithDirectives(lexicographicSortSchema(schema)));
  const definitions = printed.definitions.flatMap((definition): DefinitionNode[] => {
    if (definition.kind === Kind.DIRECTIVE_DEFINITION || definition.kind === Kind.SCHEMA_DEFINITION) return [];
    if ('name' in definition && definition.name && machinery.has(definition.name.value)) return [];
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'Query') {
      const fields = definition.fields?.filter((field) => !field.name.value.startsWith('_')) ?? [];
      return fields.length > 0 ? [{ ...definition, fields }] : [];
    }
    return [definition];
  });
  return print({ ...printed, definitions });
}
