import type { AuditNote } from './trail.js';
import type { Actor } from './writer.js';

export interface Ledger<Who extends Actor = Actor> {
  /** Of what changed nothing. Returns at once: whoever was refused does not wait for it, nor learns by its time what was noted. */
  note(caller: Who, notes: readonly AuditNote[]): void;
  /** Writes all that was gathered. */
  close(): Promise<void>;
}

export interface LedgerOptions<Who> {
  /** Enters the notes of one caller into the audit log. Never throws. */
  write(caller: Who, notes: readonly AuditNote[]): Promise<void>;
  /** Called for each note for which there was no room. */
  lost(): void;
  /** How soon what is new is written, and how long its like is then gathered, in milliseconds. */
  firstMs?: number;
  againMs?: number;
}

interface Gathered<Who> {
  caller: Who;
  note: Omit<AuditNote, 'ids' | 'times'>;
  ids: Set<string>;
  times: number;
  dueAt: number;
}

/** What is kept at once: whoever invents subjects must not fill the memory. */
const MOST = 2000;
/** As many as a line of the log holds. */
const MOST_IDS = 500;

/**
 * Gathers refusals, so that somebody who is refused a thousand times a second costs one line a minute: the first is written within a
 * second, what is alike (who, what, why) is one line with its number a minute later. A crash takes along what was not yet written.
 */
export function createLedger<Who extends Actor>({
  write,
  lost,
  firstMs = 1000,
  againMs = 60_000,
}: LedgerOptions<Who>): Ledger<Who> {
  const gathered = new Map<string, Gathered<Who>>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  /** What is due, by caller. What was quiet since it was last written is forgotten. */
  const due = (now: number): Map<string, { caller: Who; notes: AuditNote[] }> => {
    const found = new Map<string, { caller: Who; notes: AuditNote[] }>();
    for (const [name, one] of gathered) {
      if (one.dueAt > now) continue;
      if (one.times === 0) {
        gathered.delete(name);
        continue;
      }
      const { caller, note, ids, times } = one;
      const who = JSON.stringify([caller.tenant, caller.subject]);
      const its = found.get(who) ?? { caller, notes: [] };
      its.notes.push({ ...note, ids: [...ids], times });
      found.set(who, its);
      Object.assign(one, { ids: new Set(), times: 0, dueAt: now + againMs });
    }
    return found;
  };
  const flush = (now: number) => {
    const found = due(now);
    // One after the other: what was refused must not take the sessions of what is not.
    writing = writing.then(async () => {
      for (const { caller, notes } of found.values()) await write(caller, notes);
    });
    return writing;
  };
  const tick = () => {
    void flush(performance.now());
    timer = gathered.size > 0 ? setTimeout(tick, firstMs).unref() : undefined;
  };

  return {
    note(caller, notes) {
      for (const { ids, times = 1, ...note } of notes) {
        const name = JSON.stringify([caller.tenant, caller.subject, note]);
        const known = gathered.get(name);
        if (known === undefined && gathered.size >= MOST) {
          lost();
          continue;
        }
        const one = known ?? { caller, note, ids: new Set(), times: 0, dueAt: performance.now() + firstMs };
        one.times += times;
        for (const id of ids) if (one.ids.size < MOST_IDS) one.ids.add(id);
        gathered.set(name, one);
      }
      if (gathered.size > 0) timer ??= setTimeout(tick, firstMs).unref();
    },
    async close() {
      clearTimeout(timer);
      await flush(Number.POSITIVE_INFINITY);
    },
  };
}
