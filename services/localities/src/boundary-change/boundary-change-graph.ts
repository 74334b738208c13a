import { pageArgs, paginate } from '@thi-dua/schema/connection';
import { badInput } from '@thi-dua/schema/errors';
import { readGlobalId, readGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import { isDay } from '@thi-dua/schema/scalars';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { builder, connection, type LocalitiesContext } from '../builder.js';
import { LocalityLevelEnum, LocalityRef, SuccessionRef } from '../locality/locality-graph.js';
import { localityById } from '../locality/locality-store.js';
import { NodeRef } from '../node/node-ref.js';
import {
  actById,
  type BoundaryChange,
  changeKey,
  changesOf,
  countChanges,
  statedChange,
  successionsOf,
  unitCountOf,
  unitKeyOf,
  unitsOf,
} from './change-store.js';
import { type ChangedUnit, UNIT_CHANGES } from './changed-units.js';

export const UnitChangeEnum = builder.enumType('UnitChange', {
  description:
    'What a boundary change does to a unit. RENAMED also where only its type changes; a unit replaced by another under its code counts as ENDED and as ESTABLISHED.',
  values: UNIT_CHANGES,
});

export const BoundaryChangeUnitRef = builder.objectRef<ChangedUnit>('BoundaryChangeUnit').implement({
  description: 'What a boundary change does to one unit.',
  fields: (t) => ({
    kind: t.field({ type: UnitChangeEnum, resolve: (unit) => unit.kind }),
    level: t.field({ type: LocalityLevelEnum, resolve: (unit) => unit.level }),
    code: t.exposeString('code'),
    before: t.exposeString('nameBefore', {
      nullable: true,
      description: 'Its full name until then; null where it is established or only moved.',
    }),
    after: t.exposeString('nameAfter', {
      nullable: true,
      description: 'Its full name from then on; null where it ends or only moves.',
    }),
    parentBefore: t.exposeString('parentBefore', {
      nullable: true,
      description: 'The code of the unit that it lies in until then; null where it is established or only renamed.',
    }),
    parentAfter: t.exposeString('parentAfter', {
      nullable: true,
      description: 'The code of the unit that it lies in from then on; null where it ends or is only renamed.',
    }),
    locality: t.field({
      type: LocalityRef,
      nullable: true,
      description: 'Null where it was to be established by a change that was withdrawn, or only tried.',
      resolve: (unit, _args, context) => localityById(context).load(unit.localityId),
    }),
  }),
});
export const BoundaryChangeUnitConnectionRef = connection('BoundaryChangeUnit', BoundaryChangeUnitRef);

export const BoundaryChangeRef = builder.objectRef<BoundaryChange>('BoundaryChange');
/** By the id of an act, else by the day and the legal basis that its id is made of. */
export async function representedBoundaryChange({ id }: { id: string }, context: LocalitiesContext) {
  const inner = readGlobalId('BoundaryChange', id) ?? '';
  const act = readGlobalUuid('BoundaryChange', id);
  const [effectiveOn = '', ...legalBasis] = inner.split('/');
  const change =
    act !== null
      ? await actById(context).load(act)
      : isDay(effectiveOn)
        ? await statedChange(context).load({ effectiveOn, legalBasis: legalBasis.join('/') })
        : null;
  return change && { __typename: 'BoundaryChange', ...change };
}

builder.objectType(BoundaryChangeRef, {
  directives: key('id'),
  extensions: reference<LocalitiesContext, { id: string }>(representedBoundaryChange),
  interfaces: [NodeRef],
  description:
    'What one resolution changes on one day: an act enacted here, or what lists of units show and mappings explain. Changes whose resolution no source confirms stand together.',
  fields: (t) => ({
    id: t.id({
      resolve: ({ actId, effectiveOn, legalBasis }) =>
        toGlobalId('BoundaryChange', actId ?? `${effectiveOn}/${legalBasis ?? ''}`),
    }),
    effectiveOn: t.field({ type: 'Date', resolve: (change) => change.effectiveOn }),
    legalBasis: t.exposeString('legalBasis', {
      nullable: true,
      description: 'The resolution, as a citation; null where no source confirms it.',
    }),
    number: t.exposeString('number', { nullable: true, description: "The resolution's. Null but for an act." }),
    issuer: t.exposeString('issuer', { nullable: true }),
    title: t.exposeString('title', { nullable: true }),
    issuedOn: t.field({ type: 'Date', nullable: true, resolve: (change) => change.issuedOn }),
    enactedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was enacted here; null where lists show it.',
      resolve: (change) => change.enactedAt,
    }),
    withdrawnAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Null while it stands.',
      resolve: (change) => change.withdrawnAt,
    }),
    withdrawnFor: t.exposeString('withdrawnFor', { nullable: true, description: 'Why it was withdrawn.' }),
    successions: t.field({
      type: [SuccessionRef],
      description: 'What units that end become; none of a change that was withdrawn.',
      resolve: (change, _args, context) => successionsOf(context).load(change),
    }),
    units: t.field({
      type: BoundaryChangeUnitConnectionRef,
      description:
        'The units that it establishes, ends, renames and moves, from above and by code. What lists show is known by successions: who ended and who began.',
      args: { kind: t.arg({ type: UnitChangeEnum, required: false }), ...pageArgs(t) },
      resolve: (change, { kind, ...page }, context) => {
        const { actId, effectiveOn, legalBasis } = change;
        const asked = { actId, effectiveOn, legalBasis, kind: kind ?? null };
        return paginate(page, {
          keyLength: 3,
          keyOf: unitKeyOf,
          fetch: (take, after) => unitsOf(context).load({ ...asked, take, after }),
          count: () => unitCountOf(context).load(asked),
        });
      },
    }),
  }),
});

builder.objectField(SuccessionRef, 'boundaryChange', (t) =>
  t.field({
    type: BoundaryChangeRef,
    nullable: true,
    description: 'The act that states it; null where a list or a mapping of units does.',
    resolve: ({ actId }, _args, context) => (actId === null ? null : actById(context).load(actId)),
  }),
);

builder.queryField('boundaryChanges', (t) =>
  t.field({
    type: connection('BoundaryChange', BoundaryChangeRef),
    description:
      'Changes of the map that take effect from one day to another, both included, also in the future; oldest first, of one day by legal basis.',
    requiresScopes: ['map:read'],
    args: {
      from: t.arg({ type: 'Date', required: false }),
      to: t.arg({ type: 'Date', required: false }),
      withdrawn: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: 'Also those that were withdrawn before their day.',
      }),
      ...pageArgs(t),
    },
    resolve: (_root, { from, to, withdrawn, ...page }, context) => {
      if (from && to && from > to) throw badInput('"from" is later than "to".', 'from');
      const range = { from: from ?? null, to: to ?? null, withdrawn };
      return paginate(page, {
        keyLength: 3,
        keyOf: changeKey,
        fetch: (take, after) => changesOf(context, range, take, after),
        count: () => countChanges(context, range),
      });
    },
  }),
);
