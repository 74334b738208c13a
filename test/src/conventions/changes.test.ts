import { readFileSync } from 'node:fs';
import { compose } from '@thi-dua/gateway/compose-supergraph';
import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { changelog } from '../changes/changelog.js';
import { deprecationsOf, endOf, refusals } from '../changes/changes.js';
import { changelogFile, currentSchema, declaredChanges, lastReleased } from '../changes/files.js';

describe('the schema', () => {
  const { released, releasedOn } = lastReleased();
  const current = currentSchema();
  const declared = declaredChanges();

  test('breaks no client of the release before, but where that is declared with its reason', async () => {
    expect(await refusals({ released, releasedOn, current, declared })).toEqual([]);
  });
  test('has its changes in docs/changelog.md (else: npm run changelog)', async () => {
    const kept = readFileSync(changelogFile, 'utf8');
    expect(await changelog(kept, released, current, declared)).toBe(kept);
  });
});

const releasedOn = '2026-11-21';
const schema = (fields: string, rest = '') => buildSchema(`type Query { ${fields} } ${rest}`);
const judged = (before: string, after: string, over: object = {}) =>
  refusals({ released: schema(before), releasedOn, current: schema(after), declared: [], ...over });
const gone = { change: 'FIELD_REMOVED', path: 'Query.old', on: '2027-07-01', reason: 'Nobody asked for it.' };
const until = (day: string, rest = 'Use new.') =>
  `old: Int @deprecated(reason: "Removed after ${day}. ${rest}") new: Int`;

describe('a change that breaks clients', () => {
  test.each([
    ['a field removed', 'old: Int new: Int', 'new: Int', 'FIELD_REMOVED Query.old'],
    ['a field that may now be null', 'new: Int!', 'new: Int', 'FIELD_TYPE_CHANGED Query.new'],
    ['an argument that is now required', 'new: Int', 'new(a: Int!): Int', 'FIELD_ARGUMENT_ADDED Query.new.a'],
  ])('is refused where it is not declared: %s', async (_name, before, after, refusal) => {
    expect(await judged(before, after)).toEqual([expect.stringContaining(`undeclared: ${refusal}`)]);
  });
  test('is let through where it is declared', async () => {
    expect(await judged('old: Int new: Int', 'new: Int', { declared: [gone] })).toEqual([]);
  });
  test('is refused where its declaration gives no reason, or outlives it', async () => {
    expect(await judged('old: Int new: Int', 'new: Int', { declared: [{ ...gone, reason: ' ' }] })).toEqual([
      'declared without a reason: Query.old',
    ]);
    expect(await judged('new: Int', 'new: Int', { declared: [gone] })).toEqual([
      'declared, but not so: FIELD_REMOVED Query.old',
    ]);
  });
  test.each([
    ['2027-06-30', ['removed before 2027-06-30, as was promised: Query.old']],
    ['2027-07-01', []],
  ])('is refused before the day that a deprecation promised: removed on %s', async (on, refused) => {
    expect(await judged(until('2027-06-30'), 'new: Int', { declared: [{ ...gone, on }] })).toEqual(refused);
  });
  test('is none where something is added', async () => {
    expect(await judged('new: Int', 'new(a: Int): Int more: String')).toEqual([]);
  });
});

describe('a deprecation', () => {
  test.each(['No longer supported', 'Use new.', 'Removed after 2027-06-30.', 'Removed after 30/6/2027. Use new.'])(
    'is refused without a day and what takes its place: %s',
    async (reason) => {
      expect(await judged('old: Int', `old: Int @deprecated(reason: "${reason}")`)).toEqual([
        `deprecated without a day and what takes its place: Query.old ("${reason}")`,
      ]);
    },
  );
  test('gives half a year at least', async () => {
    expect(await judged('old: Int', until('2027-05-19'))).toEqual(['deprecated for less than 180 days: Query.old']);
    expect(await judged('old: Int', until('2027-05-20'))).toEqual([]);
    expect(await judged('old: Int', until('2027-05-20', 'Nothing takes its place.'))).toEqual([]);
  });
  test('is not brought forward', async () => {
    expect(await judged(until('2027-06-30'), until('2027-06-29'))).toEqual(['promised until 2027-06-30: Query.old']);
    expect(await judged(until('2027-06-30'), until('2027-12-31'))).toEqual([]);
  });
  test('is found on fields, arguments, input fields and values, and reaches clients through composition', () => {
    const reason = '@deprecated(reason: "Removed after 2027-06-30. Use b.")';
    const { publicSdl } = compose([
      {
        name: 'one',
        sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.6", import: ["@key"])
          type Query { a(x: Int ${reason}, i: I, e: E): Int ${reason} b: Int } input I { y: Int ${reason} } enum E { Z ${reason} W }`,
      },
    ]);
    const found = deprecationsOf(buildSchema(publicSdl));
    expect([...found.keys()].sort()).toEqual(['E.Z', 'I.y', 'Query.a', 'Query.a.x']);
    expect([...found.values()].map(endOf)).toEqual(Array(4).fill('2027-06-30'));
  });
});

describe('the changelog', () => {
  test('puts first what breaks, gives its reason, and keeps what was written of releases', async () => {
    const kept = '# Old head\n\n## Not yet released\n\nsomething\n\n## 2026-01-01\n\nThe first.\n';
    const text = await changelog(kept, schema('old: Int'), schema('new: Int a: A', 'type A { b: Int }'), [gone]);
    expect(text).toContain(
      "### Breaking\n\n- Field 'old' was removed from object type 'Query'. Nobody asked for it.\n",
    );
    expect(text).toContain("- Type 'A' was added.");
    expect(text).not.toMatch(/Old head|something|'b'/);
    expect(text.endsWith('\n## 2026-01-01\n\nThe first.\n')).toBe(true);
    expect(await changelog(text, schema('old: Int'), schema('old: Int'), [])).toContain('Nothing has changed.');
  });
});
