import { toGlobalId } from '@thi-dua/schema/global-id';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { type AwardsContext, builder } from '../builder.js';

/** An entity that campaigns owns; awards adds what was conferred under it. */
export const PlanRef = builder.objectRef<{ id: string }>('Plan').implement({
  directives: key('id'),
  extensions: reference<AwardsContext, { id: string }>((representation) => representation),
  fields: (t) => ({ id: t.exposeID('id') }),
});

export const planReference = (id: string) => ({ __typename: 'Plan', id: toGlobalId('Plan', id) });
