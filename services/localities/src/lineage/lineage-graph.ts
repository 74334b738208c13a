import { builder } from '../builder.js';
import { ExtentEnum, LocalityRef } from '../locality/locality-graph.js';
import { heirsOn, type LineageLink, originsOn } from './lineage-store.js';

const LineageLinkRef = builder.objectRef<LineageLink>('LineageLink').implement({
  description: 'A unit that another became, or was made from, over any number of changes of the map.',
  fields: (t) => ({
    locality: t.field({ type: LocalityRef, resolve: (link) => link.locality }),
    extent: t.field({
      type: ExtentEnum,
      description: 'PART as soon as one change on the way divided a unit.',
      resolve: (link) => link.extent,
    }),
    steps: t.exposeInt('steps', { description: 'How many changes lie between; 0 for the unit itself.' }),
  }),
});

builder.objectField(LocalityRef, 'heirs', (t) =>
  t.field({
    type: [LineageLinkRef],
    description:
      'Where it is now: the units that it has become by the day (today where none is named), itself while it stands. ' +
      'None where it has yet to begin, or no source names an heir (see flags); a district that ended with its level has ' +
      'none, its communes have.',
    args: { asOf: t.arg({ type: 'Date', required: false }) },
    resolve: (unit, { asOf }, context) =>
      heirsOn(context).load({ id: unit.id, day: asOf ?? (context.today < unit.begins ? unit.begins : context.today) }),
  }),
);

builder.objectField(LocalityRef, 'origins', (t) =>
  t.field({
    type: [LineageLinkRef],
    description:
      'What it used to be: the units of the day from which it was made, itself if it stood already. Without a day, as ' +
      'far back as changes are recorded.',
    args: { asOf: t.arg({ type: 'Date', required: false }) },
    resolve: (unit, { asOf }, context) => originsOn(context).load({ id: unit.id, day: asOf ?? null }),
  }),
);
