import { toGlobalId } from '@thi-dua/schema/global-id';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { type AwardsContext, builder } from '../builder.js';

/** An entity that localities owns; awards adds what was conferred in it. */
export const LocalityRef = builder.objectRef<{ id: string }>('Locality').implement({
  directives: key('id'),
  extensions: reference<AwardsContext, { id: string }>((representation) => representation),
  fields: (t) => ({ id: t.exposeID('id') }),
});

export const localityReference = (id: string) => ({ __typename: 'Locality', id: toGlobalId('Locality', id) });
