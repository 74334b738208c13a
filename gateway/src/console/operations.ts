import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  stripIgnoredCharacters,
  typeFromAST,
  validate,
} from 'graphql';

/** How scalars come over the wire: decimals as texts, so that none loses a digit. */
const wire: Readonly<Record<string, string>> = { Boolean: 'boolean', Int: 'number', Float: 'number' };

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** What keeps the operations of a file from being asked of this graph; empty where all are good. */
export function faultsOf(schema: GraphQLSchema, source: string): readonly string[] {
  return validate(schema, parse(source)).map(({ message }) => message);
}

/**
 * A TypeScript module of typed documents: each operation of the source with the exact type of its variables and of its
 * answer, derived from the schema. Expects valid operations on object types.
 */
export function typedDocuments(schema: GraphQLSchema, source: string): string {
  const document = parse(source);
  const fragments = fragmentsOf(document);
  const lines = ["import type { TypedDocument } from '../graph/document.js';", ''];
  for (const fragment of fragments.values()) {
    const type = schema.getType(fragment.typeCondition.name.value);
    lines.push(`export type ${fragment.name.value} = ${selected(schema, fragments, fragment.selectionSet, type)};`, '');
  }
  for (const operation of document.definitions) {
    if (operation.kind !== Kind.OPERATION_DEFINITION || operation.name === undefined) continue;
    const name = operation.name.value;
    const root = schema.getRootType(operation.operation) ?? undefined;
    const text = textOf(document, fragments, operation);
    lines.push(
      `export type ${name}Data = ${selected(schema, fragments, operation.selectionSet, root)};`,
      `export type ${name}Variables = ${variablesOf(schema, operation)};`,
      `export const ${name}: TypedDocument<${name}Data, ${name}Variables> = { name: '${name}', text: ${JSON.stringify(text)} };`,
      '',
    );
  }
  return lines.join('\n');
}

/** The documents of {@link typedDocuments} as they are sent. */
export function documentTexts(source: string): string[] {
  const document = parse(source);
  const fragments = fragmentsOf(document);
  return document.definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION ? [textOf(document, fragments, one)] : [],
  );
}

const fragmentsOf = (document: DocumentNode): Fragments =>
  new Map(
    document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );

/** The operation and the fragments it spreads, and nothing else of the file. */
function textOf(document: DocumentNode, fragments: Fragments, operation: OperationDefinitionNode): string {
  const used = new Set<FragmentDefinitionNode>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind !== Kind.FRAGMENT_SPREAD) {
        if (selection.selectionSet) collect(selection.selectionSet);
        continue;
      }
      const fragment = fragments.get(selection.name.value);
      if (fragment === undefined || used.has(fragment)) continue;
      used.add(fragment);
      collect(fragment.selectionSet);
    }
  };
  collect(operation.selectionSet);
  const source = document.loc?.source.body ?? '';
  const text = [operation, ...used].map(({ loc }) => source.slice(loc?.start, loc?.end)).join('\n');
  return stripIgnoredCharacters(text);
}

function selected(schema: GraphQLSchema, fragments: Fragments, set: SelectionSetNode, parent: unknown): string {
  if (!isObjectType(parent)) throw new Error(`only object types can be selected from, not ${String(parent)}`);
  const spread: string[] = [];
  const fields = set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) spread.push(selection.name.value);
    if (selection.kind !== Kind.FIELD) return [];
    const field = parent.getFields()[selection.name.value];
    if (field === undefined) throw new Error(`${parent.name} has no field ${selection.name.value}`);
    const key = selection.alias?.value ?? selection.name.value;
    const conditional = selection.directives?.length ? '?' : '';
    const inner = selection.selectionSet
      ? selected(schema, fragments, selection.selectionSet, getNamedType(field.type))
      : null;
    return [`${key}${conditional}: ${outputOf(field.type, inner)};`];
  });
  const own = fields.length === 0 ? [] : [`{ ${fields.join(' ')} }`];
  return [...own, ...spread].join(' & ');
}

function outputOf(type: GraphQLOutputType, inner: string | null, nullable = true): string {
  if (isNonNullType(type)) return outputOf(type.ofType, inner, false);
  const plain = isListType(type)
    ? `readonly (${outputOf(type.ofType, inner)})[]`
    : (inner ?? leafOf(getNamedType(type)));
  return nullable ? `${plain} | null` : plain;
}

function leafOf(type: unknown): string {
  if (isEnumType(type))
    return type
      .getValues()
      .map(({ name }) => `'${name}'`)
      .join(' | ');
  return isScalarType(type) ? (wire[type.name] ?? 'string') : 'never';
}

function variablesOf(schema: GraphQLSchema, operation: OperationDefinitionNode): string {
  const members = (operation.variableDefinitions ?? []).map(({ variable, type, defaultValue }) => {
    const input = typeFromAST(schema, type);
    if (input === undefined) throw new Error(`$${variable.name.value} has an unknown type`);
    const optional = !isNonNullType(input) || defaultValue !== undefined;
    return `${variable.name.value}${optional ? '?' : ''}: ${inputOf(input as GraphQLInputType)};`;
  });
  return members.length === 0 ? 'Record<string, never>' : `{ ${members.join(' ')} }`;
}

function inputOf(type: GraphQLInputType, nullable = true): string {
  if (isNonNullType(type)) return inputOf(type.ofType, false);
  if (isInputObjectType(type)) throw new Error(`the console sends no input objects, such as ${type.name}`);
  const plain = isListType(type) ? `readonly (${inputOf(type.ofType)})[]` : leafOf(type);
  return nullable ? `${plain} | null` : plain;
}
