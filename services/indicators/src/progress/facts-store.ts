import type { IndicatorsContext } from '../builder.js';
import { type Definitions, definitions, inForce, type MethodologyRow } from '../definition/definition-store.js';
import type { Basis, Figure as Shown } from '../figure/figure.js';
import { figureParts, type FigureKey as StoreKey } from '../figure/figure-store.js';
import { type IndicatorValue, indicatorValue } from '../figure/indicator-value.js';
import { lastDay, parsePeriod } from '../period/period.js';
import { decimal } from '../rule/fraction.js';
import { neededDesignations, neededFigures } from '../rule/needs.js';
import type { Facts, Figure, FigureKey, Question } from '../rule/question.js';
import { quotient } from '../rule/quotient.js';
import { closingPeriod } from './closing-period.js';
import { designationsOf, type Held } from './designation-store.js';
import { showsAll } from './progress-policy.js';
import { isOpened } from './release-store.js';

/** What a question is judged by, with a memory of whether anything that was looked at may have been withheld. */
export interface LoadedFacts {
  facts: Facts;
  /** True: the judgement is not the owner's, and must not be shown. */
  withheld(): boolean;
  /** The figure behind a key, as the caller may see it. */
  shown(key: FigureKey): IndicatorValue | null;
}
interface Loaded {
  value: IndicatorValue | null;
  /** What the rule is judged by. */
  figure: Figure | null;
  settled: boolean;
}

/** What may be asked for, and until when each unit stood. */
export interface Needs {
  figures: readonly FigureKey[];
  designations: readonly string[];
  lastDays: ReadonlyMap<string, string | null>;
}
export const needsOf = (question: Question): Needs => ({
  figures: neededFigures(question),
  designations: neededDesignations(question),
  lastDays: lastDaysOf(question),
});

/** Loads all that is needed, in as many statements as there are kinds of things, however many ask at a time. */
export async function loadFacts(context: IndicatorsContext, needs: Needs, basis: Basis): Promise<LoadedFacts> {
  const known = await definitions(context);
  const { lastDays } = needs;
  const keys = new Map<string, { key: StoreKey; methodology: MethodologyRow | null }>();
  // A rule asks for the same figure again and again: what is meant by it is found out once.
  const names = new Map<string, string | null>();
  const keyOf = (wanted: FigureKey): string | null => {
    const text = `${wanted.unit} ${wanted.indicator} ${wanted.period} ${wanted.standardOf}`;
    const found = names.get(text);
    if (found !== undefined) return found;
    const made = storeKey(wanted, basis, lastDays.get(wanted.unit) ?? null, known);
    const name = made && [made.key.unit, made.key.indicator, made.key.methodology, made.key.period].join(' ');
    names.set(text, name);
    if (made !== null && name !== null) keys.set(name, made);
    return name;
  };
  for (const wanted of needs.figures) keyOf(wanted);
  const units = [...new Set(needs.designations)];
  const [loaded, held] = await Promise.all([
    Promise.all(
      [...keys].map(
        async ([name, { key, methodology }]) => [name, await load(context, key, methodology, known)] as const,
      ),
    ),
    Promise.all(units.map(async (unit) => [unit, await designationsOf(context).load(unit)] as const)),
  ]);
  const figures = new Map<string, Loaded>(loaded);
  const designations = new Map<string, Held[]>(held);
  const at = (wanted: FigureKey): Loaded | null => {
    const name = keyOf(wanted);
    return name === null ? null : (figures.get(name) ?? null);
  };

  let withheld = false;
  return {
    facts: {
      figure: (wanted) => {
        const found = at(wanted);
        if (found === null) return null;
        if (!found.settled) withheld = true;
        return found.figure;
      },
      standard: (code, period) => standardOf(known, code, period)?.name ?? null,
      indicator: (code) => {
        const row = known.indicators.get(code);
        return { vi: row?.name ?? code, en: row?.nameEn ?? code, rate: row?.kind === 'RATIO' };
      },
      designation: (unit, kind) => (designations.get(unit) ?? []).filter((one) => one.kind === kind),
    },
    withheld: () => withheld,
    shown: (wanted) => at(wanted)?.value ?? null,
  };
}

function lastDaysOf(question: Question): Map<string, string | null> {
  const subjects = [question.subject, ...question.shares.values()];
  return new Map([
    ...[...question.promised.values()].flat().flatMap((promise) => [...lastDaysOf(promise)]),
    ...subjects.flatMap(({ units }) => units.map((unit) => [unit.id, unit.lastDay] as const)),
  ]);
}

function standardOf(known: Definitions, code: string, period: string): MethodologyRow | null {
  const at = parsePeriod(period);
  return known.indicators.get(code)?.standard && at ? inForce(known.methodologies, lastDay(at)) : null;
}

/** Null where there can be no figure: an indicator that is not defined, no standard in force, a unit that has ended. */
function storeKey(wanted: FigureKey, basis: Basis, unitEnded: string | null, known: Definitions) {
  const indicator = known.indicators.get(wanted.indicator);
  const methodology = standardOf(known, wanted.indicator, wanted.standardOf);
  if (indicator === undefined || (indicator.standard && methodology === null)) return null;
  const asked = parsePeriod(wanted.period);
  const period = asked && closingPeriod(asked, unitEnded, indicator.time);
  if (period === null) return null;
  const periodEnd = lastDay(period);
  const key: StoreKey = {
    unit: wanted.unit,
    indicator: indicator.code,
    methodology: methodology?.code ?? null,
    period: period.text,
    periodEnd,
    mapDay: periodEnd,
    basis,
  };
  return { key, methodology };
}

async function load(
  context: IndicatorsContext,
  key: StoreKey,
  methodology: MethodologyRow | null,
  { indicators }: Definitions,
): Promise<Loaded> {
  const [parts, opened] = await Promise.all([figureParts(context).load(key), isOpened(context).load(key)]);
  const indicator = indicators.get(key.indicator);
  const shown = parts && indicator ? indicatorValue(key, parts, indicator, methodology) : null;
  const value = shown === null || shown.value === null ? null : shown;
  return {
    value,
    figure: value && exact(value, value.indicator.kind, parts?.own === null ? parts.published : null),
    settled: showsAll(parts, opened),
  };
}

/**
 * A ratio or mean from its parts, else as it was `published`, where that is known: nothing is rounded before it is compared.
 */
export function exact(figure: Shown, kind: Figure['kind'], published: string | null = null): Figure | null {
  if (figure.value === null) return null;
  const { numerator, denominator, origin, coverage } = figure;
  const sums = numerator && denominator ? { numerator: decimal(numerator), denominator: decimal(denominator) } : null;
  const computed = sums && quotient(sums, kind);
  const stated = origin === 'REPORTED' ? published : null;
  return {
    value: computed ?? decimal(stated ?? figure.value),
    parts: sums,
    kind,
    whole: origin === 'REPORTED' || coverage.complete,
  };
}
