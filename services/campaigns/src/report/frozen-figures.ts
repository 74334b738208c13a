import type { Report } from '@thi-dua/prisma/generated/campaigns/client';
import { readGlobalId, toGlobalId } from '@thi-dua/schema/global-id';
import { parse } from 'graphql';
import type { CampaignsContext } from '../builder.js';

const BASES = ['PROVISIONAL', 'OFFICIAL'] as const;
const LEVELS = ['PROVINCE', 'DISTRICT', 'COMMUNE'] as const;

/** What the outline's tables of poor and near-poor households show (II.1, annex 02). */
const INDICATORS = [
  'HOUSEHOLDS',
  'POOR_HOUSEHOLDS',
  'ESCAPED_POVERTY',
  'NEWLY_POOR',
  'FALLEN_BACK',
  'OTHER_CHANGE',
  'POVERTY_RATE',
  'NEAR_POOR_HOUSEHOLDS',
  'ESCAPED_NEAR_POVERTY',
  'NEWLY_NEAR_POOR',
  'FALLEN_BACK_NEAR_POOR',
  'NEAR_POOR_OTHER_CHANGE',
  'NEAR_POVERTY_RATE',
  'MULTIDIMENSIONAL_POVERTY_RATE',
] as const;

const VALUE = `locality { id } indicator { code timeBehaviour } period basis value numerator denominator origin
  coverage { expected reported complete } methodology { code }`;

/** One selection a basis and indicator. */
const each = (write: (code: string, basis: string) => string) =>
  BASES.flatMap((basis) => INDICATORS.map((code) => `${code}_${basis}: ${write(code, basis)}`)).join('\n');

const valuesDocument = parse(`
  query ($units: [_Any!]!, $period: String!, $methodology: String) {
    _entities(representations: $units) { ... on Locality {
      ${each((code, basis) => `value(indicator: "${code}", period: $period, basis: ${basis}, methodology: $methodology) { ${VALUE} }`)}
    } } }`);
const firstBelowDocument = parse(`
  query ($units: [_Any!]!, $period: String!) {
    _entities(representations: $units) { ... on Locality { ${LEVELS.map(
      (level) => `${level}: breakdown(indicator: "${INDICATORS[0]}", period: $period, level: ${level}, first: 1) {
        nodes { locality { id } } }`,
    ).join('\n')} } } }`);
const belowDocument = parse(`
  query ($units: [_Any!]!, $period: String!, $level: LocalityLevel!, $after: String) {
    _entities(representations: $units) { ... on Locality {
      ${each(
        (code, basis) =>
          `breakdown(indicator: "${code}", period: $period, basis: ${basis}, level: $level, first: 500, after: $after) {
            nodes { ${VALUE} } pageInfo { hasNextPage endCursor } }`,
      )} } } }`);

interface Value {
  locality: { id: string } | null;
  indicator: { code: string; timeBehaviour: 'STOCK' | 'FLOW' };
  period: string;
  basis: (typeof BASES)[number];
  value: string | null;
  numerator: string | null;
  denominator: string | null;
  origin: string;
  coverage: { expected: number; reported: number; complete: boolean };
  methodology: { code: string } | null;
}
interface Page {
  nodes: Value[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const unit = (id: string) => ({ __typename: 'Locality', id });
const unitOf = ({ locality }: Value) => locality?.id ?? '';

type Entities<Fields> = { _entities: (Record<string, Fields | null> | null)[] };

/** The first level on which the period's map has units in this one. */
async function levelBelow(context: CampaignsContext, id: string, period: string): Promise<string | undefined> {
  const { _entities } = await context.ask<Entities<{ nodes: { locality: { id: string } | null }[] }>>(
    'indicators',
    firstBelowDocument,
    { units: [unit(id)], period },
  );
  return LEVELS.find((level) => {
    const first = _entities[0]?.[level]?.nodes[0];
    return first !== undefined && first.locality?.id !== id;
  });
}

async function below(context: CampaignsContext, id: string, period: string): Promise<Value[]> {
  const level = await levelBelow(context, id, period);
  const found: Value[] = [];
  for (let after: string | null | undefined = null; level !== undefined; ) {
    const variables: Record<string, unknown> = { units: [unit(id)], period, level, after };
    const { _entities }: Entities<Page> = await context.ask<Entities<Page>>('indicators', belowDocument, variables);
    // The same units on every page, whatever is asked of them.
    const pages: Page[] = Object.values(_entities[0] ?? {}).filter((page) => page !== null);
    found.push(...pages.flatMap(({ nodes }) => nodes));
    const next: Page['pageInfo'] | undefined = pages[0]?.pageInfo;
    if (!next?.hasNextPage) break;
    after = next.endCursor;
  }
  return found;
}

async function valuesOf(
  context: CampaignsContext,
  units: readonly string[],
  period: string,
  methodology?: string,
): Promise<Value[][]> {
  const { _entities } = await context.ask<Entities<Value>>('indicators', valuesDocument, {
    units: units.map(unit),
    period,
    methodology,
  });
  return _entities.map((found) => Object.values(found ?? {}).filter((value) => value !== null));
}

/** Stocks at the end of the year before, each under the standard of the value it stands beside. */
async function openings(
  context: CampaignsContext,
  values: readonly Value[],
  year: number,
): Promise<ReadonlyMap<Value, string>> {
  const found = new Map<Value, string>();
  const stocks = values.filter(({ indicator }) => indicator.timeBehaviour === 'STOCK');
  const name = (value: Value) => [unitOf(value), value.indicator.code, value.basis].join(' ');
  for (const methodology of new Set(stocks.map((value) => value.methodology?.code))) {
    const alike = stocks.filter((value) => value.methodology?.code === methodology);
    const units = [...new Set(alike.map(unitOf))];
    const before = new Map(
      (await valuesOf(context, units, String(year), methodology))
        .flat()
        .filter((value) => value.methodology?.code === methodology)
        .map((value) => [name(value), value.value]),
    );
    for (const value of alike) {
      const opening = before.get(name(value)) ?? null;
      if (opening !== null) found.set(value, opening);
    }
  }
  return found;
}

/**
 * Writes beside a draft what the indicators say at this moment of the tenant's territory and the units directly below
 * it, on both bases and with its coverage, as the caller may see it. A tenant without territory reports no figures.
 */
export async function freezeFigures(context: CampaignsContext, report: Report, versionId: string): Promise<void> {
  const tenant = await context.db.tenant.findUnique({ where: { slug: report.tenantId } });
  if (!tenant?.localityId) return;
  const id = toGlobalId('Locality', tenant.localityId);
  const [own = []] = await valuesOf(context, [id], report.period);
  // Of a unit below, only what it accounts for; the territory's own gaps are shown.
  const further = (await below(context, id, report.period)).filter(({ value }) => value !== null);
  const shown = [...own, ...further];
  const before = /^\d{4}$/.test(report.period)
    ? await openings(context, shown, Number(report.period) - 1)
    : new Map<Value, string>();
  await context.db.reportFigure.createMany({
    data: shown.flatMap((value, position) => {
      const localityId = readGlobalId('Locality', unitOf(value));
      if (localityId === null) return [];
      const { indicator, period, basis, numerator, denominator, origin, coverage, methodology } = value;
      return [
        {
          versionId,
          position,
          localityId,
          indicator: indicator.code,
          period,
          basis,
          value: value.value,
          opening: before.get(value) ?? null,
          numerator,
          denominator,
          origin,
          ...coverage,
          methodology: methodology?.code ?? null,
        },
      ];
    }),
  });
}
