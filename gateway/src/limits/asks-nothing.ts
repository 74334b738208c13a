import {
  type DocumentNode,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/**
 * True where @skip and @include leave no field of the operation itself: it is answered by an empty object (and a mutation does
 * nothing). The planner makes no plan of nothing. Expects a valid document; throws where variables do not fit their types.
 */
export function asksNothing(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): boolean {
  const isConditional = ({ directives = [] }: SelectionNode) => directives.length > 0;
  // Only one that can be left out whole needs a closer look.
  if (!operation.selectionSet.selections.every((one) => isConditional(one) || one.kind !== Kind.FIELD)) return false;
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], { ...variables });
  if (errors) throw new AggregateError(errors);
  const seen = new Set<string>();
  const asks = ({ selections }: SelectionSetNode): boolean =>
    selections.some((selection) => {
      if (getDirectiveValues(GraphQLSkipDirective, selection, coerced)?.if === true) return false;
      if (getDirectiveValues(GraphQLIncludeDirective, selection, coerced)?.if === false) return false;
      if (selection.kind === Kind.FIELD) return true;
      if (selection.kind === Kind.INLINE_FRAGMENT) return asks(selection.selectionSet);
      const name = selection.name.value;
      if (seen.has(name)) return false;
      seen.add(name);
      return document.definitions.some(
        (definition) =>
          definition.kind === Kind.FRAGMENT_DEFINITION &&
          definition.name.value === name &&
          asks(definition.selectionSet),
      );
    });
  return !asks(operation.selectionSet);
}
