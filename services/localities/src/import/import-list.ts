import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { strandedFigures, strandedText } from '../tenant/stranded-figures.js';
import { applyChanges, derive, placedUnits } from './apply.js';
import { changeChecks, cutShort, listChecks, mappingChecks, orphansOnTheMap } from './checks.js';
import type { Client } from './client.js';
import { contextOf } from './context.js';
import { type Difference, differenceOf, isEmpty } from './difference.js';
import { Faults, ImportFaults } from './fault.js';
import { followCommunes, neighbourhoodChecks, recordNeighbourhoodLists } from './neighbourhoods.js';
import { countUnjudged, createPairs, judgePairs, settleParents } from './pairs.js';
import { listRows, mappingRows } from './read-rows.js';
import { ownTransaction, type Scope, within } from './scope.js';
import { createStaging, runChecks, stageList, stageMapping } from './staging.js';

export interface ListImport {
  /** The list of units, as they stand on `day`. */
  file: string;
  /** What became of the units that ended on that day. With them, the day of the changes is known. */
  mappings: readonly string[];
  day: string;
}

export interface Hooks {
  /** What is being done; `share` (0 to 1) of it where that can be told. */
  onProgress?: (title: string, share: number | null) => void;
  /** Hears the difference before anything is written, in the transaction that holds it. */
  onDifference?: (difference: Difference, client: Client) => Promise<void>;
}

/**
 * Brings the map up to date with a list: reads, checks, compares, applies, all of it or nothing. A dry run keeps nothing of
 * it. Faults are thrown together, and nothing is changed.
 */
export async function importList(
  client: Client,
  list: ListImport & { dryRun: boolean },
  hooks: Hooks = {},
  scope: Scope = ownTransaction,
): Promise<Difference> {
  const { onProgress = () => {}, onDifference = async () => {} } = hooks;
  const step = (title: string) => onProgress(title, null);
  return within(client, scope, async () => {
    // Readers go on; whoever else would change the map waits.
    await client.query('LOCK TABLE map.locality IN SHARE ROW EXCLUSIVE MODE');
    // The tables of an import are looked through as a whole: finer statistics cost more than they save.
    await client.query('SET LOCAL default_statistics_target = 10');
    const difference = await compare(client, list, onProgress);
    await onDifference(difference, client);
    if (!isEmpty(difference)) {
      await applyChanges(client, list.day, step);
      await derive(client, step);
      await refuseStranding(client, list);
    }
    // What a list would strand shows only on the map that it makes: hence a dry run makes it, too, and lets it go.
    if (list.dryRun) return { result: difference, keep: false };
    await client.query(
      `INSERT INTO map.unit_list (as_of, fingerprint, units)
        SELECT $1, $2, count(*) FROM listed WHERE level <> 'NEIGHBOURHOOD' HAVING count(*) > 0 ON CONFLICT (as_of) DO NOTHING`,
      [list.day, await fingerprintOf(list.file)],
    );
    await recordNeighbourhoodLists(client, list.day);
    step('writing');
    return { result: difference, keep: true };
  });
}

/** Figures stand where those who reported them, or their successors, answer; see `stranded-figures.ts`. */
async function refuseStranding(client: Client, { file, day }: ListImport): Promise<void> {
  const faults = new Faults();
  for (const figures of await strandedFigures(client, { units: await placedUnits(client), day })) {
    faults.add(file, null, 'RECORDS_LATER', strandedText(figures, day));
  }
  if (faults.count > 0) throw new ImportFaults(faults.sorted(), faults.count);
}

async function compare(
  client: Client,
  { file, mappings, day }: ListImport,
  onProgress: (title: string, share: number | null) => void,
): Promise<Difference> {
  const faults = new Faults();
  const refuse = () => {
    if (faults.count > 0) throw new ImportFaults(faults.sorted(), faults.count);
  };
  await createStaging(client);
  const reading = async (path: string) => {
    const { size } = await stat(path).catch(() => ({ size: 0 }));
    let read = 0;
    return (bytes: number) => {
      read += bytes;
      onProgress(`reading ${path}`, size === 0 ? null : read / size);
    };
  };
  await stageList(client, listRows(file, faults, await reading(file)));
  for (const mapping of mappings) {
    await stageMapping(client, mapping, mappingRows(mapping, faults, await reading(mapping)));
  }
  onProgress('checking', null);
  await client.query('ANALYZE listed (level, code, parent_code), mapped (from_code, to_code)');
  await runChecks(client, file, [...listChecks, orphansOnTheMap(day)], faults);
  // Where rows of a file were refused, every unit they name would seem to be missing.
  if (faults.count === 0) await runChecks(client, file, [cutShort, ...mappingChecks(day)], faults);
  refuse();

  onProgress('comparing', null);
  const context = await contextOf(client, day, mappings.length > 0);
  await createPairs(client, context);
  const total = await countUnjudged(client, context);
  let judged = 0;
  await judgePairs(client, context, (count) => {
    judged += count;
    onProgress('comparing', judged / total);
  });
  await settleParents(client, day);
  await followCommunes(client, day);
  await runChecks(client, file, [...changeChecks(day), ...neighbourhoodChecks(day)], faults);
  refuse();
  return differenceOf(client, day);
}

async function fingerprintOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}
