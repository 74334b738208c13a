import type { TypedDocument } from './document.js';

export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly argument?: string; readonly retryAfter?: number };
}

/** What could be answered, and what could not: either may be all there is. */
export interface Answer<Data> {
  readonly data: Data | null;
  readonly errors: readonly GraphError[];
}

/** The token is not, or no longer, good. */
export class SignedOut extends Error {}
/** Nobody answered, or only to say that it could not now. */
export class Unreachable extends Error {}

export type Ask = <Data, Variables>(
  document: TypedDocument<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
) => Promise<Answer<Data>>;

interface Body<Data> {
  data?: Data | null;
  errors?: GraphError[];
}

/** Asks the graph as the bearer of the token. */
export const askAs =
  (token: string): Ask =>
  async <Data, Variables>(document: TypedDocument<Data, Variables>, variables: Variables, signal?: AbortSignal) => {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: document.text, operationName: document.name, variables }),
      signal,
    }).catch((error: unknown) => {
      if (signal?.aborted) throw error;
      throw new Unreachable();
    });
    if (response.status === 401) throw new SignedOut();
    if (!response.headers.get('content-type')?.includes('json')) throw new Unreachable();
    const body: Body<Data> = await response.json();
    return { data: body.data ?? null, errors: body.errors ?? [] };
  };
