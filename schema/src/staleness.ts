import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** Carries from the gateway to a service how far behind, in seconds, what it answers may be. It allows; it never obliges. */
export const STALENESS_HEADER = 'x-thi-dua-max-staleness';

/** The most that a caller can allow, in seconds. */
export const MOST_STALE_SECONDS = 3600;

/**
 * Never read but as they are now, whatever a caller allows: what is reported, frozen and handed on, what an export
 * holds, and which keys and secret addresses still open something.
 */
export const NEVER_STALE: readonly string[] = [
  'AnnualReport',
  'MovementReport',
  'BulkExport',
  'ApiKey',
  'CalendarFeed',
  'RateLimit',
];

/** Whoever keeps in step relies on the primary's locks: on a standby nobody's are seen. */
const KEEPS_IN_STEP = 'updatedSince';

/** A whole number of seconds; null for anything else. Zero allows nothing. */
export function readStaleness(text: string): number | null {
  const seconds = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return seconds <= MOST_STALE_SECONDS ? seconds : null;
}

const known = new WeakMap<DocumentNode, Map<string | undefined, boolean>>();

/** Whether an operation of this document is a query that asks nothing which must be as it is now. */
export function mayBeStale(schema: GraphQLSchema, { document, operationName, variables }: Asked): boolean {
  const ofDocument = known.get(document) ?? new Map<string | undefined, boolean>();
  known.set(document, ofDocument);
  const judged = ofDocument.get(operationName) ?? judge(schema, document, operationName);
  ofDocument.set(operationName, judged);
  return judged && !names(variables, KEEPS_IN_STEP);
}

interface Asked {
  document: DocumentNode;
  operationName?: string | undefined;
  variables?: unknown;
}

function judge(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): boolean {
  if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.QUERY) return false;
  const types = new TypeInfo(schema);
  let current = false;
  const never = (type: { name: string } | null | undefined) => {
    // Of a list, its count and its pages are as much what it says as what stands in it.
    if (type && NEVER_STALE.includes(type.name.replace(/(?:Connection|Edge)$/, ''))) current = true;
  };
  const inStep = ({ name }: { name: { value: string } }) => {
    if (name.value === KEEPS_IN_STEP) current = true;
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: () => {
        never(types.getParentType());
        never(getNamedType(types.getType()));
      },
      Argument: inStep,
      ObjectField: inStep,
    }),
  );
  return !current;
}

/** Whether a value of this name is given anywhere in variables. */
function names(value: unknown, name: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((one) => names(one, name));
  return Object.entries(value).some(
    ([key, one]) => (key === name && one !== null && one !== undefined) || names(one, name),
  );
}
