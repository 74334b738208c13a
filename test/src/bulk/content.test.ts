import { kindOperations } from '@thi-dua/gateway/export/export-kinds';
import { parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { graph } from '../isolation/graph.js';
import { populate } from '../isolation/world/populate.js';
import { testDatabase } from '../kit/database.js';
import { bulk, linesIn } from './bulk-kit.js';

/** Each list by a query of the test's own, in pages of another size. */
const LISTS = {
  Tenant: ['tenants', 'id name'],
  Locality: ['localities', 'id code fullName'],
  Indicator: ['indicators', 'code name'],
  Observation: ['observations', 'id period value status revision updatedAt'],
  Movement: ['movements', 'code name'],
  Plan: ['plans', 'id title status targets { id parts { id text } } criteria { id text }'],
  Report: ['reports', 'id period status'],
  Supervision: ['supervisions', 'id subject findings'],
  Exemplar: ['exemplars', 'id title story household { name address circumstances contact }'],
  Contribution: ['contributions', 'id contributor gifts { id amount }'],
  Sponsorship: ['sponsorships', 'id sponsor householdNames'],
  Nomination: ['nominations', 'id name achievement status'],
  Award: ['awards', 'id name period'],
} as const;

interface Node {
  [name: string]: unknown;
}
/** What of a line the test's own query asks for, too. */
const like = (shape: Node, line: Node) => Object.fromEntries(Object.keys(shape).map((name) => [name, line[name]]));

describe('an export', async () => {
  const tested = await graph(await testDatabase());
  const secrets = await populate(tested);
  const exports = await bulk(tested);

  const page = async (tenant: string, field: string, selection: string): Promise<Node[]> => {
    const all: Node[] = [];
    for (let after: string | null = null; ; ) {
      const data: Record<string, { nodes: Node[]; pageInfo: { hasNextPage: boolean; endCursor: string } }> =
        await exports.ask(
          tenant,
          `query ($after: String) { ${field}(first: 137, after: $after) { nodes { ${selection} } pageInfo { hasNextPage endCursor } } }`,
          { after },
        );
      const found = data[field];
      all.push(...(found?.nodes ?? []));
      if (!found?.pageInfo.hasNextPage) return all;
      after = found.pageInfo.endCursor;
    }
  };

  test('is read by operations that the graph knows', () => {
    for (const [kind, { query }] of kindOperations)
      expect(validate(tested.gateway.schema, parse(query)), kind).toEqual([]);
  });

  test.each(['trung-uong', 'bac-giang', 'thanh-xuan', 'quang-binh'])(
    'holds what %s can page through, in the same order, and nothing else',
    async (tenant) => {
      exports.work();
      const over = { subject: `export@${tenant}` };
      const { export: begun, errors } = await exports.start(tenant, {}, over);
      expect(errors).toEqual([]);
      const done = await exports.ended(tenant, begun?.id ?? '', over);
      expect(done).toMatchObject({ status: 'DONE', error: null });
      const text = await (await exports.fetch(done.url ?? '')).text();
      expect(Buffer.byteLength(text)).toBe(done.bytes);
      const lines = linesIn(text);
      expect(lines).toHaveLength(done.objectCount);
      const ofType = (type: string) => lines.filter((line) => line.__typename === type);

      for (const [type, [field, selection]] of Object.entries(LISTS)) {
        const listed = await page(tenant, field, selection);
        const bare = listed.map(({ targets, criteria, gifts, ...rest }) => rest);
        const found = ofType(type);
        expect(
          found.map((line, i) => like(bare[i] ?? {}, line)),
          type,
        ).toEqual(bare);
        const parts = (nodes: Node[], name: string, parent = 'id') =>
          nodes.flatMap((node) =>
            ((node[name] ?? []) as Node[]).map((part) => ({ __parentId: node[parent], id: part.id })),
          );
        const shown = (kind: string) => ofType(kind).map(({ __parentId, id }) => ({ __parentId, id }));
        if (type === 'Plan') {
          expect(shown('Target')).toEqual(parts(listed, 'targets'));
          const targets = listed.flatMap(({ targets }) => targets as Node[]);
          expect(shown('TargetPart')).toEqual(parts(targets, 'parts'));
          expect(shown('Criterion')).toEqual(expect.arrayContaining(parts(listed, 'criteria')));
        }
        if (type === 'Contribution') expect(shown('Gift')).toEqual(parts(listed, 'gifts'));
      }
      const seen = JSON.stringify(await page(tenant, 'plans', 'title'));
      for (const { kind, marker } of secrets.filter((one) => ['draft', 'issued', 'open'].includes(one.kind)))
        expect(text.includes(marker), `${kind} ${marker}`).toBe(seen.includes(marker));
    },
  );

  test('is nothing that whoever is of no tenant can start', async () => {
    const { export: none, errors } = await exports.start('a-stranger');
    expect(none).toBeNull();
    expect(errors.map(({ code }) => code)).toEqual(['UNKNOWN_TENANT']);
  });
});
