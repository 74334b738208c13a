import { pageArgs, paginate } from '@thi-dua/schema/connection';
import { badInput } from '@thi-dua/schema/errors';
import { isDay } from '@thi-dua/schema/scalars';
import { builder, connection } from '../builder.js';
import { LocalityRef, requireCode, requireDesignationKind } from '../locality/locality-graph.js';
import {
  countDesignationChanges,
  DESIGNATION_TURNS,
  type DesignationChange,
  designationChangeKey,
  designationChanges,
} from './designation-change-store.js';

const DesignationTurnEnum = builder.enumType('DesignationTurn', {
  description:
    'GAINED: held from the day on. LEFT: no longer held from the day on, by a decision or at the end of its stage. ' +
    'UNIT_ENDED: the unit itself ended, which is no leaving.',
  values: DESIGNATION_TURNS,
});

const DesignationChangeRef = builder.objectRef<DesignationChange>('DesignationChange').implement({
  description: 'A unit that gained or left a status (diện).',
  fields: (t) => ({
    locality: t.field({
      type: LocalityRef,
      description: 'As of that day; of the day before, where it ended.',
      resolve: (change) => change.locality,
    }),
    kind: t.exposeString('kind'),
    name: t.exposeString('name'),
    turn: t.field({ type: DesignationTurnEnum, resolve: (change) => change.turn }),
    effectiveOn: t.field({ type: 'Date', resolve: (change) => change.effectiveOn }),
    decision: t.exposeString('decision', {
      nullable: true,
      description: 'That gave it, or took it away; null where it lapsed, or no source names it.',
    }),
  }),
});

builder.queryField('designationChanges', (t) =>
  t.field({
    type: connection('DesignationChange', DesignationChangeRef),
    description:
      'Which units gained or left a designation from one day to another, both included; oldest first. A designation ' +
      'renewed without a gap is neither.',
    requiresScopes: ['map:read'],
    args: {
      kind: t.arg.string({ required: false, description: 'Every kind where left out.' }),
      from: t.arg({ type: 'Date', required: true }),
      to: t.arg({ type: 'Date', required: true }),
      within: t.arg.string({
        required: false,
        description: 'The code of a unit they lie in, at any depth, on the day of the change.',
      }),
      ...pageArgs(t),
    },
    resolve: (_root, { kind, from, to, within, ...page }, context) => {
      if (from > to) throw badInput('"from" is later than "to".', 'from');
      if (typeof kind === 'string') requireDesignationKind(kind, 'kind');
      if (typeof within === 'string') requireCode(within, 'within');
      const range = { kind, from, to, within };
      return paginate(page, {
        keyLength: 4,
        keyOf: designationChangeKey,
        fetch: (take, after) => {
          if (after !== null && !isDay(String(after[0])))
            throw badInput('"after" is not a cursor of this list.', 'after');
          return designationChanges(context, range, take, after);
        },
        count: () => countDesignationChanges(context, range),
      });
    },
  }),
);
