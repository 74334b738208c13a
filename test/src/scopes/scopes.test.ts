import { readFileSync } from 'node:fs';
import { kindOperations } from '@thi-dua/gateway/export/export-kinds';
import { declaredScopes } from '@thi-dua/gateway/scopes/declared-scopes';
import { scopesNeeded } from '@thi-dua/gateway/scopes/narrow';
import { committedSupergraph } from '@thi-dua/gateway/supergraph';
import type { Caller } from '@thi-dua/schema/caller';
import { scopesOfKinds } from '@thi-dua/schema/export-work';
import { allowedBy, rolesFor, SCOPES, type Scope, scopesOf } from '@thi-dua/schema/scopes';
import { getOperationAST, isObjectType, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { graph } from '../isolation/graph.js';
import { testDatabase } from '../kit/database.js';
import { ask as askService, callerOf } from '../kit/services.js';

const { ask, gateway, services } = await graph(await testDatabase());
const { schema } = gateway;
const required = declaredScopes(committedSupergraph(), schema);

const bearing = (...scopes: Scope[]): Partial<Caller> => ({ scopes });
const withheld = (path: (string | number)[], ...requiredScopes: Scope[]) => ({
  message: expect.stringContaining(requiredScopes.join(', ')),
  path,
  extensions: { code: 'FORBIDDEN', requiredScopes },
});
const service = (name: string) => {
  const found = services.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no service ${name}`);
  return found;
};

describe('what is declared', () => {
  // `node` and `nodes` require those of the type that an id names.
  test('every root field and every mutation requires a scope, but for who asks, what is left to it, and nodes', () => {
    const open = [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
      Object.keys(root?.getFields() ?? {}).filter((name) => root && required(root, name).length === 0),
    );
    expect(open.sort()).toEqual(['node', 'nodes', 'rateLimit', 'viewer']);
  });

  test('every scope is required somewhere', () => {
    const types = Object.values(schema.getTypeMap()).filter(isObjectType);
    const used = new Set(
      types.flatMap((type) => Object.keys(type.getFields()).flatMap((name) => required(type, name))),
    );
    expect(SCOPES.filter((scope) => !used.has(scope))).toEqual([]);
  });

  test('a mutation takes a scope that its role has a use for', () => {
    const mutation = schema.getMutationType();
    if (!mutation) throw new Error('no mutations');
    const reading = Object.keys(mutation.getFields()).filter((name) =>
      required(mutation, name).every((scope) => rolesFor(scope) === null),
    );
    expect(reading).toEqual([]);
  });

  test('an export takes the scopes of all that its lines hold', () => {
    for (const [kind, { query }] of kindOperations) {
      const document = parse(query);
      const operation = getOperationAST(document);
      if (!operation) throw new Error(`${kind} has no operation`);
      expect(scopesNeeded(schema, required, document, operation).sort(), kind).toEqual(scopesOfKinds([kind]).sort());
    }
  });

  test('the integration guide lists every scope with what it allows and the roles that use it', () => {
    const guide = readFileSync(new URL('../../../docs/integration.md', import.meta.url), 'utf8');
    const rows = [...guide.matchAll(/^\| `(\w+:\w+)` \| (.*) \| (.*) \|$/gm)].map(([, ...cells]) => cells);
    expect(rows).toEqual(SCOPES.map((scope) => [scope, allowedBy(scope), rolesFor(scope)?.join(', ') ?? 'any']));
  });

  test('roles bring the scopes they have a use for, and all that read', () => {
    expect(scopesOf([]).every((scope) => scope.endsWith(':read'))).toBe(true);
    expect(scopesOf(['REPORTER'])).toEqual(expect.arrayContaining(['observations:submit', 'contributions:write']));
    expect(scopesOf(['REPORTER'])).not.toContain('keys:manage');
  });
});

describe('a query', () => {
  test('is answered as far as the scopes of its caller reach, and says at each place what is missing', async () => {
    const { data, errors } = await ask(
      'trung-uong',
      `{ viewer { subject } plan(id: "x") { id }
         localities(first: 2) { nodes { code held: value(indicator: "POOR_HOUSEHOLDS", period: "2022") { value } } } }`,
      {},
      bearing('map:read'),
    );
    expect(data).toEqual({
      viewer: { subject: 'officer@trung-uong' },
      plan: null,
      localities: {
        nodes: [
          { code: expect.any(String), held: null },
          { code: expect.any(String), held: null },
        ],
      },
    });
    expect(errors).toHaveLength(3);
    expect(errors).toEqual(
      expect.arrayContaining([
        withheld(['plan'], 'plans:read'),
        withheld(['localities', 'nodes', 0, 'held'], 'observations:read'),
        withheld(['localities', 'nodes', 1, 'held'], 'observations:read'),
      ]),
    );
  });

  test('is given by an id no more than by the field of its type', async () => {
    const { data } = await ask('trung-uong', '{ plans(first: 1) { nodes { id } } tenant(slug: "cao-bang") { id } }');
    const { plans, tenant } = data as { plans: { nodes: { id: string }[] }; tenant: { id: string } };
    const ids = [plans.nodes[0]?.id, tenant.id];
    const document =
      'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Plan { title } ... on Tenant { slug } } }';
    const held = await ask('trung-uong', document, { ids }, bearing('map:read'));
    expect(held.data).toBeNull();
    expect(held.errors?.map(({ extensions }) => extensions?.code)).toContain('FORBIDDEN');
    const named = await ask(
      'trung-uong',
      'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }',
      { ids },
      bearing('map:read'),
    );
    expect(named.data).toEqual({ nodes: [null, { __typename: 'Tenant', id: tenant.id }] });
    expect(named.errors).toEqual([withheld(['nodes', 0], 'plans:read')]);
    const given = await ask('trung-uong', document, { ids }, bearing('map:read', 'plans:read'));
    expect(given.errors).toBeUndefined();
    expect(given).toMatchObject({ data: { nodes: [{ title: expect.any(String) }, { slug: 'cao-bang' }] } });
    expect(given.errors).toBeUndefined();
  });

  test('that asks for what cannot be null loses the nearest that can, and in the end everything', async () => {
    const nested = await ask(
      'trung-uong',
      '{ locality(code: "04") { code byArea(indicator: "POOR_HOUSEHOLDS", period: "2022") { __typename } } viewer { subject } }',
      {},
      bearing('map:read'),
    );
    expect(nested.data).toEqual({ locality: null, viewer: { subject: 'officer@trung-uong' } });
    expect(nested.errors).toEqual([withheld(['locality'], 'observations:read')]);
    const whole = await ask('trung-uong', '{ all: plans { totalCount } viewer { subject } }', {}, bearing('map:read'));
    expect(whole).toMatchObject({ data: null, errors: [withheld(['all'], 'plans:read')] });
  });

  test('is held to its scopes through fragments, aliases and repetition alike; what it does not ask for does not count', async () => {
    const document = `query ($no: Boolean!) {
        tenant(slug: "cao-bang") { ...T ... on Tenant { locality { figure: value(indicator: "POOR_HOUSEHOLDS", period: "2022") { value } } } }
        plan(id: "x") @include(if: $no) { id } ...Q @include(if: $no)
      }
      fragment T on Tenant { slug locality { ...L } }
      fragment L on Locality { code figure: value(indicator: "POOR_HOUSEHOLDS", period: "2022") { period } }
      fragment Q on Query { exemplars { totalCount } }`;
    const { data, errors } = await ask('trung-uong', document, { no: false }, bearing('map:read'));
    expect(data).toEqual({ tenant: { slug: 'cao-bang', locality: { code: '04', figure: null } } });
    expect(errors).toEqual([withheld(['tenant', 'locality', 'figure'], 'observations:read')]);
    const asked = await ask('trung-uong', document, { no: true }, bearing('map:read'));
    expect(asked.data).toBeNull();
  });

  test('does not learn by __typename alone that something is there', async () => {
    const { data, errors } = await ask(
      'trung-uong',
      '{ search(query: "ho ngheo", first: 1) { nodes { plan { __typename } } } exemplars(first: 1) { nodes { plan { __typename } } } }',
      {},
      bearing('exemplars:read'),
    );
    expect(data).toBeNull();
    expect(errors).toHaveLength(1);
  });
});

describe('a mutation', () => {
  test('without its scope is refused before anything is done, whoever holds the role', async () => {
    const document = 'mutation { revokeCalendarFeed { errors { code } } }';
    const { data, errors } = await ask('cao-bang', document, {}, bearing('map:read'));
    expect(data).toBeNull();
    expect(errors).toEqual([withheld(['revokeCalendarFeed'], 'calendar:manage')]);
  });

  test('that would do one thing it may and one it may not does neither', async () => {
    const made = 'mutation { rotateCalendarFeed { feed { issuedAt } errors { code } } }';
    const both = `mutation { rotateCalendarFeed { feed { issuedAt } } startExport { export { id } } }`;
    const refused = await ask('cao-bang', both, {}, bearing('calendar:manage', 'calendar:read'));
    expect(refused).toMatchObject({ data: null, errors: [withheld(['startExport'], 'exports:make')] });
    const feed = await ask('cao-bang', '{ calendarFeed { issuedAt } }', {}, bearing('calendar:read'));
    expect(feed.data).toEqual({ calendarFeed: null });
    expect((await ask('cao-bang', made, {}, bearing('calendar:manage'))).errors).toBeUndefined();
  });
});

describe('a service asked by itself', () => {
  const scopes: readonly Scope[] = ['map:read'];
  test('holds root fields, nested fields and entities to the same scopes', async () => {
    const about = (code: string) => ({ extensions: { code: 'FORBIDDEN', requiredScopes: [code] } });
    const caller = callerOf('trung-uong', { scopes });
    const root = await askService(service('campaigns'), caller, '{ plan(id: "x") { id } movements { totalCount } }');
    expect(root.errors).toMatchObject([about('plans:read'), about('definitions:read')]);
    const everything = await askService(
      service('localities'),
      callerOf('trung-uong'),
      '{ locality(code: "04") { id } }',
    );
    const { id } = Object(everything.data?.locality);
    const entity = await askService(
      service('indicators'),
      caller,
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Locality { value(indicator: "POOR_HOUSEHOLDS", period: "2022") { value } } } }',
      { r: [{ __typename: 'Locality', id }] },
    );
    expect(entity.errors).toMatchObject([about('observations:read')]);
    const plan = await askService(
      service('awards'),
      caller,
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Plan { id } } }',
      { r: [{ __typename: 'Plan', id: 'x' }] },
    );
    expect(plan.errors).toMatchObject([about('plans:read')]);
  });

  test('prints for the gateway what it enforces', () => {
    for (const { sdl } of services) expect(sdl).toContain('@requiresScopes(scopes: [["');
    expect(service('localities').sdl).toMatch(/viewer: Viewer! @authenticated/);
  });
});
