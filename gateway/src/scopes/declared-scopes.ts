import { type Scope, scopesAmong } from '@thi-dua/schema/scopes';
import {
  type ConstDirectiveNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type StringValueNode,
  type ValueNode,
  visit,
} from 'graphql';

/**
 * What is found by its id: the id says of which type it is, and the service that finds it requires that type's scopes. A
 * fragment on a type requires them here.
 */
const BY_ID = 'Node';

/** All that selecting a field of a type takes. */
export type RequiredScopes = (parent: GraphQLNamedType, field: string) => readonly Scope[];

/** Reads `@requiresScopes` where the composed schema has it: what clients see of the schema holds no directives. */
export function declaredScopes(supergraph: string, schema: GraphQLSchema): RequiredScopes {
  const declared = new Map<string, readonly Scope[]>();
  const declare = (coordinate: string, directives: readonly ConstDirectiveNode[] = []) => {
    const scopes = directives.flatMap(scopesIn);
    if (scopes.length > 0) declared.set(coordinate, scopes);
  };
  visit(parse(supergraph, { noLocation: true }), {
    ObjectTypeDefinition({ name, fields = [], directives }) {
      declare(name.value, directives);
      for (const field of fields) declare(`${name.value}.${field.name.value}`, field.directives);
      return false;
    },
  });

  const ofType = (type: GraphQLNamedType) => declared.get(type.name) ?? [];
  /** Of a type that stands for several, what the one that takes most does: which one is met is not told by a refusal. */
  const required = (parent: GraphQLNamedType, name: string): Scope[] => {
    const members = isAbstractType(parent) && parent.name !== BY_ID ? schema.getPossibleTypes(parent) : [];
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    return [
      ...ofType(parent),
      ...(declared.get(`${parent.name}.${name}`) ?? []),
      ...(field === undefined ? [] : ofType(getNamedType(field.type))),
      ...members.flatMap((member) => required(member, name)),
    ];
  };
  const known = new Map<string, readonly Scope[]>();
  return (parent, field) => {
    const coordinate = `${parent.name}.${field}`;
    const found = known.get(coordinate) ?? [...new Set(required(parent, field))];
    known.set(coordinate, found);
    return found;
  };
}

/** Alternatives would be a list of several lists; our services declare none. */
function scopesIn({ name, arguments: given }: ConstDirectiveNode): Scope[] {
  if (name.value !== 'requiresScopes') return [];
  const alternatives = given?.flatMap(({ value }) => listed(value)) ?? [];
  const names = alternatives.flatMap(listed).filter(isText);
  const scopes = scopesAmong(names.map(({ value }) => value));
  if (alternatives.length !== 1 || scopes.length !== names.length)
    throw new Error(`the supergraph requires scopes that nobody knows: ${names.map(({ value }) => value).join(', ')}`);
  return scopes;
}

const listed = (value: ValueNode): readonly ValueNode[] => (value.kind === Kind.LIST ? value.values : []);
const isText = (value: ValueNode): value is StringValueNode => value.kind === Kind.STRING;
