import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import { badInput } from '@thi-dua/schema/errors';
import type { IndicatorsContext } from '../builder.js';
import type { LocalityLevel } from '../figure/units-store.js';

/** The law, decree or document behind a definition. */
export interface DefinitionSource {
  document: string;
  clause: string | null;
  note: string | null;
}
export interface IndicatorRow {
  code: string;
  name: string;
  nameEn: string;
  unit: string;
  kind: 'COUNT' | 'RATIO' | 'MEAN';
  time: 'STOCK' | 'FLOW';
  numerator: string | null;
  /** A ratio's denominator, a mean's weight. */
  denominator: string | null;
  /** Whether a standard applies to its values: it has `methodologies`. */
  standard: boolean;
  integer: boolean;
  minimum: string | null;
  maximum: string | null;
  /** Whose units are due to state it. */
  levels: LocalityLevel[];
  /** The lowest of them: what rolls up. */
  lowestLevel: LocalityLevel;
  validFrom: string | null;
  /** The first day on which it no longer holds. */
  validTo: string | null;
  /** Codes of the standards it is measured under. */
  methodologies: string[];
  group: string | null;
  source: DefinitionSource | null;
}
/** What belongs together, e.g. the indicators of one basic social service. */
export interface GroupRow {
  code: string;
  name: string;
  nameEn: string;
}
export interface MethodologyRow {
  code: string;
  name: string;
  validFrom: string;
  validTo: string | null;
  territoryId: string | null;
  source: DefinitionSource | null;
}

/** All definitions: some hundred rows at most that every figure needs, read at most once an execution. */
export interface Definitions {
  /** In the order in which lists show them. */
  readonly indicators: ReadonlyMap<string, IndicatorRow>;
  readonly methodologies: ReadonlyMap<string, MethodologyRow>;
  readonly groups: ReadonlyMap<string, GroupRow>;
}

const cacheKey = {};

export function definitions(context: IndicatorsContext): Promise<Definitions> {
  const known = context.loaders.get(cacheKey) as Promise<Definitions> | undefined;
  if (known) return known;
  const loading = load(context);
  context.loaders.set(cacheKey, loading);
  return loading;
}

/** Forgets what was read, after a change in this execution. */
export const forgetDefinitions = (context: IndicatorsContext): void => {
  context.loaders.delete(cacheKey);
};

const source = Prisma.sql`CASE WHEN source_document IS NOT NULL THEN
  jsonb_build_object('document', source_document, 'clause', source_clause, 'note', source_note) END`;

async function load(context: IndicatorsContext): Promise<Definitions> {
  const [row] = await context.db.$queryRaw<
    { indicators: IndicatorRow[]; methodologies: MethodologyRow[]; groups: GroupRow[] }[]
  >(Prisma.sql`
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('code', code, 'name', name, 'nameEn', name_en, 'unit', unit, 'kind', kind,
          'time', "time", 'numerator', numerator, 'denominator', denominator, 'standard', standard, 'integer', "integer",
          'minimum', trim_scale(minimum)::text, 'maximum', trim_scale(maximum)::text, 'levels', levels, 'lowestLevel', lowest_level,
          'validFrom', valid_from, 'validTo', valid_to, 'group', "group", 'source', ${source},
          'methodologies', ARRAY(SELECT u.methodology FROM indicators.indicator_methodology u WHERE u.indicator = code ORDER BY 1)
        ) ORDER BY position, code), '[]')
        FROM indicators.indicator) AS indicators,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('code', code, 'name', name, 'validFrom', valid_from, 'validTo', valid_to,
          'territoryId', territory_id, 'source', ${source}) ORDER BY valid_from, code), '[]')
        FROM indicators.methodology) AS methodologies,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('code', code, 'name', name, 'nameEn', name_en) ORDER BY position, code), '[]')
        FROM indicators.indicator_group) AS groups`);
  const byCode = <Row extends { code: string }>(rows: readonly Row[]) =>
    new Map(rows.map((found) => [found.code, found]));
  return {
    indicators: byCode(row?.indicators ?? []),
    methodologies: byCode(row?.methodologies ?? []),
    groups: byCode(row?.groups ?? []),
  };
}

export async function requireIndicator(
  context: IndicatorsContext,
  code: string,
  argument = 'indicator',
): Promise<IndicatorRow> {
  const { indicators } = await definitions(context);
  const found = indicators.get(code);
  if (found) return found;
  throw badInput(`"${argument}" names no indicator. Known are ${[...indicators.keys()].join(', ')}.`, argument);
}

/**
 * The standard that values of `indicator` are asked under: the one named, else the national one in force on `day`; null
 * where none applies to the indicator or none was in force.
 */
export async function requireMethodology(
  context: IndicatorsContext,
  indicator: IndicatorRow,
  named: string | null | undefined,
  day: string,
): Promise<MethodologyRow | null> {
  const { methodologies } = await definitions(context);
  if (named !== null && named !== undefined && !methodologies.has(named)) {
    throw badInput(
      `"methodology" names no standard. Known are ${[...methodologies.keys()].join(', ')}.`,
      'methodology',
    );
  }
  if (!indicator.standard) return null;
  return named ? (methodologies.get(named) ?? null) : inForce(methodologies, day);
}

export function inForce(methodologies: Definitions['methodologies'], day: string): MethodologyRow | null {
  for (const methodology of methodologies.values()) {
    const { territoryId, validFrom, validTo } = methodology;
    if (territoryId === null && validFrom <= day && (validTo === null || day < validTo)) return methodology;
  }
  return null;
}
