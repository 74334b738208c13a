import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type ExportPosition, type ExportWork, makerOf } from '@thi-dua/schema/export-work';
import { ExportFault } from './export-fault.js';
import type { ExportFolder } from './export-folder.js';
import type { createPageReader } from './page-reader.js';
import type { WorkClient } from './work-client.js';

export interface RunOptions {
  /** Whether whoever asked for the export is still let in; rejects where that cannot be found out. */
  mayGoOn: () => Promise<boolean>;
  rows: WorkClient;
  folder: ExportFolder;
  readPage: ReturnType<typeof createPageReader>;
  /** How long the file stays once it is written. */
  keptMs: number;
  stopped: AbortSignal;
}

/** For how long a run may keep silent before another takes its export up: far longer than a page takes. */
export const LEASE_SECONDS = 120;
/** Roles are those of the token that asked for it: an export that takes longer would outlive them too far. */
const LONGEST_MS = 24 * 3600_000;
/** One that breaks off again and again is not taken up for ever. */
const MOST_RUNS = 20;

const pack = promisify(gzip);

/** Pages of one export into its file until it is done, cannot go on, is no longer wanted, or this process is told to stop. */
export async function runExport(
  work: ExportWork,
  { rows, folder, readPage, keptMs, stopped, mayGoOn }: RunOptions,
): Promise<void> {
  const { id, run, startedAt } = work;
  // As the gateway would take it from a token: nothing but what was asked with then.
  const maker = makerOf(work);
  let position: ExportPosition = work.position;
  const isWanted = () => rows.report({ id, run, state: 'RUNNING', position, leaseSeconds: LEASE_SECONDS }, maker);

  if (run > MOST_RUNS) throw new ExportFault('INTERRUPTED', 'It broke off too often. Start the export again.');
  const file = await folder.begin({ id, run }, position.bytes);
  try {
    while (await isWanted()) {
      const goesOn = await mayGoOn().catch(() => null);
      if (goesOn === false) throw new ExportFault('KEY_ENDED', 'The API key that asked for it has ended.');
      // Where that cannot be found out, the next run does.
      if (stopped.aborted || goesOn === null) {
        await rows.report({ id, run, state: 'LEFT' }, maker);
        return;
      }
      if (Date.now() > Date.parse(startedAt) + LONGEST_MS)
        throw new ExportFault('TOOK_TOO_LONG', 'An export may take a day. Ask for fewer kinds at once.');
      const kind = work.kinds[position.kindsDone];
      if (kind === undefined) {
        const expiresAt = new Date(Date.now() + keptMs).toISOString();
        if (await rows.report({ id, run, state: 'DONE', position, expiresAt }, maker)) return;
        break;
      }
      const page = await readPage(kind, work, maker, position.cursor, stopped);
      // Packed pages one behind the other are one packed file (RFC 1952, 2.2).
      const piece = page.text === '' ? null : work.gzip ? await pack(page.text) : Buffer.from(page.text);
      if (piece !== null) await file.append(piece);
      position = {
        kindsDone: position.kindsDone + (page.cursor === null ? 1 : 0),
        cursor: page.cursor,
        objectCount: position.objectCount + page.count,
        bytes: position.bytes + (piece?.length ?? 0),
      };
    }
  } finally {
    await file.close();
  }
  await folder.remove({ id, run });
}
