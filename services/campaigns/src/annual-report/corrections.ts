import { toGlobalId } from '@thi-dua/schema/global-id';
import type { FrozenSections } from './frozen-store.js';
import type { Sections } from './sections.js';

/** What differs between a frozen report and today's: one value at one place. */
export interface Correction {
  section: string;
  path: string;
  frozen: string | null;
  live: string | null;
}

/** By what an entry of a list is told from the others, whatever its place. */
const NAMES = [
  'tenant',
  'level',
  'kind',
  'key',
  'plan',
  'milestone',
  'on',
  'effectiveOn',
  'legalBasis',
  'year',
  'formKey',
];
const MORE = ['occasion', 'subject', 'sourceReportId', 'sourceNumber', 'section'];

type Entry = Readonly<Record<string, unknown>>;
const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function nameOf(item: unknown, index: number): string {
  if (!isEntry(item)) return String(item);
  const parts = [...NAMES, ...MORE].flatMap((name) => {
    const part = item[name];
    return typeof part === 'string' || typeof part === 'number' ? [String(part)] : [];
  });
  return parts.length > 0 ? parts.join(' ') : String(index);
}

/** Every value that is no list and no object, by the way that leads to it. */
function leaves(value: unknown, path: readonly string[], into: Map<string, string>): Map<string, string> {
  if (Array.isArray(value)) for (const [i, item] of value.entries()) leaves(item, [...path, nameOf(item, i)], into);
  else if (isEntry(value)) for (const [name, item] of Object.entries(value)) leaves(item, [...path, name], into);
  else if (value !== null && value !== undefined) into.set(path.join('.'), String(value));
  return into;
}

/** Without inner ids: what a client reads of them elsewhere in the graph. */
const shown = ({ plans, milestones, contributions, narrative, ...rest }: Sections) => ({
  ...rest,
  plans: plans && {
    issued: plans.issued,
    closed: plans.closed,
    plans: plans.ids.map((id) => toGlobalId('Plan', id)),
    words: Object.fromEntries(
      Object.entries(plans.words ?? {}).map(([id, { id: _id, ...words }]) => [toGlobalId('Plan', id), words]),
    ),
  },
  milestones: milestones?.map(({ milestone: _milestone, plan, words, ...step }) => ({
    plan: toGlobalId('Plan', plan),
    ...step,
    words: words?.step,
  })),
  contributions: contributions && { ...contributions, unit: null },
  narrative: narrative?.map(({ quotes, ...section }) => ({
    ...section,
    quotes: quotes.map(({ sourceReportId, ...quote }) => ({
      ...quote,
      sourceReportId: toGlobalId('Report', sourceReportId),
    })),
  })),
});

const sectionsOf = ({ campaigns, units, figures, awards }: FrozenSections): Record<string, unknown> => {
  const { indicators, targets } = isEntry(figures) ? figures : {};
  return { units, indicators, targets, ...shown(campaigns), awards };
};

/** By section in the order of the report, then by path. */
export function correctionsBetween(frozen: FrozenSections, live: FrozenSections): Correction[] {
  const [then, now] = [sectionsOf(frozen), sectionsOf(live)];
  return Object.keys(then).flatMap((section) => {
    const [before, after] = [leaves(then[section], [], new Map()), leaves(now[section], [], new Map())];
    return [...new Set([...before.keys(), ...after.keys()])]
      .filter((path) => before.get(path) !== after.get(path))
      .sort()
      .map((path) => ({ section, path, frozen: before.get(path) ?? null, live: after.get(path) ?? null }));
  });
}
