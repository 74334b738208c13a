import { describe, expect, test } from 'vitest';
import { digest } from '../import/lists.js';
import { type ActInput, changingCountry, closureIsDerived, everything, country as list } from './kit.js';
import { after, type Country, sentences, type Unit } from './model.js';

const { client, restore, enact, withdraw } = await changingCountry();

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

/** The map of a day as the database holds it. Two parents or names on a day would make two sentences of a unit. */
async function stored(day: string): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `SELECT concat_ws(' ', l.level, l.code, n.full_name, '<', coalesce(a.code, '–')) AS line FROM map.locality l
      LEFT JOIN map.locality_name n ON n.locality_id = l.id AND n.begins <= $1 AND $1 < n.ends
      LEFT JOIN map.locality_parent p ON p.child_id = l.id AND p.begins <= $1 AND $1 < p.ends
      LEFT JOIN map.locality a ON a.id = p.parent_id AND a.begins <= $1 AND $1 < a.ends
      WHERE l.begins <= $1 AND $1 < l.ends`,
    [day],
  );
  return rows.map(({ line }) => line).sort();
}

const levels = { 2: 'PROVINCE', 3: 'DISTRICT', 5: 'COMMUNE', 8: 'NEIGHBOURHOOD' } as const;
function founded(): Set<Unit> {
  const units = new Map<string, Unit>([['VN', { code: 'VN', level: 'NATION', name: 'Việt Nam', parent: null }]]);
  for (const [, code = '', name = '', parent = 'VN'] of list.matchAll(/^ *(\S+) ([^<\n]+?)(?: < (\S+))?$/gm))
    units.set(code, {
      code,
      level: levels[code.length as keyof typeof levels],
      name,
      parent: units.get(parent) ?? null,
    });
  return new Set(units.values());
}

const types = { PROVINCE: 'Tỉnh', DISTRICT: 'Huyện', COMMUNE: 'Xã', NEIGHBOURHOOD: 'Thôn' } as const;
type Listed = keyof typeof types;
const letters = [...'ABCDEGHIKLMNOPQRSTUVXY'];

/** An act of a few steps, most of which fit together. */
function anAct(country: Country, random: Chance, effectiveOn: string): ActInput {
  const act = { establish: [], rename: [], transfer: [], end: [] } as Required<
    Pick<ActInput, 'establish' | 'rename' | 'transfer' | 'end'>
  >;
  const name = (level: Listed) =>
    `${types[level]} ${random.pick(letters)}${random.pick(letters).toLowerCase()}${random.pick(letters).toLowerCase()}`;
  const of = (level: Listed) => [...country].filter((unit) => unit.level === level);
  const inside = (unit: Unit) => [...country].filter(({ parent }) => parent === unit);
  const fresh = (level: Listed, parent: string): string =>
    ({
      PROVINCE: () => String(10 + random.below(80)),
      DISTRICT: () => String(100 + random.below(800)),
      COMMUNE: () => String(10_000 + random.below(80_000)),
      NEIGHBOURHOOD: () => `${parent}-${10 + random.below(80)}`,
    })[level]();
  const levelOf = (): Listed =>
    random.pick(['PROVINCE', 'DISTRICT', 'COMMUNE', 'COMMUNE', 'COMMUNE', 'NEIGHBOURHOOD'] as const);
  const parentOf = (unit: Unit) => (unit.level === 'PROVINCE' ? {} : { parentCode: unit.parent?.code ?? '' });
  const untouched = (unit: Unit) => !JSON.stringify(act).includes(`"${unit.code}"`) || random.happens(0.1);

  const steps: (() => void)[] = [
    // Merger.
    () => {
      const level = levelOf();
      const merged = Array.from({ length: 2 + random.below(2) }, () => random.pick(of(level))).filter(
        (unit) => unit && untouched(unit),
      );
      const [head] = merged;
      if (head === undefined) return;
      const code = random.happens(0.6) ? head.code : fresh(level, head.parent?.code ?? '');
      const sources = random.happens(0.05) ? merged : [...new Set(merged)];
      act.establish.push({
        code,
        level,
        fullName: name(level),
        ...parentOf(head),
        from: sources.map((unit) => ({ code: unit.code })),
      });
    },
    // Division, of which each part takes some of what lies in the unit.
    () => {
      const level = random.pick(['COMMUNE', 'COMMUNE', 'DISTRICT'] as const);
      const unit = random.pick(of(level));
      if (unit === undefined || !untouched(unit)) return;
      const codes = [random.happens(0.5) ? unit.code : fresh(level, ''), fresh(level, '')];
      for (const code of codes)
        act.establish.push({
          code,
          level,
          fullName: name(level),
          ...parentOf(unit),
          from: [{ code: unit.code, extent: 'PART' }],
        });
      for (const child of inside(unit))
        if (random.happens(0.95)) act.transfer.push({ codes: [child.code], parentCode: random.pick(codes) });
    },
    () => {
      const level = levelOf();
      const unit = random.pick(of(level));
      if (unit !== undefined && untouched(unit))
        act.rename.push({ code: unit.code, fullName: random.happens(0.05) ? unit.name : name(level) });
    },
    () => {
      const level = random.pick(['DISTRICT', 'COMMUNE', 'NEIGHBOURHOOD'] as const);
      const unit = random.pick(of(level));
      const siblings = unit?.parent ? [...country].filter((other) => other.level === unit.parent?.level) : [];
      const parent = random.happens(0.05) ? random.pick([...country]) : random.pick(siblings);
      if (unit !== undefined && parent !== undefined && untouched(unit))
        act.transfer.push({ codes: [unit.code], parentCode: parent.code });
    },
    () => {
      const unit = random.pick(of(random.pick(['NEIGHBOURHOOD', 'COMMUNE', 'DISTRICT'] as const)));
      if (unit === undefined || !untouched(unit)) return;
      act.end.push(unit.code);
      const others = [...country].filter((other) => other.level === unit.level && other !== unit);
      for (const child of inside(unit)) {
        const other = random.pick(others);
        if (other !== undefined && random.happens(0.95))
          act.transfer.push({ codes: [child.code], parentCode: other.code });
      }
    },
    () => {
      const level = levelOf();
      const beside = random.pick(of(level));
      if (beside === undefined) return;
      const code = random.happens(0.1) ? beside.code : fresh(level, beside.parent?.code ?? '');
      act.establish.push({ code, level, fullName: name(level), ...parentOf(beside) });
    },
  ];
  for (let i = 0; i <= random.below(3); i++) random.pick(steps)();
  return { ...act, effectiveOn, ...(random.happens(0.06) ? { abolishLevel: 'DISTRICT' as const } : {}) };
}

/** What must hold of every unit that ever ended or began, whatever was enacted. */
async function nothingIsLost(): Promise<void> {
  const { rows } = await client.query(`
    SELECT l.code, count(*) FILTER (WHERE s.extent = 'WHOLE')::int AS whole, count(*) FILTER (WHERE s.extent = 'PART')::int AS part
    FROM map.locality l JOIN map.succession s ON s.from_id = l.id JOIN map.locality h ON h.id = s.to_id
    GROUP BY l.id HAVING NOT (
      (count(*) FILTER (WHERE s.extent = 'WHOLE') = 1 AND count(*) = 1 OR count(*) FILTER (WHERE s.extent = 'PART') = count(*) AND count(*) > 1)
      AND bool_and(s.effective_on = l.ends AND h.begins = l.ends))
    UNION ALL
    -- On each of its days a unit lies in one that stands, and has a name.
    SELECT l.code, 0, 0 FROM map.locality l WHERE l.level <> 'NATION' AND (
      (SELECT sum(p.ends - p.begins) FROM map.locality_parent p JOIN map.locality a ON a.id = p.parent_id AND a.begins <= p.begins AND p.ends <= a.ends
        WHERE p.child_id = l.id AND l.begins <= p.begins AND p.ends <= l.ends) IS DISTINCT FROM l.ends - l.begins
      OR (SELECT sum(n.ends - n.begins) FROM map.locality_name n WHERE n.locality_id = l.id AND l.begins <= n.begins AND n.ends <= l.ends) IS DISTINCT FROM l.ends - l.begins)`);
  expect(rows).toEqual([]);
}

const counted = { enacted: 0, refused: 0, withdrawn: 0 };
describe('a country that changes at random', () => {
  test.for(Array.from({ length: 16 }, (_, i) => i + 1))(
    'history %i: what is enacted is what anyone would write down, what is refused could not be; withdrawing leads back',
    { timeout: 120_000 },
    async (seed) => {
      await restore();
      const random = chance(seed * 104_729);
      const past: { id: string; country: Country; digest: string; day: string }[] = [];
      let country: Country = founded();
      let day = '2080-01-01';
      expect(await stored(day)).toEqual(sentences(country));
      for (let round = 0; round < 14; round++) {
        const last = past.at(-1);
        if (last !== undefined && random.happens(0.15)) {
          expect((await withdraw(last.id)).errors).toEqual([]);
          expect(await digest(client)).toBe(last.digest);
          ({ country } = last);
          past.pop();
          counted.withdrawn++;
          continue;
        }
        day = `${2081 + round}-0${1 + random.below(9)}-01`;
        const act = anAct(country, random, day);
        const expected = after(country, act);
        const untouched = { all: await everything(client), map: await digest(client) };
        const { change, errors } = await enact(act);
        expect(errors.length === 0, JSON.stringify({ act, errors })).toBe(expected !== null);
        if (expected === null || change === null) {
          expect(await everything(client)).toBe(untouched.all);
          counted.refused++;
          continue;
        }
        past.push({ id: change.id, country, digest: untouched.map, day });
        // On the eve all was as it had been.
        const eve = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
        expect(await stored(eve)).toEqual(sentences(country));
        country = expected;
        expect(await stored(day), JSON.stringify(act)).toEqual(sentences(country));
        await nothingIsLost();
        counted.enacted++;
      }
      await closureIsDerived(client);
      for (const { id, digest: before } of past.reverse()) {
        expect((await withdraw(id)).errors).toEqual([]);
        expect(await digest(client)).toBe(before);
      }
      expect(await stored('2099-01-01')).toEqual(sentences(founded()));
    },
  );

  test('and there was something of everything', () => {
    expect(counted.enacted).toBeGreaterThan(40);
    expect(counted.refused).toBeGreaterThan(20);
    expect(counted.withdrawn).toBeGreaterThan(5);
  });
});
