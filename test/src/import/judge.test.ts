import { judge, type ListContext, type Pair, unitKey } from '@thi-dua/localities/import/judge';
import { spelling, unitName } from '@thi-dua/localities/import/unit-name';
import { describe, expect, test } from 'vitest';

const named = (fullName: string) => unitName(fullName, 'COMMUNE') ?? { name: fullName, fullName, type: '' };
const list: ListContext = { day: '2022-09-17', first: false, latest: true, abolished: new Set() };
const pair = (before: string | null, after: string | null, over: Partial<Pair> = {}): Pair => ({
  level: 'COMMUNE',
  code: '00001',
  listed: after === null ? null : named(after),
  stored: before === null ? null : { ...named(before), begins: '0001-01-01', nameBegins: '0001-01-01' },
  neighbourGone: false,
  mapped: false,
  sole: false,
  previousEnds: null,
  nextBegins: null,
  parentBegins: '0001-01-01',
  ...over,
});
const goesOn = { kind: 'GOES_ON', renamed: false, retyped: false, respelled: false, dayKnown: false };

describe('how a change between two lists is read', () => {
  test.for([
    ['the same', pair('Xã Song Mai', 'Xã Song Mai'), { kind: 'SAME' }],
    [
      'only the type changed',
      pair('Xã Song Mai', 'Phường Song Mai', { neighbourGone: true }),
      { ...goesOn, retyped: true },
    ],
    ['renamed, nobody gone', pair('Xã Sơn Trạch', 'Thị trấn Phong Nha'), { ...goesOn, renamed: true, retyped: true }],
    [
      'renamed, a neighbour gone',
      pair('Phường Kim Giang', 'Phường Hạ Đình', { neighbourGone: true }),
      { kind: 'REPLACED', begins: '2022-09-17', ends: '9999-12-31', dayKnown: false },
    ],
    [
      'spelled otherwise',
      pair('Xã Thông Hoè', 'Xã Thông Hòe', { neighbourGone: true }),
      { ...goesOn, respelled: true },
    ],
    ['gone', pair('Xã Quy Hóa', null), { kind: 'ENDED', dayKnown: false }],
    ['new', pair(null, 'Xã Quy Hóa'), { kind: 'NEW', begins: '2022-09-17', ends: '9999-12-31', dayKnown: false }],
    [
      'new, its code borne by another later',
      pair(null, 'Xã Quy Hóa', { nextBegins: '2025-07-01' }),
      { kind: 'NEW', begins: '2022-09-17', ends: '2025-07-01', dayKnown: false },
    ],
  ] as const)('%s', ([, given, verdict]) => {
    expect(judge(given, list)).toEqual(verdict);
  });

  test('the first list shows what always stood, but for what its parent or its code forbids', () => {
    const first = { ...list, first: true };
    expect(judge(pair(null, 'Xã A'), first)).toMatchObject({ begins: '0001-01-01', dayKnown: true });
    expect(judge(pair(null, 'Xã A', { parentBegins: '2020-01-01' }), first)).toMatchObject({
      begins: '2020-01-01',
      dayKnown: false,
    });
    expect(judge(pair(null, 'Xã A', { previousEnds: '2021-01-01' }), first)).toMatchObject({
      begins: '2021-01-01',
      dayKnown: false,
    });
    // The names that are stored already are spelled by whoever recorded them.
    expect(judge(pair('Xã Hoà', 'Xã Hòa'), first)).toEqual({ kind: 'SAME' });
  });

  test('a mapping decides instead: made of itself alone, whole, it goes on; else it is new', () => {
    expect(judge(pair('Xã A', 'Xã A', { mapped: true, sole: true }), list)).toEqual({ kind: 'SAME' });
    expect(judge(pair('Xã A', 'Xã B', { mapped: true, sole: true, neighbourGone: true }), list)).toMatchObject({
      kind: 'GOES_ON',
      renamed: true,
      dayKnown: true,
    });
    expect(judge(pair('Xã A', 'Xã A', { mapped: true }), list)).toMatchObject({ kind: 'REPLACED', dayKnown: true });
    expect(judge(pair('Xã A', null, { mapped: true }), list)).toEqual({ kind: 'ENDED', dayKnown: true });
  });

  test('what is stored of the same day must be the same', () => {
    const begun = (name: string) => ({ ...named(name), begins: list.day, nameBegins: list.day });
    expect(judge(pair('', 'Xã A', { stored: begun('Xã A') }), list)).toEqual({ kind: 'SAME' });
    for (const contrary of [
      pair('', 'Xã B', { stored: begun('Xã A') }),
      pair('', null, { stored: begun('Xã A') }),
      pair('', 'Xã A', { stored: begun('Xã A'), mapped: true, sole: true }),
      pair('', 'Xã B', { stored: { ...named('Xã A'), begins: '0001-01-01', nameBegins: list.day } }),
      pair(null, 'Xã A', { mapped: true, sole: true }),
    ]) {
      expect(judge(contrary, list).kind).toBe('CONTRADICTION');
    }
  });
});

test('keys are those of the facts that the project records itself', () => {
  expect([unitKey('COMMUNE', '00352', '0001-01-01'), unitKey('PROVINCE', '24', '2025-07-01')]).toEqual([
    'C00352@old',
    'P24@2025-07-01',
  ]);
});

test('spellings of one name, and names that differ', () => {
  for (const [one, other] of [
    ['Thông Hoè', 'Thông Hòe'],
    ['Krông Hoà', 'KRông Hòa'],
    ["Ea H'leo", 'Ea H’Leo'],
    ['Thuỷ', 'Thủy'],
    ['Uý Nỗ', 'Úy Nỗ'],
  ] as const) {
    expect([one, spelling(one)]).toEqual([one, spelling(other)]);
  }
  for (const [one, other] of [
    ['Hoà', 'Hoá'],
    ['Hoàn', 'Hóan'],
    ['Tân Lập', 'Tấn Lập'],
    ['Đắk', 'Đăk'],
  ] as const) {
    expect(spelling(one)).not.toBe(spelling(other));
  }
});
