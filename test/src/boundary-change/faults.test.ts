import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ActInput, changingCountry, DAY, LATER } from './kit.js';

const { client, restore, enacted, faults } = await changingCountry();

const commune = (code: string, parentCode = '001', from: { code: string; extent?: 'WHOLE' | 'PART' }[] = []) => ({
  code,
  level: 'COMMUNE' as const,
  fullName: 'Xã Mới',
  parentCode,
  from,
});
const part = (code: string) => ({ code, extent: 'PART' as const });

describe('is refused, and writes nothing', () => {
  beforeAll(() => restore());
  const cases: [what: string, act: ActInput, faults: string[]][] = [
    ['what changes nothing', {}, ['EMPTY ']],
    [
      'a resolution without a number, of an issuer without a name',
      { number: ' ', issuer: '', title: 'x'.repeat(501), rename: [{ code: '00003', fullName: 'Xã Khác' }] },
      ['EMPTY number', 'EMPTY issuer', 'TOO_LONG title'],
    ],
    [
      'one that takes effect before it is issued',
      { issuedOn: '2090-07-02', rename: [{ code: '00003', fullName: 'Xã Khác' }] },
      ['EFFECTIVE_BEFORE_ISSUED effectiveOn'],
    ],
    [
      'one of a day that nobody means',
      { issuedOn: '1900-01-01', effectiveOn: '2900-01-01', rename: [{ code: '00003', fullName: 'Xã Khác' }] },
      ['DAY_OUT_OF_RANGE issuedOn', 'DAY_OUT_OF_RANGE effectiveOn'],
    ],
    [
      'codes and names of another form than their level has',
      {
        establish: [
          { ...commune('9'), fullName: 'Mới' },
          { ...commune('00010'), fullName: 'Xã Ｍới' },
          { ...commune('00011'), fullName: '' },
          { code: '00003-01', level: 'NEIGHBOURHOOD', fullName: 'Thôn Mới', parentCode: '00004' },
        ],
        rename: [{ code: '00003', fullName: 'Huyện Nam Hòa' }],
      },
      [
        'CODE_FORM establish.0.code',
        'NAME establish.0.fullName',
        'NAME establish.1.fullName',
        'EMPTY establish.2.fullName',
        'CODE_FORM establish.3.code',
        'NAME rename.0.fullName',
      ],
    ],
    [
      'the nation, established, ended, abolished or moved',
      {
        establish: [{ code: 'VN', level: 'NATION', fullName: 'Việt Nam' }],
        end: ['VN'],
        abolishLevel: 'NATION',
        rename: [{ code: 'VN', fullName: 'Tỉnh Việt Nam' }],
      },
      ['LEVEL abolishLevel', 'LEVEL establish.0.level', 'TOUCHED_TWICE end.0', 'LEVEL rename.0.code', 'LEVEL end.0'],
    ],
    [
      'a part of a unit that goes nowhere',
      { establish: [commune('00009', '001', [part('00003')])] },
      ['EXTENT establish.0.from.0.extent'],
    ],
    [
      'a unit that goes whole to one unit and to another as well',
      { establish: [commune('00009', '001', [{ code: '00003' }]), commune('00010', '001', [part('00003')])] },
      ['EXTENT establish.0.from.0.extent'],
    ],
    [
      'a source named twice',
      { establish: [commune('00009', '001', [part('00003'), part('00003')])] },
      ['DUPLICATE_SOURCE establish.0.from.1'],
    ],
    [
      'units that are not there',
      {
        establish: [commune('00009', '999', [{ code: '00099' }])],
        transfer: [{ codes: ['00098'], parentCode: '003' }],
        end: ['00097'],
      },
      [
        'UNKNOWN_UNIT establish.0.from.0.code',
        'UNKNOWN_UNIT transfer.0.codes.0',
        'UNKNOWN_UNIT end.0',
        'UNKNOWN_PARENT establish.0.parentCode',
      ],
    ],
    [
      'a code that another unit bears, or two of the act',
      { establish: [commune('00004'), commune('00009'), commune('00009', '002')] },
      ['DUPLICATE_CODE establish.2.code', 'CODE_TAKEN establish.0.code'],
    ],
    [
      'a merger of one unit with nothing',
      { establish: [commune('00003', '001', [{ code: '00003' }])] },
      ['GOES_ON establish.0.from.0'],
    ],
    [
      'a unit without a place, or where its level does not lie',
      {
        establish: [
          { code: '00009', level: 'COMMUNE', fullName: 'Xã Mới' },
          { code: '005', level: 'DISTRICT', fullName: 'Huyện Mới', parentCode: '001' },
        ],
        transfer: [{ codes: ['00003'], parentCode: '00004' }],
      },
      ['EMPTY establish.0.parentCode', 'LEVELS establish.1.parentCode', 'LEVELS transfer.0.codes.0'],
    ],
    [
      'a unit put into itself, or into one that ends',
      {
        transfer: [
          { codes: ['00003'], parentCode: '00003' },
          { codes: ['00004'], parentCode: '002' },
        ],
        end: ['002', '00005', '00006'],
      },
      ['CYCLE transfer.0.codes.0', 'PARENT_ENDS transfer.1.parentCode'],
    ],
    [
      'a move to where it lies, a name that it bears',
      {
        transfer: [{ codes: ['00003'], parentCode: '001' }],
        rename: [{ code: '00004', fullName: 'Thị trấn Bình Khê' }],
      },
      ['UNCHANGED transfer.0.codes.0', 'UNCHANGED rename.0.fullName'],
    ],
    [
      'two things done to one unit',
      {
        establish: [commune('00009', '001', [{ code: '00003' }])],
        rename: [
          { code: '00003', fullName: 'Xã Khác' },
          { code: '00004', fullName: 'Xã A' },
          { code: '00004', fullName: 'Xã B' },
        ],
        transfer: [{ codes: ['00003', '00005', '00005'], parentCode: '003' }],
        end: ['00003'],
      },
      [
        'TOUCHED_TWICE rename.0',
        'TOUCHED_TWICE transfer.0.codes.0',
        'TOUCHED_TWICE end.0',
        'TOUCHED_TWICE rename.2',
        'TOUCHED_TWICE transfer.0.codes.2',
      ],
    ],
    ['a move of nobody', { transfer: [{ codes: [], parentCode: '001' }] }, ['EMPTY transfer.0.codes', 'EMPTY ']],
    ['an end that leaves what lies in the unit nowhere', { end: ['002'] }, ['ORPHANED end.0']],
    [
      'a division that does not say where the villages go',
      {
        establish: [commune('00009', '001', [part('00001')]), commune('00010', '001', [part('00001')])],
        transfer: [{ codes: ['00001-02'], parentCode: '00010' }],
      },
      ['ORPHANED establish.0.from.0'],
    ],
    [
      'a village that goes where nothing of its commune goes',
      {
        establish: [commune('00009', '001', [part('00001')]), commune('00010', '001', [part('00001')])],
        transfer: [
          { codes: ['00001-01'], parentCode: '00009' },
          { codes: ['00001-02'], parentCode: '00003' },
        ],
      },
      ['NOT_AN_HEIR transfer.1.codes.0'],
    ],
    [
      'a village made of a commune',
      {
        establish: [
          {
            code: '00003-01',
            level: 'NEIGHBOURHOOD',
            fullName: 'Thôn Mới',
            parentCode: '00003',
            from: [{ code: '00004' }],
          },
        ],
      },
      ['SOURCE_LEVEL establish.0.from.0.code'],
    ],
    [
      'a commune that skips the level above it',
      { transfer: [{ codes: ['00003'], parentCode: '01' }] },
      ['LEVEL_SKIPPED transfer.0.codes.0'],
    ],
    [
      'a level that is abolished and established, or moved',
      {
        abolishLevel: 'DISTRICT',
        establish: [{ code: '005', level: 'DISTRICT', fullName: 'Huyện Mới', parentCode: '01' }],
        transfer: [{ codes: ['001'], parentCode: '02' }],
        rename: [{ code: '002', fullName: 'Huyện Khác' }],
      },
      [
        'LEVEL establish.0.level',
        'TOUCHED_TWICE transfer.0.codes.0',
        'TOUCHED_TWICE rename.0',
        'LEVEL_SKIPPED abolishLevel',
      ],
    ],
    [
      'the end of a level from which nothing can go up',
      { abolishLevel: 'COMMUNE' },
      ['ORPHANED abolishLevel', 'ORPHANED abolishLevel'],
    ],
  ];
  test.for(cases)('%s', async ([, act, expected]) => {
    expect((await faults(act)).sort()).toEqual([...expected].sort());
  });

  test('everything that is wrong, at once', async () => {
    expect(
      await faults({
        number: '',
        effectiveOn: '2019-01-01',
        issuedOn: '2020-01-01',
        establish: [commune('1', '999', [part('00003'), { code: '00099' }])],
        end: ['002'],
      }),
    ).toEqual([
      'EMPTY number',
      'EFFECTIVE_BEFORE_ISSUED effectiveOn',
      'CODE_FORM establish.0.code',
      'EXTENT establish.0.from.0.extent',
      'UNKNOWN_UNIT establish.0.from.1.code',
      'UNKNOWN_PARENT establish.0.parentCode',
      'ORPHANED end.0',
    ]);
  });

  test('more units than the country has, without a look at the map', async () => {
    expect(await faults({ end: Array.from({ length: 20_001 }, (_, i) => String(i)) })).toEqual(['TOO_MANY ']);
  });
});

describe('what is stored of a later day is not contradicted', () => {
  beforeEach(() => restore());
  const later = (act: ActInput) => enacted({ effectiveOn: LATER, ...act });

  test('a unit that ends later does not end, move or change its name before', async () => {
    await later({ establish: [commune('00009', '001', [{ code: '00003' }, { code: '00004' }])] });
    expect(await faults({ end: ['00003'] })).toEqual(['LATER_CHANGE end.0']);
    expect(await faults({ transfer: [{ codes: ['00003'], parentCode: '002' }] })).toEqual([
      'LATER_CHANGE transfer.0.codes.0',
    ]);
    expect(await faults({ rename: [{ code: '00003', fullName: 'Xã Khác' }] })).toEqual(['LATER_CHANGE rename.0.code']);
    // And the unit that holds the heir then does not end before.
    expect(
      await faults({
        establish: [
          {
            code: '005',
            level: 'DISTRICT',
            fullName: 'Huyện Mới',
            parentCode: '01',
            from: [{ code: '001' }, { code: '002' }],
          },
        ],
      }),
    ).toEqual(['LATER_CHANGE establish.0.from.0.code']);
    expect(await faults({ abolishLevel: 'COMMUNE' })).toContain('LATER_CHANGE abolishLevel');
  });

  test('nor does its code pass on before', async () => {
    await later({ establish: [commune('00009')] });
    expect(await faults({ establish: [commune('00009')] })).toEqual(['CODE_TAKEN establish.0.code']);
  });

  test('a unit changes once a day, and on the day on which it begins not at all', async () => {
    await enacted({
      establish: [commune('00009')],
      rename: [{ code: '00003', fullName: 'Xã Khác' }],
      transfer: [{ codes: ['00005'], parentCode: '001' }],
    });
    expect(await faults({ rename: [{ code: '00003', fullName: 'Xã Khác nữa' }] })).toEqual([
      'LATER_CHANGE rename.0.code',
    ]);
    expect(await faults({ transfer: [{ codes: ['00005'], parentCode: '003' }] })).toEqual([
      'LATER_CHANGE transfer.0.codes.0',
    ]);
    expect(await faults({ end: ['00009'] })).toEqual(['UNKNOWN_UNIT end.0']);
    expect(await faults({ establish: [commune('00010', '001', [{ code: '00003' }])] })).toEqual([
      'LATER_CHANGE establish.0.from.0.code',
    ]);
  });

  test('nothing is put into a unit that will end', async () => {
    await later({ end: ['00003'] });
    expect(
      await faults({
        establish: [{ code: '00003-01', level: 'NEIGHBOURHOOD', fullName: 'Thôn Mới', parentCode: '00003' }],
      }),
    ).toEqual(['PARENT_ENDS establish.0.parentCode']);
  });

  test('the same act a second time finds its units gone', async () => {
    const act = { establish: [commune('00009', '001', [{ code: '00003' }, { code: '00004' }])] };
    await enacted(act);
    expect(await faults(act)).toEqual([
      'LATER_CHANGE establish.0.from.0.code',
      'LATER_CHANGE establish.0.from.1.code',
      'CODE_TAKEN establish.0.code',
    ]);
    const messages = await client.query(`SELECT count(*)::int AS n FROM map.boundary_change WHERE effective_on = $1`, [
      DAY,
    ]);
    expect(messages.rows).toEqual([{ n: 1 }]);
  });
});
