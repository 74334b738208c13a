import { type Page, type PageArgs, paginate } from '@thi-dua/schema/connection';
import type { IndicatorsContext } from '../builder.js';
import type { FigureParts } from '../figure/figure.js';
import { type FigureKey, figureParts } from '../figure/figure-store.js';
import { type IndicatorValue, indicatorValues } from '../figure/indicator-value.js';
import type { UnitBelow } from '../figure/units-store.js';
import type { Observation } from '../observation/observation.js';
import { countingRevisions } from '../observation/observation-store.js';
import { type Period, parsePeriod } from '../period/period.js';
import { add, compare, decimal, ZERO } from '../rule/fraction.js';
import { carriedInto, directlyBelow } from './parts-store.js';
import { periodsStated, statedBy } from './stated.js';

/** A figure of which can be asked what it rests on: one of today, not one that was frozen. */
export interface Grounded {
  value: IndicatorValue;
  key: FigureKey;
  parts: FigureParts;
}

const periodOf = ({ period }: FigureKey): Period => {
  const parsed = parsePeriod(period);
  if (parsed === null) throw new RangeError(`no period: ${period}`);
  return parsed;
};

/** Whether two answers show one roll-up: then it does not matter on which day's map it was added up. */
const sameRollUp = (one: FigureParts, other: FigureParts): boolean =>
  one.rolled === other.rolled &&
  one.rolledNumerator === other.rolledNumerator &&
  one.rolledDenominator === other.rolledDenominator &&
  one.expected === other.expected &&
  one.reported === other.reported &&
  one.complete === other.complete;

/** The units whose figures a roll-up adds up, all of the period's own map. What is not shown rests on nothing. */
async function unitsOf(context: IndicatorsContext, { value, key, parts }: Grounded): Promise<readonly UnitBelow[]> {
  if (parts.rolled === null) return [];
  const asked = { unit: key.unit, day: key.periodEnd, lowest: value.indicator.lowestLevel };
  if (key.mapDay === key.periodEnd) return directlyBelow(context).load(asked);
  const ofItsDay = await figureParts(context).load({ ...key, mapDay: key.periodEnd });
  return ofItsDay !== null && sameRollUp(ofItsDay, parts)
    ? directlyBelow(context).load(asked)
    : carriedInto(context).load({ ...asked, mapDay: key.mapDay });
}

const behindCode = (units: readonly UnitBelow[], code: string) => units.filter((unit) => unit.code > code);

export async function partsOf(
  context: IndicatorsContext,
  grounded: Grounded,
  page: PageArgs,
): Promise<Page<IndicatorValue>> {
  const { key } = grounded;
  const units = await unitsOf(context, grounded);
  const { edges, ...rest } = await paginate<UnitBelow>(page, {
    keyLength: 1,
    keyOf: ({ code }) => [code],
    fetch: async (take, after) => behindCode(units, after === null ? '' : String(after[0])).slice(0, take),
    count: async () => units.length,
  });
  const values = await indicatorValues(
    context,
    { indicator: key.indicator, basis: key.basis, methodology: key.methodology },
    edges.map(({ node }) => ({ unit: node.id, period: periodOf(key) })),
  );
  return {
    ...rest,
    edges: edges.flatMap(({ cursor }, i) => {
      const node = values[i];
      return node ? [{ node, cursor }] : [];
    }),
  };
}

/** The figure of another indicator of the same unit, period, basis, map and standard. */
export async function beside(
  context: IndicatorsContext,
  { key }: Grounded,
  indicator: string | null,
): Promise<IndicatorValue | null> {
  if (indicator === null) return null;
  const [value = null] = await indicatorValues(
    context,
    { indicator, basis: key.basis, boundary: key.mapDay, methodology: key.methodology },
    [{ unit: key.unit, period: periodOf(key) }],
  );
  return value;
}

/**
 * The reports that the unit's own figure consists of, where the caller may see every one of them: those that it may see
 * alone would be another figure.
 */
export async function observationsOf(
  context: IndicatorsContext,
  { value: { indicator }, key, parts }: Grounded,
): Promise<Observation[]> {
  const counted = indicator.kind === 'COUNT';
  const own = counted ? parts.own : parts.published;
  if (own === null) return [];
  const flow = counted && indicator.time === 'FLOW';
  const rows = await countingRevisions(context).load({
    unit: key.unit,
    indicator: key.indicator,
    methodology: key.methodology,
    periods: periodsStated(key.period, flow),
  });
  const found = statedBy(rows, key.period, flow, key.basis);
  const sum = found.reduce((total, { value }) => add(total, decimal(value)), ZERO);
  return found.length > 0 && compare(sum, decimal(own)) === 0 ? found : [];
}
