import {
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInputType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** A variable of an operation, as a part of the address. */
export interface Parameter {
  name: string;
  in: 'path' | 'query';
  type: GraphQLInputType;
  /** Of the argument that it fills. */
  description: string | null;
  /** What holds where it is left out. */
  defaultValue: unknown;
}

/** What braces in a path name. */
export const pathNames = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** The operation's variables in their order. Throws where one fits no part of an address. */
export function parametersOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  path: string,
): Parameter[] {
  const filled = argumentsFilled(schema, document);
  const inPath = new Set(pathNames(path));
  const parameters = (operation.variableDefinitions ?? []).map(({ variable, type: node }): Parameter => {
    const name = variable.name.value;
    const type = typeFromAST(schema, node);
    if (!isInputType(type) || isInputObjectType(getNamedType(type)))
      throw new Error(`$${name} of ${path} is nothing that an address can hold.`);
    const argument = filled.get(name);
    const place = inPath.delete(name) ? 'path' : 'query';
    if (place === 'path' && !isNonNullType(type))
      throw new Error(`$${name} of ${path} is in the path, so it is required.`);
    return {
      name,
      in: place,
      type,
      description: argument?.description ?? null,
      defaultValue: argument?.defaultValue,
    };
  });
  if (inPath.size > 0) throw new Error(`${path} names what is no variable: ${[...inPath].join(', ')}.`);
  return parameters;
}

/** Which argument, or field of an argument's object, each variable fills first. */
function argumentsFilled(
  schema: GraphQLSchema,
  document: DocumentNode,
): Map<string, GraphQLArgument | GraphQLInputField> {
  const filled = new Map<string, GraphQLArgument | GraphQLInputField>();
  const types = new TypeInfo(schema);
  const fill = (variable: string, argument: GraphQLArgument | GraphQLInputField | null | undefined): void => {
    if (argument && !filled.has(variable)) filled.set(variable, argument);
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      Argument({ value }) {
        if (value.kind === Kind.VARIABLE) fill(value.name.value, types.getArgument());
      },
      ObjectField({ name, value }) {
        const holder = getNamedType(types.getParentInputType() ?? undefined);
        if (value.kind === Kind.VARIABLE && isInputObjectType(holder))
          fill(value.name.value, holder.getFields()[name.value]);
      },
    }),
  );
  return filled;
}
