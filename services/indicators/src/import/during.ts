import { setTimeout as sleep } from 'node:timers/promises';

/** Says again and again that work goes on, until it is done; left early, it still waits for the work to end. */
export async function* during<T, Line>(work: Promise<T>, line: () => Line, everyMs = 5000): AsyncGenerator<Line, T> {
  const settled = work.then(
    () => true,
    () => true,
  );
  try {
    for (;;) {
      const timer = new AbortController();
      const done = await Promise.race([settled, sleep(everyMs, false, { signal: timer.signal }).catch(() => false)]);
      timer.abort();
      if (done) return await work;
      yield line();
    }
  } finally {
    await settled;
  }
}
