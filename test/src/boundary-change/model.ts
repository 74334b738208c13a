import type { ActInput, Level } from './kit.js';

/** The map of one day, as anyone would write it down. */
export interface Unit {
  code: string;
  level: Level;
  name: string;
  parent: Unit | null;
}
export type Country = ReadonlySet<Unit>;

const under: Record<Level, readonly Level[]> = {
  NATION: [],
  PROVINCE: ['NATION'],
  DISTRICT: ['PROVINCE'],
  COMMUNE: ['DISTRICT', 'PROVINCE'],
  NEIGHBOURHOOD: ['COMMUNE'],
};

/** The map after an act; null where it is none: two parents, no parent, a code twice, a part that goes nowhere. */
export function after(before: Country, act: ActInput): Set<Unit> | null {
  const { establish = [], rename = [], transfer = [], end = [], abolishLevel } = act;
  const bearer = new Map([...before].map((unit) => [unit.code, unit]));
  const sources = establish.flatMap(({ from = [] }, i) =>
    from.map(({ code, extent = 'WHOLE' }) => ({ code, extent, i })),
  );
  const transfers = transfer.flatMap(({ codes, parentCode }) => codes.map((code) => ({ code, parentCode })));

  // Everything named is there, and named for one purpose.
  const purposes = [
    ...[...new Set(sources.map(({ code }) => code))].map((code) => `ends ${code}`),
    ...end.map((code) => `ends ${code}`),
    ...rename.map(({ code }) => `renamed ${code}`),
    ...transfers.map(({ code }) => `moved ${code}`),
  ];
  if (establish.length + purposes.length === 0 && abolishLevel === undefined) return null;
  if (new Set(purposes).size < purposes.length) return null;
  if (purposes.some((purpose) => !bearer.has(purpose.split(' ')[1] ?? ''))) return null;
  const ends = new Set(
    [...before].filter(({ code, level }) => purposes.includes(`ends ${code}`) || level === abolishLevel),
  );
  if ([...rename, ...transfers].some(({ code }) => [...ends].some((unit) => unit.code === code))) return null;
  if (abolishLevel !== undefined && ![...before].some(({ level }) => level === abolishLevel)) return null;

  // Every part goes somewhere.
  for (const code of new Set(sources.map((source) => source.code))) {
    const into = sources.filter((source) => source.code === code);
    if (new Set(into.map(({ i }) => i)).size < into.length) return null;
    if (into.length === 1 ? into[0]?.extent !== 'WHOLE' : into.some(({ extent }) => extent !== 'PART')) return null;
  }

  // What is new, among what is left.
  const begun = establish.map(({ code, level, fullName }): Unit => ({ code, level, name: fullName, parent: null }));
  if (begun.some(({ level }) => level === abolishLevel)) return null;
  for (const [i, unit] of begun.entries()) {
    const made = (establish[i]?.from ?? []).map(({ code }) => bearer.get(code));
    if (made.some((source) => (source?.level === 'NEIGHBOURHOOD') !== (unit.level === 'NEIGHBOURHOOD'))) return null;
    const [only] = establish[i]?.from ?? [];
    if (made.length === 1 && only?.extent !== 'PART' && only?.code === unit.code && made[0]?.level === unit.level)
      return null;
  }
  const kept = new Map([...before].filter((unit) => !ends.has(unit)).map((unit) => [unit, { ...unit }]));
  const now = new Set<Unit>([...kept.values(), ...begun]);
  const codes = [...now].map(({ code }) => code);
  if (new Set(codes).size < codes.length) return null;
  const called = (code: string) => [...now].find((unit) => unit.code === code) ?? null;

  // Where everything lies.
  const heirs = (unit: Unit) =>
    begun.filter((_, i) => sources.some((source) => source.i === i && source.code === unit.code));
  const instead = (parent: Unit): Unit | null => {
    const left = kept.get(parent);
    if (left !== undefined) return left;
    const [heir, another] = heirs(parent);
    if (heir !== undefined) return another === undefined ? heir : null;
    return parent.level === abolishLevel && parent.parent !== null ? instead(parent.parent) : null;
  };
  for (const [old, unit] of kept) {
    const moved = transfers.find(({ code }) => code === unit.code);
    if (old.parent === null) continue;
    unit.parent = moved === undefined ? instead(old.parent) : called(moved.parentCode);
    if (unit.parent === null) return null;
    if (moved !== undefined && unit.parent === kept.get(old.parent)) return null;
    if (moved !== undefined && unit.level === 'NEIGHBOURHOOD') {
      const possible = heirs(old.parent);
      if (possible.length > 0 && !possible.includes(unit.parent)) return null;
    }
  }
  for (const [i, unit] of begun.entries())
    unit.parent = called(establish[i]?.parentCode ?? (unit.level === 'PROVINCE' ? 'VN' : ''));
  for (const { code, fullName } of rename) {
    const unit = called(code);
    if (unit === null || unit.name === fullName) return null;
    unit.name = fullName;
  }
  // A new village's code is one of its commune's; one that followed its commune keeps its own.
  if (begun.some(({ code, level, parent }) => level === 'NEIGHBOURHOOD' && !code.startsWith(`${parent?.code}-`)))
    return null;
  for (const unit of now) {
    if (unit.level === 'NATION') continue;
    if (unit.parent === null || !under[unit.level].includes(unit.parent.level)) return null;
    const beside = [...now].filter(({ parent }) => parent === unit.parent).map(({ level }) => level);
    if (beside.includes('DISTRICT') && beside.includes('COMMUNE')) return null;
  }
  return now;
}

export const sentences = (country: Country): string[] =>
  [...country].map(({ code, level, name, parent }) => `${level} ${code} ${name} < ${parent?.code ?? '–'}`).sort();
