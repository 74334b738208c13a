import type { DefinitionSource, IndicatorFacts, Level } from './definition-facts.js';

export type Names = readonly [code: string, name: string, nameEn: string];

/** What all indicators of one kind have in common. */
interface Common {
  levels: readonly Level[];
  methodologies: readonly string[];
  source: DefinitionSource;
  group?: string;
  validFrom?: string;
  validTo?: string;
}

/** Villages hold the review and keep the lists of households; communes recognise what they found. */
export const HOUSEHOLD_LEVELS: readonly Level[] = ['PROVINCE', 'DISTRICT', 'COMMUNE', 'NEIGHBOURHOOD'];
/** What communes compile: no village states it by itself. */
export const COMPILED_LEVELS: readonly Level[] = ['PROVINCE', 'DISTRICT', 'COMMUNE'];
export const EVERY_STANDARD = ['QD59_2015', 'ND07_2021', 'HN_2016'] as const;

const shared = ({ levels, methodologies, source, group, validFrom, validTo }: Common) => ({
  levels,
  methodologies,
  source,
  group: group ?? null,
  validFrom: validFrom ?? null,
  validTo: validTo ?? null,
});

/** Whole units, never negative unless it is signed: a change that may go either way. */
export const count =
  (
    common: Common,
    { time, unit = 'hộ', signed = false }: { time: 'STOCK' | 'FLOW'; unit?: string; signed?: boolean },
  ) =>
  ([code, name, nameEn]: Names): IndicatorFacts => ({
    code,
    name,
    nameEn,
    unit,
    kind: 'COUNT',
    time,
    integer: true,
    minimum: signed ? null : '0',
    maximum: null,
    ...shared(common),
  });

/** A share in percent. */
export const ratio =
  (common: Common) =>
  ([code, name, nameEn]: Names, numerator: string, denominator: string): IndicatorFacts => ({
    code,
    name,
    nameEn,
    unit: '%',
    kind: 'RATIO',
    time: 'STOCK',
    numerator,
    denominator,
    integer: false,
    minimum: '0',
    maximum: '100',
    ...shared(common),
  });

export const mean =
  (common: Common, unit: string) =>
  ([code, name, nameEn]: Names, weight: string): IndicatorFacts => ({
    code,
    name,
    nameEn,
    unit,
    kind: 'MEAN',
    time: 'FLOW',
    denominator: weight,
    integer: false,
    minimum: '0',
    maximum: null,
    ...shared(common),
  });
