import { pageArgs, paginate } from '@thi-dua/schema/connection';
import { readGlobalUuid, requireGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { builder, connection, type IndicatorsContext } from '../builder.js';
import { definitions, requireIndicator } from '../definition/definition-store.js';
import { IndicatorRef } from '../definition/indicator-graph.js';
import { MethodologyRef } from '../definition/methodology-graph.js';
import { LocalityRef, localityReference } from '../locality/locality-reference.js';
import { requirePeriod } from '../period/period-argument.js';
import { brokenClosing } from './broken-closing.js';
import { type Flag, OBSERVATION_STATUSES, type Observation } from './observation.js';
import { maySeeHandling } from './observation-policy.js';
import {
  countObservations,
  observationById,
  observationKey,
  observationsAfter,
  revisionsOf,
} from './observation-store.js';

const ObservationStatusEnum = builder.enumType('ObservationStatus', {
  description:
    'The life of a figure: submitted by the unit, verified by a superior or returned with a reason, released to everyone.',
  values: OBSERVATION_STATUSES,
});

const FigureFlagRef = builder.objectRef<Flag>('FigureFlag').implement({
  description: 'What is not certain about a figure.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable, in capitals.' }),
    explanation: t.exposeString('explanation'),
  }),
});

export const ObservationRef = builder.objectRef<Observation>('Observation');

builder.objectType(ObservationRef, {
  description: 'One measured value in one revision. Nothing is overwritten: a correction is a new revision.',
  directives: key('id'),
  extensions: reference<IndicatorsContext, { id: string }>(async ({ id }, context) => {
    const inner = readGlobalUuid('Observation', id);
    const observation = inner === null ? null : await observationById(context).load(inner);
    return observation === null ? null : { __typename: 'Observation', ...observation };
  }),
  fields: (t) => ({
    id: t.id({ resolve: (observation) => toGlobalId('Observation', observation.id) }),
    locality: t.field({
      type: LocalityRef,
      nullable: true,
      resolve: (observation) => localityReference(observation.unit),
    }),
    indicator: t.field({
      type: IndicatorRef,
      resolve: (observation, _args, context) => requireIndicator(context, observation.indicator),
    }),
    period: t.exposeString('period'),
    methodology: t.field({
      type: MethodologyRef,
      nullable: true,
      description: 'Null where no standard applies.',
      resolve: async ({ methodology }, _args, context) =>
        methodology === null ? null : ((await definitions(context)).methodologies.get(methodology) ?? null),
    }),
    value: t.field({ type: 'Decimal', resolve: (observation) => observation.value }),
    status: t.field({ type: ObservationStatusEnum, resolve: (observation) => observation.status }),
    revision: t.exposeInt('revision'),
    flags: t.field({
      type: [FigureFlagRef],
      resolve: async (observation, _args, context) => [
        ...observation.flags,
        ...(await brokenClosing(context).load(observation)),
      ],
    }),
    source: t.exposeString('source', {
      nullable: true,
      description: 'Where it was taken from, if it was not submitted by the unit itself.',
    }),
    decision: t.exposeString('decision', { nullable: true, description: 'The decision that recognised it.' }),
    updatedAt: t.field({ type: 'DateTime', resolve: (observation) => observation.updatedAt }),
    submittedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'To the owner and those above it, as who handled it.',
      resolve: (o, _args, context) => (maySeeHandling(context, o.standing) ? o.submittedAt : null),
    }),
    submittedBy: t.string({
      nullable: true,
      resolve: (o, _args, context) => (maySeeHandling(context, o.standing) ? o.submittedBy : null),
    }),
    verifiedAt: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: (o, _args, context) => (maySeeHandling(context, o.standing) ? o.verifiedAt : null),
    }),
    verifiedBy: t.string({
      nullable: true,
      resolve: (o, _args, context) => (maySeeHandling(context, o.standing) ? o.verifiedBy : null),
    }),
    history: t.field({
      type: [ObservationRef],
      description:
        'All revisions of this figure, the newest first: to its owner and those above it every one that was submitted, to everyone else those that were released.',
      resolve: (observation, _args, context) => revisionsOf(context).load(observation),
    }),
    returnReason: t.string({
      nullable: true,
      resolve: (o, _args, context) => (maySeeHandling(context, o.standing) ? o.returnReason : null),
    }),
  }),
});

const ObservationFilterInput = builder.inputType('ObservationFilter', {
  description: 'All conditions that are given must hold.',
  fields: (t) => ({
    locality: t.id({ required: false }),
    localityCode: t.string({ required: false, description: 'A code; with `asOf`, the unit that bore it on that day.' }),
    asOf: t.field({ type: 'Date', required: false }),
    indicator: t.string({ required: false }),
    period: t.string({ required: false }),
    status: t.field({ type: ObservationStatusEnum, required: false }),
    updatedSince: t.field({
      type: 'DateTime',
      required: false,
      description:
        'For keeping in step: what changed at or after this instant, up to the last one before which every change has appeared. Give the `updatedAt` of the last figure you were given: nothing is missed, and what bears that very instant comes again. Figures that come to you by a transfer or a succession did not change: where you stand above or act for somebody new, read once without this.',
    }),
  }),
});

builder.queryField('observations', (t) =>
  t.field({
    type: connection('Observation', ObservationRef),
    description: 'Figures in the revisions that count: the latest, and the official one. Oldest change first.',
    requiresScopes: ['observations:read'],
    args: { filter: t.arg({ type: ObservationFilterInput, required: false }), ...pageArgs(t) },
    resolve: async (_root, { filter, ...page }, context) => {
      if (filter?.indicator) await requireIndicator(context, filter.indicator);
      if (filter?.period) requirePeriod(filter.period, 'period');
      const conditions = {
        ...filter,
        unit: filter?.locality ? requireGlobalUuid('Locality', filter.locality, 'locality') : null,
      };
      return paginate(page, {
        keyLength: 2,
        keyOf: observationKey,
        fetch: (take, after) => observationsAfter(context, conditions, take, after),
        count: () => countObservations(context, conditions),
      });
    },
  }),
);
