import { ENTITIES } from '@thi-dua/schema/global-id';
import { createIdentitySigner } from '@thi-dua/schema/identity';
import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  parse,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { callerOf, identityKey } from '../kit/services.js';
import { graph } from './graph.js';
import { selectRoot } from './matrix.js';
import { mutationProbes } from './probes/mutations.js';
import { anyEntity, rootArguments } from './probes/roots.js';

/** Every object type that some path of fields leads to. */
function reachable(schema: GraphQLSchema, start: GraphQLNamedType | null | undefined): Set<GraphQLObjectType> {
  const found = new Set<GraphQLObjectType>();
  const visit = (type: GraphQLNamedType): void => {
    if (isAbstractType(type)) for (const member of schema.getPossibleTypes(type)) visit(member);
    if (!isObjectType(type) || found.has(type)) return;
    found.add(type);
    for (const field of Object.values(type.getFields())) visit(getNamedType(field.type));
  };
  if (start) visit(start);
  return found;
}

describe('the matrix', async () => {
  const { gateway } = await graph(await testDatabase());
  const { schema } = gateway;

  test('asks every root field, and every field of every type below one', () => {
    const roots = rootArguments([]);
    expect(Object.keys(roots).sort()).toEqual(Object.keys(schema.getQueryType()?.getFields() ?? {}).sort());
    const selections = Object.keys(roots).map((field) => selectRoot({ gateway }, field, anyEntity.has(field)));
    expect([...new Set(selections.flatMap(({ missing }) => [...missing]))]).toEqual([]);
    const covered = new Set(selections.flatMap((selection) => [...selection.covered]));
    // What only a mutation answers is shown by the probes of mutations.
    const uncovered = [...reachable(schema, schema.getQueryType())]
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`))
      .filter((coordinate) => !coordinate.startsWith('Query.') && !covered.has(coordinate));
    expect(uncovered).toEqual([]);
  });

  test('tries every mutation', () => {
    expect(Object.keys(mutationProbes).sort()).toEqual(Object.keys(schema.getMutationType()?.getFields() ?? {}).sort());
  });

  test('asks every entity that services hand to each other', async () => {
    const { services } = await graph(await testDatabase());
    const entities = new Set(
      services.flatMap(({ sdl }) =>
        [...sdl.matchAll(/^type (\w+) (?:implements \w+ )?@key/gm)].map((match) => match[1]),
      ),
    );
    // Open to everyone signed in: names of tenants and units, definitions, the law, what a report is of. The others are the matrix's.
    // Their own service alone leads to these, by `node` and by its own fields.
    const own = ['ApiKey', 'Event', 'WebhookDelivery', 'WebhookEndpoint'];
    expect([...entities, ...own].sort()).toEqual([...Object.keys(ENTITIES), 'Indicator'].sort());
  });

  test('finds every service closed to whoever has no identity', async () => {
    const { services } = await graph(await testDatabase());
    const signer = createIdentitySigner(new Uint8Array(32));
    for (const service of services) {
      for (const identity of [undefined, await signer.sign(callerOf('trung-uong'), service.name)]) {
        const fields = Object.values(service.schema.getQueryType()?.getFields() ?? {});
        for (const field of fields) {
          const { data, errors } = await service.execute({
            document: parse(`{ ${field.name} { __typename } }`),
            identity,
          });
          expect(data).toBeNull();
          expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
        }
      }
    }
    expect(identityKey).toHaveLength(32);
  });
});
