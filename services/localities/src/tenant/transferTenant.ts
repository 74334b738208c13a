import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import { builder, type LocalitiesContext } from '../builder.js';
import { standsOn } from './tenant.js';
import {
  dayFaults,
  fault,
  lineFaults,
  notAbove,
  notSuperior,
  outsideTerritory,
  unknownTenant,
} from './tenant-faults.js';
import { commandOver } from './tenant-policy.js';
import { refused, type TenantResult, TenantResultRef } from './tenant-result.js';
import { cutLine, insertLines, linesOutsideTerritory, lockMap, settled, tenantsNow } from './tenant-writes.js';

const TransferTenantInput = builder.inputType('TransferTenantInput', {
  fields: (t) => ({
    slug: t.string({ required: true }),
    superior: t.string({ required: true, description: 'The slug of the authority that stands directly above it.' }),
    from: t.field({
      type: 'Date',
      required: true,
      description: 'From which day on. What was decided for later days gives way.',
    }),
  }),
});
type Input = (typeof TransferTenantInput)['$inferInput'];

/** Whether one superior stands above it, alone, from a day on. */
async function standsUnder(context: LocalitiesContext, slug: string, superior: string, day: string): Promise<boolean> {
  const rows = await context.db.$queryRaw<{ superior: string }[]>(
    Prisma.sql`SELECT DISTINCT superior FROM map.tenant_line WHERE subordinate = ${slug} AND ends > ${day}::date`,
  );
  return rows.every((row) => row.superior === superior);
}

async function transferTenant({ slug, superior, from }: Input, context: LocalitiesContext): Promise<TenantResult> {
  await lockMap(context);
  const known = await tenantsNow(context, [context.caller.tenant, slug, superior]);
  const tenant = known.get(slug);
  const above = known.get(superior);
  const unknown = [
    ...(tenant === undefined ? [unknownTenant(slug, 'slug')] : []),
    ...(above === undefined ? [unknownTenant(superior, 'superior')] : []),
  ];
  if (tenant === undefined || above === undefined) return refused(unknown);
  const command = await commandOver(context, known.get(context.caller.tenant) ?? null, [slug, superior]);
  const denied = [
    ...(command.oversees(tenant) ? [] : [notAbove('slug')]),
    ...(command.disposesOf(above)
      ? []
      : [notSuperior('A tenant is moved under the authority that moves it, or under one below that.', 'superior')]),
  ];
  if (denied.length > 0) return refused(denied);

  if (tenant.ends <= context.today) {
    return refused([fault('ALREADY_ENDED', `It ended on ${tenant.ends}: its line is history.`, 'slug')]);
  }
  const faults = dayFaults(from, 'from');
  if (!standsOn(tenant, from)) {
    const message = `It does not exist on ${from}: a line begins neither before its first day nor on or after its end.`;
    faults.push(fault('OUTSIDE_TENANT_TIME', message, 'from'));
  }
  const line = { superior, begins: from, ends: tenant.ends };
  faults.push(...lineFaults(tenant.kind, line, above, ['superior']));
  if (tenant.localityId !== null && (await linesOutsideTerritory(context, tenant.localityId, [line])).size > 0) {
    faults.push(outsideTerritory(superior, from, ['superior']));
  }
  if (faults.length === 0 && (await standsUnder(context, slug, superior, from))) {
    faults.push(fault('SAME_SUPERIOR', `It stands under "${superior}" from that day on already.`, 'superior'));
  }
  if (faults.length > 0) return refused(faults);

  await cutLine(context, slug, from);
  await insertLines(context, slug, [line]);
  return settled(context, slug);
}

builder.mutationField('transferTenant', (t) =>
  t.field({
    type: TenantResultRef,
    description:
      'Puts a tenant under another authority from a day on, e.g. a commune under its province since districts ended. By an ' +
      'authority above it, under itself or one below. Role ADMIN.',
    requiresScopes: ['tenants:manage'],
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: TransferTenantInput, required: true }) },
    resolve: (_root, { input }, context) => transferTenant(input, context),
  }),
);
