import { ENTITIES, type EntityName, toGlobalId, typeOfGlobalId } from '@thi-dua/schema/global-id';
import { getNamedType, isCompositeType, isObjectType, isRequiredArgument } from 'graphql';
import { describe, expect, test } from 'vitest';
import { settleEvents } from '../events/settle-events.js';
import { type Graph, graph } from '../isolation/graph.js';
import { fieldArguments } from '../isolation/probes/fields.js';
import { idOfNoSuch } from '../isolation/probes/nothing.js';
import { populate } from '../isolation/world/populate.js';
import { testDatabase } from '../kit/database.js';
import { ask as askService, callerOf, localities } from '../kit/services.js';

const owner = 'cao-bang';
const stranger = 'thanh-xuan';
const database = await testDatabase();
const world = await graph(database);
const secrets = await populate(world, [owner]);
await settleEvents(database);
const types = Object.keys(ENTITIES) as EntityName[];

/** Names of tenants and units, the map, definitions, the law, and what a report is of: open to everyone signed in. */
const open = new Set<EntityName>([
  'Tenant',
  'Locality',
  'Region',
  'BoundaryChange',
  'AwardForm',
  'AnnualReport',
  'MovementReport',
]);

const found = (
  await world.ask(
    owner,
    `{ tenant(slug: "${owner}") { id locality { id } } regions(asOf: "2023-05-05") { id }
       boundaryChanges(first: 1) { nodes { id } } listed: boundaryChanges(from: "2025-07-01", first: 1) { nodes { id } }
       awardForms(asOf: "2024-01-01") { id } annualReport(year: 2022) { id }
       movementReport(movement: "VNN-2021-2025", from: 2021, to: 2022) { id }
       contributions(filter: { tenant: "${owner}" }) { nodes { gifts { id } } }
       awards(filter: { tenant: "${owner}" }) { nodes { decision { id } } }
       events(types: [REPORT_SUBMITTED], first: 1) { nodes { id } }
       webhookEndpoints { deliveries(first: 1) { nodes { id } } } }`,
  )
).data;

/** Every id of the graph in what was answered, and those of the owner's secrets. */
const ids = new Set([
  ...JSON.stringify(found)
    .split('"')
    .filter((text) => typeOfGlobalId(text) !== null),
  // A household and totals are told by the record they hang on; an open plan and a published exemplar by their own.
  ...secrets
    .filter(({ kind }) => !['open', 'published-exemplar'].includes(kind))
    .flatMap(({ id, parts = [], file = '' }) => [id, ...parts.map((part) => part.id), file])
    .filter((id) => typeOfGlobalId(id) !== null),
]);
const idsOf = (type: EntityName) => [...ids].filter((id) => typeOfGlobalId(id) === type);

const node = (tenant: string, id: string) =>
  world.ask(tenant, 'query ($id: ID!) { node(id: $id) { __typename id } }', { id });

/** Every field of a type, and every field of what each leads to; pages count as nothing between. */
function twoSteps({ schema }: Graph['gateway'], start: string): string {
  let aliases = 0;
  const fieldsOf = (name: string, steps: number): string => {
    const type = schema.getType(name);
    if (!isObjectType(type)) return '__typename';
    const fields = Object.values(type.getFields()).flatMap((field) => {
      const given = fieldArguments[`${name}.${field.name}`];
      if (given === undefined && field.args.some(isRequiredArgument)) return [];
      const inside = getNamedType(field.type);
      const rest = name.endsWith('Connection') ? steps : steps - 1;
      if (isCompositeType(inside) && rest < 0) return [];
      const selection = isCompositeType(inside) ? ` { ${fieldsOf(inside.name, rest)} }` : '';
      return [`f${aliases++}: ${field.name}${given === undefined ? '' : `(${given})`}${selection}`];
    });
    return ['__typename', ...fields].join(' ');
  };
  return fieldsOf(start, 1);
}

describe('node', () => {
  test.each(types)('leads from a %s to all that it has, and to all of what it leads to', async (type) => {
    const asked = await world.ask(
      owner,
      `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type} { ${twoSteps(world.gateway, type)} } } }`,
      { ids: idsOf(type).slice(0, 1) },
    );
    expect(asked.errors).toBeUndefined();
    expect(asked.data).toMatchObject({ nodes: [{ __typename: type }] });
  });

  test('is offered for every type whose ids travel', () => {
    const { schema } = world.gateway;
    const implementing = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node'),
    );
    expect(implementing.map(({ name }) => name).sort()).toEqual([...types].sort());
  });

  test.each(types)(
    'gives a %s to whoever may see it, and to nobody else, also by id and __typename alone',
    async (type) => {
      const own = idsOf(type);
      expect(own.length, `no ${type} to ask for`).toBeGreaterThan(0);
      for (const id of own) {
        const shown = { node: { __typename: type, id } };
        expect(await node(owner, id)).toMatchObject({ data: shown });
        const asked = await node(stranger, id);
        expect(asked.errors).toBeUndefined();
        expect(asked.data).toEqual(open.has(type) ? shown : { node: null });
      }
    },
  );

  test.each(types)('answers a %s that does not exist as one that is hidden', async (type) => {
    for (const id of [idOfNoSuch(type), ...(ENTITIES[type].key === 'name' ? [toGlobalId(type, 'no such')] : [])]) {
      for (const tenant of [owner, stranger])
        expect(await node(tenant, id)).toMatchObject({ data: { node: null }, executed: true });
      expect((await node(owner, id)).errors).toBeUndefined();
    }
  });

  test.each([
    '',
    'x',
    '42',
    'no id at all',
    toGlobalId('Plan', '1'),
    toGlobalId('Plan', '00000000-0000-4000-8000-00000000000G'),
    toGlobalId('Tenant', ''),
    `${toGlobalId('Tenant', owner)}=`,
    ...['Query:1', 'constructor:1', '__proto__:1', 'Indicator:POVERTY_RATE', 'Plan'].map((text) =>
      Buffer.from(text).toString('base64url'),
    ),
  ])('refuses what is no id of this API as malformed: %j', async (id) => {
    for (const tenant of [owner, stranger]) {
      const { data, errors } = await node(tenant, id);
      expect(data).toEqual({ node: null });
      expect(errors).toEqual([
        {
          message: expect.stringContaining('"id"'),
          path: ['node'],
          extensions: { code: 'BAD_USER_INPUT', argument: 'id' },
        },
      ]);
    }
  });

  test('of a report to come, and of one on no unit, is nothing', async () => {
    const unit = (found as { tenant: { locality: { id: string } } }).tenant.locality.id;
    const inner = Buffer.from(unit, 'base64url').toString().split(':')[1];
    for (const of of [`2200;${inner};;`, '2022;00000000-0000-4000-8000-000000000000;;', `2022;${inner};;;`])
      expect((await node(owner, toGlobalId('AnnualReport', of))).data).toEqual({ node: null });
  });

  test('leads to the fields that each service adds to what it names', async () => {
    const [plan = ''] = idsOf('Plan');
    const [observation = ''] = idsOf('Observation');
    const [report = ''] = idsOf('AnnualReport');
    const { data, errors } = await world.ask(
      owner,
      `query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename
        ... on Plan { title tenant { name } awards { totalCount } }
        ... on Observation { value locality { fullName } indicator { code } }
        ... on Tenant { name superior { slug } }
        ... on AnnualReport { year units { levels { level } } indicators(codes: ["POOR_HOUSEHOLDS"]) { indicator { code } } } } }`,
      { ids: [plan, observation, toGlobalId('Tenant', owner), report] },
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      nodes: [
        { title: expect.any(String), tenant: { name: expect.any(String) }, awards: { totalCount: expect.any(Number) } },
        { value: expect.any(String), locality: { fullName: expect.any(String) } },
        { superior: { slug: 'trung-uong' } },
        { year: 2022, units: { levels: expect.any(Array) }, indicators: [{ indicator: { code: 'POOR_HOUSEHOLDS' } }] },
      ],
    });
  });
});

describe('nodes', () => {
  const nodes = (tenant: string, asked: readonly string[]) =>
    world.ask(tenant, 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids: asked });

  test('answers in the order asked, with null in the place of what is hidden or is not there', async () => {
    const [plan = ''] = idsOf('Plan');
    const tenant = toGlobalId('Tenant', owner);
    const shown = { __typename: 'Tenant', id: tenant };
    expect((await nodes(stranger, [plan, tenant, idOfNoSuch('Plan'), tenant])).data).toEqual({
      nodes: [null, shown, null, shown],
    });
  });

  test('is bounded, counts by its length, and names the id that is malformed', async () => {
    const tenant = toGlobalId('Tenant', owner);
    expect((await nodes(owner, Array(101).fill(tenant))).errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'ids',
    });
    expect((await nodes(owner, [tenant, 'x'])).errors?.[0]?.extensions).toMatchObject({ argument: 'ids.1' });
    expect((await nodes(owner, Array(40).fill(tenant))).cost).toBe(1 + 40 * 2);
  });

  test('leaves open what a service keeps that does not answer, and nothing else', async () => {
    const service = localities(database.appUrl, {
      peers: async (name) =>
        name === 'awards' ? { errors: [], data: { _entities: [{}] } } : Promise.reject(new Error('away')),
    });
    const { data, errors } = await askService(
      service,
      callerOf(owner),
      'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }',
      { ids: [idOfNoSuch('Plan'), toGlobalId('Tenant', owner), idOfNoSuch('Award')] },
    );
    expect(data).toEqual({
      nodes: [
        null,
        { __typename: 'Tenant', id: toGlobalId('Tenant', owner) },
        { __typename: 'Award', id: idOfNoSuch('Award') },
      ],
    });
    expect(errors?.map(({ path }) => path)).toEqual([['nodes', 0]]);
  });
});
