import { connect } from '@thi-dua/prisma/connect';
import { stableId } from '@thi-dua/prisma/seed/stable-id';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';

const { operatorUrl } = await testDatabase();
const [client, other] = [await connect(operatorUrl), await connect(operatorUrl)];
afterAll(() => Promise.all([client.end(), other.end()]));

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const unit = (n: number, code: string, begins: string, ends: string) =>
  `INSERT INTO map.locality (id, code, level, begins, ends) VALUES ('${id(n)}', '${code}', 'COMMUNE', '${begins}', '${ends}')`;
const name = (n: number, begins: string, ends: string) =>
  `INSERT INTO map.locality_name (locality_id, begins, ends, name, full_name, type) VALUES ('${id(n)}', '${begins}', '${ends}', 'A', 'Xã A', 'Xã')`;
const edge = (child: number, parent: number, begins: string, ends: string) =>
  `INSERT INTO map.locality_parent (child_id, parent_id, begins, ends) VALUES ('${id(child)}', '${id(parent)}', '${begins}', '${ends}')`;
const succession = (from: number, to: number) =>
  `INSERT INTO map.succession (from_id, to_id, effective_on, extent) VALUES ('${id(from)}', '${id(to)}', '2020-01-01', 'WHOLE')`;
const overlap = (constraint: string) => ({ code: '23P01', constraint });

beforeEach(async () => {
  await client.query('TRUNCATE map.locality CASCADE');
  await client.query(unit(1, 'X1', '2000-01-01', '2010-01-01'));
  await client.query(unit(2, 'X2', '2000-01-01', '9999-12-31'));
});

describe('a code on one day', () => {
  test('has one bearer: another that overlaps is refused, one that follows is not', async () => {
    await expect(client.query(unit(3, 'X1', '2009-12-31', '2011-01-01'))).rejects.toMatchObject(
      overlap('locality_code_once_a_day'),
    );
    await client.query(unit(3, 'X1', '2010-01-01', '2011-01-01'));
    await expect(
      client.query(`UPDATE map.locality SET ends = '2010-01-02' WHERE id = '${id(1)}'`),
    ).rejects.toMatchObject(overlap('locality_code_once_a_day'));
    await expect(client.query(`UPDATE map.locality SET code = 'X2' WHERE id = '${id(3)}'`)).rejects.toMatchObject(
      overlap('locality_code_once_a_day'),
    );
  });

  test('is refused also where both rows come in one statement', async () => {
    await expect(
      client.query(
        `${unit(3, 'X9', '2000-01-01', '2001-01-01')}, ('${id(4)}', 'X9', 'COMMUNE', '2000-06-01', '2002-01-01')`,
      ),
    ).rejects.toMatchObject(overlap('locality_code_once_a_day'));
  });

  test('has one bearer also where two transactions write at once: the later waits, then sees the other', async () => {
    await client.query('BEGIN');
    await client.query(unit(3, 'X3', '2000-01-01', '9999-12-31'));
    const late = other.query(unit(4, 'X3', '2005-01-01', '9999-12-31')).then(
      () => 'written',
      (error: { code: string }) => error.code,
    );
    const early = await Promise.race([late, new Promise((resolve) => setTimeout(() => resolve('waiting'), 300))]);
    await client.query('COMMIT');
    expect([early, await late]).toEqual(['waiting', '23P01']);
  });

  test('cannot be asked of an older snapshot: the map is changed under READ COMMITTED only', async () => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await expect(client.query(unit(3, 'X3', '2000-01-01', '9999-12-31'))).rejects.toThrow(/READ COMMITTED/);
    await client.query('ROLLBACK');
  });
});

test('a unit has one name a day', async () => {
  await client.query(name(1, '2000-01-01', '2005-01-01'));
  await client.query(name(1, '2005-01-01', '2010-01-01'));
  await expect(client.query(name(1, '2004-12-31', '2006-01-01'))).rejects.toMatchObject(
    overlap('locality_one_name_a_day'),
  );
  await expect(
    client.query(`UPDATE map.locality_name SET ends = '2006-01-01' WHERE begins = '2000-01-01'`),
  ).rejects.toMatchObject(overlap('locality_one_name_a_day'));
});

test('a unit has one parent a day', async () => {
  await client.query(edge(1, 2, '2000-01-01', '2005-01-01'));
  await client.query(edge(1, 2, '2005-01-01', '2010-01-01'));
  await expect(client.query(edge(1, 2, '2004-12-31', '2006-01-01'))).rejects.toMatchObject(
    overlap('locality_one_parent_a_day'),
  );
});

describe('names, edges and successions', () => {
  test.each([
    ['a name', name(7, '2000-01-01', '2001-01-01')],
    ['an edge from above', edge(7, 1, '2000-01-01', '2001-01-01')],
    ['an edge to above', edge(1, 7, '2000-01-01', '2001-01-01')],
    ['what it became', succession(1, 7)],
    ['what it was', succession(7, 1)],
  ])('are of units that exist: %s', async (_what, sql) => {
    await expect(client.query(sql)).rejects.toMatchObject({ code: '23503' });
  });

  test.each([
    ['a name', name(1, '2000-01-01', '2001-01-01'), 'locality_name SET locality_id'],
    ['an edge', edge(1, 2, '2000-01-01', '2001-01-01'), 'locality_parent SET parent_id'],
    ['a succession', succession(1, 2), 'succession SET to_id'],
  ])('stay with units that exist: %s', async (_what, sql, set) => {
    await client.query(sql);
    await expect(client.query(`UPDATE map.${set} = '${id(7)}'`)).rejects.toMatchObject({ code: '23503' });
  });

  test.each([
    ['a name', name(1, '2000-01-01', '2001-01-01')],
    ['an edge from above', edge(1, 2, '2000-01-01', '2001-01-01')],
    ['an edge to above', edge(2, 1, '2000-01-01', '2001-01-01')],
    ['what it became', succession(1, 2)],
    ['what it was', succession(2, 1)],
  ])('keep the unit they name on the map: %s', async (_what, sql) => {
    await client.query(sql);
    await expect(client.query(`DELETE FROM map.locality WHERE id = '${id(1)}'`)).rejects.toMatchObject({
      code: '23503',
    });
  });
});

test('a unit keeps its id, and what was derived of it goes with it', async () => {
  await client.query('SELECT map.rebuild_closure()');
  const left = async () =>
    (await client.query(`SELECT FROM map.closure WHERE '${id(1)}' IN (ancestor_id, descendant_id)`)).rows.length;
  expect(await left()).toBe(1);
  await expect(client.query(`UPDATE map.locality SET id = '${id(7)}' WHERE id = '${id(1)}'`)).rejects.toMatchObject({
    code: '23000',
  });
  await client.query(`DELETE FROM map.locality WHERE id = '${id(1)}'`);
  expect(await left()).toBe(0);
});

test('the database makes the same stable ids as we do', async () => {
  for (const key of ['C00352@old', 'P24@2025-07-01', 'Nghĩa trang', '']) {
    const { rows } = await client.query<{ id: string }>(`SELECT map.stable_id('locality', $1) AS id`, [key]);
    expect(rows[0]?.id).toBe(stableId('locality', key));
  }
});
