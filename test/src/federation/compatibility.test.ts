import { parse, stripIgnoredCharacters } from 'graphql';
import { afterAll, describe, expect, test } from 'vitest';
import { productsSchema } from './fixture/products.js';
import { askProducts, fixtureGateway } from './fixture/supergraph.js';

// The cases of the public suite for subgraph libraries (@apollo/federation-subgraph-compatibility-tests), held here without it:
// it needs a process manager under a licence that is not ours, and downloads a composer.
const { ask, publicSdl, runtime } = await fixtureGateway();
afterAll(() => runtime[Symbol.asyncDispose]());

const sdl = stripIgnoredCharacters(productsSchema.sdl);
const entities = async (representation: object, selection: string) => {
  const { data, errors } = await askProducts(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ${selection} } }`,
    { r: [representation] },
  );
  expect(errors).toBeUndefined();
  return (data as { _entities: unknown[] })._entities[0];
};

describe('a subgraph made with our builder', () => {
  test('tells its own SDL, links included', async () => {
    expect((await askProducts('{ _service { sdl } }')).data).toEqual({ _service: { sdl: productsSchema.sdl } });
    expect(() => parse(productsSchema.sdl)).not.toThrow();
    expect(sdl).toContain('@link(url:"https://specs.apollo.dev/federation/v2.5"');
  });

  test.each([
    ['@key of one field', 'type User@key(fields:"email")'],
    ['@key of several fields', 'type DeprecatedProduct@key(fields:"sku package")'],
    ['@key of a field inside another', 'type ProductResearch@key(fields:"study{caseNumber}")'],
    ['@shareable', 'type ProductDimension@shareable'],
    ['@inaccessible', 'unit:String@inaccessible'],
    ['@override', 'name:String@override(from:"users")'],
    ['@provides', 'createdBy:User@provides(fields:"totalProductsCreated")'],
    ['@requires', 'averageProductsCreatedPerYear:Int@requires(fields:"totalProductsCreated yearsOfEmployment")'],
    ['@external', 'yearsOfEmployment:Int!@external'],
    ['@tag', 'notes:String@tag(name:"internal")'],
    ['@interfaceObject', 'type Inventory@interfaceObject@key(fields:"id")'],
    ['@composeDirective', '@composeDirective(name:"@custom")'],
    ['the definition of a directive of its own', 'directive@custom on OBJECT'],
    [
      'a directive of its own',
      'type Product@custom@key(fields:"id")@key(fields:"sku package")@key(fields:"sku variation{id}")',
    ],
  ])('writes %s', (_name, expected) => {
    expect(sdl.replaceAll(/ ?([{}]) ?/g, '$1')).toContain(expected.replaceAll(/ ?([{}]) ?/g, '$1'));
  });

  test.each<[string, object, string, object | null]>([
    [
      'one field',
      { __typename: 'User', email: 'support@apollographql.com' },
      '... on User { name }',
      { name: 'Jane Smith' },
    ],
    [
      'several fields',
      { __typename: 'DeprecatedProduct', sku: 'apollo-federation-v1', package: '@apollo/federation-v1' },
      '... on DeprecatedProduct { reason }',
      { reason: 'Migrate to Federation V2' },
    ],
    [
      'a field inside another',
      { __typename: 'ProductResearch', study: { caseNumber: '1234' } },
      '... on ProductResearch { study { description } }',
      { study: { description: 'Federation Study' } },
    ],
    [
      'the first of several keys',
      { __typename: 'Product', id: 'apollo-federation' },
      '... on Product { sku }',
      { sku: 'federation' },
    ],
    [
      'the second of several keys',
      { __typename: 'Product', sku: 'federation', package: '@apollo/federation' },
      '... on Product { id }',
      { id: 'apollo-federation' },
    ],
    [
      'the third of several keys',
      { __typename: 'Product', sku: 'studio', variation: { id: 'platform' } },
      '... on Product { id }',
      { id: 'apollo-studio' },
    ],
    ['a key that names nothing', { __typename: 'User', email: 'nobody' }, '... on User { name }', null],
  ])('finds an entity by %s', async (_name, representation, selection, found) => {
    expect(await entities(representation, selection)).toEqual(found);
  });

  test('gives what it provides of a type that another owns, without asking that one', async () => {
    const { data } = await askProducts(
      '{ product(id: "apollo-federation") { createdBy { email totalProductsCreated } } }',
    );
    expect(data).toEqual({
      product: { createdBy: { email: 'support@apollographql.com', totalProductsCreated: 1337 } },
    });
  });

  test('answers what is inaccessible to services, and hides it from clients', async () => {
    const { data } = await askProducts('{ product(id: "apollo-federation") { dimensions { unit } } }');
    expect(data).toEqual({ product: { dimensions: { unit: 'kg' } } });
    expect(publicSdl).not.toContain('unit');
  });
});

describe('in one graph with others', () => {
  test.each<[string, string, object]>([
    [
      '@override: its field takes the place of the other one',
      '{ product(id: "apollo-federation") { createdBy { name } } }',
      { product: { createdBy: { name: 'Jane Smith' } } },
    ],
    [
      "@requires: what it adds rests on the other's fields",
      '{ product(id: "apollo-federation") { createdBy { averageProductsCreatedPerYear email } } }',
      {
        product: {
          createdBy: { averageProductsCreatedPerYear: expect.any(Number), email: 'support@apollographql.com' },
        },
      },
    ],
    [
      '@shareable: either gives the type',
      '{ product(id: "apollo-federation") { dimensions { size weight } } }',
      { product: { dimensions: { size: 'small', weight: 1 } } },
    ],
    [
      "@interfaceObject: its field is on every type of the other's interface",
      '{ inventory(id: "apollo-oss") { deprecatedProducts { sku reason } } }',
      { inventory: { deprecatedProducts: [{ sku: 'apollo-federation-v1', reason: 'Migrate to Federation V2' }] } },
    ],
    [
      "@external: the other's field rests on its own",
      '{ product(id: "apollo-federation") { delivery } }',
      { product: { delivery: 'small 1' } },
    ],
  ])('%s', async (_name, query, data) => {
    expect(await ask(query)).toEqual({ data });
  });
});
