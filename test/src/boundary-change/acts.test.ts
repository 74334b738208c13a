import { beforeEach, describe, expect, test } from 'vitest';
import { history } from '../import/made-up.js';
import { type ChangedUnit, changingCountry, closureIsDerived, DAY, LATER, type Result } from './kit.js';

const { client, asBoard, restore, enact, enacted } = await changingCountry();
beforeEach(() => restore());

const told = ({ units }: Result) => units.nodes.map(sentence);
const sentence = ({ kind, code, before, after, parentBefore, parentAfter }: ChangedUnit) =>
  [
    kind,
    code,
    [before, after].filter((name) => name !== null).join(' → '),
    [parentBefore, parentAfter].filter((c) => c !== null).join(' → '),
  ]
    .filter((part) => part !== '')
    .join(' | ');
/** Enacts, expects no fault, and tells what it did. */
async function done(...act: Parameters<typeof enact>): Promise<string[]> {
  const result = await enact(...act);
  expect(result.errors).toEqual([]);
  expect(result.units.totalCount).toBe(result.units.nodes.length);
  await closureIsDerived(client);
  return told(result);
}
const rows = async (sql: string, values?: unknown[]) => (await client.query<Record<string, unknown>>(sql, values)).rows;

describe('an act', () => {
  test('merges: the sources end, a new unit begins under a reused code, their villages follow it', async () => {
    expect(
      await done({
        number: '1278/NQ-UBTVQH15',
        issuer: 'Ủy ban Thường vụ Quốc hội',
        issuedOn: '2024-10-24',
        establish: [
          {
            code: '00001',
            level: 'COMMUNE',
            fullName: 'Xã Liên  Hòa',
            parentCode: '001',
            from: [{ code: '00001' }, { code: '00002' }],
          },
        ],
      }),
    ).toEqual([
      'ENDED | 00001 | Xã Đông Hòa | 001',
      'ESTABLISHED | 00001 | Xã Liên Hòa | 001',
      'ENDED | 00002 | Xã Tây Hòa | 001',
      'MOVED | 00001-01 | 00001 → 00001',
      'MOVED | 00001-02 | 00001 → 00001',
      'MOVED | 00002-01 | 00002 → 00001',
    ]);
    expect(await history(client, '00001')).toEqual([
      `–${DAY} | Xã Đông Hòa | < 001 | → 00001 WHOLE`,
      `${DAY}– | Xã Liên Hòa | < 001`,
    ]);
    expect(await history(client, '00002')).toEqual([`–${DAY} | Xã Tây Hòa | < 001 | → 00001 WHOLE`]);
    expect(await history(client, '00002-01')).toEqual([`– | Thôn Ba | < 00002, < 00001 from ${DAY}`]);
    const { locality } = await asBoard(
      `{ locality(code: "00001", asOf: "${DAY}") { predecessors { extent legalBasis boundaryChange { number issuer issuedOn successions { extent } } from { code } } } }`,
    );
    const citation = 'Nghị quyết 1278/NQ-UBTVQH15 ngày 24/10/2024 của Ủy ban Thường vụ Quốc hội';
    const act = { number: '1278/NQ-UBTVQH15', issuer: 'Ủy ban Thường vụ Quốc hội', issuedOn: '2024-10-24' };
    const boundaryChange = { ...act, successions: [{ extent: 'WHOLE' }, { extent: 'WHOLE' }] };
    expect(locality.predecessors).toEqual(
      ['00001', '00002'].map((code) => ({ extent: 'WHOLE', legalBasis: citation, boundaryChange, from: { code } })),
    );
  });

  test('splits: parts go to several, one of them under the old code, and the villages where it says', async () => {
    expect(
      await done({
        establish: [
          {
            code: '00001',
            level: 'COMMUNE',
            fullName: 'Xã Đông Hòa',
            parentCode: '001',
            from: [{ code: '00001', extent: 'PART' }],
          },
          {
            code: '00009',
            level: 'COMMUNE',
            fullName: 'Xã Đông Lâm',
            parentCode: '002',
            from: [{ code: '00001', extent: 'PART' }],
          },
        ],
        transfer: [
          { codes: ['00001-01'], parentCode: '00001' },
          { codes: ['00001-02'], parentCode: '00009' },
        ],
      }),
    ).toEqual([
      'ENDED | 00001 | Xã Đông Hòa | 001',
      'ESTABLISHED | 00001 | Xã Đông Hòa | 001',
      'ESTABLISHED | 00009 | Xã Đông Lâm | 002',
      'MOVED | 00001-01 | 00001 → 00001',
      'MOVED | 00001-02 | 00001 → 00009',
    ]);
    expect(await history(client, '00001')).toEqual([
      `–${DAY} | Xã Đông Hòa | < 001 | → 00001 PART, → 00009 PART`,
      `${DAY}– | Xã Đông Hòa | < 001`,
    ]);
  });

  test('renames and retypes: the unit goes on, its names are dated', async () => {
    expect(
      await done({
        rename: [
          { code: '00003', fullName: 'Phường Nam Hòa' },
          { code: '01', fullName: 'Thành phố An Sơn' },
        ],
      }),
    ).toEqual(['RENAMED | 01 | Tỉnh An Sơn → Thành phố An Sơn', 'RENAMED | 00003 | Xã Nam Hòa → Phường Nam Hòa']);
    expect(await history(client, '00003')).toEqual([`– | Xã Nam Hòa, Phường Nam Hòa from ${DAY} | < 001`]);
    const { locality } = await asBoard(`{ locality(code: "01", asOf: "${DAY}") { names { type validFrom validTo } } }`);
    expect(locality.names).toEqual([
      { type: 'Tỉnh', validFrom: null, validTo: DAY },
      { type: 'Thành phố trực thuộc Trung ương', validFrom: DAY, validTo: null },
    ]);
  });

  test('changes a level: one unit ends, another begins', async () => {
    expect(
      await done({
        establish: [
          { code: '00010', level: 'COMMUNE', fullName: 'Đặc khu Đảo Ngọc', parentCode: '003', from: [{ code: '004' }] },
        ],
      }),
    ).toEqual(['ENDED | 004 | Huyện Đảo Ngọc | 02', 'ESTABLISHED | 00010 | Đặc khu Đảo Ngọc | 003']);
    expect(await history(client, '004')).toEqual([`–${DAY} | Huyện Đảo Ngọc | < 02 | → 00010 WHOLE`]);
  });

  test('moves units to another parent, and renames one on the same day; what lies in them goes along', async () => {
    expect(
      await done({
        transfer: [
          { codes: ['001'], parentCode: '02' },
          { codes: ['00005', '00006'], parentCode: '003' },
        ],
        rename: [{ code: '00005', fullName: 'Phường Lâm Thượng' }],
      }),
    ).toEqual([
      'MOVED | 001 | 01 → 02',
      'MOVED | 00005 | 002 → 003',
      'RENAMED | 00005 | Xã Lâm Thượng → Phường Lâm Thượng',
      'MOVED | 00006 | 002 → 003',
    ]);
    const { locality } = await asBoard(
      `{ locality(code: "00001-01", asOf: "${DAY}") { ancestors(asOf: "${DAY}") { code } } }`,
    );
    expect(locality.ancestors.map(({ code }: { code: string }) => code)).toEqual(['00001', '001', '02', 'VN']);
  });

  test('abolishes a level: its units end, what lies in them lies one level up', async () => {
    const units = await done({
      abolishLevel: 'DISTRICT',
      establish: [
        { code: '00010', level: 'COMMUNE', fullName: 'Đặc khu Đảo Ngọc', parentCode: '02', from: [{ code: '004' }] },
      ],
    });
    expect(units.slice(0, 5)).toEqual([
      'ENDED | 001 | Huyện Bình Khê | 01',
      'ENDED | 002 | Huyện Châu Lâm | 01',
      'ENDED | 003 | Thành phố Hải Giang | 02',
      'ENDED | 004 | Huyện Đảo Ngọc | 02',
      'MOVED | 00001 | 001 → 01',
    ]);
    expect(await history(client, '00007')).toEqual([`– | Phường Giang Bắc | < 003, < 02 from ${DAY}`]);
    expect(await history(client, '001')).toEqual([`–${DAY} | Huyện Bình Khê | < 01`]);
  });

  test('does all of it at once: provinces merge, communes merge, districts end', async () => {
    await done({
      abolishLevel: 'DISTRICT',
      establish: [
        { code: '02', level: 'PROVINCE', fullName: 'Tỉnh Bắc Hải', from: [{ code: '01' }, { code: '02' }] },
        {
          code: '00001',
          level: 'COMMUNE',
          fullName: 'Xã Hòa',
          parentCode: '02',
          from: [{ code: '00001' }, { code: '00002' }, { code: '00003', extent: 'PART' }],
        },
        {
          code: '00004',
          level: 'COMMUNE',
          fullName: 'Xã Bình Khê',
          parentCode: '02',
          from: [{ code: '00004' }, { code: '00003', extent: 'PART' }],
        },
        { code: '00010', level: 'COMMUNE', fullName: 'Đặc khu Đảo Ngọc', parentCode: '02', from: [{ code: '004' }] },
      ],
    });
    // Untouched communes lie in the new province.
    expect(await history(client, '00005')).toEqual([`– | Xã Lâm Thượng | < 002, < 02 from ${DAY}`]);
    expect(
      await rows(
        `SELECT count(*)::int AS n FROM map.closure c JOIN map.locality a ON a.id = c.ancestor_id
      WHERE a.code = '02' AND a.begins = $1 AND c.depth = 1`,
        [DAY],
      ),
    ).toEqual([{ n: 7 }]);
  });

  test('establishes anew, and ends without an heir', async () => {
    expect(
      await done({
        establish: [{ code: '00003-01', level: 'NEIGHBOURHOOD', fullName: 'Thôn Mới', parentCode: '00003' }],
        end: ['00006'],
      }),
    ).toEqual(['ENDED | 00006 | Xã Lâm Hạ | 002', 'ESTABLISHED | 00003-01 | Thôn Mới | 00003']);
    expect(await history(client, '00006')).toEqual([`–${DAY} | Xã Lâm Hạ | < 002`]);
  });

  test('gives a freed code to another unit on the same day', async () => {
    await done({
      establish: [
        { code: '00005', level: 'COMMUNE', fullName: 'Xã Lâm Hạ', parentCode: '002', from: [{ code: '00006' }] },
        { code: '00006', level: 'COMMUNE', fullName: 'Xã Lâm Thượng', parentCode: '002', from: [{ code: '00005' }] },
      ],
    });
    expect(await history(client, '00005')).toEqual([
      `–${DAY} | Xã Lâm Thượng | < 002 | → 00006 WHOLE`,
      `${DAY}– | Xã Lâm Hạ | < 002`,
    ]);
  });

  test('follows another one of the same day, and one of a later day: chains answer over several steps', async () => {
    await enacted({
      number: '202',
      establish: [{ code: '02', level: 'PROVINCE', fullName: 'Tỉnh Bắc Hải', from: [{ code: '01' }, { code: '02' }] }],
    });
    await enacted({
      number: '203',
      abolishLevel: 'DISTRICT',
      establish: [
        { code: '00010', level: 'COMMUNE', fullName: 'Đặc khu Đảo Ngọc', parentCode: '02', from: [{ code: '004' }] },
      ],
    });
    await closureIsDerived(client);
    // Its place between the two acts of one day leaves no trace.
    expect(await history(client, '001')).toEqual([`–${DAY} | Huyện Bình Khê | < 01`]);
    expect(await history(client, '00001')).toEqual([`– | Xã Đông Hòa | < 001, < 02 from ${DAY}`]);
    await enacted({
      number: '204',
      effectiveOn: LATER,
      establish: [
        {
          code: '00001',
          level: 'COMMUNE',
          fullName: 'Xã Hòa',
          parentCode: '02',
          from: [{ code: '00001' }, { code: '00010' }],
        },
      ],
    });
    const { locality } = await asBoard(
      `{ locality(code: "004", asOf: "2020-01-01") { heirs(asOf: "${LATER}") { steps extent locality { fullName } } } }`,
    );
    expect(locality.heirs).toEqual([{ steps: 2, extent: 'WHOLE', locality: { fullName: 'Xã Hòa' } }]);
  });

  test('tried only, tells the same and writes nothing', async () => {
    const act = {
      establish: [
        {
          code: '00001',
          level: 'COMMUNE' as const,
          fullName: 'Xã Liên Hòa',
          parentCode: '001',
          from: [{ code: '00001' }, { code: '00002' }],
        },
      ],
    };
    const before = await rows('SELECT count(*) FROM map.boundary_change');
    const { change, units, errors } = await enact({ ...act, dryRun: true });
    expect({ change, errors }).toEqual({ change: null, errors: [] });
    expect(await rows('SELECT count(*) FROM map.boundary_change')).toEqual(before);
    expect(await history(client, '00001')).toEqual(['– | Xã Đông Hòa | < 001']);
    expect(units.nodes.map(sentence)).toEqual(await done(act));
  });
});

describe('designations', () => {
  beforeEach(async () => {
    await client.query(
      `INSERT INTO map.designation (id, locality_id, kind, name, begins, ends, legal_basis, ended_by)
        SELECT gen_random_uuid(), id, 'EXTREMELY_DIFFICULT', 'Xã ĐBKK', '2021-01-01', '2095-01-01', 'QĐ 861', 'QĐ 9' FROM map.locality WHERE code IN ('00001', '00005')`,
    );
  });
  const held = () =>
    rows(
      `SELECT l.code, l.begins::text AS since, d.begins::text AS begins, d.ends::text AS ends, d.ended_by FROM map.designation d JOIN map.locality l ON l.id = d.locality_id ORDER BY l.code, d.begins`,
    );

  test('end with a unit that is merged or ended, go on with one that is renamed or moved', async () => {
    await done({
      establish: [
        {
          code: '00001',
          level: 'COMMUNE',
          fullName: 'Xã Liên Hòa',
          parentCode: '001',
          from: [{ code: '00001' }, { code: '00002' }],
        },
      ],
      transfer: [{ codes: ['00005'], parentCode: '001' }],
    });
    expect(await held()).toEqual([
      { code: '00001', since: '0001-01-01', begins: '2021-01-01', ends: DAY, ended_by: null },
      { code: '00005', since: '0001-01-01', begins: '2021-01-01', ends: '2095-01-01', ended_by: 'QĐ 9' },
    ]);
  });

  test('follow where the whole of one unit becomes another of its level, with the end that was decided', async () => {
    await done({
      establish: [
        { code: '00009', level: 'COMMUNE', fullName: 'Xã Đông Hòa', parentCode: '002', from: [{ code: '00001' }] },
      ],
    });
    expect((await held()).slice(0, 2)).toEqual([
      { code: '00001', since: '0001-01-01', begins: '2021-01-01', ends: DAY, ended_by: null },
      { code: '00005', since: '0001-01-01', begins: '2021-01-01', ends: '2095-01-01', ended_by: 'QĐ 9' },
    ]);
    expect((await held())[2]).toEqual({ code: '00009', since: DAY, begins: DAY, ends: '2095-01-01', ended_by: 'QĐ 9' });
  });
});

describe('official counts of children', () => {
  const declare = (code: string, count: number, begins = '0001-01-01') =>
    client.query(`INSERT INTO map.declared_children SELECT id, $3, $2 FROM map.locality WHERE code = $1`, [
      code,
      count,
      begins,
    ]);
  const counts = async (code: string) =>
    (
      await client.query<{ count: string }>(
        `SELECT d.begins || ' ' || d.count AS count FROM map.declared_children d JOIN map.locality l ON l.id = d.locality_id WHERE l.code = $1 ORDER BY l.begins, d.begins`,
        [code],
      )
    ).rows.map(({ count }) => count.replace('0001-01-01', '-'));

  test('change by what is gained and lost, from the day on', async () => {
    await declare('001', 10);
    await declare('001', 12, LATER);
    await done({
      establish: [
        {
          code: '00001',
          level: 'COMMUNE',
          fullName: 'Xã Liên Hòa',
          parentCode: '001',
          from: [{ code: '00001' }, { code: '00002' }],
        },
      ],
    });
    expect(await counts('001')).toEqual(['- 10', `${DAY} 9`, `${LATER} 11`]);
  });

  test('go to the heir of the whole, to each heir of a part, and one level up with a level', async () => {
    await declare('001', 6);
    await declare('00001', 5);
    await declare('00003', 2);
    await done({
      abolishLevel: 'DISTRICT',
      establish: [
        {
          code: '00001',
          level: 'COMMUNE',
          fullName: 'Xã Hòa',
          parentCode: '01',
          from: [{ code: '00001' }, { code: '00003', extent: 'PART' }],
        },
        {
          code: '00004',
          level: 'COMMUNE',
          fullName: 'Xã Bình Khê',
          parentCode: '01',
          from: [{ code: '00004' }, { code: '00003', extent: 'PART' }],
        },
        { code: '00010', level: 'COMMUNE', fullName: 'Đặc khu Đảo Ngọc', parentCode: '02', from: [{ code: '004' }] },
      ],
    });
    // 2 villages recorded and 3 not, and 2 that are somewhere in the two parts.
    expect(await counts('00001')).toEqual(['- 5', `${DAY} 7`]);
    expect(await counts('00004')).toEqual([`${DAY} 2`]);
    // 5 communes recorded, 2 not.
    expect(await counts('01')).toEqual([`${DAY} 7`]);
    expect(await counts('02')).toEqual([]);
  });
});

describe('authorities', () => {
  const tenant = async (slug: string, kind: string, code: string, superior: string) => {
    await client.query(
      `INSERT INTO map.tenant (slug, kind, name, locality_id, begins, ends) SELECT $1, $2::map.tenant_kind, $1, id, '2020-01-01', '9999-12-31' FROM map.locality WHERE code = $3`,
      [slug, kind, code],
    );
    await client.query(`INSERT INTO map.tenant_line VALUES ($1, $2, '2020-01-01', '9999-12-31')`, [slug, superior]);
    await client.query('SELECT map.rebuild_authority()');
  };

  test('whose territory ends, or leaves that of their superior, are named; their lines stay as decided', async () => {
    await tenant('an-son', 'PROVINCE', '01', 'trung-uong');
    await tenant('binh-khe', 'DISTRICT', '001', 'an-son');
    await tenant('dong-hoa', 'COMMUNE', '00001', 'binh-khe');
    await tenant('tay-hoa', 'COMMUNE', '00002', 'an-son');
    await tenant('chau-lam', 'DISTRICT', '002', 'an-son');
    const lines = await rows('SELECT * FROM map.authority ORDER BY 1, 2, 3, 4');
    const moved = await enact({ dryRun: true, transfer: [{ codes: ['001'], parentCode: '02' }] });
    expect(moved.tenants).toEqual([{ slug: 'binh-khe' }, { slug: 'tay-hoa' }]);
    const ended = await enact({
      abolishLevel: 'DISTRICT',
      establish: [
        { code: '00010', level: 'COMMUNE', fullName: 'Đặc khu Đảo Ngọc', parentCode: '02', from: [{ code: '004' }] },
      ],
    });
    expect(ended.tenants).toEqual([{ slug: 'binh-khe' }, { slug: 'chau-lam' }, { slug: 'dong-hoa' }]);
    expect(await rows('SELECT * FROM map.authority ORDER BY 1, 2, 3, 4')).toEqual(lines);
  });
});
