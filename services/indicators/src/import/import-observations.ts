import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import { PublicError } from '@thi-dua/schema/errors';
import { publicError, type RouteRequest, refusalLine } from '@thi-dua/schema/route';
import type { Execution } from '@thi-dua/schema/subgraph';
import type { IndicatorsContext } from '../builder.js';
import { faultsAfter } from '../submission/check.js';
import type { SubmitMode } from '../submission/row.js';
import { createStaging, stageFaults, stageRows } from '../submission/staging.js';
import { storedFaultsAfter, storedSubmission, storeFaults, storeSubmission } from '../submission/submission-store.js';
import { takeIn } from '../submission/take-in.js';
import { during } from './during.js';
import type { Format } from './format.js';
import { Incoming, type Reader } from './incoming.js';
import { type AnswerLine, faultLine, written } from './lines.js';
import { readNdjson } from './read-ndjson.js';
import { readCsv, readXlsx } from './read-table.js';
import { Spool } from './spool.js';
import type { SpoolPlace } from './spool-space.js';
import type { Turns } from './turns.js';

export interface Import {
  format: Format;
  mode: SubmitMode;
  key: string;
}

const readers: Record<Format, Reader> = { CSV: readCsv, NDJSON: readNdjson, XLSX: readXlsx };
/** More than a year's figures of every neighbourhood: beyond it, a file is a mistake or an attack on the disk. */
const LARGEST = 4 * 1024 ** 3;
const PROGRESS_MS = 250;
const PAGE = 2000;

interface Summary {
  accepted: number;
  rejected: number;
  empty: number;
  faults: number;
}

/**
 * Takes in a file of figures, in one transaction, and tells on the way how far it is. Nothing is begun before the file is
 * there whole, and nothing is kept unless whoever sent it is still there when all is written. Memory does not grow with
 * the file, nor with its faults. Ends with a summary, or with an error; never throws.
 */
export async function* importObservations(
  { body, signal }: Pick<RouteRequest, 'body' | 'signal'>,
  wish: Import,
  open: () => Execution,
  turns: Turns,
  place: SpoolPlace,
): AsyncGenerator<string> {
  const spool = await Spool.create(place);
  // Takes a session with its first query, and not before.
  const execution = open();
  try {
    for await (const line of receive(body, spool)) yield written(line);
    const bodyHash = `${wish.mode}/${wish.format}/${await spool.received()}`;
    const waiting = { type: 'progress', phase: 'waiting', rows: 0 } as const;
    const over = yield* told(during(turns.take(), () => waiting));
    let summary: Summary & { replayed: boolean };
    try {
      summary = yield* told(inTransaction(execution, signal, wish, bodyHash, spool));
    } finally {
      over();
    }
    // The transaction is over: a client that reads slowly keeps nobody waiting.
    yield* spool.kept();
    yield written({ type: 'summary', ...summary });
  } catch (error) {
    if (signal.aborted) return;
    yield refusalLine(publicError(error, execution.context.log));
  } finally {
    await spool.remove();
  }
}

async function* arriving(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch {
    throw new PublicError('BAD_USER_INPUT', 'The file did not arrive whole. Nothing of it was taken in.');
  }
}

async function* told<T>(lines: AsyncGenerator<AnswerLine, T>): AsyncGenerator<string, T> {
  let step = await lines.next();
  try {
    while (!step.done) {
      yield written(step.value);
      step = await lines.next();
    }
    return step.value;
  } finally {
    await lines.return(undefined as T);
  }
}

async function* receive(body: AsyncIterable<Uint8Array>, spool: Spool): AsyncGenerator<AnswerLine> {
  let shown = Number.NEGATIVE_INFINITY;
  for await (const chunk of arriving(body)) {
    await spool.write(chunk);
    if (spool.bytes > LARGEST)
      throw new PublicError('BAD_USER_INPUT', `The file is larger than ${LARGEST} bytes. Send it in several parts.`);
    const now = performance.now();
    if (now - shown < PROGRESS_MS) continue;
    shown = now;
    yield { type: 'progress', phase: 'receiving', bytes: spool.bytes };
  }
}

async function* inTransaction(
  execution: Execution,
  signal: AbortSignal,
  wish: Import,
  bodyHash: string,
  spool: Spool,
): AsyncGenerator<AnswerLine, Summary & { replayed: boolean }> {
  // The pool that opened it is this service's own.
  const context = execution.context as IndicatorsContext;
  let committed = false;
  try {
    yield* during(patient(context), () => ({ type: 'progress', phase: 'waiting', rows: 0 }));
    const stored = yield* during(storedSubmission<Summary>(context, wish.key), () => ({
      type: 'progress',
      phase: 'waiting',
      rows: 0,
    }));
    if (stored !== null) {
      if (stored.bodyHash !== bodyHash)
        throw new PublicError(
          'BAD_USER_INPUT',
          'This Idempotency-Key was used for other rows. Use a new one for each file.',
          {
            code: 'IDEMPOTENCY_KEY_REUSED',
          },
        );
      await keepStoredFaults(context, wish.key, spool);
      return { ...stored.result, replayed: true };
    }
    const { result, done } = yield* take(context, wish, spool);
    if (signal.aborted) throw new Error('whoever sent the file is gone');
    if (done) {
      await storeSubmission(context, wish.key, bodyHash, result);
      if (result.faults > 0) await storeFaults(context, wish.key);
      committed = true;
      await execution.end('commit');
    }
    return { ...result, replayed: false };
  } finally {
    if (!committed) await execution.end('rollback');
  }
}

/** What is bounded for a request of a moment is not for a file; a session that is left alone still ends. */
async function patient(context: IndicatorsContext): Promise<void> {
  await context.db.$queryRaw(Prisma.sql`
    SELECT set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '300000', true),
      set_config('work_mem', '64MB', true)`);
}

async function* take(
  context: IndicatorsContext,
  { format, mode }: Import,
  spool: Spool,
): AsyncGenerator<AnswerLine, { result: Summary; done: boolean }> {
  await createStaging(context);
  const incoming = new Incoming();
  const stage = async () => {
    await stageRows(context, incoming.rows);
    await stageFaults(context, incoming.faults);
    incoming.clear();
  };
  let shown = Number.NEGATIVE_INFINITY;
  for await (const _batch of readers[format](spool.path, incoming)) {
    await stage();
    const now = performance.now();
    if (now - shown < PROGRESS_MS) continue;
    shown = now;
    yield { type: 'progress', phase: 'reading', rows: incoming.count };
  }
  await stage();
  const { count: rows, stated, empty, unreadable } = incoming;
  yield { type: 'progress', phase: 'checking', rows };
  // Of a file that is broken, no row is taken in, whatever the mode.
  const mood = incoming.broken ? 'ALL_OR_NOTHING' : mode;
  const { written: done, ...counted } = yield* during(
    takeIn(context, { rows: stated, mode: mood, noun: 'Line' }),
    () => ({ type: 'progress', phase: 'checking', rows }),
  );
  await keepFaults(context, spool);
  return { result: { ...counted, rejected: counted.rejected + unreadable, empty }, done };
}

async function keepFaults(context: IndicatorsContext, spool: Spool): Promise<void> {
  let after = { line: -1, ord: 0 };
  for (;;) {
    const page = await faultsAfter(context, after, PAGE);
    await spool.keep(page.map(faultLine));
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last;
  }
}

async function keepStoredFaults(context: IndicatorsContext, key: string, spool: Spool): Promise<void> {
  let after = 0;
  for (;;) {
    const page = await storedFaultsAfter(context, key, after, PAGE);
    await spool.keep(page.map(faultLine));
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.position;
  }
}
