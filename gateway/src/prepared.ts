import type { ErrorCode } from '@thi-dua/schema/error-codes';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  parse,
  Source,
  validate,
} from 'graphql';
import { type Limits, limitExceeded } from './limits/limit-error.js';
import { checkLiterals } from './limits/storable-text.js';
import { checkStructure, rootFieldNames } from './limits/structure.js';

/** A document that was parsed, found within bounds and valid. Kept, so that its query plan is made once. */
export interface Prepared {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** Asks only about the schema: answered without any service. */
  introspection: boolean;
}
type Checked = { document: DocumentNode } | { errors: readonly GraphQLError[] };

/** How many documents are kept, and how many characters one of them may have: longer ones are checked and planned anew each time. */
export interface Remembered {
  documents: number;
  length: number;
}
/** The memory that documents hold stays bounded. */
const USUAL: Remembered = { documents: 1000, length: 20_000 };

export function createPreparer(schema: GraphQLSchema, limits: Limits, remembered: Remembered = USUAL) {
  const known = new Map<string, Checked>();

  const check = (query: string): Checked => {
    try {
      const document = parseWithin(query, limits);
      checkStructure(document, limits);
      checkLiterals(document);
      const errors = validate(schema, document, undefined, { maxErrors: 20 });
      return errors.length === 0
        ? { document }
        : { errors: errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')) };
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      // The only other thing that parser and checks throw: the call stack ends in a document nested that deeply.
      if (error instanceof RangeError) return { errors: [limitExceeded('depth', limits.depth, null)] };
      throw error;
    }
  };

  return (query: string, operationName: string | undefined): Prepared | { errors: readonly GraphQLError[] } => {
    let checked = known.get(query);
    if (checked === undefined) {
      checked = check(query);
      if (query.length <= remembered.length) {
        // Oldest first: a Map iterates in the order of insertion.
        if (known.size >= remembered.documents) for (const oldest of known.keys()) if (known.delete(oldest)) break;
        known.set(query, checked);
      }
    }
    if ('errors' in checked) return checked;
    const { document } = checked;
    const operation = getOperationAST(document, operationName);
    if (!operation) {
      const several = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION).length;
      const message =
        operationName !== undefined
          ? 'The document has no operation of the name in "operationName".'
          : several === 0
            ? 'The document has no operation.'
            : 'The document has several operations: name one in "operationName".';
      return { errors: [new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })] };
    }
    const roots = [...rootFieldNames(document, operation)];
    const introspection = roots.every((name) => name.startsWith('__'));
    if (!introspection && roots.some((name) => name === '__schema' || name === '__type')) {
      const message = 'Ask for __schema and __type in an operation of their own.';
      return { errors: [new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })] };
    }
    return { document, operation, introspection };
  };
}

function parseWithin(query: string, limits: Limits): DocumentNode {
  try {
    return parse(new Source(query), { maxTokens: limits.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (error.message.includes(`more that ${limits.tokens} tokens`)) throw limitExceeded('tokens', limits.tokens, null);
    throw coded(error, 'GRAPHQL_PARSE_FAILED');
  }
}

const coded = (error: GraphQLError, code: ErrorCode) =>
  new GraphQLError(error.message, {
    nodes: error.nodes,
    source: error.source,
    positions: error.positions,
    extensions: { code },
  });
