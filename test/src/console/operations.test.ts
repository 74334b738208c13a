import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operationsFolder } from '@thi-dua/gateway/console/folders';
import { faultsOf, typedDocuments } from '@thi-dua/gateway/console/operations';
import { publicSdl } from '@thi-dua/gateway/public-sdl';
import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';

const graph = buildSchema(publicSdl());
const files = readdirSync(operationsFolder);

describe('what the console asks', () => {
  test('is in files', () => {
    expect(files).toEqual(expect.arrayContaining(['report.graphql', 'session.graphql', 'unit.graphql']));
  });
  test.each(files)('%s is answered by the graph as it is published', (file) => {
    expect(faultsOf(graph, readFileSync(join(operationsFolder, file), 'utf8'))).toEqual([]);
  });
  test('is refused where the graph has no such field, argument or type', () => {
    expect(faultsOf(graph, 'query A { viewer { secrets } }')).toHaveLength(1);
    expect(faultsOf(graph, 'query A { locality(kode: "VN") { code } }')).toHaveLength(2);
    expect(faultsOf(graph, 'query A($a: Nothing) { locality(code: "VN") { code(a: $a) } }')).not.toEqual([]);
  });
});

test('types follow the schema: what may be null, lists, enums, aliases, fragments and optional variables', () => {
  const schema = buildSchema(`
    scalar Decimal
    enum Level { HIGH LOW }
    type Unit { code: String! level: Level value(on: String): Decimal parts: [Unit!] count: Int! }
    type Query { unit(code: String!): Unit }`);
  const source = `
    fragment Named on Unit { code }
    query Look($code: String!, $on: String, $deep: Boolean! = false) {
      unit(code: $code) { ...Named level then: value(on: $on) count parts @include(if: $deep) { ...Named } }
    }`;
  const module = typedDocuments(schema, source);
  expect(module).toContain('export type Named = { code: string; };');
  expect(module).toContain(
    "export type LookData = { unit: { level: 'HIGH' | 'LOW' | null; then: string | null; count: number; parts?: readonly (Named)[] | null; } & Named | null; };",
  );
  expect(module).toContain('export type LookVariables = { code: string; on?: string | null; deep?: boolean; };');
  expect(module).toContain('fragment Named on Unit{code}');
});
