import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import type { UserError } from '@thi-dua/schema/user-error';
import type { LocalitiesContext } from '../builder.js';
import { unlessStranding } from '../tenant/stranded-figures.js';
import { fault, nfc, textFaults } from '../tenant/tenant-faults.js';
import { lockMap } from '../tenant/tenant-writes.js';
import { codesOfUnits, laterActs, markWithdrawn, recordedRows } from './act-store.js';
import { actById } from './change-store.js';
import { linesAstray, tenantsOf } from './concerned-tenants.js';
import { inverse, isChanged, scopeOf, strayedFrom, unitOf } from './map-rows.js';
import { readScope, refreshClosure, writeChanges } from './rows-store.js';
import { codesOf } from './standing-after.js';

const slugsOf = (tenants: readonly { slug: string }[]) => tenants.map(({ slug }) => slug).join(', ');

/**
 * Undoes an act that has not taken effect: every row of the map becomes what it was. Refused where one is no longer as
 * the act left it, or where something else rests on it.
 */
export async function withdraw(
  context: LocalitiesContext,
  id: string | null,
  reason: string,
): Promise<{ withdrawn: string } | { faults: UserError[] }> {
  const faults = textFaults(reason, 'reason');
  await lockMap(context);
  // Another mutation of the same request may have withdrawn it.
  actById(context).clearAll();
  const act = id === null ? null : await actById(context).load(id);
  if (id === null || act === null) {
    const message = 'There is no act with this id; what lists of units state is not withdrawn. See "boundaryChanges".';
    return { faults: [...faults, fault('UNKNOWN_ACT', message, 'id')] };
  }
  if (act.withdrawnAt !== null)
    return { faults: [...faults, fault('ALREADY_WITHDRAWN', 'It was withdrawn before.', 'id')] };
  if (act.effectiveOn <= context.today) {
    const message = `It took effect on ${act.effectiveOn}: enact what is to hold from now on.`;
    return { faults: [...faults, fault('IN_EFFECT', message, 'id')] };
  }

  const record = await recordedRows(context, id);
  const changes = record.filter(isChanged);
  const scope = scopeOf(changes);
  const strayed = [...strayedFrom(record, await readScope(context, scope, act.effectiveOn))];
  if (strayed.length > 0) {
    const acts = await laterActs(context, id, strayed);
    const by = acts.length > 0 ? ` by a later act (${acts.join('; ')}), which would be withdrawn first` : '';
    const message = `These were changed since${by}: ${codesOf(await codesOfUnits(context, strayed))}.`;
    faults.push(fault('LATER_CHANGE', message, 'id'));
  }
  const begun = changes.filter(({ relation, before }) => relation === 'locality' && before === null).map(unitOf);
  const authorities = await tenantsOf(context, begun);
  if (authorities.length > 0) {
    const message = `Authorities were made for units that it establishes: ${slugsOf(authorities)}.`;
    faults.push(fault('TENANT_RESTS', message, 'id'));
  }
  if (faults.length > 0) return { faults };

  await context.db.$executeRaw`SAVEPOINT withdrawal`;
  const placed = { units: [...scope.life, ...scope.moved], day: act.effectiveOn, path: 'id' };
  const stranding = await unlessStranding(context, placed, async () => {
    await writeChanges(context, changes.map(inverse));
    await refreshClosure(context, scope);
  });
  if (stranding.length > 0) return { faults: stranding };
  const astray = await linesAstray(context, [...scope.life, ...scope.moved], act.effectiveOn);
  if (astray.length > 0) {
    await context.db.$executeRaw(Prisma.sql`ROLLBACK TO SAVEPOINT withdrawal`);
    const message = `These stand from then on under authorities in whose territory they lie by this act only: ${slugsOf(astray)}.`;
    return { faults: [fault('TENANT_RESTS', message, 'id')] };
  }
  await markWithdrawn(context, id, nfc(reason));
  context.loaders.clear();
  return { withdrawn: id };
}
