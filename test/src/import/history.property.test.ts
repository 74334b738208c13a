import { isEmpty } from '@thi-dua/localities/import/difference';
import { expect, test } from 'vitest';
import { digest, onTheMap, sentence } from './lists.js';
import { emptyCountry } from './made-up.js';
import { settledAsJudged } from './settled.js';

const country = await emptyCountry();
const { client, bring, clear } = country;

/** Numbers that look random and are the same for the same seed. */
function chance(seed: number) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
  return {
    below: (n: number) => Math.floor(next() * n),
    pick: <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T,
    happens: (share: number) => next() < share,
  };
}
type Chance = ReturnType<typeof chance>;

interface Unit {
  code: string;
  type: string;
  name: string;
  parent: string;
}
type Country = Unit[];

const levels: Record<number, string> = { 2: 'PROVINCE', 3: 'DISTRICT', 5: 'COMMUNE' };
const csv = (units: Country) =>
  [
    'code,name,level,parent_code',
    ...units.map((u) => `${u.code},${u.type} ${u.name},${levels[u.code.length]},${u.parent}`),
    '',
  ].join('\n');
const sentences = (units: Country) =>
  units
    .map(({ code, type, name, parent }) =>
      sentence({ level: levels[code.length] ?? '', code, name: `${type} ${name}`, parent_code: parent }),
    )
    .sort();

const syllables = [
  'An',
  'Bình',
  'Châu',
  'Đông',
  'Giang',
  'Hải',
  'Khê',
  'Lâm',
  'Minh',
  'Ngọc',
  'Phong',
  'Quang',
  'Sơn',
  'Thịnh',
  'Vân',
  'Xuân',
];

function founded(random: Chance): { country: Country; nameless: () => string } {
  let names = 0;
  // No two units bear the same name, so that a name always tells which unit is meant.
  const nameless = () => `${random.pick(syllables)} ${random.pick(syllables)} ${++names}`;
  const country: Country = [];
  for (let p = 1; p <= 3; p++) {
    const province = `0${p}`;
    country.push({ code: province, type: 'Tỉnh', name: nameless(), parent: '' });
    for (let d = 1; d <= 3; d++) {
      const district = `${p}${d}0`;
      country.push({ code: district, type: 'Huyện', name: nameless(), parent: province });
      for (let c = 1; c <= 6; c++)
        country.push({ code: `${p}${d}00${c}`, type: 'Xã', name: nameless(), parent: district });
    }
  }
  return { country, nameless };
}

function evolved(before: Country, random: Chance, nameless: () => string, round: number): Country {
  let country = before.map((unit) => ({ ...unit }));
  const communes = () => country.filter(({ code }) => code.length === 5);
  const districts = country.filter(({ code }) => code.length === 3);
  for (let i = 0; i < 6; i++) {
    const unit = random.pick(communes());
    const what = random.below(5);
    if (what === 0) unit.name = nameless();
    if (what === 1) unit.type = unit.type === 'Xã' ? 'Phường' : 'Thị trấn';
    if (what === 2) unit.parent = random.pick(districts).code;
    if (what === 3) {
      const neighbours = communes().filter(({ parent, code }) => parent === unit.parent && code !== unit.code);
      if (neighbours.length > 1) {
        country = country.filter((other) => other !== unit);
        if (random.happens(0.5)) random.pick(neighbours).name = nameless();
      }
    }
    if (what === 4) country.push({ code: `9${round}${i}00`, type: 'Xã', name: nameless(), parent: unit.parent });
  }
  const district = random.pick(districts);
  if (random.happens(0.5)) district.type = 'Thị xã';
  return country;
}

/** The district level ends, communes are merged and divided, codes are reused: with the mapping that says so. */
function reformed(before: Country, random: Chance, nameless: () => string): { country: Country; mapping: string } {
  const provinceOf = new Map(before.filter(({ code }) => code.length === 3).map(({ code, parent }) => [code, parent]));
  const country = before.filter(({ code }) => code.length === 2);
  const mapping = ['old_code,new_code,coverage', ...country.map(({ code }) => `${code},${code},full`)];
  for (const province of country.slice()) {
    const old = before.filter(({ code, parent }) => code.length === 5 && provinceOf.get(parent) === province.code);
    const heads = old.filter((_, i) => i % 3 === 0);
    const goesOn = new Set(heads.filter(() => random.happens(0.3)));
    const merged = heads.filter((head) => !goesOn.has(head));
    // Whatever is not left as it was needs one that it can go to.
    for (const head of [...goesOn].slice(0, Math.max(0, 2 - merged.length))) {
      goesOn.delete(head);
      merged.push(head);
    }
    for (const head of goesOn) {
      country.push({ ...head, name: random.happens(0.3) ? nameless() : head.name, parent: province.code });
      mapping.push(`${head.code},${head.code},full`);
    }
    for (const head of merged) {
      country.push({
        code: head.code,
        type: 'Phường',
        name: random.happens(0.3) ? head.name : nameless(),
        parent: province.code,
      });
      // A head goes whole to its own successor, or to a neighbour's; each new unit gets a second source below.
      mapping.push(`${head.code},${head.code},full`);
    }
    const rest = old.filter((unit) => !heads.includes(unit));
    for (const [i, unit] of rest.entries()) {
      const first = merged[i % merged.length] as Unit;
      const second = merged[(i + 1) % merged.length] as Unit;
      if (random.happens(0.3) && i >= merged.length)
        mapping.push(`${unit.code},${first.code},partial`, `${unit.code},${second.code},partial`);
      else mapping.push(`${unit.code},${first.code},full`);
    }
  }
  return { country, mapping: `${mapping.join('\n')}\n` };
}

test.for(Array.from({ length: 12 }, (_, i) => i + 1))(
  'history %i: each list is the map of its day, and again changes nothing',
  async (seed) => {
    await clear();
    const random = chance(seed * 7919);
    const { country: first, nameless } = founded(random);
    const second = evolved(first, random, nameless, 1);
    const third = evolved(second, random, nameless, 2);
    const { country: last, mapping } = reformed(third, random, nameless);
    const lists = [
      { day: '2018-01-01', units: first, mappings: [] },
      { day: '2020-01-01', units: second, mappings: [] },
      { day: '2023-01-01', units: third, mappings: [] },
      { day: '2025-07-01', units: last, mappings: [mapping] },
    ];
    for (const { day, units, mappings } of lists)
      await bring(csv(units), day, {
        mappings,
        onDifference: (_difference, transaction) => settledAsJudged(transaction, day, mappings.length),
      });
    for (const { day, units } of lists) expect(await onTheMap(client, day)).toEqual(sentences(units));
    // Between two lists it is the map of the earlier.
    expect(await onTheMap(client, '2019-06-01')).toEqual(sentences(first));
    expect(await onTheMap(client, '2025-06-30')).toEqual(sentences(third));

    const before = await digest(client);
    for (const { day, units, mappings } of lists.reverse())
      expect(isEmpty(await bring(csv(units), day, { mappings }))).toBe(true);
    await client.query('SELECT map.rebuild_closure()');
    expect(await digest(client)).toBe(before);

    // What every list shows alike stands in one stretch, under one name, up to the reform at least.
    const steady = first.filter((unit) =>
      [second, third].every((units) => units.some((other) => JSON.stringify(other) === JSON.stringify(unit))),
    );
    const { rows } = await client.query<{ code: string; begins: string; ends: string; names: number; parents: number }>(
      `SELECT code, begins::text, ends::text, (SELECT count(*)::int FROM map.locality_name WHERE locality_id = l.id AND begins < '2025-07-01') AS names,
        (SELECT count(*)::int FROM map.locality_parent WHERE child_id = l.id AND begins < '2025-07-01') AS parents
      FROM map.locality l WHERE code = ANY($1) AND begins < '2025-07-01'`,
      [steady.map(({ code }) => code)],
    );
    expect(rows).toHaveLength(steady.length);
    for (const unit of rows) {
      expect(unit).toMatchObject({ begins: '0001-01-01', names: 1, parents: 1 });
      expect(unit.ends >= '2025-07-01').toBe(true);
    }
    // The sum of what goes on and what has heirs is everything that stood on the eve.
    const { rows: lost } = await client.query(
      `SELECT code FROM map.locality l WHERE level = 'COMMUNE' AND ends = '2025-07-01' AND NOT EXISTS (SELECT FROM map.succession WHERE from_id = l.id)`,
    );
    expect(lost).toEqual([]);
  },
);
