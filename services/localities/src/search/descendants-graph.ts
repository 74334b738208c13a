import { pageArgs, paginate } from '@thi-dua/schema/connection';
import { builder } from '../builder.js';
import { LocalityConnectionRef, LocalityLevelEnum, LocalityRef } from '../locality/locality-graph.js';
import type { LocalityNode } from '../locality/locality-store.js';
import { descendantCountOn, descendantsOn } from './descendants-store.js';

builder.objectField(LocalityRef, 'descendants', (t) =>
  t.field({
    type: LocalityConnectionRef,
    description: 'The units of one level that lie in it, at any depth, by code.',
    args: {
      level: t.arg({ type: LocalityLevelEnum, required: true }),
      asOf: t.arg({ type: 'Date', required: false }),
      ...pageArgs(t),
    },
    resolve: (unit, { level, asOf, ...page }, context) => {
      const at = { id: unit.id, day: asOf ?? unit.day, level };
      return paginate(page, {
        keyLength: 1,
        keyOf: (below: LocalityNode) => [below.code],
        fetch: (take, after) =>
          descendantsOn(context).load({ ...at, take, after: after === null ? '' : String(after[0]) }),
        count: () => descendantCountOn(context).load(at),
      });
    },
  }),
);
