import { builder } from '../builder.js';

/** Declared apart from the types that implement it. */
export const NodeRef = builder.interfaceRef<object>('Node').implement({
  description: 'Whatever has a global id: the type and the record in one, given back by `node`.',
  resolveType: (node) => (node as { __typename: string }).__typename,
  fields: (t) => ({ id: t.id() }),
});
