import type { Client } from '../import/client.js';
import { Faults, ImportFaults } from '../import/fault.js';
import { rowsOf } from '../import/read-rows.js';
import { ownTransaction, type Scope, within } from '../import/scope.js';
import { runChecks } from '../import/staging.js';
import { designationChecks } from './designation-checks.js';
import { type DesignationDifference, designationDifference } from './designation-difference.js';
import { designationReader, knownDesignationColumns } from './designation-row.js';
import { applyDesignations, compareDesignations, stageDesignations } from './designation-staging.js';

export interface DesignationHooks {
  onProgress?: (bytes: number) => void;
  /** Hears the difference before anything is written, in the transaction that holds it. */
  onDifference?: (difference: DesignationDifference, client: Client) => Promise<void>;
}

/**
 * Brings the designations up to date with a list: all of it or nothing. A dry run stops before anything is written.
 * Faults are thrown together, and nothing is changed; the same list again changes nothing.
 */
export async function importDesignationList(
  client: Client,
  { file, dryRun }: { file: string; dryRun: boolean },
  { onProgress = () => {}, onDifference = async () => {} }: DesignationHooks = {},
  scope: Scope = ownTransaction,
): Promise<DesignationDifference> {
  return within(client, scope, async () => {
    // Readers go on; whoever else would change the map waits.
    await client.query('LOCK TABLE map.locality, map.designation IN SHARE ROW EXCLUSIVE MODE');
    const faults = new Faults();
    await stageDesignations(client, rowsOf(file, designationReader, knownDesignationColumns, faults, onProgress));
    await compareDesignations(client);
    await runChecks(client, file, designationChecks, faults);
    if (faults.count > 0) throw new ImportFaults(faults.sorted(), faults.count);
    const difference = await designationDifference(client);
    await onDifference(difference, client);
    if (!dryRun) await applyDesignations(client);
    return { result: difference, keep: !dryRun };
  });
}
