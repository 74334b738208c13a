import type { OutputRef } from '@pothos/core';
import type { SharedBuilder } from './builder.js';
import { badInput } from './errors.js';

export const PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 500;

export interface PageArgs {
  first?: number | null;
  after?: string | null;
}
/** One page of a list. `totalCount` is asked only when the query selects it. */
export interface Page<Node> {
  edges: { node: Node; cursor: string }[];
  hasNextPage: boolean;
  totalCount: () => Promise<number> | number;
}

export type CursorKey = (string | number | null)[];

/**
 * A cursor carries the sort key of the row it stands behind, never a row's identity: whether that row still exists,
 * or may be seen, makes no difference to the page that follows.
 */
export const toCursor = (key: CursorKey): string => Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');

function fromCursor(cursor: string, length: number): CursorKey {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (
      Array.isArray(key) &&
      key.length === length &&
      key.every(
        (part) => part === null || typeof part === 'number' || (typeof part === 'string' && !part.includes('\0')),
      ) &&
      toCursor(key) === cursor
    ) {
      return key;
    }
  } catch {
    // Not JSON: the same mistake as any other malformed cursor.
  }
  throw badInput(
    '"after" is not a cursor of this list. Use "endCursor" or an edge\'s "cursor" as this API returned it.',
    'after',
  );
}

export function pageSize(first: number | null | undefined): number {
  if (first === null || first === undefined) return PAGE_SIZE;
  if (first < 0 || first > MAX_PAGE_SIZE) {
    throw badInput(
      `"first" must be between 0 and ${MAX_PAGE_SIZE}. Read longer lists page by page with "after".`,
      'first',
    );
  }
  return first;
}

/**
 * Reads one page in key order. `fetch` returns at most `take` rows whose key is greater than `after` (null: from the
 * start); the keys are unique and their order never depends on the caller.
 */
export async function paginate<Row>(
  args: PageArgs,
  list: {
    keyLength: number;
    keyOf: (row: Row) => CursorKey;
    fetch: (take: number, after: CursorKey | null) => Promise<Row[]>;
    count: () => Promise<number>;
  },
): Promise<Page<Row>> {
  const size = pageSize(args.first);
  const after = args.after === null || args.after === undefined ? null : fromCursor(args.after, list.keyLength);
  // A page of none still says whether there is more.
  const rows = await list.fetch(size + 1, after);
  return {
    edges: rows.slice(0, size).map((node) => ({ node, cursor: toCursor(list.keyOf(node)) })),
    hasNextPage: rows.length > size,
    totalCount: list.count,
  };
}

/** For short lists that are at hand whole, in their final order; `keyOf` tells rows apart. */
export function paginateAll<Row>(args: PageArgs, rows: readonly Row[], keyOf: (row: Row) => string): Page<Row> {
  const size = pageSize(args.first);
  let start = 0;
  if (args.after !== null && args.after !== undefined) {
    const [key] = fromCursor(args.after, 1);
    const index = rows.findIndex((row) => keyOf(row) === key);
    start = index === -1 ? rows.length : index + 1;
  }
  return {
    edges: rows.slice(start, start + size).map((node) => ({ node, cursor: toCursor([keyOf(node)]) })),
    hasNextPage: start + size < rows.length,
    totalCount: () => rows.length,
  };
}

/** PageInfo as the Relay connection specification asks for it; the same in every service. */
export function pageInfoOf(builder: SharedBuilder) {
  const ref = builder.objectRef<Page<unknown>>('PageInfo');
  builder.objectType(ref, {
    description: 'Where a page stands in its list. Lists are read forwards only, with `first` and `after`.',
    directives: { shareable: {} },
    fields: (t) => ({
      hasNextPage: t.boolean({ resolve: (page) => page.hasNextPage }),
      hasPreviousPage: t.boolean({ resolve: () => false, description: 'Always false: lists are read forwards.' }),
      startCursor: t.string({ nullable: true, resolve: (page) => page.edges[0]?.cursor ?? null }),
      endCursor: t.string({ nullable: true, resolve: (page) => page.edges.at(-1)?.cursor ?? null }),
    }),
  });
  return ref;
}

/** `<Node>Connection` and `<Node>Edge` of the Relay specification, with `totalCount`. */
export function connectionOf<Node>(
  builder: SharedBuilder,
  pageInfo: ReturnType<typeof pageInfoOf>,
  name: string,
  node: OutputRef<Node>,
) {
  // The node's type stays open here; each service's `connection(name, node)` gives it back.
  const nodeRef = node as OutputRef<unknown>;
  const Edge = builder.objectRef<{ node: unknown; cursor: string }>(`${name}Edge`);
  builder.objectType(Edge, {
    fields: (t) => ({
      cursor: t.exposeString('cursor'),
      node: t.field({ type: nodeRef, resolve: (edge) => edge.node }),
    }),
  });
  const Connection = builder.objectRef<Page<unknown>>(`${name}Connection`);
  builder.objectType(Connection, {
    fields: (t) => ({
      edges: t.field({ type: [Edge], resolve: (page) => page.edges }),
      nodes: t.field({ type: [nodeRef], resolve: (page) => page.edges.map((edge) => edge.node) }),
      pageInfo: t.field({ type: pageInfo, resolve: (page) => page }),
      totalCount: t.int({
        description: 'How many there are in all that the caller may see.',
        resolve: (page) => page.totalCount(),
      }),
    }),
  });
  return Connection;
}

/** The arguments of every connection field: `args: pageArgs(t)`. */
export const pageArgs = <Int, Text>(t: {
  arg: {
    int: (options: { required: false; description: string }) => Int;
    string: (options: { required: false; description: string }) => Text;
  };
}) => ({
  first: t.arg.int({
    required: false,
    description: `How many at most; ${PAGE_SIZE} where left out, ${MAX_PAGE_SIZE} at the most.`,
  }),
  after: t.arg.string({ required: false, description: 'The cursor behind which the page begins.' }),
});
