import { randomUUID } from 'node:crypto';
import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import type { UserError } from '@thi-dua/schema/user-error';
import type { LocalitiesContext } from '../builder.js';
import { unlessStranding } from '../tenant/stranded-figures.js';
import type { TenantRow } from '../tenant/tenant-store.js';
import { lockMap } from '../tenant/tenant-writes.js';
import type { Act } from './act.js';
import { insertAct, insertRecord } from './act-store.js';
import { type ChangedUnit, changedUnits } from './changed-units.js';
import { concernedTenants } from './concerned-tenants.js';
import { consequences } from './consequences.js';
import { loadExcerpt } from './excerpt.js';
import { formFaults, isJudgeable } from './form-faults.js';
import { recordOf, scopeOf } from './map-rows.js';
import { placing } from './placing.js';
import { renamings } from './renaming.js';
import { readScope, refreshClosure, writeChanges } from './rows-store.js';
import { standingAfter } from './standing-after.js';

export interface Enacted {
  id: string;
  units: ChangedUnit[];
  /** Authorities on whom the change calls for a decision. */
  tenants: TenantRow[];
}

/**
 * Checks an act as a whole against the map as it now is and, where nothing speaks against it, writes all that it implies:
 * everything or nothing.
 */
export async function enact(
  context: LocalitiesContext,
  act: Act,
  { dryRun }: { dryRun: boolean },
): Promise<{ enacted: Enacted } | { faults: UserError[] }> {
  const form = formFaults(act);
  if (!isJudgeable(act)) return { faults: form };
  await lockMap(context);
  const map = await loadExcerpt(context, act);
  const { standing, faults: ofStanding } = standingAfter(act, map);
  const { placements, faults: ofPlacing } = placing(act, map, standing);
  const { renamings: renamed, faults: ofNames } = renamings(act.effectiveOn, map, standing);
  const faults = [...form, ...ofStanding, ...ofPlacing, ...ofNames];
  if (faults.length > 0) return { faults };

  const id = randomUUID();
  const changes = consequences(act, id, map, standing, placements, renamed);
  const scope = scopeOf(changes);
  const record = recordOf(changes, await readScope(context, scope, act.effectiveOn));
  const units = changedUnits(act.effectiveOn, changes, map, standing.begun);
  await context.db.$executeRaw`SAVEPOINT boundary_change`;
  await insertAct(context, id, act);
  const placed = { units: [...scope.life, ...scope.moved], day: act.effectiveOn, path: 'effectiveOn' };
  const stranding = await unlessStranding(context, placed, async () => {
    await writeChanges(context, changes);
    await refreshClosure(context, scope);
  });
  if (stranding.length > 0) {
    await context.db.$executeRaw(Prisma.sql`ROLLBACK TO SAVEPOINT boundary_change`);
    return { faults: stranding };
  }
  await insertRecord(context, id, record, units);
  const touched = units.filter(({ kind }) => kind === 'ENDED' || kind === 'MOVED').map(({ localityId }) => localityId);
  const tenants = await concernedTenants(context, touched, act.effectiveOn);
  if (dryRun) await context.db.$executeRaw(Prisma.sql`ROLLBACK TO SAVEPOINT boundary_change`);
  // What was read before in this request may have changed.
  else context.loaders.clear();
  return { enacted: { id, units, tenants } };
}
