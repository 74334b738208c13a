import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import type { IndicatorsContext } from '../builder.js';
import { type DefinitionSource, type Definitions, definitions, forgetDefinitions } from './definition-store.js';
import { nfc } from './faults.js';
import type { IndicatorProposal } from './indicator-check.js';

/** Definitions change one at a time: what is read behind this stays so until the transaction ends. */
export async function definitionsToChange(context: IndicatorsContext): Promise<Definitions> {
  await context.db.$executeRaw(
    Prisma.sql`LOCK TABLE indicators.indicator, indicators.methodology IN SHARE ROW EXCLUSIVE MODE`,
  );
  forgetDefinitions(context);
  return definitions(context);
}

const sourceValues = (source: DefinitionSource | null) => ({
  sourceDocument: source && nfc(source.document),
  sourceClause: source?.clause ? nfc(source.clause) : null,
  sourceNote: source?.note ? nfc(source.note) : null,
});

export async function insertIndicator(context: IndicatorsContext, proposal: IndicatorProposal): Promise<void> {
  const { group, source, methodologies } = proposal;
  const { sourceDocument, sourceClause, sourceNote } = sourceValues(source);
  if (group !== null) {
    await context.db.$executeRaw(Prisma.sql`
      INSERT INTO indicators.indicator_group (code, position, name, name_en)
      SELECT ${group.code}, coalesce(max(position), -1) + 1, ${nfc(group.name ?? '')}, ${nfc(group.nameEn ?? '')}
      FROM indicators.indicator_group HAVING count(*) FILTER (WHERE code = ${group.code}) = 0`);
  }
  await context.db.$executeRaw(Prisma.sql`
    INSERT INTO indicators.indicator (code, position, name, name_en, unit, kind, "time", numerator, denominator, standard, "integer",
      minimum, maximum, levels, valid_from, valid_to, "group", source_document, source_clause, source_note)
    SELECT ${proposal.code}, coalesce(max(position), -1) + 1, ${nfc(proposal.name)}, ${nfc(proposal.nameEn)}, ${nfc(proposal.unit)},
      ${proposal.kind}::indicators.indicator_kind, ${proposal.time}::indicators.time_behaviour, ${proposal.numerator},
      ${proposal.denominator}, ${methodologies.length > 0}::boolean, ${proposal.integer}::boolean, ${proposal.minimum}::numeric,
      ${proposal.maximum}::numeric, ${proposal.levels}::text[]::map.locality_level[], ${proposal.validFrom}::date,
      ${proposal.validTo}::date, ${group?.code ?? null}, ${sourceDocument}, ${sourceClause}, ${sourceNote}
    FROM indicators.indicator`);
  await linkMethodologies(
    context,
    methodologies.map((methodology) => ({ indicator: proposal.code, methodology })),
  );
}

export interface MethodologyProposal {
  code: string;
  name: string;
  validFrom: string;
  validTo: string | null;
  territoryId: string | null;
  source: DefinitionSource | null;
}

export async function insertMethodology(context: IndicatorsContext, proposal: MethodologyProposal): Promise<void> {
  const { sourceDocument, sourceClause, sourceNote } = sourceValues(proposal.source);
  await context.db.$executeRaw(Prisma.sql`
    INSERT INTO indicators.methodology (code, name, valid_from, valid_to, territory_id, source_document, source_clause, source_note)
    VALUES (${proposal.code}, ${nfc(proposal.name)}, ${proposal.validFrom}::date, ${proposal.validTo}::date, ${proposal.territoryId}::uuid,
      ${sourceDocument}, ${sourceClause}, ${sourceNote})`);
}

export async function linkMethodologies(
  context: IndicatorsContext,
  links: readonly { indicator: string; methodology: string }[],
): Promise<void> {
  await context.db.$executeRaw(Prisma.sql`
    INSERT INTO indicators.indicator_methodology (indicator, methodology)
    SELECT DISTINCT * FROM unnest(${links.map((link) => link.indicator)}::text[], ${links.map((link) => link.methodology)}::text[])`);
}

export const endIndicator = (context: IndicatorsContext, code: string, on: string): Promise<void> =>
  changesOne(context, Prisma.sql`UPDATE indicators.indicator SET valid_to = ${on}::date WHERE code = ${code}`);

export const endMethodology = (context: IndicatorsContext, code: string, on: string): Promise<void> =>
  changesOne(context, Prisma.sql`UPDATE indicators.methodology SET valid_to = ${on}::date WHERE code = ${code}`);

/** What row-level security does not let the caller change is not found: never taken for done. */
async function changesOne(context: IndicatorsContext, update: Prisma.Sql): Promise<void> {
  const changed = await context.db.$executeRaw(update);
  if (changed !== 1) throw new Error(`${changed} definitions were changed instead of one`);
}

/**
 * Whether figures that count were stated for a period that does not end before a day. Waits for submissions under way;
 * those that come later see what this transaction has changed.
 */
export async function hasFiguresFrom(
  context: IndicatorsContext,
  what: { indicator: string } | { methodology: string },
  day: string,
): Promise<boolean> {
  const [definition, figures] =
    'indicator' in what
      ? [
          Prisma.sql`SELECT FROM indicators.indicator WHERE code = ${what.indicator} FOR UPDATE`,
          Prisma.sql`o.indicator = ${what.indicator}`,
        ]
      : [
          Prisma.sql`SELECT FROM indicators.methodology WHERE code = ${what.methodology} FOR UPDATE`,
          Prisma.sql`o.methodology = ${what.methodology}`,
        ];
  await context.db.$executeRaw(Prisma.sql`SELECT indicators.lock_map(true)`);
  await context.db.$executeRaw(definition);
  const [row] = await context.db.$queryRaw<{ found: boolean }[]>(Prisma.sql`
    SELECT EXISTS (
      SELECT FROM indicators.observation o
      WHERE ${figures} AND o.period_end >= ${day}::date AND (o.current OR o.official)
        AND o.status IN ('SUBMITTED', 'VERIFIED', 'RELEASED')) AS found`);
  return row?.found ?? false;
}

/** The unit that bore a code on a day; null where there was none. */
export async function territoryOf(context: IndicatorsContext, code: string, day: string): Promise<string | null> {
  const [row] = await context.db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT l.id FROM map.locality l WHERE l.code = ${code} AND l.begins <= ${day}::date AND ${day}::date < l.ends`);
  return row?.id ?? null;
}
