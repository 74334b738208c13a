import { connect } from '@thi-dua/prisma/connect';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { callerOf, localities } from '../kit/services.js';
import { counted } from '../kit/statements.js';
import { reader } from './ask.js';

const { appUrl, operatorUrl } = await testDatabase();
const data = reader(localities(appUrl), callerOf('trung-uong'));

/**
 * A made-up country. A was divided into B and C in 2010; B went whole into D in 2015. D, which stands since ever, gave E
 * in 2012 and went, with C, into F in 2020. G was merged away and no source says into what; H is to begin.
 */
const units: [code: string, begins: string, ends: string][] = [
  ['X-A', '0001-01-01', '2010-01-01'],
  ['X-B', '2010-01-01', '2015-01-01'],
  ['X-C', '2010-01-01', '2020-01-01'],
  ['X-D', '0001-01-01', '2020-01-01'],
  ['X-E', '2012-01-01', '9999-12-31'],
  ['X-F', '2020-01-01', '9999-12-31'],
  ['X-G', '0001-01-01', '2020-01-01'],
  ['X-H', '2999-01-01', '9999-12-31'],
];
const successions: [from: string, to: string, day: string, extent: string][] = [
  ['X-A', 'X-B', '2010-01-01', 'PART'],
  ['X-A', 'X-C', '2010-01-01', 'PART'],
  ['X-B', 'X-D', '2015-01-01', 'WHOLE'],
  ['X-D', 'X-E', '2012-01-01', 'PART'],
  ['X-C', 'X-F', '2020-01-01', 'WHOLE'],
  ['X-D', 'X-F', '2020-01-01', 'WHOLE'],
];

beforeAll(async () => {
  const client = await connect(operatorUrl);
  for (const [code, begins, ends] of units) {
    await client.query(
      `WITH unit AS (INSERT INTO map.locality (id, code, level, begins, ends) VALUES (gen_random_uuid(), $1, 'COMMUNE', $2, $3) RETURNING id)
        INSERT INTO map.locality_name (locality_id, begins, ends, name, full_name, type) SELECT id, $2, $3, $1, 'Xã ' || $1, 'Xã' FROM unit`,
      [code, begins, ends],
    );
  }
  for (const succession of successions) {
    await client.query(
      `INSERT INTO map.succession (from_id, to_id, effective_on, extent)
        SELECT a.id, b.id, $3, $4::map.extent FROM map.locality a, map.locality b WHERE a.code = $1 AND b.code = $2`,
      succession,
    );
  }
  await client.query('SELECT map.rebuild_closure()');
  await client.end();
});

interface Link {
  extent: string;
  steps: number;
  locality: { code: string; fullName: string };
}
const follow = async (code: string, field: string, asOf = '2014-01-01') => {
  const { locality } = await data(
    `{ locality(code: "${code}"${asOf && `, asOf: "${asOf}"`}) { links: ${field} { extent steps locality { code fullName } } } }`,
  );
  return (locality.links as Link[]).map(({ extent, steps, locality: { code: to } }) => [to, extent, steps]);
};

describe('where a unit is now', () => {
  test('over several changes, divided once is divided', async () => {
    expect(await follow('X-A', 'heirs', '2005-01-01')).toEqual([['X-F', 'PART', 2]]);
    expect(await follow('X-B', 'heirs')).toEqual([['X-F', 'WHOLE', 2]]);
    expect(await follow('X-C', 'heirs')).toEqual([['X-F', 'WHOLE', 1]]);
  });
  test('what went into a unit does not go where that gave a part before', async () => {
    expect(await follow('X-D', 'heirs')).toEqual([
      ['X-E', 'PART', 1],
      ['X-F', 'WHOLE', 1],
    ]);
    expect((await follow('X-B', 'heirs')).map(([code]) => code)).not.toContain('X-E');
  });
  test('on a day in between', async () => {
    expect(await follow('X-A', 'heirs(asOf: "2012-06-01")', '')).toEqual([
      ['X-B', 'PART', 1],
      ['X-C', 'PART', 1],
    ]);
    expect(await follow('X-A', 'heirs(asOf: "2016-06-01")', '')).toEqual([
      ['X-C', 'PART', 1],
      ['X-D', 'PART', 2],
    ]);
    expect(await follow('X-A', 'heirs(asOf: "2009-06-01")', '')).toEqual([['X-A', 'WHOLE', 0]]);
  });
  test('itself while it stands; nowhere, where no heir is known or it has yet to begin', async () => {
    expect(await follow('X-E', 'heirs')).toEqual([['X-E', 'WHOLE', 0]]);
    expect(await follow('X-G', 'heirs')).toEqual([]);
    expect(await follow('X-E', 'heirs(asOf: "2011-01-01")')).toEqual([]);
    expect(await follow('X-H', 'heirs', '')).toEqual([['X-H', 'WHOLE', 0]]);
  });
});

describe('what a unit used to be', () => {
  test('as far back as is recorded', async () => {
    expect(await follow('X-F', 'origins', '2026-01-01')).toEqual([
      ['X-A', 'PART', 2],
      ['X-D', 'WHOLE', 1],
    ]);
    expect(await follow('X-E', 'origins')).toEqual([['X-D', 'PART', 1]]);
    expect(await follow('X-A', 'origins', '2005-01-01')).toEqual([['X-A', 'WHOLE', 0]]);
    // It took B in, and was there before.
    expect(await follow('X-D', 'origins')).toEqual([
      ['X-A', 'PART', 2],
      ['X-D', 'WHOLE', 0],
    ]);
  });
  test('on a day', async () => {
    expect(await follow('X-F', 'origins(asOf: "2019-12-31")', '2026-01-01')).toEqual([
      ['X-C', 'WHOLE', 1],
      ['X-D', 'WHOLE', 1],
    ]);
    expect(await follow('X-F', 'origins(asOf: "2014-12-31")', '2026-01-01')).toEqual([
      ['X-B', 'WHOLE', 2],
      ['X-C', 'WHOLE', 1],
      ['X-D', 'WHOLE', 1],
    ]);
    expect(await follow('X-F', 'origins(asOf: "2026-01-01")', '2026-01-01')).toEqual([['X-F', 'WHOLE', 0]]);
  });
});

describe('on the map of the seeds', () => {
  test('Bắc Giang is in Bắc Ninh, and the unit is named as on the day', async () => {
    const { locality } = await data(
      '{ locality(code: "24", asOf: "2022-01-01") { heirs { extent steps locality { fullName validFrom } } } }',
    );
    expect(locality.heirs).toEqual([
      { extent: 'WHOLE', steps: 1, locality: { fullName: 'Tỉnh Bắc Ninh', validFrom: '2025-07-01' } },
    ]);
    const { locality: made } = await data('{ locality(code: "24") { origins { locality { fullName } } } }');
    expect(made.origins.map((link: Link) => link.locality.fullName)).toEqual(['Tỉnh Bắc Giang', 'Tỉnh Bắc Ninh']);
  });

  test('in a bounded number of statements, however many units are asked about', async () => {
    const read = (first: number) =>
      counted(appUrl, () =>
        data(`{ localities(asOf: "2022-09-17", first: ${first}) { nodes { code
          heirs { extent locality { fullName } } origins { extent locality { fullName } } } } }`),
      );
    expect((await read(300)).statements).toBeLessThanOrEqual(8);
  });
});
