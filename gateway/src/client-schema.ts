import { GraphQLSchema, isSpecifiedDirective } from 'graphql';

/** Names that composition makes up for its own directives: `link__Import`, `requiresScopes__Scope`. */
const isMachinery = (name: string) => /^[a-zA-Z]+__/.test(name);

/** The schema as clients read it: without the definitions by which services and gateway come to terms. */
export function clientSchema(schema: GraphQLSchema): GraphQLSchema {
  const { types, directives, ...config } = schema.toConfig();
  return new GraphQLSchema({
    ...config,
    types: types.filter(({ name }) => !isMachinery(name)),
    directives: directives.filter(isSpecifiedDirective),
  });
}
