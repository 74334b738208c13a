import { MAX_PAGE_SIZE, PAGE_SIZE } from '@thi-dua/schema/connection';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** How many items a list without paging is taken to have. */
export const UNPAGED_LIST_SIZE = 5;

type Variables = Readonly<Record<string, unknown>>;

/**
 * What an operation may cost: one for every field, and what lies inside a list once for each item that it may return.
 * A page counts with its `first` (or the default page size), a list without paging with {@link UNPAGED_LIST_SIZE}.
 * Static, so the same operation always costs the same, whatever the data. Expects a valid document.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const ofFragment = new Map<string, number>();
  const defaults = defaultsOf(operation);

  const costOfFragment = (name: string): number => {
    const known = ofFragment.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    if (fragment === undefined) return 0;
    const cost = costOfSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value), false);
    ofFragment.set(name, cost);
    return cost;
  };
  const costOfSelections = (set: SelectionSetNode, parent: GraphQLNamedType | undefined, paged: boolean): number => {
    let cost = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) cost += costOfFragment(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const type = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : parent;
        cost += costOfSelections(selection.selectionSet, type, paged);
      } else cost += costOfField(selection, parent, paged);
    }
    return cost;
  };
  const costOfField = (node: FieldNode, parent: GraphQLNamedType | undefined, paged: boolean): number => {
    if (node.selectionSet === undefined) return 1;
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    // Introspection is answered from memory.
    if (field === undefined) return 1 + costOfSelections(node.selectionSet, undefined, false);
    const isPage = field.args.some((argument) => argument.name === 'first');
    const inner = costOfSelections(node.selectionSet, getNamedType(field.type), isPage);
    return 1 + sizeOf(node, field, isPage, paged) * inner;
  };
  const sizeOf = (node: FieldNode, field: GraphQLField<unknown, unknown>, isPage: boolean, paged: boolean): number => {
    if (isPage) return pageSize(node, { ...defaults, ...variables });
    // `nodes` and `edges` are as long as the page that holds them, which has been counted.
    if (!isListType(getNullableType(field.type)) || paged) return 1;
    return UNPAGED_LIST_SIZE;
  };
  return costOfSelections(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, false);
}

function pageSize(node: FieldNode, variables: Variables): number {
  const value = node.arguments?.find((argument) => argument.name.value === 'first')?.value;
  const given =
    value?.kind === Kind.INT
      ? Number(value.value)
      : value?.kind === Kind.VARIABLE
        ? variables[value.name.value]
        : undefined;
  // What lies outside the bounds is refused by the list itself, before it reads anything.
  return typeof given === 'number' && given >= 0 ? Math.min(given, MAX_PAGE_SIZE) : PAGE_SIZE;
}

function defaultsOf(operation: OperationDefinitionNode): Variables {
  const defaults: Record<string, unknown> = Object.create(null);
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue?.kind === Kind.INT) defaults[variable.name.value] = Number(defaultValue.value);
  }
  return defaults;
}
