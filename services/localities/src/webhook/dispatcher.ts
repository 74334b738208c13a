import { setTimeout as sleep } from 'node:timers/promises';
import { queuePool } from '@thi-dua/prisma/queue-pool';
import type { Log } from '@thi-dua/schema/log';
import { keyFor } from '@thi-dua/schema/server-key';
import {
  type JobHelpers,
  Logger,
  type LogLevel,
  makeWorkerUtils,
  parseCronItems,
  type Runner,
  type RunnerOptions,
  run,
  type TaskList,
} from 'graphile-worker';
import { z } from 'zod';
import { type DeliverOptions, deliverNext, type Lane } from './deliver.js';
import { post } from './post.js';
import type { WebhookOptions } from './settings.js';

export interface DispatcherOptions extends WebhookOptions {
  /** The login that serves; it works as the role of the queue. */
  databaseUrl: string;
  identityKey: Uint8Array;
  log: Log;
}

export interface Dispatcher {
  /** Takes nothing new, lets what is being sent come to its end, then resolves. */
  stop(): Promise<void>;
}

const RELAY = 'relay-events';
const DELIVER = 'deliver-webhook';
const SWEEP = 'sweep-webhooks';
const PRUNE = 'prune-events';

const RELAYED_AT_ONCE = 200;
/** After that many of one lane, the others have their turn. */
const SENT_IN_A_ROW = 20;
/** What nobody is at is taken up again after so many seconds; a job that is about to begin takes less. */
const STALE_SECONDS = 10;
/** How much longer than sending what was taken up is left alone. */
const MARGIN_SECONDS = 15;
const FAILED_PAUSE_MS = 10_000;

const LanePayload = z.object({ endpoint: z.uuid(), subjectType: z.string(), subjectId: z.uuid() });
const keyOf = ({ endpoint, subjectType, subjectId }: Lane) => `${endpoint}:${subjectType}:${subjectId}`;

const queryOf =
  ({ withPgClient }: JobHelpers): DeliverOptions['query'] =>
  (sql, values) =>
    withPgClient(async (client) => (await client.query(sql, [...values])).rows);

async function relayAll(helpers: JobHelpers): Promise<void> {
  const query = queryOf(helpers);
  for (;;) {
    const [row] = await query<{ settled: number }>('SELECT events.relay($1) AS settled', [RELAYED_AT_ONCE]);
    if ((row?.settled ?? 0) < RELAYED_AT_ONCE) return;
  }
}

function tasksOf(options: DispatcherOptions, pgPool: RunnerOptions['pgPool']): TaskList {
  const { identityKey, targets, timeoutMs, patienceSeconds, keptSeconds, source } = options;
  const secretKey = keyFor(identityKey, 'webhook secret');
  return {
    [RELAY]: (_payload, helpers) => relayAll(helpers),
    [DELIVER]: async (payload, helpers) => {
      const lane = LanePayload.parse(payload);
      const signal = helpers.abortSignal;
      const deliver: DeliverOptions = {
        query: queryOf(helpers),
        send: (message) => post(message, { rules: targets, timeoutMs, signal }),
        secretKey,
        source,
        leaseSeconds: timeoutMs / 1000 + MARGIN_SECONDS,
        patienceSeconds,
      };
      for (let sent = 0; sent < SENT_IN_A_ROW; sent++) {
        if (signal?.aborted || !(await deliverNext(lane, deliver))) return;
      }
      await helpers.addJob(DELIVER, lane, { jobKey: keyOf(lane) });
    },
    [SWEEP]: async (_payload, helpers) => {
      await relayAll(helpers);
      await queryOf(helpers)('SELECT events.sweep($1)', [STALE_SECONDS]);
    },
    [PRUNE]: async (_payload, helpers) => {
      await queryOf(helpers)('SELECT events.prune($1)', [keptSeconds]);
      const queue = await makeWorkerUtils({ pgPool, logger: helpers.logger });
      try {
        await queue.cleanup({ tasks: ['DELETE_PERMAFAILED_JOBS'] });
      } finally {
        await queue.release();
      }
    },
  };
}

/** What the queue has to say goes into the log: mishaps as such, the rest where everything is asked for. */
const loggerFor = (log: Log) =>
  new Logger(() => (level, message) => {
    const as = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const satisfies Record<
      LogLevel,
      string
    >;
    log[as[level]]({ part: 'queue' }, message);
  });

/** Sends events out as long as it runs. Any number of processes do so together: the queue shares the work among them. */
export function startDispatcher(options: DispatcherOptions): Dispatcher {
  const log = options.log.child({ part: 'webhooks' });
  const stopping = new AbortController();

  // What is being sent holds no session: one for each that records, one that listens, one that looks for jobs.
  const pgPool = queuePool(options.databaseUrl, options.atOnce + 2);

  const start = () =>
    run({
      pgPool,
      concurrency: options.atOnce,
      pollInterval: 5000,
      noHandleSignals: true,
      logger: loggerFor(log),
      // By themselves, the ends of jobs are recorded by promises that nobody awaits: a database that goes away would take the
      // process with it. In batches they are tried again, and what remains of it ends the runner.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      taskList: tasksOf(options, pgPool),
      parsedCronItems: parseCronItems([
        { task: SWEEP, match: '* * * * *', identifier: SWEEP },
        { task: PRUNE, match: '17 3 * * *', identifier: PRUNE },
      ]),
    });
  let current: Runner | null = null;
  /** A runner that has ended says so, too. */
  const end = (runner: Runner | null) => runner?.stop().catch(() => {});
  const runOnce = async (): Promise<void> => {
    const runner = await start();
    current = runner;
    const failure = runner.promise.then(
      () => null,
      (error: unknown) => ({ error }),
    );
    try {
      if (stopping.signal.aborted) return;
      // What an earlier process left is looked for at once.
      await runner.addJob(SWEEP, {}, { jobKey: SWEEP });
      const failed = await failure;
      if (failed !== null) throw failed.error;
    } finally {
      current = null;
      await end(runner);
    }
  };
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await runOnce();
      } catch (error) {
        log.error({ err: error }, 'events cannot be sent out at the moment');
        await sleep(FAILED_PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await end(current);
      await running;
      await pgPool.end();
    },
  };
}
