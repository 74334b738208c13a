import { toGlobalId } from '@thi-dua/schema/global-id';
import { beforeEach, describe, expect, test } from 'vitest';
import { digest } from '../import/lists.js';
import { type ActInput, changingCountry, DAY, everything, LATER } from './kit.js';

const { client, asBoard, restore, enacted, withdraw } = await changingCountry();
beforeEach(() => restore());

const commune = (code: string, parentCode: string, ...from: string[]) => ({
  code,
  level: 'COMMUNE' as const,
  fullName: 'Xã Mới',
  parentCode,
  from: from.map((source) => ({ code: source })),
});
const refusedWith = async (id: string, reason?: string) => {
  const before = await everything(client);
  const { change, errors } = await withdraw(id, reason);
  expect(change).toBeNull();
  expect(await everything(client)).toBe(before);
  return errors.map(({ code, path }) => `${code} ${path.join('.')}`);
};
const kinds: [what: string, act: ActInput][] = [
  ['a merger', { establish: [commune('00001', '001', '00001', '00002')] }],
  [
    'a division',
    {
      establish: [
        { ...commune('00001', '001'), from: [{ code: '00001', extent: 'PART' }] },
        { ...commune('00009', '002'), from: [{ code: '00001', extent: 'PART' }] },
      ],
      transfer: [{ codes: ['00001-01', '00001-02'], parentCode: '00001' }],
    },
  ],
  ['a new name and type', { rename: [{ code: '00003', fullName: 'Phường Nam Hòa' }] }],
  ['a move', { transfer: [{ codes: ['001'], parentCode: '02' }] }],
  ['an end, and a beginning', { end: ['00006'], establish: [commune('00009', '002')] }],
  ['a change of level', { establish: [commune('00010', '003', '004')] }],
  ['the end of a level', { abolishLevel: 'DISTRICT', establish: [commune('00010', '02', '004')] }],
];

describe('withdrawn before its day', () => {
  test.for(kinds)('%s leaves the map exactly as it was, and stays on record', async ([, act]) => {
    await client.query(
      `INSERT INTO map.designation (id, locality_id, kind, name, begins, ends) SELECT gen_random_uuid(), id, 'BORDER', 'Xã biên giới', '2021-01-01', '9999-12-31' FROM map.locality WHERE level = 'COMMUNE'`,
    );
    await client.query(
      `INSERT INTO map.declared_children SELECT id, '0001-01-01', 9 FROM map.locality WHERE level IN ('DISTRICT', 'COMMUNE')`,
    );
    const before = await digest(client);
    const id = await enacted(act);
    expect(await digest(client)).not.toBe(before);
    const { change, errors } = await withdraw(id, ' Thay bằng nghị quyết khác ');
    expect({ change, errors }).toMatchObject({ change: { id, withdrawnFor: 'Thay bằng nghị quyết khác' }, errors: [] });
    expect(await digest(client)).toBe(before);

    expect((await asBoard('{ boundaryChanges { totalCount } }')).boundaryChanges).toEqual({ totalCount: 0 });
    const { boundaryChanges } = await asBoard(
      '{ boundaryChanges(withdrawn: true) { nodes { id withdrawnAt units { totalCount } successions { extent } } } }',
    );
    expect(boundaryChanges.nodes).toMatchObject([{ id, successions: [] }]);
    expect(boundaryChanges.nodes[0].units.totalCount).toBeGreaterThan(0);
    expect(boundaryChanges.nodes[0].withdrawnAt).not.toBeNull();
    // And can be enacted anew.
    await enacted(act);
  });

  test('acts that rest on each other are withdrawn from the last to the first', async () => {
    const states = [await digest(client)];
    const ids: string[] = [];
    for (const act of [
      {
        number: '1',
        establish: [
          { code: '02', level: 'PROVINCE' as const, fullName: 'Tỉnh Mới', from: [{ code: '01' }, { code: '02' }] },
        ],
      },
      { number: '2', abolishLevel: 'DISTRICT' as const, establish: [commune('00010', '02', '004')] },
      { number: '3', effectiveOn: LATER, establish: [commune('00001', '02', '00001', '00002')] },
    ]) {
      ids.push(await enacted(act));
      states.push(await digest(client));
    }
    const [first = '', second = '', third = ''] = ids;
    expect(await refusedWith(first)).toEqual(['LATER_CHANGE id']);
    expect(await refusedWith(second)).toEqual(['LATER_CHANGE id']);
    expect((await withdraw(second)).errors[0]?.message).toContain('Nghị quyết 3 ngày 1/1/2020');
    for (const [i, id] of [
      [2, third],
      [1, second],
      [0, first],
    ] as const) {
      expect((await withdraw(id)).errors).toEqual([]);
      expect(await digest(client)).toBe(states[i]);
    }
  });

  test('acts that have nothing to do with each other are withdrawn in any order', async () => {
    const before = await digest(client);
    const one = await enacted({ establish: [commune('00009', '001', '00003', '00004')] });
    const other = await enacted({ establish: [commune('00010', '002', '00005', '00006')] });
    expect((await withdraw(one)).errors).toEqual([]);
    expect((await withdraw(other)).errors).toEqual([]);
    expect(await digest(client)).toBe(before);
  });

  test('both in one request', async () => {
    const id = await enacted({ rename: [{ code: '00003', fullName: 'Xã Khác' }] });
    const data = await asBoard(
      `mutation ($input: WithdrawBoundaryChangeInput!) {
        a: withdrawBoundaryChange(input: $input) { errors { code } } b: withdrawBoundaryChange(input: $input) { errors { code } } }`,
      { input: { id, reason: 'x' } },
    );
    expect(data).toEqual({ a: { errors: [] }, b: { errors: [{ code: 'ALREADY_WITHDRAWN' }] } });
  });
});

describe('is not withdrawn', () => {
  test('an act that has taken effect', async () => {
    const id = await enacted({
      issuedOn: '2024-01-01',
      effectiveOn: '2024-02-01',
      rename: [{ code: '00003', fullName: 'Xã Khác' }],
    });
    expect(await refusedWith(id, '')).toEqual(['EMPTY reason', 'IN_EFFECT id']);
  });

  test('one twice, one that is none, what lists state', async () => {
    const id = await enacted({ rename: [{ code: '00003', fullName: 'Xã Khác' }] });
    expect((await withdraw(id)).errors).toEqual([]);
    expect(await refusedWith(id)).toEqual(['ALREADY_WITHDRAWN id']);
    expect(await refusedWith('nothing')).toEqual(['UNKNOWN_ACT id']);
    expect(await refusedWith(toGlobalId('BoundaryChange', '2025-07-01/'))).toEqual(['UNKNOWN_ACT id']);
    expect(await refusedWith(toGlobalId('BoundaryChange', '00000000-0000-4000-8000-000000000000'))).toEqual([
      'UNKNOWN_ACT id',
    ]);
  });

  test('one on whose units something was recorded since', async () => {
    const id = await enacted({ establish: [commune('00009', '001', '00003', '00004')] });
    await client.query(
      `INSERT INTO map.designation (id, locality_id, kind, name, begins, ends) SELECT gen_random_uuid(), id, 'BORDER', 'x', begins, ends FROM map.locality WHERE code = '00009'`,
    );
    expect(await refusedWith(id)).toEqual(['LATER_CHANGE id']);
    await client.query('DELETE FROM map.designation');
    await client.query(`UPDATE map.locality SET flags = '[{"code": "X", "explanation": "x"}]' WHERE code = '00003'`);
    expect(await refusedWith(id)).toEqual(['LATER_CHANGE id']);
  });

  test('one on whose units authorities were founded, or under whose units they were put', async () => {
    const tenant = (slug: string, kind: string, code: string) =>
      client.query(
        `INSERT INTO map.tenant (slug, kind, name, locality_id, begins, ends) SELECT $1, $2::map.tenant_kind, $1, id, greatest(begins, '2020-01-01'), '9999-12-31' FROM map.locality WHERE code = $3 AND ends > $4`,
        [slug, kind, code, DAY],
      );
    const line = (slug: string, superior: string, begins: string, ends = '9999-12-31') =>
      client.query('INSERT INTO map.tenant_line VALUES ($1, $2, $3, $4)', [slug, superior, begins, ends]);
    const begun = await enacted({ establish: [commune('00009', '001', '00003', '00004')] });
    await tenant('xa-moi', 'COMMUNE', '00009');
    await line('xa-moi', 'trung-uong', DAY);
    expect(await refusedWith(begun)).toEqual(['TENANT_RESTS id']);

    const moved = await enacted({ transfer: [{ codes: ['00005'], parentCode: '003' }] });
    for (const [slug, kind, code, superior] of [
      ['chau-lam', 'DISTRICT', '002', 'trung-uong'],
      ['hai-giang', 'DISTRICT', '003', 'trung-uong'],
      ['lam-thuong', 'COMMUNE', '00005', 'chau-lam'],
    ] as const) {
      await tenant(slug, kind, code);
      await line(slug, superior, '2020-01-01', slug === 'lam-thuong' ? DAY : undefined);
    }
    await line('lam-thuong', 'hai-giang', DAY);
    const { errors } = await withdraw(moved);
    expect(errors.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'TENANT_RESTS These stand from then on under authorities in whose territory they lie by this act only: lam-thuong.',
    ]);
    expect(await refusedWith(moved)).toEqual(['TENANT_RESTS id']);
  });
});
