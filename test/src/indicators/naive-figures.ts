/** One unit of a random tree, with what it reported. */
export interface Unit {
  id: string;
  code: string;
  children: Unit[];
  declared: number;
  /** By indicator: the revisions, oldest first. */
  reports: Record<string, Report[]>;
  /** The bases for which a release stands. */
  released: Set<Basis>;
}
export type Basis = 'PROVISIONAL' | 'OFFICIAL';
export type Standing = 'OWNER' | 'SUPERIOR' | 'SUBORDINATE' | 'NONE';
export interface Report {
  value: bigint;
  status: 'SUBMITTED' | 'VERIFIED' | 'RELEASED' | 'RETURNED';
}
interface Sum {
  x: bigint;
  y: bigint;
}
interface Own {
  sum: Sum;
  open: boolean;
}

/** Which revision is official: the latest that was released, else the latest that was verified; -1 where none was. */
export function officialOf(revisions: readonly Report[]): number {
  const released = revisions.findLastIndex(({ status }) => status === 'RELEASED');
  return released >= 0 ? released : revisions.findLastIndex(({ status }) => status === 'VERIFIED');
}

const counts = (unit: Unit, indicator: string, basis: Basis): Report | undefined => {
  const revisions = unit.reports[indicator] ?? [];
  const latest = revisions.at(-1);
  if (basis === 'PROVISIONAL' && latest && latest.status !== 'RETURNED') return latest;
  return revisions[officialOf(revisions)];
};

function ownOf(unit: Unit, ratio: boolean, basis: Basis): Own | null {
  const parts = (ratio ? ['POOR_HOUSEHOLDS', 'HOUSEHOLDS'] : ['POOR_HOUSEHOLDS']).map((code) =>
    counts(unit, code, basis),
  );
  const [x, y] = parts;
  if (x === undefined || (ratio && y === undefined)) return null;
  return {
    sum: { x: x.value, y: y?.value ?? 0n },
    open: unit.released.has(basis) || parts.every((part) => part?.status === 'RELEASED'),
  };
}

const added = (values: readonly { sum: Sum }[]): Sum | null =>
  values.reduce<Sum | null>((total, { sum: { x, y } }) => ({ x: (total?.x ?? 0n) + x, y: (total?.y ?? 0n) + y }), null);

interface RollUp {
  sum: Sum | null;
  open: boolean;
  expected: number;
  reported: number;
  complete: boolean;
}
/** What a unit passes upward, and whether it counts as reported or complete. */
function passed(unit: Unit, ratio: boolean, basis: Basis): { sum: Sum; open: boolean; counts: boolean } | null {
  const own = ownOf(unit, ratio, basis);
  const up = rollUp(unit, ratio, basis);
  if (up.complete && up.sum) return { sum: up.sum, open: up.open, counts: true };
  if (own) return { ...own, counts: true };
  return up.sum && { sum: up.sum, open: up.open, counts: false };
}

function rollUp(unit: Unit, ratio: boolean, basis: Basis): RollUp {
  const values = unit.children.map((child) => passed(child, ratio, basis)).filter((value) => value !== null);
  const sum = added(values);
  const reported = values.filter((value) => value.counts).length;
  const expected = Math.max(unit.children.length, unit.declared);
  const complete = unit.children.length > 0 && reported >= expected;
  const open = values.length > 0 && (values.every((value) => value.open) || (complete && unit.released.has(basis)));
  return { sum, open, expected, reported, complete };
}

/** 100 × x ÷ y with six decimals, half up, without trailing zeros. */
function percent({ x, y }: Sum): string | null {
  if (y === 0n) return null;
  const millionths = (100n * x * 1_000_000n * 2n + y) / (2n * y);
  const fraction = String(millionths % 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return String(millionths / 1_000_000n) + (fraction === '' ? '' : `.${fraction}`);
}

/** The answer by the letter of design §2 and §4, from scratch. */
export function naiveValue(unit: Unit, indicator: Indicator, basis: Basis, standing: Standing) {
  const ratio = indicator === 'POVERTY_RATE';
  return shown(reports(unit, ratio, basis), rollUp(unit, ratio, basis), ratio, standing);
}
export type Indicator = 'POOR_HOUSEHOLDS' | 'POVERTY_RATE';

/** What a unit itself says. */
interface Reports {
  own: Own | null;
  published: Own | null;
}
function reports(unit: Unit, ratio: boolean, basis: Basis): Reports {
  const published = ratio ? counts(unit, 'POVERTY_RATE', basis) : undefined;
  return {
    own: ownOf(unit, ratio, basis),
    published: published
      ? {
          sum: { x: published.value, y: 0n },
          open: published.status === 'RELEASED' || unit.released.has(basis),
        }
      : null,
  };
}

function shown({ own, published }: Reports, up: RollUp, ratio: boolean, standing: Standing) {
  const entitled = standing === 'OWNER' || standing === 'SUPERIOR';
  const show = (sum: Sum) => (ratio ? percent(sum) : String(sum.x));
  const leaf = up.expected === 0;
  const seeOwn = own !== null && (entitled || own.open);
  const seePublished = published !== null && (entitled || published.open);
  const seeUp = up.sum !== null && (entitled || up.open || (standing === 'SUBORDINATE' && up.complete));
  const ownValue = seeOwn ? show(own.sum) : null;
  const publishedValue = seePublished ? String(published.sum.x) : null;
  const upValue = seeUp && up.sum ? show(up.sum) : null;
  const coverage = leaf
    ? { expected: 1, reported: seeOwn || seePublished ? 1 : 0, complete: seeOwn || seePublished }
    : { expected: up.expected, reported: seeUp ? up.reported : 0, complete: seeUp && up.complete };
  const useUp = upValue !== null && (coverage.complete || (ownValue === null && publishedValue === null));
  const reported = publishedValue ?? ownValue;
  const second = upValue ?? (publishedValue === null ? null : ownValue);
  return {
    value: useUp ? upValue : (ownValue ?? publishedValue),
    origin: useUp || reported === null ? 'ROLLED_UP' : 'REPORTED',
    coverage,
    reconciliation: reported === null || second === null ? null : { reported, rolledUp: second },
  };
}

/** The map of a later day beside that of the period, whose units hold their children of that day. */
export interface Redrawn {
  before: ReadonlySet<Unit>;
  /** Every unit of the later day, with what lies in it then. */
  after: ReadonlyMap<Unit, readonly Unit[]>;
  successions: readonly { from: Unit; to: Unit; whole: boolean }[];
}

const within = (unit: Unit, childrenOf: (of: Unit) => readonly Unit[]): Set<Unit> =>
  new Set([unit, ...childrenOf(unit).flatMap((child) => [...within(child, childrenOf)])]);

/** Whether anything that lay in a unit lies outside it on the other map, or the other way round. */
export function isCrossed(unit: Unit, { before, after, successions }: Redrawn): boolean {
  const was = within(unit, ({ children }) => children);
  const is = within(unit, (of) => after.get(of) ?? []);
  const moved = [...before].some((one) => after.has(one) && was.has(one) !== is.has(one));
  return moved || successions.some(({ from, to }) => was.has(from) !== is.has(to));
}

/**
 * What the whole origins of a unit pass on; those in part are only counted. `bare`: it rests on nothing that could be hidden,
 * each of them shows an open figure.
 */
function carried(
  unit: Unit,
  { before, successions }: Redrawn,
  ratio: boolean,
  basis: Basis,
): RollUp & { bare: boolean } {
  const origins = [
    ...(before.has(unit) ? [{ from: unit, whole: true }] : []),
    ...successions.filter(({ to }) => to === unit),
  ];
  const given = origins.filter(({ whole }) => whole).map(({ from }) => passed(from, ratio, basis));
  const values = given.filter((value) => value !== null);
  const reported = values.filter((value) => value.counts).length;
  return {
    sum: added(values),
    open: values.length > 0 && values.every(({ open }) => open),
    bare: given.every((value) => value?.open === true),
    expected: Math.max(origins.length, 1),
    reported,
    complete: origins.length > 0 && reported >= origins.length,
  };
}

/**
 * The answer on the later map: of a unit of both days whose border nothing crossed, the very same; of one that was crossed,
 * what was carried into its units of that day, else what its own of the period add up to; of a new one, what it was made of.
 */
export function naiveValueOn(map: Redrawn, unit: Unit, indicator: Indicator, basis: Basis, standing: Standing) {
  const ratio = indicator === 'POVERTY_RATE';
  // One standing towards all of them: whose line they all are sees all, everyone else what is open.
  const shut = (parts: { bare: boolean }[]) => standing === 'NONE' && parts.some(({ bare }) => !bare);
  if (!map.before.has(unit)) {
    const up = carried(unit, map, ratio, basis);
    return shown({ own: null, published: null }, shut([up]) ? { ...up, sum: null } : up, ratio, standing);
  }
  if (!isCrossed(unit, map)) return naiveValue(unit, indicator, basis, standing);
  const parts = (map.after.get(unit) ?? []).map((child) => carried(child, map, ratio, basis));
  const values = parts.flatMap(({ sum, open }) => (sum ? [{ sum, open }] : []));
  const expected = Math.max(parts.length, unit.declared);
  const reported = parts.filter(({ complete }) => complete).length;
  const redrawn: RollUp = {
    sum: added(values),
    open: values.length > 0 && values.every(({ open }) => open),
    expected,
    reported,
    complete: parts.length > 0 && reported >= expected,
  };
  const own = rollUp(unit, ratio, basis);
  if (shut(parts)) redrawn.sum = null;
  const ownMap = !shut(parts) && !redrawn.complete && (own.complete || (redrawn.sum === null && own.sum !== null));
  const leaf: RollUp = { sum: null, open: false, expected: 0, reported: 0, complete: false };
  return shown(reports(unit, ratio, basis), expected === 0 ? leaf : ownMap ? own : redrawn, ratio, standing);
}
