import { defineLoader } from '@thi-dua/schema/context';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { parse } from 'graphql';
import type { AwardsContext } from '../builder.js';

const document = parse('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Plan { id } } }');

/**
 * Whether the caller may see a plan, by the service that keeps it: seeing a nomination or award does not imply it, and its
 * key is not shown before.
 */
export const planIsSeen = defineLoader<AwardsContext, string, boolean>(async (ids, context) => {
  const { _entities } = await context.ask<{ _entities: ({ id: string } | null)[] }>('campaigns', document, {
    r: ids.map((id) => ({ __typename: 'Plan', id: toGlobalId('Plan', id) })),
  });
  return ids.map((_id, i) => typeof _entities[i]?.id === 'string');
});
