import {
  type GraphQLArgument,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

const scalars: Readonly<Record<string, unknown>> = {
  ID: 'eA',
  Int: 1,
  Float: 1,
  Boolean: true,
  Date: '2023-01-01',
  DateTime: '2023-01-01T00:00:00Z',
  Decimal: '1',
};

/** The least that a field takes without its document being refused: of what is required alone, and that meaningless. */
export const minimalArguments = (args: readonly GraphQLArgument[]): Record<string, unknown> =>
  Object.fromEntries(args.filter(isRequiredArgument).map(({ name, type }) => [name, minimal(type)]));

function minimal(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return minimal(type.ofType);
  if (isListType(type)) return [minimal(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(fields.map((field) => [field.name, minimal(field.type)]));
  }
  return scalars[type.name] ?? 'x';
}
