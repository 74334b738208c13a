import {
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Endpoint } from '../endpoint.js';
import { described, type JsonSchema, nullable, reference } from './json-schema.js';
import { leafSchema } from './leaf.js';

/** The schema of what an endpoint answers: its selections, with the types of the graph. Null is answered as 404. */
export function answerSchema(
  { target, fragments }: Pick<Endpoint, 'target' | 'fragments'>,
  components: Map<string, JsonSchema>,
): JsonSchema {
  const schemaOf = (type: GraphQLOutputType, selections: SelectionSetNode | undefined): JsonSchema => {
    if (!isNonNullType(type)) return nullable(present(type, selections));
    return present(getNullableType(type), selections);
  };
  const present = (type: GraphQLOutputType, selections: SelectionSetNode | undefined): JsonSchema => {
    if (isListType(type)) return { type: 'array', items: schemaOf(type.ofType, selections) };
    const named = getNamedType(type);
    if (selections === undefined) return leafSchema(named, components);
    const [only, ...more] = selections.selections;
    return only?.kind === Kind.FRAGMENT_SPREAD && more.length === 0
      ? shared(only.name.value, named)
      : object(named, selections);
  };
  /** What is nothing but a fragment bears the fragment's name. */
  const shared = (name: string, type: GraphQLNamedType): JsonSchema => {
    if (!components.has(name)) components.set(name, described(object(type, selectionsOf(name)), type.description));
    return reference(name);
  };
  const selectionsOf = (fragment: string): SelectionSetNode => {
    const found = fragments.get(fragment);
    if (found === undefined) throw new Error(`There is no fragment ${fragment}.`);
    return found.selectionSet;
  };
  const object = (type: GraphQLNamedType, selections: SelectionSetNode): JsonSchema => {
    const properties = Object.fromEntries(fieldsOf(type, selections));
    return { type: 'object', properties, required: Object.keys(properties) };
  };
  const fieldsOf = (type: GraphQLNamedType, { selections }: SelectionSetNode): [string, JsonSchema][] =>
    selections.flatMap((selection): [string, JsonSchema][] => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return fieldsOf(type, selectionsOf(selection.name.value));
      if (selection.kind === Kind.INLINE_FRAGMENT)
        throw new Error(`Of ${type.name}, only fields that every answer has can be served.`);
      const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
      if (field === undefined) throw new Error(`${type.name}.${selection.name.value} cannot be described.`);
      const name = selection.alias?.value ?? field.name;
      return [[name, described(schemaOf(field.type, selection.selectionSet), field.description)]];
    });
  return present(getNullableType(target.type), target.selections);
}
