import type { Caller } from '@thi-dua/schema/caller';
import type { Subgraph } from '@thi-dua/schema/subgraph';
import { expect } from 'vitest';
import { ask } from '../kit/services.js';

/** Asks, expects no error, and gives plain data. */
export const reader =
  (service: Subgraph, caller: Caller) => async (query: string, variables?: Record<string, unknown>) => {
    const result = await ask(service, caller, query, variables);
    expect(result.errors).toBeUndefined();
    return JSON.parse(JSON.stringify(result.data));
  };

/** The pages of a list joined, and how many there were; `page` asks for the one behind a cursor. */
export async function pages<Node>(
  page: (
    after: string | null,
  ) => Promise<{ nodes: Node[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }>,
): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let after: string | null = null; ; ) {
    const { nodes: some, pageInfo } = await page(after);
    nodes.push(...some);
    if (!pageInfo.hasNextPage) return nodes;
    after = pageInfo.endCursor;
  }
}
