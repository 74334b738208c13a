import { canonicalDecimal } from '@thi-dua/schema/scalars';
import { z } from 'zod';
import type { IndicatorsContext } from '../builder.js';
import { type Definitions, definitions, requireIndicator } from '../definition/definition-store.js';
import type { Basis } from '../figure/figure.js';
import type { IndicatorValue } from '../figure/indicator-value.js';
import type { Overview } from '../progress/overview.js';
import { VERDICTS } from '../rule/question.js';
import type { ReportedIndicator } from './reported-indicator.js';

const exact = z.string().nullable();
const Value = z.object({
  unit: z.string(),
  period: z.string(),
  basis: z.enum(['PROVISIONAL', 'OFFICIAL']),
  methodology: z.string().nullable(),
  value: exact,
  numerator: exact,
  denominator: exact,
  origin: z.enum(['REPORTED', 'ROLLED_UP']),
  coverage: z.object({ expected: z.number(), reported: z.number(), complete: z.boolean() }),
  reconciliation: z.object({ reported: exact, rolledUp: exact, difference: exact }).nullable(),
});
const BothBases = z.object({ OFFICIAL: Value.nullable(), PROVISIONAL: Value.nullable() });
const Targets = z
  .object({ targets: z.number(), qualitative: z.number(), verdicts: z.partialRecord(z.enum(VERDICTS), z.number()) })
  .nullable();
/** A section as campaigns keeps it for us: what this service gave it, and nothing else. Definitions by their codes. */
export const FrozenFigures = z.object({
  indicators: z.record(
    z.string(),
    z.object({
      position: z.number(),
      opening: BothBases,
      closing: BothBases,
      standardBreak: z.object({ before: z.string(), after: z.string() }).nullable(),
    }),
  ),
  targets: z.object({ OFFICIAL: Targets, PROVISIONAL: Targets }),
});
export type FrozenFigures = z.infer<typeof FrozenFigures>;

const plain = (text: string | null) => text && canonicalDecimal(text);
function written(value: IndicatorValue | null): z.infer<typeof Value> | null {
  if (value === null) return null;
  const { indicator: _indicator, behind: _behind, methodology, reconciliation, ...figure } = value;
  return {
    ...figure,
    methodology: methodology?.code ?? null,
    value: plain(figure.value),
    numerator: plain(figure.numerator),
    denominator: plain(figure.denominator),
    reconciliation: reconciliation && {
      reported: plain(reconciliation.reported),
      rolledUp: plain(reconciliation.rolledUp),
      difference: plain(reconciliation.difference),
    },
  };
}
const bothBases = async (read: (basis: Basis) => Promise<IndicatorValue | null>) => {
  const [official, provisional] = await Promise.all([read('OFFICIAL'), read('PROVISIONAL')]);
  return { OFFICIAL: written(official), PROVISIONAL: written(provisional) };
};
const overview = (found: Overview | null): z.infer<typeof Targets> =>
  found && { ...found, verdicts: Object.fromEntries(found.verdicts) };

export async function snapshotOf(
  reported: readonly ReportedIndicator[],
  targets: (basis: Basis) => Promise<Overview | null>,
): Promise<string> {
  const indicators = await Promise.all(
    reported.map(async ({ indicator, opening, closing, standardBreak }, position) => {
      const [before, after] = await Promise.all([bothBases(opening), bothBases(closing)]);
      const changed = standardBreak && { before: standardBreak.before.code, after: standardBreak.after.code };
      return [indicator.code, { position, opening: before, closing: after, standardBreak: changed }] as const;
    }),
  );
  const [official, provisional] = await Promise.all([targets('OFFICIAL'), targets('PROVISIONAL')]);
  const frozen: FrozenFigures = {
    indicators: Object.fromEntries(indicators),
    targets: { OFFICIAL: overview(official), PROVISIONAL: overview(provisional) },
  };
  return JSON.stringify(frozen);
}

export const frozenTargets = ({ targets }: FrozenFigures, basis: Basis): Overview | null => {
  const found = targets[basis];
  return found && { ...found, verdicts: new Map(VERDICTS.map((verdict) => [verdict, found.verdicts[verdict] ?? 0])) };
};

/** Those named, else all that were in force then, in the order of then. What was not is not in the report. */
export async function frozenIndicators(
  context: IndicatorsContext,
  frozen: FrozenFigures,
  codes: readonly string[] | null | undefined,
): Promise<ReportedIndicator[]> {
  const known = await definitions(context);
  for (const code of codes ?? []) await requireIndicator(context, code, 'codes');
  const inOrder = Object.entries(frozen.indicators).sort(([, a], [, b]) => a.position - b.position);
  const wanted = codes ? [...new Set(codes)] : inOrder.map(([code]) => code);
  return wanted.flatMap((code): ReportedIndicator[] => {
    const [indicator, of] = [known.indicators.get(code), frozen.indicators[code]];
    if (indicator === undefined || of === undefined) return [];
    const read = (values: z.infer<typeof BothBases>) => async (basis: Basis) => {
      const value = values[basis];
      return value && { ...value, indicator, methodology: standard(known, value.methodology), behind: null };
    };
    const before = standard(known, of.standardBreak?.before ?? null);
    const after = standard(known, of.standardBreak?.after ?? null);
    return [
      {
        indicator,
        opening: read(of.opening),
        closing: read(of.closing),
        standardBreak: before && after && { before, after },
      },
    ];
  });
}

const standard = ({ methodologies }: Definitions, code: string | null) =>
  code === null ? null : (methodologies.get(code) ?? null);
