import { MAX_PAGE_SIZE, PAGE_SIZE } from '@thi-dua/schema/connection';
import { type GraphQLInputType, getNamedType, getNullableType, isListType, isNonNullType } from 'graphql';
import type { Parameter } from '../parameters.js';
import type { JsonSchema } from './json-schema.js';
import { leafSchema } from './leaf.js';

/** What an address takes in one place. Lists are given by repeating the parameter. */
export function parameterObject(
  { name, in: place, type, description, defaultValue }: Parameter,
  components: Map<string, JsonSchema>,
) {
  return {
    name,
    in: place,
    required: isNonNullType(type),
    ...(description && { description }),
    schema: {
      ...valueSchema(type, components),
      ...bounds(name),
      ...(defaultValue !== undefined && !isNonNullType(type) && { default: defaultValue }),
    },
  };
}

function valueSchema(type: GraphQLInputType, components: Map<string, JsonSchema>): JsonSchema {
  const inner = getNullableType(type);
  return isListType(inner)
    ? { type: 'array', items: valueSchema(inner.ofType, components) }
    : leafSchema(getNamedType(inner), components);
}

const bounds = (name: string): JsonSchema =>
  name === 'first' ? { minimum: 0, maximum: MAX_PAGE_SIZE, default: PAGE_SIZE } : {};
