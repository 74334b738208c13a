import { badInput } from '@thi-dua/schema/errors';
import { ENTITIES, typeOfGlobalId } from '@thi-dua/schema/global-id';
import { requireScopes } from '@thi-dua/schema/require-scopes';
import { scopesOfType } from '@thi-dua/schema/scopes';
import { keyElsewhere } from '@thi-dua/schema/subgraph-schema';
import { builder, type LocalitiesContext } from '../builder.js';
import { type EntityKey, findNode } from './find-node.js';
import { NodeRef } from './node-ref.js';
import { represented } from './represented.js';

const known: ReadonlySet<string> = new Set(represented.keys());
for (const name of Object.keys(ENTITIES).filter((entity) => !known.has(entity))) {
  builder.objectRef<{ id: string }>(name).implement({
    directives: keyElsewhere('id'),
    interfaces: [NodeRef],
    fields: (t) => ({ id: t.exposeID('id') }),
  });
}

/** The id says of which type it is, whether or not there is such a thing: what a refusal tells, the caller knew. */
function keyOf(id: string, argument: string): EntityKey {
  const type = typeOfGlobalId(id);
  if (type === null) throw badInput(`"${argument}" is no id of this API. Use one as it was returned.`, argument);
  return { __typename: type, id };
}

async function found(key: EntityKey, context: LocalitiesContext): Promise<object | null> {
  requireScopes(context.caller, scopesOfType(key.__typename));
  return findNode(key, context);
}

builder.queryField('node', (t) =>
  t.field({
    type: NodeRef,
    requiresScopes: [],
    nullable: true,
    description:
      'Whatever an id of this API names; null where there is nothing that you may see. Error: BAD_USER_INPUT for a text that is no id of this API.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => found(keyOf(id, 'id'), context),
  }),
);

/** As many as one answer looks up by their ids. */
const MOST_NODES = 100;

builder.queryField('nodes', (t) =>
  t.field({
    type: [NodeRef],
    requiresScopes: [],
    nullable: { list: false, items: true },
    description: `What several ids name, in their order; null in the place of what you may not see. At most ${MOST_NODES}. Error: BAD_USER_INPUT for more, and for a text that is no id of this API.`,
    args: { ids: t.arg.idList({ required: true }) },
    resolve: (_root, { ids }, context) => {
      if (ids.length > MOST_NODES) throw badInput(`Ask for at most ${MOST_NODES} ids at once.`, 'ids');
      return ids.map((id, i) => keyOf(id, `ids.${i}`)).map((key) => found(key, context));
    },
  }),
);
