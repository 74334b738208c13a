import type { Scope } from '@thi-dua/schema/scopes';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { RequiredScopes } from './declared-scopes.js';
import { placeholder, type Withheld } from './withheld.js';

/** A valid operation without what its caller lacks the scopes for. */
export interface Narrowed {
  /** Null where nothing at all is left of the answer: what is withheld could not be null, nor anything around it. */
  document: DocumentNode | null;
  withheld: readonly Withheld[];
}

interface Walk {
  schema: GraphQLSchema;
  required: RequiredScopes;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

const fragmentsOf = (document: DocumentNode) =>
  new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );

/** The fields of a selection with the type each is asked of, those of its fragments among them. */
function* fieldsIn(
  set: SelectionSetNode,
  parent: GraphQLNamedType,
  walk: Walk,
  seen: Set<string>,
): Generator<readonly [FieldNode, GraphQLNamedType]> {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      yield [selection, parent];
      const type = typeOf(selection, parent);
      if (selection.selectionSet && type) yield* fieldsIn(selection.selectionSet, getNamedType(type), walk, seen);
      continue;
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : walk.fragments.get(selection.name.value);
    if (fragment === undefined) continue;
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      // Of one type wherever it is spread: once is enough.
      if (seen.has(selection.name.value)) continue;
      seen.add(selection.name.value);
    }
    yield* fieldsIn(fragment.selectionSet, conditionOf(fragment.typeCondition, parent, walk.schema), walk, seen);
  }
}

const typeOf = (field: FieldNode, parent: GraphQLNamedType): GraphQLOutputType | undefined =>
  isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value]?.type : undefined;

const conditionOf = (
  condition: FragmentDefinitionNode['typeCondition'] | undefined,
  parent: GraphQLNamedType,
  schema: GraphQLSchema,
) => (condition && schema.getType(condition.name.value)) ?? parent;

/** All the scopes that an operation takes, whatever its variables. */
export function scopesNeeded(
  schema: GraphQLSchema,
  required: RequiredScopes,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Scope[] {
  const root = schema.getRootType(operation.operation);
  if (!root) return [];
  const walk = { schema, required, fragments: fragmentsOf(document) };
  const needed = new Set<Scope>();
  for (const [field, parent] of fieldsIn(operation.selectionSet, root, walk, new Set()))
    for (const scope of required(parent, field.name.value)) needed.add(scope);
  return [...needed];
}

/**
 * Takes out of an operation what the caller lacks the scopes for. A field that cannot be null takes the nearest one around it
 * that can along, whether or not there would have been anything: whoever may not read a thing does not learn that it is there.
 */
export function narrow(
  schema: GraphQLSchema,
  required: RequiredScopes,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  scopes: readonly string[],
): Narrowed {
  const root = schema.getRootType(operation.operation);
  const fragments = fragmentsOf(document);
  const withheld: Withheld[] = [];
  const isAsked = (node: SelectionNode) =>
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;

  const instead = (missing: Withheld): FieldNode => {
    withheld.push(missing);
    return {
      kind: Kind.FIELD,
      alias: { kind: Kind.NAME, value: placeholder(withheld.length - 1) },
      name: { kind: Kind.NAME, value: '__typename' },
    };
  };

  const nameOf = (parent: GraphQLNamedType, { name }: FieldNode) =>
    parent === root ? name.value : `${parent.name}.${name.value}`;

  /** Or what cannot be null, and takes what is around it along: the key of the outermost field so far, and the scopes it takes. */
  type Left<T> = T | { missing: Withheld };
  const leftOfField = (field: FieldNode, parent: GraphQLNamedType): Left<FieldNode> => {
    const type = typeOf(field, parent);
    if (type === undefined) return field;
    const needed = required(parent, field.name.value);
    const lacks = needed.some((scope) => !scopes.includes(scope));
    const key = (field.alias ?? field.name).value;
    const left = lacks
      ? { missing: { key, required: needed, field: nameOf(parent, field) } }
      : leftOfInner(field, type);
    if (!('missing' in left)) return left;
    const missing = { ...left.missing, key };
    return isNonNullType(type) ? { missing } : instead(missing);
  };
  const leftOfInner = (field: FieldNode, type: GraphQLOutputType): Left<FieldNode> => {
    if (field.selectionSet === undefined) return field;
    const left = leftOfSet(field.selectionSet, getNamedType(getNullableType(type)));
    return 'missing' in left ? left : { ...field, selectionSet: left };
  };
  const leftOfSet = (set: SelectionSetNode, parent: GraphQLNamedType): Left<SelectionSetNode> => {
    const selections: SelectionNode[] = [];
    for (const selection of set.selections) {
      const left = isAsked(selection) ? leftOfSelection(selection, parent) : unasked(selection);
      if (left !== null && 'missing' in left) return left;
      if (left !== null) selections.push(left);
    }
    return { ...set, selections };
  };
  /** Stays, or there might be nothing in its selection, but for what it spreads. */
  const unasked = ({ directives = [] }: SelectionNode): SelectionNode => ({
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: '__typename' },
    directives,
  });
  // Fragments are written out: what is left of one depends on where it is spread.
  const leftOfSelection = (selection: SelectionNode, parent: GraphQLNamedType): Left<SelectionNode> | null => {
    if (selection.kind === Kind.FIELD) return leftOfField(selection, parent);
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (fragment === undefined) return null;
    const { typeCondition } = fragment;
    const left = leftOfSet(fragment.selectionSet, conditionOf(typeCondition, parent, schema));
    if ('missing' in left) return left;
    return {
      kind: Kind.INLINE_FRAGMENT,
      selectionSet: left,
      ...(typeCondition && { typeCondition }),
      ...(selection.directives && { directives: selection.directives }),
    };
  };

  if (!root) return { document, withheld };
  const left = leftOfSet(operation.selectionSet, root);
  if ('missing' in left) return { document: null, withheld: [left.missing] };
  return { document: { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet: left }] }, withheld };
}
