import type pg from 'pg';
import type { DefinitionSource } from './indicators/definition-facts.js';
import { indicatorFacts } from './indicators/definitions.js';
import { serviceFacts } from './indicators/deprivations.js';
import { methodologyFacts } from './indicators/methodologies.js';
import { insertMissing } from './insert.js';
import { localityId } from './seed-localities.js';

const sourceColumns = ({ document, clause, note }: DefinitionSource) => ({
  source_document: document,
  source_clause: clause,
  source_note: note,
});

/** Writes what is measured and by which standards. What the central board has defined or retired since, stays so. */
export async function seedDefinitions(client: pg.ClientBase): Promise<void> {
  const methodologies = methodologyFacts.map((methodology) => ({
    code: methodology.code,
    name: methodology.name,
    valid_from: methodology.validFrom,
    valid_to: methodology.validTo,
    territory_id: methodology.territory === null ? null : localityId(methodology.territory),
    ...sourceColumns(methodology.source),
  }));
  await insertMissing(client, 'indicators.methodology', methodologies);
  await insertMissing(
    client,
    'indicators.indicator_group',
    serviceFacts.map((group, position) => ({
      code: group.code,
      position,
      name: group.name,
      name_en: group.nameEn,
    })),
  );
  const indicators = indicatorFacts.map((indicator, position) => ({
    code: indicator.code,
    position,
    name: indicator.name,
    name_en: indicator.nameEn,
    unit: indicator.unit,
    kind: indicator.kind,
    time: indicator.time,
    numerator: indicator.numerator ?? null,
    denominator: indicator.denominator ?? null,
    standard: indicator.methodologies.length > 0,
    integer: indicator.integer,
    minimum: indicator.minimum,
    maximum: indicator.maximum,
    levels: indicator.levels,
    valid_from: indicator.validFrom,
    valid_to: indicator.validTo,
    group: indicator.group,
    ...sourceColumns(indicator.source),
  }));
  await insertMissing(client, 'indicators.indicator', indicators);
  await insertMissing(
    client,
    'indicators.indicator_methodology',
    indicatorFacts.flatMap(({ code, methodologies: under }) =>
      under.map((methodology) => ({ indicator: code, methodology })),
    ),
  );
  await citeSources(client, 'indicators.methodology', methodologies);
  await citeSources(client, 'indicators.indicator', indicators);
}

/** Definitions from before sources were written down get theirs. */
async function citeSources(
  client: pg.ClientBase,
  table: 'indicators.indicator' | 'indicators.methodology',
  rows: readonly { code: string }[],
): Promise<void> {
  await client.query(
    `UPDATE ${table} d SET source_document = r.source_document, source_clause = r.source_clause, source_note = r.source_note
     FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) r WHERE r.code = d.code AND d.source_document IS NULL`,
    [JSON.stringify(rows)],
  );
}
