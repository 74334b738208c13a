import { builder, connection } from '../builder.js';
import { IndicatorRef } from '../definition/indicator-graph.js';
import { MethodologyRef } from '../definition/methodology-graph.js';
import { LocalityRef, localityReference } from '../locality/locality-reference.js';
import type { Coverage, Reconciliation } from './figure.js';
import type { IndicatorValue } from './indicator-value.js';

export const BasisEnum = builder.enumType('Basis', {
  description:
    'PROVISIONAL counts figures that were submitted or more; OFFICIAL, those that were verified or released. What was released stays official until its correction is released.',
  values: ['PROVISIONAL', 'OFFICIAL'] as const,
});
const OriginEnum = builder.enumType('Origin', {
  description: 'Whether a value is what the unit itself reported, or what the units below it add up to.',
  values: ['REPORTED', 'ROLLED_UP'] as const,
});

export const CoverageRef = builder.objectRef<Coverage>('Coverage').implement({
  description: 'How many of the units directly below account for a value.',
  fields: (t) => ({
    expected: t.exposeInt('expected', {
      description: 'Declared or recorded, whichever is more; 1 for a unit with none below.',
    }),
    reported: t.exposeInt('reported', {
      description: 'Those that reported themselves, or whose own roll-up is complete.',
    }),
    complete: t.exposeBoolean('complete', {
      description: 'A value without full coverage is never shown as if it were complete.',
    }),
  }),
});

const ReconciliationRef = builder.objectRef<Reconciliation>('Reconciliation').implement({
  description: 'What a unit reported beside what its parts add up to.',
  fields: (t) => ({
    reported: t.field({ type: 'Decimal', nullable: true, resolve: (r) => r.reported }),
    rolledUp: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        "From the units below; of a published rate without these, from the unit's own numerator and denominator.",
      resolve: (r) => r.rolledUp,
    }),
    difference: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Reported less rolled up: what the parts do not account for.',
      resolve: (r) => r.difference,
    }),
  }),
});

export const IndicatorValueRef = builder.objectRef<IndicatorValue>('IndicatorValue').implement({
  description: "A figure of one unit and period. A ratio's value is in percent, with at most six decimals.",
  fields: (t) => ({
    locality: t.field({ type: LocalityRef, nullable: true, resolve: (value) => localityReference(value.unit) }),
    indicator: t.field({ type: IndicatorRef, resolve: (value) => value.indicator }),
    period: t.exposeString('period'),
    basis: t.field({ type: BasisEnum, resolve: (value) => value.basis }),
    value: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        "The complete roll-up, else the unit's own report, else the partial roll-up. Null where nothing was reported that the caller may see.",
      resolve: (value) => value.value,
    }),
    numerator: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Of a ratio that was computed.',
      resolve: (value) => (value.indicator.kind === 'RATIO' ? value.numerator : null),
    }),
    denominator: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Of a ratio that was computed.',
      resolve: (value) => (value.indicator.kind === 'RATIO' ? value.denominator : null),
    }),
    origin: t.field({ type: OriginEnum, resolve: (value) => value.origin }),
    coverage: t.field({ type: CoverageRef, resolve: (value) => value.coverage }),
    methodology: t.field({
      type: MethodologyRef,
      nullable: true,
      description: 'Null where none applies to the indicator.',
      resolve: (value) => value.methodology,
    }),
    reconciliation: t.field({
      type: ReconciliationRef,
      nullable: true,
      description: 'Where a value was reported at this level and also follows from its parts.',
      resolve: (value) => value.reconciliation,
    }),
  }),
});

export const IndicatorValueConnectionRef = connection('IndicatorValue', IndicatorValueRef);
