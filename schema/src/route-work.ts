import type { Context } from './context.js';
import type { RouteRequest } from './route.js';
import type { Execution } from './subgraph.js';

/**
 * Does what a route does in one transaction of its caller's, which is kept where all of it came about and `keep` says so of what
 * came of it. `C` is the context of the service whose route it is: the pool that opened the execution is its own.
 */
export async function within<C extends Context, T>(
  open: () => Execution,
  act: (context: C) => Promise<T>,
  keep: (done: T) => boolean = () => true,
): Promise<T> {
  const execution = open();
  let outcome: 'commit' | 'rollback' = 'rollback';
  try {
    const done = await act(execution.context as C);
    if (keep(done)) outcome = 'commit';
    return done;
  } finally {
    await execution.end(outcome);
  }
}

/** The body of a request between parts of the system, whole: it is small, and JSON. Throws for anything else. */
export async function jsonIn({ body }: Pick<RouteRequest, 'body'>): Promise<unknown> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return JSON.parse(Buffer.concat(pieces).toString());
}
