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
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  valueFromASTUntyped,
} from 'graphql';
import { type Argument, FIGURE_COST, figuresOf, lengthOf, pageSize } from './figures.js';

/** How many items a list without paging is taken to have. */
export const UNPAGED_LIST_SIZE = 5;

/** The fields by which an operation asks about the schema; no type lists them as its own. */
const ofSchema = new Map([SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]));

/** What is answered from memory costs this share of what is read from the database. */
const FROM_MEMORY = 0.1;

type Variables = Readonly<Record<string, unknown>>;

/**
 * What an operation may cost: one for every field, and what lies inside a list once for each item that it may return.
 * A page counts with its `first` (or the default page size), a list without paging with {@link UNPAGED_LIST_SIZE}.
 * Whatever evaluates figures costs {@link FIGURE_COST} more for each of them. Static, so the same operation always costs
 * the same, whatever the data. Expects a valid document.
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
  const given = { ...defaultsOf(operation), ...variables };

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
    const field =
      ofSchema.get(node.name.value) ??
      (isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined);
    if (field === undefined) return 1 + costOfSelections(node.selectionSet, undefined, false);
    const argument: Argument = (asked) => {
      const value = node.arguments?.find((one) => one.name.value === asked)?.value;
      return value && valueFromASTUntyped(value, given);
    };
    const name = `${parent?.name}.${field.name}`;
    const figures = figuresOf[name]?.(argument) ?? 0;
    const isPage = field.args.some((one) => one.name === 'first');
    const inner = costOfSelections(node.selectionSet, getNamedType(field.type), isPage);
    const size = isPage ? pageSize(argument) : (lengthOf[name]?.(argument) ?? listSize(field, paged));
    return 1 + FIGURE_COST * figures + size * inner;
  };
  const listSize = (field: GraphQLField<unknown, unknown>, paged: boolean): number =>
    // `nodes` and `edges` are as long as the page that holds them, which has been counted.
    isListType(getNullableType(field.type)) && !paged ? UNPAGED_LIST_SIZE : 1;
  return costOfSelections(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, false);
}

/** What an operation may cost that asks about the schema alone: it is as long as its lists, too. */
export const costOfIntrospection = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
) => Math.ceil(costOf(schema, document, operation, {}) * FROM_MEMORY);

function defaultsOf(operation: OperationDefinitionNode): Variables {
  const defaults: Record<string, unknown> = Object.create(null);
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue) defaults[variable.name.value] = valueFromASTUntyped(defaultValue);
  }
  return defaults;
}
