import { readFileSync } from 'node:fs';
import { EXPORT_KINDS, type ExportKind, type ExportWork } from '@thi-dua/schema/export-work';

/** How a kind is read: an operation of the graph as any client could send it, page by page. */
export interface KindOperation {
  query: string;
  /** Objects a page: fewer where each is large, so that a page stays small in memory. */
  pageSize: number;
  variables(work: ExportWork): Record<string, unknown>;
}

const SIZES: Partial<Record<ExportKind, number>> = { PLAN: 10, REPORT: 5, NOMINATION: 50 };
const PAGE = 200;

const variables: Partial<Record<ExportKind, KindOperation['variables']>> = {
  LOCALITY: ({ asOf }) => ({ asOf }),
  OBSERVATION: ({ updatedSince }) => ({ updatedSince }),
};

const read = (kind: ExportKind) =>
  readFileSync(new URL(`operations/${kind.toLowerCase()}.graphql`, import.meta.url), 'utf8');

/** Each under its kind; all are valid operations of the committed schema, which a test holds them to. */
export const kindOperations: ReadonlyMap<ExportKind, KindOperation> = new Map(
  EXPORT_KINDS.map((kind) => [
    kind,
    { query: read(kind), pageSize: SIZES[kind] ?? PAGE, variables: variables[kind] ?? (() => ({})) },
  ]),
);
