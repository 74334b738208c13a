import { readGlobalUuid } from '@thi-dua/schema/global-id';
import { builder, type CampaignsContext } from '../builder.js';
import { fault } from '../plan/plan-result.js';
import { type BulkExportResult, BulkExportResultRef } from './export-graph.js';
import { isThere, ownExport } from './export-store.js';

const CancelExportInput = builder.inputType('CancelExportInput', { fields: (t) => ({ id: t.id({ required: true }) }) });

async function cancelExport(id: string, context: CampaignsContext): Promise<BulkExportResult> {
  const inner = readGlobalUuid('BulkExport', id);
  const row = inner === null ? null : await ownExport(context, inner);
  if (row === null) return { export: null, errors: [fault('NOT_FOUND', 'You have no such export.', 'id')] };
  if (row.status !== 'WAITING' && row.status !== 'RUNNING' && !isThere(row))
    return { export: null, errors: [fault('WRONG_STATE', `It has ended: it is ${row.status}.`, 'id')] };
  // It may have ended meanwhile, well or not.
  const [cancelled] = await context.db.bulkExport.updateManyAndReturn({
    where: { id: row.id, status: { in: ['WAITING', 'RUNNING', 'DONE'] } },
    data: { status: 'CANCELLED', finishedAt: row.finishedAt ?? new Date() },
  });
  return cancelled === undefined
    ? { export: null, errors: [fault('WRONG_STATE', 'It has just ended.', 'id')] }
    : { export: cancelled, errors: [] };
}

builder.mutationField('cancelExport', (t) =>
  t.field({
    type: BulkExportResultRef,
    description:
      'Ends an export of your own that waits or runs, or removes the file of one that is done. Errors: NOT_FOUND, WRONG_STATE. Role ANALYST.',
    requiresScopes: ['exports:make'],
    authScopes: { role: 'ANALYST' },
    args: { input: t.arg({ type: CancelExportInput, required: true }) },
    resolve: (_root, { input }, context) => cancelExport(input.id, context),
  }),
);
