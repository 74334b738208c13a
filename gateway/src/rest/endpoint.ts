import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  validate,
} from 'graphql';
import type { OperationFile } from './documents.js';
import { type Parameter, parametersOf } from './parameters.js';

/** What an answer is made of: the value to which the operation's only field leads, by however many only fields. */
export interface Target {
  /** The fields on the way, from the root. */
  path: readonly string[];
  type: GraphQLOutputType;
  selections: SelectionSetNode;
}

/** An operation with all that follows from it and the schema. */
export interface Endpoint {
  name: string;
  path: string;
  description: string;
  query: string;
  parameters: readonly Parameter[];
  target: Target;
  /** Whether the answer is a page of a list, with another one behind it. */
  paged: boolean;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** Throws where the file is no operation of this schema: nothing is served that /graphql would refuse. */
export function endpointOf(schema: GraphQLSchema, { path, description, document, query }: OperationFile): Endpoint {
  const [fault] = validate(schema, document);
  if (fault) throw fault;
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const root = schema.getQueryType();
  if (operation?.name === undefined || operation.operation !== 'query' || !root)
    throw new Error(`${path} needs a query with a name.`);
  const fragments = document.definitions.filter(
    (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  const target = targetOf(root, operation.selectionSet);
  if (target === null) throw new Error(`${path} must lead to one field with fields of its own.`);
  const parameters = parametersOf(schema, document, operation, path);
  return {
    name: operation.name.value,
    path,
    description,
    query,
    parameters,
    target,
    paged: parameters.some(({ name }) => name === 'after'),
    fragments: new Map(fragments.map((fragment) => [fragment.name.value, fragment])),
  };
}

const onlyField = ({ selections: [only, ...more] }: SelectionSetNode): FieldNode | null =>
  only?.kind === Kind.FIELD && more.length === 0 ? only : null;

function targetOf(parent: GraphQLObjectType, selections: SelectionSetNode): Target | null {
  const field = onlyField(selections);
  const type = field && parent.getFields()[field.name.value]?.type;
  if (!field?.selectionSet || !type) return null;
  const inner = getNullableType(type);
  const further = isObjectType(inner) ? targetOf(inner, field.selectionSet) : null;
  return further
    ? { ...further, path: [field.name.value, ...further.path] }
    : { path: [field.name.value], type, selections: field.selectionSet };
}
