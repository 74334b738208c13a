import type { Caller } from '@thi-dua/schema/caller';
import type { ExecutionResult, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { GraphQLError } from 'graphql';
import { requestError } from '../client-error.js';
import type { Answer, Operation } from '../gateway.js';
import { costOf } from '../limits/cost.js';
import { type Limits, limitExceeded } from '../limits/limit-error.js';
import { checkVariables } from '../limits/storable-text.js';
import type { Prepared } from '../prepared.js';
import { PAGE, pageQuery } from './page-query.js';

/** An event as its subscription is answered. */
export interface Message {
  cursor: string;
  result: Pick<ExecutionResult, 'data'> & { errors?: readonly GraphQLFormattedError[] };
}
/** What came of asking for the next events; with `errors`, nothing could be read. */
export type Page = { messages: Message[]; more: boolean } | { errors: readonly GraphQLFormattedError[] };

/** A subscription that was found valid, one caller's. */
export interface Following {
  name: string | undefined;
  /** What one page of it costs. */
  cost: number;
  /** Where it begins: what the operation names, else behind all that its caller may see by now. */
  begin(): Promise<{ after: string } | { errors: readonly GraphQLFormattedError[] }>;
  page(after: string): Promise<Page>;
}
export type Follow = (
  operation: Operation,
  caller: Caller,
) => Following | { errors: readonly GraphQLFormattedError[] } | null;

export interface FollowOptions {
  schema: GraphQLSchema;
  limits: Limits;
  prepare: (query: string, operationName: string | undefined) => Prepared | { errors: readonly GraphQLError[] };
  /** Answers a query of the gateway's own making. Never throws. */
  answer: (
    prepared: Prepared,
    variables: Record<string, unknown>,
    caller: Caller,
  ) => Promise<Pick<Answer, 'data' | 'errors'>>;
}

interface Edges {
  page: { edges: { cursor: string; node: unknown }[] } | null;
}
const edgesOf = (data: unknown) => (data as Edges | null | undefined)?.page?.edges ?? null;

/** The errors of one event, as the subscription's own answer has them. */
const errorsOf = (errors: readonly GraphQLFormattedError[], index: number, key: string) =>
  errors.flatMap((error) => {
    const [page, edges, at, node, ...inside] = error.path ?? [];
    const its = page === 'page' && edges === 'edges' && at === index && node === 'node';
    return its ? [{ ...error, path: [key, ...inside] }] : [];
  });

/** Answers subscriptions by asking, as the caller, for page after page of the same events. */
export function createFollow({ schema, limits, prepare, answer }: FollowOptions): Follow {
  const head = prepare('{ eventsHead }', undefined);
  return ({ query, variables = {}, operationName }, caller) => {
    const prepared = prepare(query, operationName);
    // What is no valid document is refused as one that asks for no stream.
    if ('errors' in prepared || prepared.operation.operation !== 'subscription') return null;
    try {
      const pages = pageQuery(prepared, variables);
      const { document, operation } = pages.prepared;
      const cost = costOf(schema, document, operation, variables);
      const refused = cost > limits.cost ? limitExceeded('cost', limits.cost, cost) : checkVariables(variables);
      if (refused) throw refused;
      return {
        name: prepared.operation.name?.value,
        cost,
        async begin() {
          if (pages.after !== null) return { after: pages.after };
          if ('errors' in head) throw new Error('services that tell of events say where they end');
          const { data, errors } = await answer(head, {}, caller);
          if (errors !== undefined && errors.length > 0) return { errors };
          return { after: (data as { eventsHead: string }).eventsHead };
        },
        async page(after) {
          const { data, errors = [] } = await answer(pages.prepared, pages.variables(variables, after), caller);
          const edges = edgesOf(data);
          if (edges === null) return { errors: errors.map(({ path: _inside, ...error }) => error) };
          const messages = edges.map(({ cursor, node }, index) => {
            const its = errorsOf(errors, index, pages.key);
            return { cursor, result: { ...(its.length > 0 && { errors: its }), data: { [pages.key]: node } } };
          });
          return { messages, more: edges.length === PAGE };
        },
      };
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [requestError(error)] };
      throw error;
    }
  };
}
