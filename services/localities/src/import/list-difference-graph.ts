import { badInput } from '@thi-dua/schema/errors';
import { builder } from '../builder.js';
import { LocalityLevelEnum } from '../locality/locality-graph.js';
import { CHANGES, type Change, type ChangedUnit, type Difference, type LevelDifference } from './difference.js';

/** How many changed units of a kind are kept to be shown. */
export const UNITS_LIMIT = 500;
const UNITS_SHOWN = 20;

export interface ListDifference extends Difference {
  /** The first of each kind. */
  units: ReadonlyMap<Change, readonly ChangedUnit[]>;
}

const nameOf = (change: Change) => change.toUpperCase() as Uppercase<Change>;
const LocalityChangeEnum = builder.enumType('LocalityChange', {
  description:
    'How a unit changes by a list. RESPELLED: the same name, written otherwise. UNPLACED: a neighbourhood whose commune ended, with no word on where it lies since then. A unit replaced by another under its code counts as ENDED and as NEW.',
  values: Object.fromEntries(CHANGES.map((change) => [nameOf(change), { value: change }])) as Record<
    Uppercase<Change>,
    { value: Change }
  >,
});

const LevelDifferenceRef = builder.objectRef<LevelDifference>('LevelDifference').implement({
  description: 'How many units of a level changed, and how.',
  fields: (t) => ({
    level: t.field({ type: LocalityLevelEnum, resolve: ({ level }) => level }),
    listed: t.exposeInt('listed', { description: 'How many the list has.' }),
    new: t.exposeInt('new'),
    ended: t.exposeInt('ended'),
    renamed: t.exposeInt('renamed'),
    retyped: t.exposeInt('retyped'),
    moved: t.exposeInt('moved', { description: 'Put under another unit.' }),
    respelled: t.exposeInt('respelled'),
    unplaced: t.exposeInt('unplaced', {
      description:
        'Neighbourhoods whose commune was divided, or ended without a known heir: where they lie since then is not stated. ' +
        'List them under their communes, or list those of each commune later.',
    }),
  }),
});

const ChangedUnitRef = builder.objectRef<ChangedUnit>('ChangedUnit').implement({
  description: 'A unit that changes by a list.',
  fields: (t) => ({
    level: t.field({ type: LocalityLevelEnum, resolve: ({ level }) => level }),
    code: t.exposeString('code'),
    before: t.exposeString('before', { nullable: true, description: 'Its full name as stored; null where it is new.' }),
    after: t.exposeString('after', { nullable: true, description: 'As listed; null where it ended.' }),
    parentBefore: t.exposeString('parentBefore', { nullable: true, description: 'The code of the unit it lies in.' }),
    parentAfter: t.exposeString('parentAfter', { nullable: true }),
  }),
});

export const ListDifferenceRef = builder.objectRef<ListDifference>('ListDifference').implement({
  description: 'How a list of units differs from what is stored of its day.',
  fields: (t) => ({
    levels: t.field({ type: [LevelDifferenceRef], resolve: ({ levels }) => levels }),
    successions: t.exposeInt('successions', { description: 'How many links from old units to new ones are added.' }),
    units: t.field({
      type: [ChangedUnitRef],
      description: `The first units that change so, from above and by code; at most ${UNITS_LIMIT}.`,
      args: {
        change: t.arg({ type: LocalityChangeEnum, required: true }),
        first: t.arg.int({ required: true, defaultValue: UNITS_SHOWN }),
      },
      resolve: ({ units }, { change, first }) => {
        if (first < 0 || first > UNITS_LIMIT) throw badInput(`"first" lies between 0 and ${UNITS_LIMIT}.`, 'first');
        return (units.get(change) ?? []).slice(0, first);
      },
    }),
  }),
});
