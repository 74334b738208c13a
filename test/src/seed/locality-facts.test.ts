import { existsSync, readFileSync } from 'node:fs';
import { designationFacts, localityFacts, successionFacts } from '@thi-dua/prisma/seed/localities/index';
import type { LocalityFacts } from '@thi-dua/prisma/seed/locality-facts';
import { expect, test } from 'vitest';

const DAWN = '0000-01-01';
const DUSK = '9999-12-31';
const REFORM = '2025-07-01';

/** First day, or the first record that shows it. */
const first = (unit: LocalityFacts) => unit.validFrom ?? unit.seenFrom ?? DAWN;
/** Day after the last, or the first record that no longer shows it. */
const end = (unit: LocalityFacts) => unit.validTo ?? unit.goneBy ?? DUSK;
const stands = (unit: LocalityFacts, day: string) => first(unit) <= day && day < end(unit);
const at = <T extends { from: string | null }>(dated: T[], day: string) =>
  dated.findLast(({ from }) => from === null || from <= day);
const fullName = (unit: LocalityFacts, day: string) => at(unit.names, day)?.fullName;
const parent = (unit: LocalityFacts, day: string) => at(unit.parents, day)?.parent;

function groupBy<T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

const byKey = new Map(localityFacts.map((unit) => [unit.key, unit]));
const get = (key: string): LocalityFacts => {
  const unit = byKey.get(key);
  if (!unit) throw new Error(`No locality ${key}.`);
  return unit;
};
const flagsOf = (unit: LocalityFacts) => (unit.flags ?? []).map(({ code }) => code);
const standing = (level: LocalityFacts['level'], day: string) =>
  localityFacts.filter((unit) => unit.level === level && stands(unit, day));
const childrenOf = (key: string, day: string) =>
  localityFacts.filter((unit) => stands(unit, day) && parent(unit, day) === key);

test('a key names one locality, and says its level, code and first day', () => {
  expect(byKey.size).toBe(localityFacts.length);
  for (const unit of localityFacts) {
    const day = unit.validFrom ?? unit.seenFrom ?? 'old';
    const letter = { NATION: '', PROVINCE: 'P', DISTRICT: 'D', COMMUNE: 'C', NEIGHBOURHOOD: 'N' }[unit.level];
    expect(unit.key).toBe(unit.level === 'NATION' ? 'VN' : `${letter}${unit.code}@${day}`);
  }
});

test('a unit begins before it ends, and what is dated in it lies between, in order', () => {
  for (const unit of localityFacts) {
    expect(first(unit) < end(unit), unit.key).toBe(true);
    for (const dated of [unit.names, unit.parents, unit.declaredChildren ?? []]) {
      const days = dated.map(({ from }) => from ?? first(unit));
      expect(
        days.every(
          (day, index) => first(unit) <= day && day < end(unit) && (index === 0 || (days[index - 1] ?? '') < day),
        ),
        `${unit.key}: ${days}`,
      ).toBe(true);
    }
    expect(unit.names[0]?.from, unit.key).toBeNull();
  }
});

test('no two localities bear the same code at the same level on the same day', () => {
  const bearers = groupBy(localityFacts, (unit) => `${unit.level} ${unit.code}`);
  for (const [code, units] of bearers) {
    const inOrder = units.toSorted((a, b) => (first(a) < first(b) ? -1 : 1));
    for (const [index, unit] of inOrder.slice(1).entries()) {
      const before = inOrder[index];
      expect(before && end(before) <= first(unit), `${code}: ${before?.key} and ${unit.key}`).toBe(true);
    }
  }
});

test('every parent is recorded earlier, is of a higher level and stands for all the time it is one', () => {
  const levels = ['NATION', 'PROVINCE', 'DISTRICT', 'COMMUNE', 'NEIGHBOURHOOD'];
  const seen = new Set<string>();
  for (const unit of localityFacts) {
    expect(unit.parents.length > 0, unit.key).toBe(unit.level !== 'NATION');
    for (const [index, dated] of unit.parents.entries()) {
      const above = get(dated.parent);
      const from = dated.from ?? first(unit);
      const to = unit.parents[index + 1]?.from ?? end(unit);
      expect(seen.has(above.key), `${above.key} before ${unit.key}`).toBe(true);
      expect(levels.indexOf(above.level)).toBeLessThan(levels.indexOf(unit.level));
      expect(first(above) <= from && to <= end(above), `${above.key} over ${unit.key} in [${from}, ${to})`).toBe(true);
    }
    seen.add(unit.key);
  }
});

test('a succession leads from a unit that ended to one that begins that day, at the same level', () => {
  for (const { from, to, effectiveOn } of successionFacts) {
    expect([from, get(from).validTo]).toEqual([from, effectiveOn]);
    expect([to, get(to).validFrom]).toEqual([to, effectiveOn]);
    expect(get(from).level).toBe(get(to).level);
  }
  for (const [from, links] of groupBy(successionFacts, (link) => link.from)) {
    const extents = links.map(({ extent }) => extent);
    expect(extents, from).toEqual(links.length === 1 ? ['WHOLE'] : links.map(() => 'PART'));
    expect(new Set(links.map(({ to }) => to)).size, from).toBe(links.length);
  }
});

test('whatever ended has an heir, unless it is a district or flagged; whatever began has an origin, unless flagged', () => {
  const ended = new Set(successionFacts.map(({ from }) => from));
  const begun = new Set(successionFacts.map(({ to }) => to));
  for (const unit of localityFacts) {
    const endsWithoutHeir = end(unit) !== DUSK && unit.level !== 'DISTRICT' && !ended.has(unit.key);
    const beginsWithoutOrigin = first(unit) !== DAWN && !begun.has(unit.key);
    expect([unit.key, endsWithoutHeir]).toEqual([
      unit.key,
      unit.level !== 'DISTRICT' && flagsOf(unit).includes('HEIR_UNKNOWN'),
    ]);
    expect([unit.key, beginsWithoutOrigin]).toEqual([unit.key, flagsOf(unit).includes('ORIGIN_UNKNOWN')]);
  }
});

test('an unknown day is null, flagged, and bounded by the record that shows the change', () => {
  for (const unit of localityFacts) {
    const flags = flagsOf(unit);
    expect([unit.key, flags.includes('FIRST_DAY_UNKNOWN')]).toEqual([unit.key, unit.seenFrom !== undefined]);
    expect([unit.key, flags.includes('LAST_DAY_UNKNOWN')]).toEqual([unit.key, unit.goneBy !== undefined]);
    if (unit.seenFrom) expect(unit.validFrom, unit.key).toBeNull();
    if (unit.goneBy) expect(unit.validTo, unit.key).toBeNull();
  }
});

test('every name is in NFC, unspoilt by stray spaces, and begins with its type', () => {
  for (const { key, level, names } of localityFacts) {
    for (const { name, fullName, type } of names) {
      expect(
        [name, fullName, type].every((text) => text === text.normalize('NFC') && text === text.trim()),
        key,
      ).toBe(true);
      if (level === 'NATION') continue;
      const prefix = type === 'Thành phố trực thuộc Trung ương' ? 'Thành phố' : type;
      expect(fullName).toBe(`${prefix} ${name}`);
    }
  }
  const municipalities = standing('PROVINCE', '2025-03-12').filter((unit) =>
    at(unit.names, '2025-03-12')?.type.endsWith('Trung ương'),
  );
  expect(municipalities.map(({ code }) => code)).toEqual(['01', '31', '46', '48', '79', '92']);
});

test('63 provinces until 30 June 2025 and 34 since; eleven go on, 52 went whole into 23', () => {
  const before = standing('PROVINCE', '2025-06-30');
  const since = standing('PROVINCE', REFORM);
  expect([before.length, since.length]).toEqual([63, 34]);
  expect(before.filter((unit) => since.includes(unit)).map(({ code }) => code)).toEqual([
    '01',
    '04',
    '11',
    '12',
    '14',
    '20',
    '22',
    '38',
    '40',
    '42',
    '46',
  ]);
  const mergers = successionFacts.filter(({ from }) => from.startsWith('P'));
  expect(mergers.every(({ extent }) => extent === 'WHOLE')).toBe(true);
  expect([mergers.length, new Set(mergers.map(({ to }) => to)).size]).toEqual([52, 23]);
});

test('reused codes name the unit of their day', () => {
  const bearer = (code: string, day: string) => localityFacts.find((unit) => unit.code === code && stands(unit, day));
  const names = (code: string, ...days: string[]) =>
    days.map((day) => {
      const unit = bearer(code, day);
      return unit && fullName(unit, day);
    });
  expect(names('24', '2025-06-30', REFORM)).toEqual(['Tỉnh Bắc Giang', 'Tỉnh Bắc Ninh']);
  expect(names('27', '2025-06-30', REFORM)).toEqual(['Tỉnh Bắc Ninh', undefined]);
  expect(names('44', '2025-06-30', REFORM)).toEqual(['Tỉnh Quảng Bình', 'Tỉnh Quảng Trị']);
  expect(names('46', '2024-12-31', '2025-01-01', REFORM)).toEqual([
    'Tỉnh Thừa Thiên Huế',
    'Thành phố Huế',
    'Thành phố Huế',
  ]);
  expect(names('00352', '2025-06-30', REFORM)).toEqual(['Phường Khương Mai', 'Phường Phương Liệt']);
  expect(names('00373', '2025-03-11', '2025-03-12', REFORM)).toEqual(['Phường Kim Giang', 'Phường Hạ Đình', undefined]);
  expect(names('19165', '2020-01-31', '2020-02-01')).toEqual(['Xã Sơn Trạch', 'Thị trấn Phong Nha']);
});

test('the counts that the documents and lists give', () => {
  const communesUnder = (district: string, day: string) => childrenOf(district, day).length;
  const quangBinh = childrenOf('P44@old', '2022-09-17');
  expect(quangBinh.length).toBe(8);
  const inQuangBinh = (day: string) => quangBinh.reduce((sum, district) => sum + communesUnder(district.key, day), 0);
  expect(['2017-12-13', '2022-09-17', '2025-03-12', REFORM].map(inQuangBinh)).toEqual([159, 151, 145, 0]);
  expect(['2022-09-29', '2025-03-12', REFORM].map((day) => communesUnder('D009@old', day))).toEqual([11, 9, 0]);
  expect(['2017-12-13', '2022-09-17', '2025-03-12'].map((day) => communesUnder('D213@old', day))).toEqual([16, 16, 31]);
  expect(['2017-12-13', '2022-09-17', '2025-03-12'].map((day) => communesUnder('D048@old', day))).toEqual([14, 13, 13]);
  expect(['2017-12-13', '2022-09-17'].map((day) => childrenOf('P04@old', day).length)).toEqual([13, 10]);
  expect(standing('DISTRICT', REFORM)).toEqual([]);
});

test('a commune that the reform left as it was goes on under the new province', () => {
  const tanThanh = get('C18919@2025-03-12');
  expect(tanThanh.validTo).toBeNull();
  expect([parent(tanThanh, '2025-06-30'), parent(tanThanh, REFORM)]).toEqual(['D452@old', 'P44@2025-07-01']);
});

test('a designation is held by a recorded unit, within its time', () => {
  for (const { locality, kind, validFrom, validTo } of designationFacts) {
    const holder = get(locality);
    expect(holder.level, `${kind} ${locality}`).toBe(kind === 'POOR_DISTRICT' ? 'DISTRICT' : 'COMMUNE');
    expect(
      first(holder) <= validFrom && validFrom < (validTo ?? DUSK) && (validTo ?? DUSK) <= end(holder),
      locality,
    ).toBe(true);
  }
});

/* Held against the lists the facts were taken from, where they are at hand. */

const data = new URL('../../../../shared/data/', import.meta.url);
const present = existsSync(data);
const absent = 'the lists of units (../shared/data) are not here';

interface Listed {
  code: string;
  name: string;
  level: string;
  parent_code: string;
}
function read<T>(file: string): T[] {
  const [head = '', ...lines] = readFileSync(new URL(file, data), 'utf8').normalize('NFC').trim().split(/\r?\n/);
  const columns = head.replace('\uFEFF', '').split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index]?.trim() ?? ''])) as T;
  });
}
/** One spelling for what the lists spell in two ways: "Thành Phố", and "Hoà" beside "Hòa". */
const spelling = (name: string) =>
  name
    .replace('Thành Phố', 'Thành phố')
    .normalize('NFD')
    .replace(/(o)([\u0300\u0301\u0303\u0309\u0323])([ae])(?!\p{L})/gu, '$1$3$2')
    .normalize('NFC');

/** Of the units recorded here, those whose children are all recorded until the reform. */
const detailed = ['D009@old', 'D048@old', 'D213@old', 'D221@old', 'P01@old', 'P04@old', 'P24@old', 'P44@old'].concat(
  childrenOf('P44@old', '2022-09-17').map(({ key }) => key),
);
const lists = [
  ['units_2017-12-13.csv', '2017-12-13'],
  ['units_2022-09-17.csv', '2022-09-17'],
  ['pre2025_units.csv', '2025-03-12'],
] as const;

test.for(lists)('%s: what is recorded and what is listed are the same units', ([file, day], { skip }) => {
  skip(!present, absent);
  const listed = read<Listed>(file);
  const line = (level: string, code: string, name: string, above: string) =>
    `${level} ${code} ${spelling(name)} < ${above}`;
  const covered = new Set(['', ...detailed.map((key) => key.slice(1, key.indexOf('@')))]);
  const expected = listed
    .filter(({ parent_code }) => covered.has(parent_code))
    .map(({ level, code, name, parent_code }) => line(level, code, name, parent_code || 'VN'));
  const recorded = localityFacts
    .filter((unit) => unit.level !== 'NATION' && stands(unit, day))
    .map((unit) => line(unit.level, unit.code, fullName(unit, day) ?? '', get(parent(unit, day) ?? '').code));
  expect(recorded.toSorted()).toEqual(expected.toSorted());
});

test.for(lists.slice(1))('%s: declared numbers of children are those listed', ([file, day], { skip }) => {
  skip(!present, absent);
  const listed = groupBy(read<Listed>(file), ({ parent_code }) => parent_code);
  for (const unit of [...standing('PROVINCE', day), ...standing('DISTRICT', day)]) {
    const expected = detailed.includes(unit.key) ? undefined : listed.get(unit.code)?.length;
    expect([unit.key, at(unit.declaredChildren ?? [], day)?.count]).toEqual([unit.key, expected]);
  }
});

test('post2025_units.csv: the provinces, their numbers of communes and the recorded communes are as listed', ({
  skip,
}) => {
  skip(!present, absent);
  const listed = read<Listed>('post2025_units.csv');
  const line = (code: string, name: string, above: string) => `${code} ${name} < ${above}`;
  const provinces = listed.filter(({ level }) => level === 'PROVINCE');
  const standingNow = standing('PROVINCE', REFORM);
  expect(standingNow.map((unit) => line(unit.code, fullName(unit, REFORM) ?? '', 'VN')).toSorted()).toEqual(
    provinces.map(({ code, name }) => line(code, name, 'VN')).toSorted(),
  );
  for (const unit of standingNow) {
    const communes = listed.filter(({ parent_code }) => parent_code === unit.code).length;
    expect([unit.key, at(unit.declaredChildren ?? [], REFORM)?.count]).toEqual([unit.key, communes]);
  }
  const communes = new Set(
    listed
      .filter(({ level }) => level === 'COMMUNE')
      .map(({ code, name, parent_code }) => line(code, name, parent_code)),
  );
  const recorded = standing('COMMUNE', REFORM).map((unit) =>
    line(unit.code, fullName(unit, REFORM) ?? '', get(parent(unit, REFORM) ?? '').code),
  );
  expect(recorded.filter((commune) => !communes.has(commune))).toEqual([]);
});

test('old_to_new_*.csv: the successions are those of the map, and no new commune lacks a listed origin unflagged', ({
  skip,
}) => {
  skip(!present, absent);
  const provinces = read<{ old_code: string; new_code: string }>('old_to_new_province.csv')
    .filter(({ old_code }) => get(`P${old_code}@old`).validTo !== null)
    .map(({ old_code, new_code }) => `P${old_code}@old > P${new_code}@${REFORM} WHOLE`);
  const map = read<{ old_code: string; new_code: string; coverage: string }>('old_to_new_commune.csv');
  const ending = new Map(
    standing('COMMUNE', '2025-06-30')
      .filter((unit) => end(unit) === REFORM)
      .map((unit) => [unit.code, unit.key]),
  );
  const communes = map
    .filter(({ old_code }) => ending.has(old_code))
    .map(({ old_code, new_code, coverage }) => {
      const extent = coverage === 'full' ? 'WHOLE' : 'PART';
      return `${ending.get(old_code)} > C${new_code}@${REFORM} ${extent}`;
    });
  const recorded = successionFacts.map(({ from, to, extent }) => `${from} > ${to} ${extent}`);
  expect(recorded.toSorted()).toEqual([...provinces, ...communes].toSorted());

  const sources = groupBy(map, ({ new_code }) => new_code);
  for (const unit of standing('COMMUNE', REFORM)) {
    const origins = sources.get(unit.code) ?? [];
    const partial = origins.some(({ old_code }) => !ending.has(old_code) && unit.validFrom === REFORM);
    expect([unit.key, flagsOf(unit).includes('ORIGIN_PARTIAL')]).toEqual([unit.key, partial]);
    const whole = origins.every(({ coverage }) => coverage === 'full');
    if (unit.validFrom === null) expect([unit.key, origins.length, whole]).toEqual([unit.key, 1, true]);
  }
});
