import { canonicalDecimal } from '@thi-dua/schema/scalars';
import type { IndicatorsContext } from '../builder.js';
import { type Definitions, definitions, type IndicatorRow } from '../definition/definition-store.js';
import { isBelow } from '../definition/validity.js';
import { figureParts } from '../figure/figure-store.js';
import { explain } from './explain.js';
import type { FigureInScope } from './figure-in-scope.js';
import { judgeHistory, judgeNeighbours, judgeSum, type WarningKind } from './judge.js';
import {
  earlierValues,
  exceeded,
  figuresInScope,
  neighbourhoodKey,
  neighbourhoods,
  type Pair,
  type Scope,
} from './quality-store.js';

/** Something about a figure that somebody should look at. It never stops anything. */
export interface DataWarning
  extends Pick<FigureInScope, 'observation' | 'unit' | 'code' | 'indicator' | 'period' | 'periodEnd' | 'methodology'> {
  kind: WarningKind;
  observed: string;
  compared: string;
  /** The indicator whose value is compared with, where it is another. */
  comparedIndicator: string | null;
  explanation: string;
}

/** A figure with the definition of its indicator. */
interface Defined extends FigureInScope {
  definition: IndicatorRow;
}

/**
 * All warnings about the figures of a scope, newest periods first: computed at reading, by a number of statements that
 * does not depend on how many figures there are, and of what the caller may see alone.
 */
export async function warningsOf(
  context: IndicatorsContext,
  scope: Scope,
  kind: WarningKind | null = null,
): Promise<DataWarning[]> {
  const known = await definitions(context);
  const figures = (await figuresInScope(context, scope)).flatMap((figure): Defined[] => {
    const definition = known.indicators.get(figure.indicator);
    return definition === undefined ? [] : [{ ...figure, definition }];
  });
  const wanted = (...kinds: WarningKind[]) => kind === null || kinds.includes(kind);
  const warnings = [
    ...(wanted('OUTLIER_HISTORY', 'UNIT_CHANGE') ? await ofHistory(context, figures) : []),
    ...(wanted('OUTLIER_NEIGHBOURS') ? await ofNeighbours(context, figures) : []),
    ...(wanted('NUMERATOR_ABOVE_DENOMINATOR') ? await ofRatios(context, figures, known) : []),
    ...(wanted('SUM_DISAGREES') ? await ofSums(context, figures) : []),
  ];
  return warnings.filter((warning) => kind === null || warning.kind === kind).sort(compareWarnings);
}

/** The place of a warning in the list: unique, whoever asks. */
export const warningKey = (warning: DataWarning): string[] => [
  warning.periodEnd,
  warning.period,
  warning.code,
  warning.unit,
  warning.indicator,
  warning.methodology ?? '',
  warning.kind,
  warning.comparedIndicator ?? '',
];

/** Newest first; else by code. */
export function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (const [i, left] of a.entries()) {
    const right = b[i] ?? '';
    if (left !== right) return left < right === (i === 0) ? 1 : -1;
  }
  return 0;
}

const compareWarnings = (a: DataWarning, b: DataWarning): number => compareKeys(warningKey(a), warningKey(b));

interface Finding {
  kind: WarningKind;
  observed?: string;
  compared: string;
  comparedIndicator?: string;
}

function warn(figure: Defined, finding: Finding, say: (said: Parameters<typeof explain.history>[0]) => string) {
  const { observation, unit, code, indicator, period, periodEnd, methodology, definition } = figure;
  const { kind, observed = figure.value, compared, comparedIndicator = null } = finding;
  const explanation = say({ name: definition.name, period, observed, compared });
  const place = { observation, unit, code, indicator, period, periodEnd, methodology };
  return { ...place, kind, observed, compared, comparedIndicator, explanation };
}

/** A float for showing: six decimals, as everywhere on the wire. */
const shown = (value: number): string => canonicalDecimal(value.toFixed(6));

async function ofHistory(context: IndicatorsContext, figures: readonly Defined[]): Promise<DataWarning[]> {
  const earlier = await earlierValues(context, figures);
  return figures.flatMap((figure, i) => {
    const found = judgeHistory(figure.definition.kind, Number(figure.value), earlier[i] ?? []);
    if (found === null) return [];
    return warn(figure, { kind: found.kind, compared: shown(found.compared) }, (said) =>
      found.kind === 'UNIT_CHANGE' ? explain.unitChange(said, found.power) : explain.history(said, found.periods),
    );
  });
}

async function ofNeighbours(context: IndicatorsContext, figures: readonly Defined[]): Promise<DataWarning[]> {
  const around = await neighbourhoods(context, figures);
  return figures.flatMap((figure) => {
    const group = around.get(neighbourhoodKey(figure));
    const others = group?.values.filter((_value, i) => group.units[i] !== figure.unit) ?? [];
    const found = judgeNeighbours(Number(figure.value), others);
    if (found === null) return [];
    const finding = { kind: 'OUTLIER_NEIGHBOURS', compared: shown(found.compared) } as const;
    return warn(figure, finding, (said) => explain.neighbours(said, found.units));
  });
}

/** Of every ratio that cannot exceed a whole, numerator and denominator as the unit itself stated them. */
async function ofRatios(
  context: IndicatorsContext,
  figures: readonly Defined[],
  known: Definitions,
): Promise<DataWarning[]> {
  const pairs = figures.flatMap((figure) =>
    [...known.indicators.values()].flatMap(
      (ratio): (Pair & { figure: Defined; ratio: IndicatorRow; below: IndicatorRow })[] => {
        const below = known.indicators.get(ratio.denominator ?? '');
        if (ratio.kind !== 'RATIO' || ratio.numerator !== figure.indicator || below === undefined) return [];
        if (ratio.maximum === null || Number(ratio.maximum) > 100) return [];
        // A count that knows no standard is held against one that does under each: none is named here.
        if (below.standard && figure.methodology === null) return [];
        const methodology = below.standard ? figure.methodology : null;
        return [{ figure, indicator: below.code, methodology, ratio, below }];
      },
    ),
  );
  const denominators = await exceeded(context, pairs);
  return pairs.flatMap(({ figure, ratio, below }, i) => {
    const compared = denominators[i] ?? null;
    if (compared === null) return [];
    const finding = { kind: 'NUMERATOR_ABOVE_DENOMINATOR', compared, comparedIndicator: below.code } as const;
    return warn(figure, finding, (said) => explain.aboveDenominator(said, below.name, ratio.name));
  });
}

async function ofSums(context: IndicatorsContext, figures: readonly Defined[]): Promise<DataWarning[]> {
  const above = figures.filter(({ divided, level, definition }) => divided && isBelow(definition.lowestLevel, level));
  const found = await Promise.all(
    above.map(async (figure) => {
      const { unit, indicator, methodology, period, periodEnd, definition } = figure;
      const parts = await figureParts(context).load({
        unit,
        indicator,
        methodology,
        period,
        periodEnd,
        mapDay: periodEnd,
        basis: 'PROVISIONAL',
      });
      const neverNegative = definition.minimum !== null && !definition.minimum.startsWith('-');
      const finding = parts && judgeSum(definition.kind, parts, neverNegative);
      if (!parts || !finding) return [];
      return [
        warn(figure, { kind: 'SUM_DISAGREES', ...finding }, (said) =>
          explain.sum(said, parts.complete ? parts.expected : parts.reported, parts.expected),
        ),
      ];
    }),
  );
  return found.flat();
}
