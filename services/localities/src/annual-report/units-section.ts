import { BoundaryChangeRef } from '../boundary-change/boundary-change-graph.js';
import type { BoundaryChange } from '../boundary-change/change-store.js';
import { builder, type LocalitiesContext } from '../builder.js';
import { LocalityLevelEnum } from '../locality/locality-graph.js';
import { changesIn, type LevelCount, levelCounts, type UnitsKey } from './units-store.js';

const UnitCountRef = builder.objectRef<LevelCount>('UnitCount').implement({
  description: 'The units of one level.',
  fields: (t) => ({
    level: t.field({ type: LocalityLevelEnum, resolve: ({ level }) => level }),
    atStart: t.exposeInt('atStart', { description: 'That lay in it on the first day.' }),
    atEnd: t.exposeInt('atEnd', { description: 'That lay in it on the last day.' }),
    onBoundary: t.exposeInt('onBoundary', {
      nullable: true,
      description: 'That lie in it on the day whose map is followed; null where none was named.',
    }),
    begun: t.exposeInt('begun', { description: 'That were established in it in between.' }),
    ended: t.exposeInt('ended', { description: 'That ended in it in between.' }),
  }),
});

/** Read when it is asked for. */
export interface UnitsSection {
  levels: () => Promise<LevelCount[]>;
  changes: () => Promise<BoundaryChange[]>;
}

export const liveUnits = (key: UnitsKey, context: LocalitiesContext): UnitsSection => ({
  levels: () => levelCounts(context).load(key),
  changes: () => changesIn(context).load(key),
});

export const UnitsSectionRef = builder.objectRef<UnitsSection>('UnitsSection').implement({
  description: 'The units below the one reported on, and what the map went through, from 1 January to 31 December.',
  fields: (t) => ({
    levels: t.field({ type: [UnitCountRef], description: 'From above.', resolve: ({ levels }) => levels() }),
    changes: t.field({
      type: [BoundaryChangeRef],
      description: 'Changes of the map that concerned it or a unit in it, oldest first.',
      resolve: ({ changes }) => changes(),
    }),
  }),
});
