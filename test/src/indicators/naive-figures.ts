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

const counts = (unit: Unit, indicator: string, basis: Basis): Report | undefined => {
  const revisions = unit.reports[indicator] ?? [];
  const latest = revisions.at(-1);
  if (basis === 'PROVISIONAL' && latest && latest.status !== 'RETURNED') return latest;
  return revisions.findLast((report) => report.status === 'VERIFIED' || report.status === 'RELEASED');
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
  const sum = values.reduce<Sum | null>(
    (total, { sum: { x, y } }) => ({ x: (total?.x ?? 0n) + x, y: (total?.y ?? 0n) + y }),
    null,
  );
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
export function naiveValue(
  unit: Unit,
  indicator: 'POOR_HOUSEHOLDS' | 'POVERTY_RATE',
  basis: Basis,
  standing: Standing,
) {
  const ratio = indicator === 'POVERTY_RATE';
  const entitled = standing === 'OWNER' || standing === 'SUPERIOR';
  const show = (sum: Sum) => (ratio ? percent(sum) : String(sum.x));
  const own = ownOf(unit, ratio, basis);
  const published = ratio ? counts(unit, 'POVERTY_RATE', basis) : undefined;
  const up = rollUp(unit, ratio, basis);
  const leaf = up.expected === 0;
  const seeOwn = own !== null && (entitled || own.open);
  const seePublished =
    published !== undefined && (entitled || published.status === 'RELEASED' || unit.released.has(basis));
  const seeUp = up.sum !== null && (entitled || up.open || (standing === 'SUBORDINATE' && up.complete));
  const ownValue = seeOwn ? show(own.sum) : null;
  const publishedValue = seePublished ? String(published.value) : null;
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
