import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';

interface GraphQLError {
  message: string;
  path?: (string | number)[];
  extensions: { code: string; retryAfter?: number };
}
interface Answer<Result> {
  data?: Result | null;
  errors?: GraphQLError[];
}

/** The answer held errors that repeating does not mend. */
export class RequestFailed extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super(errors.map(({ message, extensions }) => `${extensions.code}: ${message}`).join('\n'));
  }
}

const MOST_TRIES = 5;
const passing = new Set(['OVERLOADED', 'UNAVAILABLE']);
const sleep = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** What the types of an operation and its variables are, its document says. */
export type Client = <Result, Variables>(
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
) => Promise<Result>;

export const createClient =
  (url: string, token: string): Client =>
  async (document, variables) => {
    for (let tries = 1; ; tries++) {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
        },
        body: JSON.stringify({ query: print(document), variables }),
      });
      const busy = response.status === 429 || response.status === 503;
      const { data, errors = [] }: Answer<never> = busy ? {} : await response.json();
      if (!busy && errors.length === 0 && data) return data;
      if (!busy && !errors.some(({ extensions }) => passing.has(extensions.code))) throw new RequestFailed(errors);
      if (tries === MOST_TRIES) throw new Error(`still busy after ${MOST_TRIES} tries`);
      const wait = Number(response.headers.get('retry-after') ?? errors[0]?.extensions.retryAfter ?? 1);
      // Not all clients at the same moment.
      await sleep(wait + Math.random() * 0.2);
    }
  };
