import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import type { Prepared } from '../prepared.js';

/** How many events are asked for at a time. */
export const PAGE = 100;

const ROOT = 'Subscription';
/** Holds the cursor of a page: no client can name a variable so, since it is taken out of what they send. */
const AFTER = 'thiDuaAfter';

const template = parse(
  `query ($${AFTER}: String) { page: events(after: $${AFTER}, first: ${PAGE}) { edges { cursor node { __typename } } } }`,
  { noLocation: true },
);

/** The query that asks for the next events of a subscription, and what it needs to know. */
export interface PageQuery {
  prepared: Prepared;
  /** Under which name the client wants its event. */
  key: string;
  /** The cursor that the operation itself names. */
  after: string | null;
  variables(given: Readonly<Record<string, unknown>>, after: string): Record<string, unknown>;
}

const refuse = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

/** The one field of a subscription that was found valid, however deep in fragments it stands. */
function rootField(document: DocumentNode, { selectionSet }: OperationDefinitionNode): FieldNode {
  const search = ({ selections }: SelectionSetNode): FieldNode | null => {
    for (const selection of selections) {
      if ((selection.directives?.length ?? 0) > 0) throw refuse('The field of a subscription takes no directives.');
      const inside =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? document.definitions.find(
              (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
            )
          : selection;
      if (inside?.kind === Kind.FIELD) return inside;
      const found =
        inside !== undefined && 'selectionSet' in inside && inside.selectionSet && search(inside.selectionSet);
      if (found) return found;
    }
    return null;
  };
  const field = search(selectionSet);
  if (field?.name.value !== 'events') throw refuse('Ask a subscription for "events".');
  return field;
}

/** Makes of a valid subscription the query by which its events are fetched: what the client selects of an event stays as it is. */
export function pageQuery({ document, operation }: Prepared, variables: Readonly<Record<string, unknown>>): PageQuery {
  const field = rootField(document, operation);
  const defaults = Object.fromEntries(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
    ),
  );
  const argument = (name: string) => field.arguments?.find((one) => one.name.value === name);
  const named = argument('after');
  const after = named && valueFromASTUntyped(named.value, { ...defaults, ...variables });
  const kept: ArgumentNode[] = (field.arguments ?? []).filter((one) => one !== named);

  const query = visit(template, {
    Field: (node) => {
      if (node.alias?.value === 'page') return { ...node, arguments: [...(node.arguments ?? []), ...kept] };
      if (node.name.value === 'node' && field.selectionSet) return { ...node, selectionSet: field.selectionSet };
      return undefined;
    },
  });
  const fragments = document.definitions.filter(
    (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.typeCondition.name.value !== ROOT,
  );
  const used = new Set<string>();
  visit(
    { kind: Kind.DOCUMENT, definitions: [...query.definitions, ...fragments] },
    {
      Variable: ({ name }) => void used.add(name.value),
    },
  );
  const [made] = query.definitions;
  if (made?.kind !== Kind.OPERATION_DEFINITION) throw new Error('the template is an operation');
  const wanted = (operation.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value));
  const page: OperationDefinitionNode = {
    ...made,
    operation: OperationTypeNode.QUERY,
    variableDefinitions: [...(made.variableDefinitions ?? []), ...wanted],
  };
  const names = new Set(wanted.map(({ variable }) => variable.name.value));
  return {
    prepared: {
      document: { kind: Kind.DOCUMENT, definitions: [page, ...fragments] },
      operation: page,
      introspection: false,
    },
    key: field.alias?.value ?? field.name.value,
    after: typeof after === 'string' ? after : null,
    variables: (given, from) => ({
      ...Object.fromEntries(Object.entries(given).filter(([name]) => names.has(name))),
      [AFTER]: from,
    }),
  };
}
