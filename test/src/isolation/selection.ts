import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** The arguments a field is asked with, by its coordinate ("Locality.value"); written as GraphQL literals. */
export type ArgumentTable = Readonly<Record<string, string>>;

export interface Selection {
  /** The selection set, braces included. */
  text: string;
  /** Every coordinate it selects. */
  covered: Set<string>;
  /** Fields that cannot be asked because the table holds no arguments for them. */
  missing: Set<string>;
}

const coordinate = (type: GraphQLObjectType, field: GraphQLField<unknown, unknown>) => `${type.name}.${field.name}`;

/**
 * Selects everything below a type: each field of each type, behind each field that leads to it. (On every path would
 * grow with the power of the schema.) A new field is selected the day it appears; one with required arguments fails the
 * matrix until the table names some.
 */
export function selectEverything(
  schema: GraphQLSchema,
  start: string,
  table: ArgumentTable,
  { entitiesByKeyAlone = false } = {},
): Selection {
  const covered = new Set<string>();
  const missing = new Set<string>();
  const entered = new Set<string>();
  let aliases = 0;

  const ofObject = (type: GraphQLObjectType, path: readonly string[]): string => {
    const fields = Object.values(type.getFields()).flatMap((field) => {
      const at = coordinate(type, field);
      const given = table[at];
      if (given === undefined && field.args.some(isRequiredArgument)) {
        missing.add(at);
        return [];
      }
      const named = getNamedType(field.type);
      const inside = below(named.name, [...path, type.name], at);
      if (inside === null) return [];
      covered.add(at);
      // Aliased: two members of an interface may bear one name with different types.
      return [`f${aliases++}: ${field.name}${given === undefined ? '' : `(${given})`}${inside}`];
    });
    return ['__typename', ...fields].join(' ');
  };

  /** The selection inside the type of the field `from`: '' for a leaf, what tells it apart where it was entered before. */
  const below = (name: string, path: readonly string[], from = ''): string | null => {
    const type = schema.getType(name);
    if (isObjectType(type)) {
      const reference = entitiesByKeyAlone && path.length > 0 && type.getFields().id !== undefined;
      if (path.includes(name) || entered.has(from) || reference)
        return type.getFields().id ? ' { __typename id }' : ' { __typename }';
      entered.add(from);
      return ` { ${ofObject(type, path)} }`;
    }
    if (isAbstractType(type)) {
      if (path.includes(name) || entered.has(from)) return ' { __typename }';
      entered.add(from);
      const members = schema
        .getPossibleTypes(type)
        .map((member) => `... on ${member.name} { ${ofObject(member, [...path, name])} }`);
      return ` { __typename ${members.join(' ')} }`;
    }
    return '';
  };

  return { text: below(start, []) ?? '', covered, missing };
}
