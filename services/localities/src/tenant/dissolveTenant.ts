import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import { builder, type LocalitiesContext } from '../builder.js';
import { countPlansFrom } from './later-plans.js';
import { unlessStranding } from './stranded-figures.js';
import { hasEnd } from './tenant.js';
import { dayFaults, fault, nfc, notAbove, textFaults, unknownTenant } from './tenant-faults.js';
import { commandOver } from './tenant-policy.js';
import { refused, type TenantResult, TenantResultRef } from './tenant-result.js';
import { actedForAt, cutLine, lockMap, settled, subordinatesFrom, tenantsNow } from './tenant-writes.js';

const DissolveTenantInput = builder.inputType('DissolveTenantInput', {
  fields: (t) => ({
    slug: t.string({ required: true }),
    on: t.field({
      type: 'Date',
      required: true,
      description: 'The day from which it no longer exists; may lie in the future, and in the past.',
    }),
    legalBasis: t.string({ required: true, description: 'The decision that ends it.' }),
  }),
});
type Input = (typeof DissolveTenantInput)['$inferInput'];

async function dissolveTenant({ slug, on, legalBasis }: Input, context: LocalitiesContext): Promise<TenantResult> {
  await lockMap(context);
  const known = await tenantsNow(context, [context.caller.tenant, slug]);
  const tenant = known.get(slug);
  if (tenant === undefined) return refused([unknownTenant(slug, 'slug')]);
  const command = await commandOver(context, known.get(context.caller.tenant) ?? null, [slug]);
  if (!command.oversees(tenant)) return refused([notAbove('slug')]);

  const faults = [...dayFaults(on, 'on'), ...textFaults(legalBasis, 'legalBasis')];
  if (hasEnd(tenant)) {
    return refused([...faults, fault('ALREADY_ENDED', `Its end is decided: ${tenant.ends}.`, 'slug')]);
  }
  if (on <= tenant.begins) {
    faults.push(fault('DATES_REVERSED', `It exists since ${tenant.begins}: it cannot end before it began.`, 'on'));
  }
  const left = await subordinatesFrom(context, slug, on);
  if (left.count > 0) {
    const names = `${left.some.join(', ')}${left.count > left.some.length ? ', …' : ''}`;
    const message = `${left.count} tenants stand under it on ${on} or later (${names}): move or end them first, from that day at the latest.`;
    faults.push(fault('SUBORDINATES_LEFT', message, 'on'));
  }
  for (const ended of await actedForAt(context, slug, on)) {
    const message = `It acts for "${ended.slug}", which ended on ${ended.ends}: a successor exists longer than that.`;
    faults.push(fault('SUCCESSOR_OF_LATER', message, 'on'));
  }
  // What is dated lies in the past: a day to come can have no records yet.
  if (on <= context.today) {
    const plans = await countPlansFrom(context, slug, on);
    if (plans > 0) {
      const message = `It issued ${plans} plans that are dated on ${on} or later: nothing of a tenant is dated after its end.`;
      faults.push(fault('RECORDS_LATER', message, 'on'));
    }
  }
  if (faults.length > 0) return refused(faults);

  const units = tenant.localityId === null ? [] : [tenant.localityId];
  let ended = 0;
  const stranding = await unlessStranding(context, { units, day: on, path: 'on' }, async () => {
    ended = await context.db.$executeRaw(
      Prisma.sql`UPDATE map.tenant SET ends = ${on}::date, ended_by = ${nfc(legalBasis)} WHERE slug = ${slug}`,
    );
    if (ended > 0) await cutLine(context, slug, on);
  });
  // Row-level security shows what the caller may not end as if it were not there.
  if (ended === 0) return refused([notAbove('slug')]);
  return stranding.length > 0 ? refused(stranding) : settled(context, slug);
}

builder.mutationField('dissolveTenant', (t) =>
  t.field({
    type: TenantResultRef,
    description:
      'Ends a tenant and its line. Its records stay; its people, or the successor that is named, complete what concerns ' +
      'earlier days. By an authority above it. Role ADMIN.',
    requiresScopes: ['tenants:manage'],
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: DissolveTenantInput, required: true }) },
    resolve: (_root, { input }, context) => dissolveTenant(input, context),
  }),
);
