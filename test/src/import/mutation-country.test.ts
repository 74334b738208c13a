import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { boardOfEmptyCountry, fileOf } from './board.js';
import { absent, file, lists, onTheMap, present, type Row, read, sentence } from './lists.js';

/** What the gateway takes of one request, unless it is told otherwise. */
const BODY_LIMIT = 1024 * 1024;

const packed = (name: string) => fileOf(readFileSync(file(name)), name);

describe.skipIf(!present)(`the country's lists, by mutation${present ? '' : ` (${absent})`}`, async () => {
  const { client, asBoard } = await boardOfEmptyCountry();
  const mutation = `mutation ($input: ImportLocalitiesInput!) { importLocalities(input: $input) {
    written errors { file line code message } difference { levels { level listed } } } }`;

  test.for(lists)('$name fits into a request, and the map then holds it', { timeout: 300_000 }, async (list) => {
    const { name, day, mappings, counts } = list;
    const input = { asOf: day, list: packed(name), mappings: mappings.map(packed) };
    expect(JSON.stringify({ query: mutation, variables: { input } }).length).toBeLessThan(BODY_LIMIT / 2);

    const begun = performance.now();
    const { importLocalities } = await asBoard(mutation, { input });
    console.log(name, Math.round(performance.now() - begun), 'ms');
    expect(importLocalities).toMatchObject({ written: true, errors: [] });
    const listed = new Map(
      importLocalities.difference.levels.map((level: { level: string; listed: number }) => [level.level, level.listed]),
    );
    expect(['PROVINCE', 'DISTRICT', 'COMMUNE'].map((level) => listed.get(level) ?? 0)).toEqual(counts);
    expect(await onTheMap(client, day)).toEqual(read<Row>(file(name)).map(sentence).sort());
  });
});
