import { setTimeout as sleep } from 'node:timers/promises';
import { type ExportWork, makerOf } from '@thi-dua/schema/export-work';
import type { Log } from '@thi-dua/schema/log';
import type { Metrics } from '@thi-dua/schema/telemetry/metrics';
import { stillStands } from '../access-token/api-keys.js';
import type { Gateway } from '../gateway.js';
import { ExportFault } from './export-fault.js';
import type { ExportFolder } from './export-folder.js';
import { createPageReader } from './page-reader.js';
import { LEASE_SECONDS, runExport } from './run-export.js';
import { createWorkClient } from './work-client.js';

export interface ExporterOptions {
  gateway: Pick<Gateway, 'execute' | 'serve'>;
  /** Where the files lie; the same for all gateways before one database. */
  folder: ExportFolder;
  /** How many run at once, over all gateways. */
  atOnce: number;
  /** For how many milliseconds a file stays. */
  keptMs: number;
  log: Log;
  /** How often it is looked whether one waits, in milliseconds. */
  everyMs?: number;
  metrics?: Metrics | undefined;
}

export interface Exporter {
  /** Lets the page under way end, leaves what is not done to the next start, then resolves. */
  stop(): Promise<void>;
}

const SWEEP_MS = 60_000;
/** Where rows or folder cannot be reached: they are looked for again, without filling the log. */
const FAILED_PAUSE_MS = 10_000;

/** Works off exports as long as it runs, and removes files that nobody wants any more: at its start, and every minute. */
export function startExporter(options: ExporterOptions): Exporter {
  const { gateway, folder, atOnce, keptMs, everyMs = 1000, metrics } = options;
  const log = options.log.child({ part: 'exports' });
  const rows = createWorkClient(gateway);
  const readPage = createPageReader(gateway);
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();

  const work = async (taken: ExportWork) => {
    const { id, run } = taken;
    const maker = makerOf(taken);
    metrics?.exportBegun();
    try {
      await runExport(taken, {
        mayGoOn: () => stillStands(gateway.serve, maker),
        rows,
        folder,
        readPage,
        keptMs,
        stopped: stopping.signal,
      });
      metrics?.exportEnded('done');
    } catch (error) {
      metrics?.exportEnded(stopping.signal.aborted ? 'left' : 'failed');
      if (stopping.signal.aborted) {
        await rows.report({ id, run, state: 'LEFT' }, maker);
        return;
      }
      const known = error instanceof ExportFault;
      if (!known) log.error({ err: error, export: id }, 'an export broke off');
      const code = known ? error.code : 'INTERRUPTED';
      const message = known ? error.message : 'It broke off. Start the export again.';
      await rows.report({ id, run, state: 'FAILED', code, message }, maker);
      await folder.remove({ id, run });
    }
  };
  const takeUp = async () => {
    while (running.size < atOnce && !stopping.signal.aborted) {
      const taken = await rows.claim({ atOnce, leaseSeconds: LEASE_SECONDS });
      if (taken === null) return;
      // What cannot even be reported is taken up again when its lease has run out.
      const done = work(taken).catch((error: unknown) =>
        log.error({ err: error, export: taken.id }, 'an export is left'),
      );
      running.add(done);
      void done.finally(() => running.delete(done));
    }
  };
  const loop = async () => {
    let swept = Number.NEGATIVE_INFINITY;
    while (!stopping.signal.aborted) {
      let pauseMs = everyMs;
      try {
        if (performance.now() - swept >= SWEEP_MS) {
          await sweep(folder, rows.wanted);
          swept = performance.now();
        }
        await takeUp();
      } catch (error) {
        log.error({ err: error }, 'exports cannot be worked off at the moment');
        pauseMs = FAILED_PAUSE_MS;
      }
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const looping = loop();
  return {
    async stop() {
      stopping.abort();
      await looping;
      await Promise.all(running);
    },
  };
}

/** Removes the files of exports that expired, were cancelled or failed, and what an earlier run left. */
async function sweep(
  folder: ExportFolder,
  wanted: (ids: readonly string[]) => Promise<readonly string[]>,
): Promise<void> {
  await folder.prepare();
  const files = await folder.files();
  const kept = new Set(await wanted([...new Set(files.map(({ id }) => id))]));
  // Of what is kept, a run removes the files of those before it itself, once it has taken them over.
  for (const file of files) if (!kept.has(file.id)) await folder.remove(file);
}
