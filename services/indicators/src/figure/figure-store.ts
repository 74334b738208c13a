import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import { defineLoader } from '@thi-dua/schema/context';
import type { IndicatorsContext } from '../builder.js';
import type { Basis, FigureParts } from './figure.js';
import { countFigures } from './figure-limit.js';
import { visibleParts } from './figure-policy.js';

/** One question: an indicator of a unit in a period, under one standard, on one basis, on the map of one day. */
export interface FigureKey {
  unit: string;
  indicator: string;
  /** Null where no standard applies, or none was in force. */
  methodology: string | null;
  period: string;
  periodEnd: string;
  /** The day whose map is followed. */
  mapDay: string;
  basis: Basis;
}

/** What the caller may see of a figure; null where the unit does not stand on that day. One statement answers them all. */
export const figureParts = defineLoader<IndicatorsContext, FigureKey, FigureParts | null, string>(
  async (keys, context) => {
    countFigures(context, keys.length);
    const texts = (of: (key: FigureKey) => string | null) => keys.map(of);
    const rows = await context.db.$queryRaw<(FigureParts & { n: number })[]>(Prisma.sql`
      SELECT n, standing, rolled_standing AS "rolledStanding", leaf,
        own_value::text AS own, own_x::text AS "ownNumerator", own_y::text AS "ownDenominator", own_open AS "ownOpen",
        published::text AS published, published_open AS "publishedOpen",
        rolled_value::text AS rolled, rolled_x::text AS "rolledNumerator", rolled_y::text AS "rolledDenominator", rolled_open AS "rolledOpen",
        expected, reported, complete,
        own_less_rolled::text AS "ownLessRolled", published_less_rolled::text AS "publishedLessRolled", published_less_own::text AS "publishedLessOwn"
      FROM indicators.figures(
        ${texts((key) => key.unit)}::uuid[], ${texts((key) => key.indicator)}::text[], ${texts((key) => key.methodology)}::text[],
        ${texts((key) => key.period)}::text[], ${texts((key) => key.periodEnd)}::date[], ${texts((key) => key.mapDay)}::date[],
        ${texts((key) => key.basis)}::text[])`);
    const found = new Map(rows.map(({ n, ...parts }) => [n, visibleParts(context, parts)]));
    return keys.map((_key, i) => found.get(i + 1) ?? null);
  },
  (key) => [key.unit, key.indicator, key.methodology, key.period, key.mapDay, key.basis].join(' '),
  // One statement for all of them, which the limit bounds.
  Number.POSITIVE_INFINITY,
);
