import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import { builder, type LocalitiesContext } from '../builder.js';
import { unlessStranding } from './stranded-figures.js';
import { FIRST_DAY, hasEnd } from './tenant.js';
import { fault, notAbove, notSuperior, unknownTenant } from './tenant-faults.js';
import { commandOver } from './tenant-policy.js';
import { refused, type TenantResult, TenantResultRef } from './tenant-result.js';
import { lockMap, refreshAuthority, settled, tenantsNow } from './tenant-writes.js';

const NameSuccessorInput = builder.inputType('NameSuccessorInput', {
  fields: (t) => ({
    tenant: t.string({ required: true, description: 'The slug of the tenant that ended, or whose end is decided.' }),
    successor: t.string({ required: true, description: 'The slug of the tenant that acts for it from then on.' }),
    insteadOf: t.string({ required: false, description: 'One that was named before, and no longer acts for it.' }),
  }),
});
type Input = (typeof NameSuccessorInput)['$inferInput'];

async function nameSuccessor(input: Input, context: LocalitiesContext): Promise<TenantResult> {
  await lockMap(context);
  const known = await tenantsNow(context, [context.caller.tenant, input.tenant, input.successor]);
  const tenant = known.get(input.tenant);
  const successor = known.get(input.successor);
  const unknown = [
    ...(tenant === undefined ? [unknownTenant(input.tenant, 'tenant')] : []),
    ...(successor === undefined ? [unknownTenant(input.successor, 'successor')] : []),
  ];
  if (tenant === undefined || successor === undefined) return refused(unknown);
  const command = await commandOver(context, known.get(context.caller.tenant) ?? null, [tenant.slug, successor.slug]);
  const denied = [
    ...(command.oversees(tenant) ? [] : [notAbove('tenant')]),
    ...(command.disposesOf(successor)
      ? []
      : [notSuperior('A superior names itself, or a tenant below itself, as the successor.', 'successor')]),
  ];
  if (denied.length > 0) return refused(denied);

  const faults = [];
  if (tenant.slug === successor.slug) {
    faults.push(fault('SAME_TENANT', 'A tenant does not succeed itself.', 'successor'));
  } else if (!hasEnd(tenant)) {
    faults.push(fault('NOT_ENDED', 'Its end is not decided: dissolve it first.', 'tenant'));
  } else if (successor.ends <= tenant.ends) {
    // Hence who follows whom never goes in a circle: each ends later than the one before.
    const message = `"${successor.slug}" exists until ${successor.ends}: a successor exists longer than ${tenant.ends}.`;
    faults.push(fault('SUCCESSOR_ENDED', message, 'successor'));
  }
  const named = await context.db.$queryRaw<{ successor: string }[]>(
    Prisma.sql`SELECT successor FROM map.tenant_successor WHERE tenant = ${tenant.slug}`,
  );
  const isNamed = (slug: string) => named.some((row) => row.successor === slug);
  if (isNamed(successor.slug)) faults.push(fault('ALREADY_NAMED', 'It is named already.', 'successor'));
  const insteadOf = input.insteadOf ?? null;
  if (insteadOf !== null && !isNamed(insteadOf)) {
    faults.push(fault('NOT_NAMED', `"${insteadOf}" does not act for it; see "successors".`, 'insteadOf'));
  }
  if (faults.length > 0) return refused(faults);

  const stranding = await unlessStranding(
    context,
    // Whoever loses what it acted by may answer for units of which the ended tenant's figures stand.
    {
      units: insteadOf === null ? [] : await territoriesActing(context, tenant.slug),
      day: FIRST_DAY,
      of: await actedFor(context, tenant.slug),
      path: 'insteadOf',
    },
    async () => {
      if (insteadOf !== null) {
        await context.db.$executeRaw(
          Prisma.sql`DELETE FROM map.tenant_successor WHERE tenant = ${tenant.slug} AND successor = ${insteadOf}`,
        );
      }
      await context.db.$executeRaw(
        Prisma.sql`INSERT INTO map.tenant_successor (tenant, successor) VALUES (${tenant.slug}, ${successor.slug})`,
      );
      await refreshAuthority(context, tenant.slug);
    },
  );
  return stranding.length > 0 ? refused(stranding) : settled(context, tenant.slug);
}

/** A tenant, and those for which it acts: who follows it acts for them, too. */
async function actedFor(context: LocalitiesContext, slug: string): Promise<string[]> {
  const rows = await context.db.$queryRaw<{ slug: string }[]>(
    Prisma.sql`SELECT a.subordinate AS slug FROM map.authority a WHERE a.superior = ${slug} AND a.basis = 'SUCCESSOR'`,
  );
  return [slug, ...rows.map((row) => row.slug)];
}

/** The territories of all that act for an ended tenant. */
async function territoriesActing(context: LocalitiesContext, slug: string): Promise<string[]> {
  const rows = await context.db.$queryRaw<{ id: string }[]>(
    Prisma.sql`SELECT DISTINCT t.locality_id AS id FROM map.authority a JOIN map.tenant t ON t.slug = a.superior
      WHERE a.subordinate = ${slug} AND a.basis = 'SUCCESSOR' AND t.locality_id IS NOT NULL`,
  );
  return rows.map(({ id }) => id);
}

builder.mutationField('nameSuccessor', (t) =>
  t.field({
    type: TenantResultRef,
    description:
      'Names the tenant that acts for one that ended: it completes the records of days before the end, and reads all of ' +
      'them. By an authority above it. Role ADMIN.',
    requiresScopes: ['tenants:manage'],
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: NameSuccessorInput, required: true }) },
    resolve: (_root, { input }, context) => nameSuccessor(input, context),
  }),
);
