import type { Report } from './model.js';
import type { Texts } from './texts/vi.js';

/** What is counted of the unit itself beside its indicators. */
export interface Counted {
  section: string;
  item: string;
  itemName: string;
  measure: string;
  /** Null where there is none, or where it is not open to the caller: see `restricted`. */
  value: string | number | null;
  measuredIn?: string;
  basis?: 'OFFICIAL' | 'PROVISIONAL';
  restricted?: boolean;
}

type Many = (report: Report, texts: Texts) => Iterable<Counted>;

/** One row for each count of an object, by its name. */
const each = (about: Omit<Counted, 'measure' | 'value'>, counts: Record<string, string | number | null>): Counted[] =>
  Object.entries(counts).map(([name, value]) => ({ ...about, measure: upper(name), value }));
/** sponsoredHouseholds → SPONSORED_HOUSEHOLDS. */
const upper = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

const units: Many = ({ units: section }, texts) =>
  (section?.levels ?? []).flatMap(({ level, onBoundary, ...counts }) =>
    each(
      { section: 'UNITS', item: level, itemName: texts.levels[level] },
      { ...counts, ...(onBoundary !== null && { onBoundary }) },
    ),
  );

const plans: Many = ({ plans: section }, texts) => {
  if (section === null) return [];
  const { total, issued, closed } = section;
  return each({ section: 'PLANS', item: '', itemName: texts.documents.title }, { total, issued, closed });
};

const targets: Many = ({ official, provisional }, texts) =>
  (
    [
      ['OFFICIAL', official],
      ['PROVISIONAL', provisional],
    ] as const
  ).flatMap(([basis, verdicts]) => {
    const about = { section: 'TARGETS', item: '', itemName: texts.verdict.targets, basis };
    return verdicts === null ? { ...about, measure: 'TARGETS', value: null, restricted: true } : each(about, verdicts);
  });

const discipline: Many = ({ discipline: section }, texts) => {
  const about = { section: 'DISCIPLINE', item: '', itemName: texts.discipline.total };
  if (section === null) return [{ ...about, measure: 'DUE', value: null, restricted: true }];
  const { byTenant, ...all } = section;
  return [
    ...each(about, all),
    ...byTenant.flatMap(({ tenant, ...counts }) =>
      each({ section: 'DISCIPLINE', item: tenant?.slug ?? '', itemName: tenant?.name ?? '' }, counts),
    ),
  ];
};

const exemplars: Many = ({ exemplars: published }, texts) =>
  each({ section: 'EXEMPLARS', item: '', itemName: texts.exemplars.title }, { published });

const contributions: Many = ({ contributions: section }, texts) => {
  const about = { section: 'CONTRIBUTIONS', item: '', itemName: texts.contributions.title };
  if (section === null) return [{ ...about, measure: 'GIVEN', value: null, restricted: true }];
  const { kinds, sponsorships, sponsoredHouseholds } = section;
  return [
    ...kinds.flatMap(({ kind, given, pledged, gifts, pledges }) => {
      const of = { ...about, item: kind, itemName: texts.contributionKind[kind] };
      return [
        ...each({ ...of, measuredIn: texts.contributionUnit[kind] }, { given, pledged }),
        ...each(of, { gifts, pledges }),
      ];
    }),
    ...each(about, { sponsorships, sponsoredHouseholds }),
  ];
};

const awards: Many = ({ awards: counts }) =>
  (counts ?? []).map(({ count, form, occasion, subject }) => ({
    section: 'AWARDS',
    item: form.class === null ? form.code : `${form.code}-${form.class}`,
    itemName: form.name,
    measure: `${occasion}/${subject}`,
    value: count,
  }));

export function* countsOf(report: Report, texts: Texts): Generator<Counted> {
  for (const section of [units, plans, targets, discipline, exemplars, contributions, awards])
    yield* section(report, texts);
}
