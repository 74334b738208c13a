import { isEmpty } from '@thi-dua/localities/import/difference';
import { importList } from '@thi-dua/localities/import/import-list';
import { connect } from '@thi-dua/prisma/connect';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { absent, type Client, digest, file, lists, onTheMap, present, type Row, read, sentence } from './lists.js';
import { settledAsJudged } from './settled.js';

describe.skipIf(!present)(`the whole country (${present ? 'present' : absent})`, () => {
  let client: Client;
  const seeded: string[] = [];
  const wishOf = ({ name, mappings, day }: (typeof lists)[number], dryRun = false) => ({
    file: file(name),
    mappings: mappings.map(file),
    day,
    dryRun,
  });
  const rows = async <T extends Record<string, unknown>>(sql: string, values?: unknown[]) =>
    (await client.query<T>(sql, values)).rows;
  const facts = `SELECT code || ' ' || begins || ' ' || ends AS fact FROM map.locality ORDER BY 1`;

  beforeAll(async () => {
    const { operatorUrl } = await testDatabase();
    client = await connect(operatorUrl);
    seeded.push(...(await rows<{ fact: string }>(facts)).map(({ fact }) => fact));
    for (const list of lists)
      await importList(client, wishOf(list), {
        onDifference: (_difference, transaction) => settledAsJudged(transaction, list.day, list.mappings.length),
      });
  }, 120_000);
  afterAll(() => client?.end());

  test.for(lists)('$name: the map of its day is the list, to the unit', async (list) => {
    const listed = read<Row>(file(list.name));
    const counts = ['PROVINCE', 'DISTRICT', 'COMMUNE'].map(
      (level) => listed.filter((row) => row.level === level).length,
    );
    expect(counts).toEqual(list.counts);
    expect(await onTheMap(client, list.day)).toEqual(listed.map(sentence).sort());
  });

  test('between two lists, and on the eve of the reform, the map is that of the list before', async () => {
    for (const [day, index] of [
      ['2020-06-01', 0],
      ['2024-12-31', 1],
      ['2025-06-30', 2],
    ] as const) {
      const counts = await rows<{ count: number }>(
        `SELECT count(*)::int AS count FROM map.locality WHERE begins <= $1 AND $1 < ends AND level IN ('PROVINCE', 'DISTRICT', 'COMMUNE') GROUP BY level ORDER BY level`,
        [day],
      );
      expect(counts.map(({ count }) => count)).toEqual(lists[index]?.counts);
    }
  });

  test('the same list again changes nothing, in whatever order', async () => {
    const before = await digest(client);
    for (const list of [...lists].reverse()) {
      expect(isEmpty(await importList(client, wishOf(list, true))), list.name).toBe(true);
      expect(isEmpty(await importList(client, wishOf(list))), list.name).toBe(true);
    }
    expect(await digest(client)).toBe(before);
  });

  test('units that the project records itself keep their dates', async () => {
    const now = new Set((await rows<{ fact: string }>(facts)).map(({ fact }) => fact));
    expect(seeded.filter((fact) => !now.has(fact))).toEqual([]);
  });

  test('a unit that no list shows changed stands once, from before the first record until it was merged or still', async () => {
    const [unit] = await rows<{ units: number; names: number; begins: string; ends: string }>(
      `SELECT count(DISTINCT l.id)::int AS units, count(n.*)::int AS names, min(l.begins)::text AS begins, max(l.ends)::text AS ends
        FROM map.locality l JOIN map.locality_name n ON n.locality_id = l.id WHERE l.code = '00001'`,
    );
    expect(unit).toEqual({ units: 1, names: 1, begins: '0001-01-01', ends: '2025-07-01' });
    const [split] = await rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM map.locality a JOIN map.locality b ON b.code = a.code AND b.begins = a.ends
        JOIN map.locality_name n ON n.locality_id = a.id AND n.ends = a.ends
        JOIN map.locality_name m ON m.locality_id = b.id AND m.begins = b.begins
        WHERE n.full_name = m.full_name AND a.ends < '2025-07-01'`,
    );
    expect(split?.count).toBe(0);
  });

  test('no unit has two names or parents on a day, none lacks one while its parents stand', async () => {
    for (const day of ['2000-01-01', '2019-01-01', '2023-01-01', '2025-04-01', '2025-07-01', '2026-01-01']) {
      const [gaps] = await rows<{ nameless: number; homeless: number; astray: number }>(
        `SELECT count(*) FILTER (WHERE n.name IS NULL)::int AS nameless, count(*) FILTER (WHERE p.parent_id IS NULL)::int AS homeless,
          count(*) FILTER (WHERE NOT (a.begins <= $1 AND $1 < a.ends))::int AS astray
        FROM map.locality l
        LEFT JOIN map.locality_name n ON n.locality_id = l.id AND n.begins <= $1 AND $1 < n.ends
        LEFT JOIN map.locality_parent p ON p.child_id = l.id AND p.begins <= $1 AND $1 < p.ends
        LEFT JOIN map.locality a ON a.id = p.parent_id
        WHERE l.begins <= $1 AND $1 < l.ends AND l.level <> 'NATION'`,
        [day],
      );
      expect(gaps, day).toEqual({ nameless: 0, homeless: 0, astray: 0 });
    }
  });

  test('every old commune and province went whole into one unit, or in parts into several, or goes on', async () => {
    const map = read<{ old_code: string; new_code: string; coverage: string }>(file('old_to_new_commune.csv'));
    const provinces = read<{ old_code: string; new_code: string }>(file('old_to_new_province.csv'));
    const zones = read<{ old_district_code: string; new_code: string }>(file('old_district_to_special_zone.csv'));
    const stated = [
      ...map.map(
        ({ old_code, new_code, coverage }) => `${old_code} > ${new_code} ${coverage === 'full' ? 'WHOLE' : 'PART'}`,
      ),
      ...provinces.map(({ old_code, new_code }) => `${old_code} > ${new_code} WHOLE`),
      ...zones.map(({ old_district_code, new_code }) => `${old_district_code} > ${new_code} WHOLE`),
    ];
    const stored = await rows<{ link: string }>(
      `SELECT f.code || ' > ' || t.code || ' ' || s.extent AS link FROM map.succession s
        JOIN map.locality f ON f.id = s.from_id JOIN map.locality t ON t.id = s.to_id
        WHERE s.effective_on = '2025-07-01' AND f.ends = '2025-07-01' AND t.begins = '2025-07-01'
        UNION ALL
        SELECT code || ' > ' || code || ' WHOLE' FROM map.locality
        WHERE level IN ('PROVINCE', 'COMMUNE') AND begins < '2025-07-01' AND ends > '2025-07-01'`,
    );
    expect(stored.map(({ link }) => link).sort()).toEqual(stated.sort());
  });

  test('all children are stored now: no official count is needed, no origin is partial', async () => {
    expect(
      await rows('SELECT l.code, d.* FROM map.declared_children d JOIN map.locality l ON l.id = d.locality_id'),
    ).toEqual([]);
    expect(await rows(`SELECT code FROM map.locality WHERE flags @> '[{"code": "ORIGIN_PARTIAL"}]'`)).toEqual([]);
  });

  test('ancestors follow: every commune lies in one province and the nation on any day', async () => {
    for (const [day, depths] of [
      ['2022-09-17', '1 2 3'],
      ['2025-07-01', '1 2'],
    ] as const) {
      const above = await rows(
        `SELECT depths, count(*)::int AS count FROM (
          SELECT l.id, string_agg(c.depth::text, ' ' ORDER BY c.depth) AS depths FROM map.locality l
          JOIN map.closure c ON c.descendant_id = l.id AND c.depth > 0 AND c.begins <= $1 AND $1 < c.ends
          WHERE l.level = 'COMMUNE' AND l.begins <= $1 AND $1 < l.ends GROUP BY l.id) a GROUP BY depths`,
        [day],
      );
      expect(above).toEqual([{ depths, count: day === '2022-09-17' ? 10_599 : 3321 }]);
    }
  });

  test('ancestors, brought up to date list by list, are those that the lines of descent give', async () => {
    const before = await digest(client);
    await client.query('SELECT map.rebuild_closure()');
    expect(await digest(client)).toBe(before);
    const steps = await rows(
      `SELECT DISTINCT c.depth FROM map.locality_parent p FULL JOIN map.closure c
        ON c.descendant_id = p.child_id AND c.ancestor_id = p.parent_id AND c.begins <= p.begins AND p.ends <= c.ends
        WHERE c.depth IS NULL OR (p.child_id IS NULL AND c.depth = 1)`,
    );
    expect(steps).toEqual([]);
  });

  test('a list that comes too late is refused', async () => {
    const before = await digest(client);
    await expect(
      importList(client, { file: file('units_2022-09-17.csv'), mappings: [], day: '2021-01-01', dryRun: false }),
    ).rejects.toMatchObject({
      faults: expect.arrayContaining([expect.objectContaining({ code: 'DATES_OUT_OF_ORDER' })]),
    });
    expect(await digest(client)).toBe(before);
  });
});
