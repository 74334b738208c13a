import type { BulkExport } from '@thi-dua/prisma/generated/campaigns/client';
import { EXPORT_LINK_SECONDS, signExportLink } from '@thi-dua/schema/export-link';
import { EXPORT_KINDS } from '@thi-dua/schema/export-work';
import { requireGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import { entity } from '@thi-dua/schema/subgraph-schema';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, type CampaignsContext, userError } from '../builder.js';
import { exportsOf, isThere, ownExport, statusOf } from './export-store.js';

export const ExportKindEnum = builder.enumType('ExportKind', {
  description:
    'What an export can hold, in the order in which it stands in the file. PLAN brings its targets, their parts and its criteria as lines of their own, CONTRIBUTION its gifts.',
  values: EXPORT_KINDS,
});
const ExportStatusEnum = builder.enumType('ExportStatus', {
  description:
    'WAITING for its turn, RUNNING, DONE: can be downloaded until it expires. FAILED: `error` says why; start another. EXPIRED and CANCELLED: the file is gone.',
  values: ['WAITING', 'RUNNING', 'DONE', 'FAILED', 'EXPIRED', 'CANCELLED'] as const,
});

const ExportErrorRef = builder.objectRef<{ code: string; message: string }>('ExportError').implement({
  description: 'Why an export failed.',
  fields: (t) => ({
    code: t.exposeString('code', {
      description:
        'TENANT_ENDED, KEY_ENDED, TOOK_TOO_LONG, TOO_LARGE, DISK_FULL, FILE_LOST, UNAVAILABLE, INTERRUPTED or READING_FAILED.',
    }),
    message: t.exposeString('message'),
  }),
});

export const BulkExportRef = builder.objectRef<BulkExport>('BulkExport').implement({
  ...entity<CampaignsContext>('BulkExport', (id, context) => ownExport(context, id)),
  description:
    'An export of what you may see, as JSON lines. Its maker alone sees it. It is written page by page, each page as you may see it at that moment.',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => toGlobalId('BulkExport', id) }),
    kinds: t.field({ type: [ExportKindEnum], resolve: ({ kinds }) => kinds }),
    updatedSince: t.field({ type: 'DateTime', nullable: true, resolve: ({ updatedSince }) => updatedSince }),
    asOf: t.field({ type: 'Date', description: 'The day whose map LOCALITY holds.', resolve: ({ asOf }) => asOf }),
    gzip: t.exposeBoolean('gzip'),
    status: t.field({ type: ExportStatusEnum, resolve: statusOf }),
    createdAt: t.field({ type: 'DateTime', resolve: ({ createdAt }) => createdAt }),
    startedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ startedAt }) => startedAt }),
    finishedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ finishedAt }) => finishedAt }),
    expiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the file is removed; null until it is done.',
      resolve: ({ expiresAt }) => expiresAt,
    }),
    objectCount: t.exposeInt('objectCount', { description: 'Lines in the file so far.' }),
    bytes: t.float({ description: 'Size of the file so far.', resolve: ({ bytes }) => Number(bytes) }),
    url: t.string({
      nullable: true,
      description: `Where it is downloaded, behind the gateway's host; null unless it is DONE. Whoever has the address reads the file, without a token, for ${EXPORT_LINK_SECONDS / 60} minutes; ask again for another. With your token the address works without "key".`,
      resolve: async (row, _args, { keyFor }) => {
        if (!isThere(row)) return null;
        const { id, tenantId: tenant, subject, gzip } = row;
        const key = await signExportLink(keyFor('export link'), { export: id, tenant, subject, issuedAt: new Date() });
        return `/exports/${toGlobalId('BulkExport', id)}.jsonl${gzip ? '.gz' : ''}?key=${key}`;
      },
    }),
    error: t.field({
      type: ExportErrorRef,
      nullable: true,
      resolve: ({ errorCode: code, errorMessage: message }) =>
        code === null ? null : { code, message: message ?? '' },
    }),
  }),
});

builder.queryField('bulkExport', (t) =>
  t.field({
    type: BulkExportRef,
    nullable: true,
    description: 'One of your own exports by its id; null where there is none, and without role ANALYST.',
    requiresScopes: ['exports:make'],
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => ownExport(context, requireGlobalUuid('BulkExport', id, 'id')),
  }),
);
builder.queryField('bulkExports', (t) =>
  t.field({
    type: [BulkExportRef],
    description:
      'Your own exports, the latest first; ended ones are forgotten after a month. Role ANALYST; without it, none.',
    requiresScopes: ['exports:make'],
    resolve: (_root, _args, context) => exportsOf(context),
  }),
);

export interface BulkExportResult {
  export: BulkExport | null;
  errors: UserError[];
}
export const BulkExportResultRef = builder.objectRef<BulkExportResult>('BulkExportResult').implement({
  description: 'The export as it now stands, or everything that was wrong with the input.',
  fields: (t) => ({
    export: t.field({
      type: BulkExportRef,
      nullable: true,
      description: 'With EXPORT_RUNNING: the one that is under way.',
      resolve: (result) => result.export,
    }),
    errors: t.field({ type: [userError], resolve: (result) => result.errors }),
  }),
});
