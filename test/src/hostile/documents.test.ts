import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { callerIn, startSubject } from './fuzz/subject.js';

const { appUrl } = await testDatabase();
const subject = await startSubject(appUrl);
afterAll(() => subject.stop());

const times = (count: number, one: (i: number) => string) => Array.from({ length: count }, (_, i) => one(i)).join(' ');
const nested = (depth: number, open: string, inner: string, close: string) =>
  open.repeat(depth) + inner + close.repeat(depth);

/** Sends a body as it is written: some of these no JSON serializer writes. */
async function send(body: string) {
  const { status, text } = await subject.send('thanh-xuan', new Uint8Array(Buffer.from(body)));
  const parsed: { data?: unknown; errors?: { message: string; extensions: { code: string } }[] } = JSON.parse(text);
  return {
    status,
    text,
    data: parsed.data,
    errors: parsed.errors ?? [],
    codes: [...new Set(parsed.errors?.map((error) => error.extensions.code))],
  };
}
const ask = (query: string, variables?: Record<string, unknown>) => send(JSON.stringify({ query, variables }));

afterEach(async () => {
  const { data, errors } = await subject.gateway.execute(
    { query: '{ viewer { tenant { slug } } }' },
    callerIn('ha-noi'),
  );
  expect({ data, errors }).toEqual({ data: { viewer: { tenant: { slug: 'ha-noi' } } }, errors: undefined });
  expect(subject.faults(), 'nothing went wrong on our side').toEqual([]);
});

const INVALID = 'GRAPHQL_VALIDATION_FAILED';

describe('names that every object has from birth are names like any other, or are refused', () => {
  test.each<[string, string, string]>([
    ['an alias at the root', '{ __proto__: viewer { subject } }', INVALID],
    ['an alias inside', '{ viewer { constructor: subject } }', INVALID],
    ['an alias in a fragment', '{ viewer { ...F } } fragment F on Viewer { hasOwnProperty: subject }', INVALID],
    ['an argument', '{ tenant(slug: "ha-noi", __proto__: "x") { slug } }', INVALID],
    ['an input field', '{ plans(filter: { __proto__: { movement: "x" } }) { totalCount } }', INVALID],
    ['a field', '{ constructor { toString } }', INVALID],
    ['a directive', '{ viewer @constructor { subject } }', INVALID],
    ['a type', '{ viewer { ... on toString { subject } } }', INVALID],
    ['a fragment that is not there', '{ viewer { ...constructor } }', INVALID],
    ['a variable that is not declared', '{ tenant(slug: $__proto__) { slug } }', INVALID],
    [
      'an enum value',
      '{ unitSet(codes: ["01"], asOf: "2022-12-31", indicator: "X", period: "2022", basis: toString) { __typename } }',
      INVALID,
    ],
  ])('%s', async (_what, query, code) => {
    expect(await ask(query)).toMatchObject({ status: 400, codes: [code] });
  });

  test.each(['__proto__', 'constructor', 'toString'])(
    'an operation, a fragment and a variable called %s',
    async (name) => {
      const query = `query ${name}($${name}: String!) { tenant(slug: $${name}) { ...${name} } } fragment ${name} on Tenant { slug }`;
      const { status, codes, data } = await send(
        `{"query":${JSON.stringify(query)},"variables":{"${name}":"ha-noi"},"operationName":"${name}"}`,
      );
      expect([status, codes, data]).toEqual([400, [INVALID], undefined]);
    },
  );

  test('an operation name that the document does not have', async () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const body = `{"query":"query A { viewer { subject } }","operationName":"${name}"}`;
      expect(await send(body)).toMatchObject({ status: 400, codes: ['BAD_USER_INPUT'] });
    }
  });

  test('keys of variables, of the body and of extensions pollute nothing', async () => {
    const bodies = [
      '{"query":"{ viewer { subject } }","__proto__":{"polluted":1}}',
      '{"query":"{ viewer { subject } }","variables":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}',
      '{"query":"{ viewer { subject } }","extensions":{"__proto__":{"polluted":1}}}',
    ];
    for (const body of bodies) expect((await send(body)).status).toBe(200);
    const filter = 'query ($f: PlanFilter) { plans(filter: $f) { totalCount } }';
    const filtered = `{"query":"${filter}","variables":{"f":{"__proto__":{"movement":"x"}}}}`;
    expect(await send(filtered)).toMatchObject({ status: 400, codes: ['BAD_USER_INPUT'] });
    expect({}).not.toHaveProperty('polluted');
  });
});

const chain = (length: number, body: (i: number) => string) => times(length, body);

describe('documents that ask little and cost much are refused before anything works on them', () => {
  test.each<[string, string, string]>([
    [
      'fragments that each spread the next twice',
      `{ ...F0 } ${chain(40, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F40 on Query { viewer { subject } }`,
      'LIMIT_EXCEEDED',
    ],
    [
      'a fragment spread a thousand times inside another',
      `{ viewer { ${'...A '.repeat(1000)} } } fragment A on Viewer { ${'...B '.repeat(900)} } fragment B on Viewer { subject roles }`,
      'LIMIT_EXCEEDED',
    ],
    [
      'fragments in a circle of fifty',
      `{ ...F0 } ${chain(50, (i) => `fragment F${i} on Query { ...F${(i + 1) % 50} }`)}`,
      INVALID,
    ],
    [
      'a thousand fields of the same response name, to be compared each with each',
      `{ viewer { ${'subject '.repeat(3500)} } }`,
      'LIMIT_EXCEEDED',
    ],
    [
      'overlapping fragments, to be compared each with each',
      `{ ${times(60, (i) => `...F${i}`)} } ${chain(60, (i) => `fragment F${i} on Query { viewer { ${'subject '.repeat(30)} } }`)}`,
      INVALID,
    ],
    ['a flood of aliases', `{ ${times(60, (i) => `a${i}: viewer { b: subject c: subject }`)} }`, 'LIMIT_EXCEEDED'],
    ['a flood of root fields', `{ ${'__typename '.repeat(1000)} }`, 'LIMIT_EXCEEDED'],
    ['a flood of directives', `{ viewer ${'@skip(if: false) '.repeat(400)} { subject } }`, INVALID],
    ['a flood of unknown directives', `{ viewer ${'@a '.repeat(1900)} { subject } }`, INVALID],
    ['a flood of operations', times(700, (i) => `query Q${i} { a }`), INVALID],
    ['a flood of variables', `query (${times(900, (i) => `$v${i}: Int`)}) { viewer { subject } }`, INVALID],
    ['a flood of unknown fields', `{ ${times(60, (i) => `unknown${i}`)} }`, INVALID],
    [
      'types that lead to types in the schema itself',
      `{ __schema { types { ${nested(7, 'fields { type { ', 'name', ' } } ')} } } }`,
      INVALID,
    ],
    [
      'possible types of interfaces of possible types',
      `{ __schema { types { ${nested(5, 'possibleTypes { interfaces { ', 'name', ' } } ')} } } }`,
      INVALID,
    ],
    ['a list nested as deep as tokens go', `{ nodes(ids: ${nested(1900, '[', '"x"', ']')}) { id } }`, 'LIMIT_EXCEEDED'],
    [
      'an object nested as deep as tokens go',
      `{ plans(filter: ${nested(900, '{ a: ', '1', ' }')}) { totalCount } }`,
      'LIMIT_EXCEEDED',
    ],
    [
      'a type wrapped as deep as tokens go',
      `query ($x: ${nested(1900, '[', 'Int', ']')}) { viewer { subject } }`,
      'LIMIT_EXCEEDED',
    ],
    [
      'inline fragments as deep as tokens go',
      `{ ${nested(1300, '... { ', 'viewer { subject }', ' }')} }`,
      'LIMIT_EXCEEDED',
    ],
    [
      'a page of pages of pages',
      '{ localities(first: 500) { nodes { children(first: 500) { nodes { children(first: 500) { nodes { id } } } } } } }',
      'LIMIT_EXCEEDED',
    ],
  ])(
    '%s',
    async (_what, query, code) => {
      const { status, codes, data, errors } = await ask(query);
      expect({ status, codes, data }, errors[0]?.message).toEqual({ status: 400, codes: [code], data: undefined });
    },
    20_000,
  );

  test('what is nested as deep as is allowed is planned and answered', async () => {
    const query = `{ ${nested(43, '... { ', 'viewer { subject }', ' }')} }`;
    expect(await ask(query)).toMatchObject({ status: 200, data: { viewer: { subject: 'fuzz@thanh-xuan' } } });
  });

  test('twenty faults of a document are told, not two thousand', async () => {
    const { errors, text } = await ask(`{ ${times(60, (i) => `unknown${i}`)} }`);
    expect(errors.length).toBeLessThanOrEqual(21);
    expect(text.length).toBeLessThan(10_000);
  });

  test('what aliases multiply in the schema itself is counted as well', async () => {
    const all = times(90, (i) => `a${i}: types { fields { args { name type { name } } type { fields { name } } } }`);
    expect(await ask(`{ __schema { ${all} } }`)).toMatchObject({ status: 400, codes: ['LIMIT_EXCEEDED'] });
  }, 60_000);
});

describe('the planner answers what it has to, and in bounded time', () => {
  test.each<[string, string]>([
    [
      'a fragment for every type of a node',
      `query ($id: ID!) { node(id: $id) { __typename ... on Plan { title } ... on Tenant { slug } ... on Locality { code } ... on Observation { id } ... on Report { id } ... on Award { id } ... on Nomination { id } } }`,
    ],
    [
      'the same type of a node again and again',
      `query ($id: ID!) { node(id: $id) { ${times(60, (i) => `... on Tenant { slug superior { name } ... on Node { id ... on Tenant { n${i}: name } } }`)} } }`,
    ],
    [
      'figures that require what other services hold, level below level',
      `query ($id: ID!) { node(id: $id) { ... on Tenant { locality { value(indicator: "POOR_HOUSEHOLDS", period: "2022") { value } parent { value(indicator: "POOR_HOUSEHOLDS", period: "2022") { value } parent { value(indicator: "POOR_HOUSEHOLDS", period: "2022") { value } } } } superior { locality { value(indicator: "POOR_HOUSEHOLDS", period: "2022") { value } } } } } }`,
    ],
  ])(
    '%s',
    async (_what, query) => {
      const { data: found } = await subject.gateway.execute(
        { query: '{ tenant(slug: "thanh-xuan") { id } }' },
        callerIn('thanh-xuan'),
      );
      const { tenant } = found as { tenant: { id: string } };
      const { status, errors, data } = await ask(query, { id: tenant.id });
      expect({ status, errors }).toEqual({ status: 200, errors: [] });
      expect(data).toMatchObject({ node: {} });
    },
    30_000,
  );

  test.each<[string, string, Record<string, unknown>, unknown]>([
    ['a query', '{ awardForms @include(if: false) { id } }', {}, {}],
    [
      'a query by its variable',
      'query ($a: Boolean!) { ...F @skip(if: $a) } fragment F on Query { viewer { subject } }',
      { a: true },
      {},
    ],
    ['a query by a default', 'query ($a: Boolean = false) { ... @include(if: $a) { viewer { subject } } }', {}, {}],
    ['a mutation', 'mutation { rotateCalendarFeed @skip(if: true) { feed { path } } }', {}, {}],
    ['an object', '{ viewer { subject @include(if: false) } }', {}, { viewer: {} }],
  ])('of which directives leave nothing: %s', async (_what, query, variables, data) => {
    expect(await ask(query, variables)).toMatchObject({ status: 200, data, errors: [] });
  });

  test('what directives leave nothing of is refused all the same where its variables do not fit', async () => {
    const query = 'query ($a: Boolean!) { viewer @include(if: $a) { subject } }';
    for (const a of [null, 'true', 1])
      expect(await ask(query, { a })).toMatchObject({ status: 400, codes: ['BAD_USER_INPUT'] });
  });

  test.each([
    '{ viewer { ... @defer { subject } } }',
    '{ awardForms @stream(initialCount: 1) { id } }',
    '{ viewer { subject @live } }',
  ])('nothing is delivered in parts: %s', async (query) =>
    expect(await ask(query)).toMatchObject({ status: 400, codes: [INVALID] }),
  );
});

describe('values at and beyond the edge of their type', () => {
  const first = 'query ($n: Int) { plans(first: $n) { totalCount } }';
  test.each<[string, string]>([
    ...[
      '2147483648',
      '-2147483649',
      '1e400',
      '1.5',
      '9007199254740993',
      `1${'0'.repeat(5000)}`,
      '"1"',
      'true',
      '[[1]]',
      '{}',
    ].map((value): [string, string] => [value.slice(0, 20), value]),
  ])('no whole number: %s', async (_shown, value) => {
    expect(await send(`{"query":"${first}","variables":{"n":${value}}}`)).toMatchObject({
      status: 400,
      codes: ['BAD_USER_INPUT'],
    });
    // Written out, what reads as another type is a fault of the document.
    const written = await ask(`{ plans(first: ${value}) { totalCount } }`);
    expect(written.status).toBe(400);
  });

  test.each<[string, string]>([
    ['no page has so many', '{ plans(first: 2147483647) { totalCount } }'],
    ['the year 0', '{ deadlines(from: "0000-01-01", to: "0000-12-31") { totalCount } }'],
    [
      'an offset that leads out of the years',
      '{ auditLog(from: "0001-01-01T00:00:00+14:00", to: "2024-01-01T00:00:00Z") { nodes { __typename } } }',
    ],
    [
      'the year 10000',
      '{ auditLog(from: "2024-01-01T00:00:00Z", to: "9999-12-31T23:59:59-14:00") { nodes { __typename } } }',
    ],
    ['a number beyond a double', '{ deadlines(from: 9.99e999999, to: "2025-12-31") { totalCount } }'],
    ['a class beyond what its column holds', '{ awards(filter: { class: -2147483648 }) { totalCount } }'],
    ['NUL', '{ tenant(slug: "a\\u0000b") { slug } }'],
    ['half a character', '{ tenant(slug: "a\\ud800") { slug } }'],
    ['NUL as it stands', '{ tenant(slug: """\u0000""") { slug } }'],
  ])('%s is said to be the caller’s fault', async (_what, query) => {
    const { codes } = await ask(query);
    expect(['BAD_USER_INPUT', 'GRAPHQL_PARSE_FAILED', INVALID]).toContain(codes[0]);
    expect(codes).toHaveLength(1);
  });

  test.each<[string, string]>([
    ['lists', nested(200_000, '[', '1', ']')],
    ['objects', nested(100_000, '{"a":', '1', '}')],
  ])(
    'variables of %s in each other as deep as a body holds',
    async (_what, value) => {
      const query = 'query ($f: PlanFilter) { plans(filter: $f) { totalCount } }';
      for (const name of ['f', 'undeclared']) {
        const { status, codes } = await send(`{"query":"${query}","variables":{"${name}":${value}}}`);
        expect([status, codes]).toEqual([400, ['BAD_USER_INPUT']]);
      }
    },
    30_000,
  );

  test('texts as long as a body', async () => {
    const long = 'ấ'.repeat(250_000);
    expect(await ask('query ($q: String!) { search(query: $q) { totalCount } }', { q: long })).toMatchObject({
      codes: ['BAD_USER_INPUT'],
    });
    expect((await ask('query ($s: String!) { tenant(slug: $s) { slug } }', { s: long })).data).toEqual({
      tenant: null,
    });
    expect((await ask(`{ viewer { ${'a'.repeat(900_000)} } }`)).text.length).toBeLessThan(1_000_000);
    expect(await ask(`{ viewer { subject } } #${'x'.repeat(900_000)}`)).toMatchObject({ status: 200 });
  }, 30_000);
});

describe('a refusal tells nothing that the published schema does not tell', () => {
  test.each([
    '{ _entitie { a } }',
    '{ _servic { sdl } }',
    '{ __type(name: "x") { _entitie } }',
    '{ plan(id: "x") { planSpec figuresFroze unitsSnapsho awardsFroze targets { targetSpec } criteria { ruleSpe parts { ruleSpe } } } }',
    '{ viewer @inaccessibl { subject } }',
    '{ viewer { ... on _Entit { a } ... on join__Grap { a } } }',
  ])('%s', async (query) => {
    const { status, codes, errors } = await ask(query);
    expect([status, codes]).toEqual([400, [INVALID]]);
    expect(errors.map(({ message }) => message).join()).not.toMatch(
      /_entities|_service|_Entity|_Any|join__Graph|ruleSpec|planSpecs|figuresFrozen|unitsSnapshot|awardsFrozen|targetSpecs|@inaccessible"/,
    );
  });

  test('what is hidden cannot be asked by its full name either', async () => {
    const queries = [
      '{ _service { sdl } }',
      '{ _entities(representations: []) { __typename } }',
      '{ plan(id: "x") { planSpecs } }',
    ];
    for (const query of queries)
      expect(await ask(query)).toMatchObject({ status: 400, codes: [INVALID], data: undefined });
    const { data } = await ask(
      `{ ${['_Entity', '_Any', '_Service', 'join__Graph', 'link__Import'].map((name, i) => `t${i}: __type(name: "${name}") { name }`).join(' ')} }`,
    );
    expect(data).toEqual({ t0: null, t1: null, t2: null, t3: null, t4: null });
  });
});
