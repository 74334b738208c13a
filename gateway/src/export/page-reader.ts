import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from '@thi-dua/schema/caller';
import type { ExportKind, ExportWork } from '@thi-dua/schema/export-work';
import { z } from 'zod';
import type { Answer, Gateway } from '../gateway.js';
import { ExportFault } from './export-fault.js';
import { kindOperations } from './export-kinds.js';
import { linesOf } from './lines.js';

export interface ExportPage {
  /** JSON lines, each with its line end. */
  text: string;
  count: number;
  /** Where the next page begins; null: this was the last of its kind. */
  cursor: string | null;
}

const Objects = z.array(z.record(z.string(), z.json()));
const Data = z.object({
  page: z.union([
    z.object({
      nodes: Objects,
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    }),
    Objects,
  ]),
});

/** How often, and after how many milliseconds at first, a page is asked for again where the system was too busy for it. */
const TRIES = 6;
const PAUSE_MS = 500;
const TEMPORARY: ReadonlySet<unknown> = new Set(['OVERLOADED', 'UNAVAILABLE']);

/** Reads pages as the maker of the export, by the same door as every client: under all limits and every policy of the graph. */
export function createPageReader(gateway: Pick<Gateway, 'execute'>) {
  const ask = async (kind: ExportKind, work: ExportWork, maker: Caller, after: string | null, first: number) => {
    const operation = kindOperations.get(kind);
    if (operation === undefined) throw new Error(`nobody knows how ${kind} is read`);
    const variables = { ...operation.variables(work), first, after };
    // It waits its turn among the exports: what it costs is bounded by how many run at once.
    return gateway.execute({ query: operation.query, variables }, maker, { unmetered: true });
  };
  const codes = ({ errors = [] }: Answer) => errors.map(({ extensions }) => extensions?.code);

  return async (
    kind: ExportKind,
    work: ExportWork,
    maker: Caller,
    after: string | null,
    stopped: AbortSignal,
  ): Promise<ExportPage> => {
    let first = kindOperations.get(kind)?.pageSize ?? 1;
    for (let tried = 1; ; tried++) {
      const answer = await ask(kind, work, maker, after, first);
      if (answer.executed && answer.errors === undefined) return pageOf(answer.data);
      // Where the operator allows an operation less, pages are smaller.
      if (codes(answer).includes('LIMIT_EXCEEDED') && first > 1) {
        first = Math.ceil(first / 2);
        tried--;
        continue;
      }
      if (!codes(answer).every((code) => TEMPORARY.has(code)))
        throw new ExportFault('READING_FAILED', `A page of ${kind} could not be read. Start the export again.`);
      if (tried === TRIES)
        throw new ExportFault('UNAVAILABLE', 'The system was too busy for too long. Start the export again later.');
      await sleep(PAUSE_MS * 2 ** (tried - 1), undefined, { signal: stopped });
    }
  };
}

function pageOf(data: unknown): ExportPage {
  const { page } = Data.parse(data);
  const [nodes, cursor] = Array.isArray(page)
    ? [page, null]
    : [page.nodes, page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null];
  const lines = nodes.flatMap((node) => [...linesOf(node)]);
  return { text: lines.join(''), count: lines.length, cursor };
}
