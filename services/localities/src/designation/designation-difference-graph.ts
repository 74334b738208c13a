import { badInput } from '@thi-dua/schema/errors';
import { builder } from '../builder.js';
import { EVER_AFTER } from '../locality/standing.js';
import {
  type ChangedHolding,
  DESIGNATION_CHANGES,
  type DesignationDifference,
  type HoldingChange,
  type KindDifference,
} from './designation-difference.js';

/** How many changed holdings of a kind of change are kept to be shown. */
export const HOLDINGS_LIMIT = 500;
const HOLDINGS_SHOWN = 20;

export interface ListedDifference extends DesignationDifference {
  /** The first of each kind of change. */
  holdings: ReadonlyMap<HoldingChange, readonly ChangedHolding[]>;
}

const nameOf = (change: HoldingChange) => change.toUpperCase() as Uppercase<HoldingChange>;
const HoldingChangeEnum = builder.enumType('HoldingChange', {
  description:
    'How a holding of a designation changes by a list. GIVEN: it is new. TAKEN: it ends earlier than stored, by a ' +
    'decision. COMPLETED: a decision is stored that was missing.',
  values: Object.fromEntries(DESIGNATION_CHANGES.map((change) => [nameOf(change), { value: change }])) as Record<
    Uppercase<HoldingChange>,
    { value: HoldingChange }
  >,
});

const KindDifferenceRef = builder.objectRef<KindDifference>('DesignationKindDifference').implement({
  description: 'How many holdings of a designation changed, and how.',
  fields: (t) => ({
    kind: t.exposeString('kind'),
    listed: t.exposeInt('listed', { description: 'How many the list has.' }),
    given: t.exposeInt('given'),
    taken: t.exposeInt('taken'),
    completed: t.exposeInt('completed'),
  }),
});

const ChangedHoldingRef = builder.objectRef<ChangedHolding>('ChangedHolding').implement({
  description: 'A holding of a designation that changes by a list, as it is to be.',
  fields: (t) => ({
    line: t.exposeInt('line', { description: 'Of the list; the first line (the header) is 1.' }),
    code: t.exposeString('code'),
    fullName: t.exposeString('fullName', { description: 'What the unit is called on the day it begins.' }),
    kind: t.exposeString('kind'),
    validFrom: t.field({ type: 'Date', resolve: ({ begins }) => begins }),
    validTo: t.field({ type: 'Date', nullable: true, resolve: ({ ends }) => (ends === EVER_AFTER ? null : ends) }),
    legalBasis: t.exposeString('givenBy', { nullable: true, description: 'The decision that gave it.' }),
    endedBy: t.exposeString('endedBy', { nullable: true, description: 'The decision that took it away.' }),
  }),
});

export const DesignationDifferenceRef = builder.objectRef<ListedDifference>('DesignationDifference').implement({
  description: 'How a list of designations differs from what is stored.',
  fields: (t) => ({
    kinds: t.field({ type: [KindDifferenceRef], resolve: ({ kinds }) => kinds }),
    holdings: t.field({
      type: [ChangedHoldingRef],
      description: `The first holdings that change so, by code; at most ${HOLDINGS_LIMIT}.`,
      args: {
        change: t.arg({ type: HoldingChangeEnum, required: true }),
        first: t.arg.int({ required: true, defaultValue: HOLDINGS_SHOWN }),
      },
      resolve: ({ holdings }, { change, first }) => {
        if (first < 0 || first > HOLDINGS_LIMIT)
          throw badInput(`"first" lies between 0 and ${HOLDINGS_LIMIT}.`, 'first');
        return (holdings.get(change) ?? []).slice(0, first);
      },
    }),
  }),
});
