import { type GraphQLNamedType, isEnumType } from 'graphql';
import { described, type JsonSchema, reference } from './json-schema.js';

const BASIC: Partial<Record<string, JsonSchema>> = {
  Int: { type: 'integer', format: 'int32' },
  Float: { type: 'number' },
  String: { type: 'string' },
  Boolean: { type: 'boolean' },
  ID: { type: 'string', minLength: 1, description: 'Opaque, and the same in every answer of the API.' },
};

const SCALARS: Partial<Record<string, JsonSchema>> = {
  Date: { type: 'string', format: 'date' },
  DateTime: { type: 'string', format: 'date-time' },
  Decimal: { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' },
};

/** The schema of a scalar or an enum; what the API has made itself becomes a schema with a name. */
export function leafSchema(type: GraphQLNamedType, components: Map<string, JsonSchema>): JsonSchema {
  const basic = BASIC[type.name];
  if (basic !== undefined) return basic;
  const own: JsonSchema | undefined = isEnumType(type)
    ? { type: 'string', enum: type.getValues().map(({ name }) => name) }
    : SCALARS[type.name];
  if (own === undefined) throw new Error(`The scalar ${type.name} has no place in the description of the API yet.`);
  components.set(type.name, described(own, type.description));
  return reference(type.name);
}
