import { EVENT_HEAD, EventHead, eventFollower } from '@thi-dua/schema/event-head';
import type { Log } from '@thi-dua/schema/log';
import type { Gateway } from '../gateway.js';

/** Called at every look; `changed` where anything happened since the last, to whomever. */
export type Watcher = (changed: boolean) => void;

export interface HeadWatch {
  /** Begins to look where nobody watched before; what is returned ends it. */
  watch(watcher: Watcher): () => void;
}

/** One look that is never answered must not be the last: streams see by looks that their token ended, or that the server drains. */
const PATIENCE_MS = 5000;

/**
 * Looks regularly whether anything happened: once for all streams of this process, and not at all while there is none. What it
 * missed because it could not look counts as happened.
 */
export function createHeadWatch(
  { serve }: Pick<Gateway, 'serve'>,
  everyMs: number,
  log: Log,
  patienceMs = PATIENCE_MS,
): HeadWatch {
  const watchers = new Set<Watcher>();
  let timer: NodeJS.Timeout | undefined;
  let last: string | undefined;

  const read = async (): Promise<string> => {
    const answer = await serve(
      { ...EVENT_HEAD, service: 'localities' },
      { query: new URLSearchParams(), headers: {}, body: nothing(), signal: AbortSignal.timeout(patienceMs) },
      eventFollower,
      { unmetered: true },
    );
    let text = '';
    if (typeof answer.body === 'string') text = answer.body;
    else for await (const piece of answer.body) text += Buffer.from(piece).toString();
    if (answer.status !== 200) throw new Error(`${EVENT_HEAD.path} answers ${answer.status}`);
    return EventHead.parse(JSON.parse(text)).head;
  };
  const look = async () => {
    let changed = true;
    try {
      const head = await read();
      changed = head !== last;
      last = head;
    } catch (error) {
      log.warn({ err: error }, 'it cannot be seen at the moment whether anything happened');
    }
    for (const watcher of watchers) watcher(changed);
    if (watchers.size > 0) timer = setTimeout(look, everyMs);
    else timer = undefined;
  };
  return {
    watch(watcher) {
      watchers.add(watcher);
      timer ??= setTimeout(look, everyMs);
      return () => {
        watchers.delete(watcher);
        if (watchers.size > 0) return;
        clearTimeout(timer);
        timer = undefined;
      };
    },
  };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
