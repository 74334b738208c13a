import { EXPORT_KINDS, type ExportKind, scopesOfKinds } from '@thi-dua/schema/export-work';
import { toGlobalId } from '@thi-dua/schema/global-id';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, type CampaignsContext } from '../builder.js';
import { asDate } from '../plan/plan-dates.js';
import { fault } from '../plan/plan-result.js';
import { tenantTime } from '../plan/tenant-store.js';
import { type BulkExportResult, BulkExportResultRef, ExportKindEnum } from './export-graph.js';

/** Of one maker, with their files; a further one needs one of them cancelled or expired. */
const MOST_KEPT = 5;

const StartExportInput = builder.inputType('StartExportInput', {
  fields: (t) => ({
    kinds: t.field({ type: [ExportKindEnum], required: false, description: 'Everything where left out.' }),
    updatedSince: t.field({
      type: 'DateTime',
      required: false,
      description:
        'Only figures that changed since. The other kinds do not say when they changed: name OBSERVATION alone.',
    }),
    asOf: t.field({
      type: 'Date',
      required: false,
      description: 'The day whose map LOCALITY holds; today where left out.',
    }),
    gzip: t.boolean({ required: false, defaultValue: false, description: 'Whether the file is packed.' }),
  }),
});
type Input = (typeof StartExportInput)['$inferInput'];

function inputFaults({ updatedSince }: Input, kinds: readonly ExportKind[]): UserError[] {
  const errors: UserError[] = [];
  if (kinds.length === 0) errors.push(fault('EMPTY', 'Name at least one kind, or leave "kinds" out.', 'kinds'));
  const others = kinds.filter((kind) => kind !== 'OBSERVATION');
  if (updatedSince && others.length > 0)
    errors.push(
      fault('NOT_INCREMENTAL', `Of ${others.join(', ')} it is not known what changed since.`, 'updatedSince'),
    );
  return errors;
}

async function startExport(input: Input, context: CampaignsContext): Promise<BulkExportResult> {
  const { tenant, subject, roles } = context.caller;
  const kinds = EXPORT_KINDS.filter((kind) => input.kinds?.includes(kind) ?? true);
  const errors = inputFaults(input, kinds);
  const missing = scopesOfKinds(kinds).filter((scope) => !context.caller.scopes.includes(scope));
  if (missing.length > 0) {
    const message = `Your token or key lacks ${missing.join(', ')}, which these kinds take. Name those that it may read.`;
    errors.push(fault('SCOPE_MISSING', message, 'kinds'));
  }
  if ((await tenantTime(context).load(tenant)) === null)
    errors.push(fault('UNKNOWN_TENANT', 'Your token names a tenant that is not in the system.'));
  if (errors.length > 0) return { export: null, errors };
  const own = { tenantId: tenant, subject };
  // Two that start at the same moment must not both find nothing under way.
  await context.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${JSON.stringify(own)}, 0))`;
  const running = await context.db.bulkExport.findFirst({ where: { ...own, status: { in: ['WAITING', 'RUNNING'] } } });
  if (running !== null) {
    const message = `Export ${toGlobalId('BulkExport', running.id)} is under way: wait for its end, or cancel it.`;
    return { export: running, errors: [fault('EXPORT_RUNNING', message)] };
  }
  const kept = await context.db.bulkExport.count({ where: { ...own, status: 'DONE', expiresAt: { gt: new Date() } } });
  if (kept >= MOST_KEPT) {
    const message = `You have ${kept} exports that have not expired. Cancel one: its file is removed.`;
    return { export: null, errors: [fault('TOO_MANY_EXPORTS', message)] };
  }
  const made = await context.db.bulkExport.create({
    data: {
      ...own,
      roles: [...roles],
      kinds,
      updatedSince: input.updatedSince ?? null,
      asOf: asDate(input.asOf ?? context.today) ?? new Date(context.today),
      gzip: input.gzip ?? false,
    },
  });
  return { export: made, errors: [] };
}

builder.mutationField('startExport', (t) =>
  t.field({
    type: BulkExportResultRef,
    description:
      'Begins to write everything you may see into a file of JSON lines: ask `bulkExport` how far it is, then download its `url`. One at a time for each person or system. It reads in your name with the roles of this token, and goes on when the token expires. Errors: EMPTY, NOT_INCREMENTAL, SCOPE_MISSING, UNKNOWN_TENANT, EXPORT_RUNNING, TOO_MANY_EXPORTS. Role ANALYST.',
    requiresScopes: ['exports:make'],
    authScopes: { role: 'ANALYST' },
    args: { input: t.arg({ type: StartExportInput, required: true, defaultValue: {} }) },
    resolve: (_root, { input }, context) => startExport(input, context),
  }),
);
