import { MAX_PAGE_SIZE, PAGE_SIZE } from '@thi-dua/schema/connection';

/** What a figure costs: it is looked up, added up and judged, where another field is read. */
export const FIGURE_COST = 5;

/** The value of an argument, as far as the document and the variables tell it. */
export type Argument = (name: string) => unknown;

/** How many items a page may have. What lies outside the bounds is refused by the list itself, before it reads anything. */
export function pageSize(argument: Argument): number {
  const first = argument('first');
  return typeof first === 'number' && first >= 0 ? Math.min(first, MAX_PAGE_SIZE) : PAGE_SIZE;
}

const MOST_PERIODS = 120;
const MONTHS = { year: 12, quarter: 3, month: 1 };
const period = /^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/;

/** A period's place in time, counted in periods of its kind. */
function placeOf(text: unknown): { kind: keyof typeof MONTHS; place: number } | null {
  const [, year, quarter, month] = typeof text === 'string' ? (period.exec(text) ?? []) : [];
  if (year === undefined) return null;
  if (quarter !== undefined) return { kind: 'quarter', place: Number(year) * 4 + Number(quarter) };
  if (month !== undefined) return { kind: 'month', place: Number(year) * 12 + Number(month) };
  return { kind: 'year', place: Number(year) };
}

/** A series that cannot be told counts as the longest there is. */
function periods(argument: Argument): number {
  const [from, to] = [placeOf(argument('from')), placeOf(argument('to'))];
  if (from === null || to === null || from.kind !== to.kind) return MOST_PERIODS;
  return Math.min(MOST_PERIODS, Math.max(1, to.place - from.place + 1));
}

/** How many units of a level the largest unit above them has: the nation of provinces, else a province. */
const LARGEST: ReadonlyMap<unknown, number> = new Map([
  ['NATION', 1],
  ['PROVINCE', 63],
  ['DISTRICT', 30],
  ['COMMUNE', 600],
  ['NEIGHBOURHOOD', 6000],
]);
const unitsOf = (level: unknown): number => LARGEST.get(level) ?? Math.max(...LARGEST.values());

/** What a verdict rests on; a rule over the units of a whole province rests on more, a single one on less. */
const VERDICT = 20;
/** How many verdicts an overview takes together. */
const TARGETS = 10;

/**
 * How many figures a field evaluates each time it is asked, by what its arguments say. Of a field of which only the data
 * tell it, the price is of a large province: what the whole country comes to, the service counts (`LIMIT_EXCEEDED`,
 * `figures`) before it evaluates anything.
 */
export const figuresOf: Readonly<Record<string, (argument: Argument) => number>> = {
  'Locality.value': () => 1,
  'Locality.series': periods,
  // To stand in order of their values, all are evaluated, however short the page.
  'Locality.breakdown': (argument) =>
    (argument('orderBy') ?? 'CODE') === 'CODE' ? pageSize(argument) : unitsOf(argument('level')),
  'Locality.byArea': () => unitsOf('COMMUNE'),
  // With another boundary, how its roll-up came about is told by the one of its own map.
  'FigureGrounds.parts': (argument) => 1 + pageSize(argument),
  'FigureGrounds.numerator': () => 1,
  'FigureGrounds.denominator': () => 1,
  'Region.value': () => 14,
  'Query.unitSet': (argument) => {
    const codes = argument('codes');
    return Array.isArray(codes) ? codes.length : 1;
  },
  // As many as one answer may rest on.
  'Query.dataQuality': () => 20_000,
  'TargetPart.progress': () => VERDICT,
  'Target.progress': () => VERDICT,
  'Target.scheduleProgress': () => VERDICT,
  'Criterion.progress': () => VERDICT,
  'Plan.overview': () => TARGETS * VERDICT,
  'Nomination.eligibility': () => TARGETS * VERDICT,
};

/** How long lists without pages are, where that is known. */
export const lengthOf: Readonly<Record<string, (argument: Argument) => number>> = {
  'Locality.series': periods,
  'Locality.byArea': () => 2,
  // A flow's months.
  'FigureGrounds.observations': () => 12,
  // Of the schema itself.
  '__Schema.types': () => 400,
  '__Type.fields': () => 10,
  '__Field.args': () => 2,
  '__Type.interfaces': () => 1,
  'Query.nodes': (argument) => {
    const ids = argument('ids');
    return Array.isArray(ids) ? ids.length : 1;
  },
};
