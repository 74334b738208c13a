import { type GraphQLArgument, type GraphQLInputType, getNamedType, isInputObjectType } from 'graphql';

/** Longer texts are no ids of ours. */
const LONGEST = 200;

/** Every value of type ID in a field's arguments, at any depth: what a change is about, and nothing of what it says. */
export function idsIn(args: readonly GraphQLArgument[], values: Readonly<Record<string, unknown>>): string[] {
  return args.flatMap(({ name, type }) => idsOf(type, values[name]));
}

function idsOf(type: GraphQLInputType, value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((each) => idsOf(type, each));
  const named = getNamedType(type);
  if (isInputObjectType(named) && typeof value === 'object') {
    const given = new Map(Object.entries(value));
    return Object.values(named.getFields()).flatMap((field) => idsOf(field.type, given.get(field.name)));
  }
  return named.name === 'ID' ? [String(value).slice(0, LONGEST)] : [];
}
