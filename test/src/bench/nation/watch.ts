import { readFileSync } from 'node:fs';
import { connect } from '@thi-dua/prisma/connect';
import { postgresPids } from '../cpu.js';

/** Megabytes of memory that are a process's own; null where the system does not tell. */
function ownMemory(pid: number): number | null {
  try {
    const found = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found ? Number(found[1]) / 1024 : null;
  } catch {
    return null;
  }
}

export interface Watched {
  /** The most that the gateway's process held, and the most that one session of PostgreSQL did, in MB. */
  gatewayMb: number | null;
  sessionMb: number | null;
  /** How often was looked, and at how many of these one session waited for another's lock. */
  looks: number;
  waiting: number;
  /** The longest that one was seen waiting, in ms, and the most that waited for one and the same. */
  longestMs: number;
  mostForOne: number;
  deadlocks: number;
}

const EVERY_MS = 100;

/** Looks at memory and locks until it is told to stop. */
export async function watch(operatorUrl: string, gateway: number, postmaster: number): Promise<() => Promise<Watched>> {
  const client = await connect(operatorUrl);
  const deadlocks = async () => {
    const { rows } = await client.query<{ n: number }>(
      'SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()',
    );
    return rows[0]?.n ?? 0;
  };
  const before = await deadlocks();
  const seen: Watched = {
    gatewayMb: null,
    sessionMb: null,
    looks: 0,
    waiting: 0,
    longestMs: 0,
    mostForOne: 0,
    deadlocks: 0,
  };
  const most = (a: number | null, b: number | null) => (b === null ? a : Math.max(a ?? 0, b));
  const look = async () => {
    seen.gatewayMb = most(seen.gatewayMb, ownMemory(gateway));
    for (const pid of postgresPids(postmaster))
      if (pid !== postmaster) seen.sessionMb = most(seen.sessionMb, ownMemory(pid));
    const { rows } = await client.query<{ ms: number; holders: number[] }>(
      `SELECT extract(epoch FROM clock_timestamp() - state_change)::float8 * 1000 AS ms, pg_blocking_pids(pid) AS holders
       FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
    );
    const waiting = rows.filter(({ holders }) => holders.length > 0);
    seen.looks++;
    if (waiting.length > 0) seen.waiting++;
    const perHolder = new Map<number, number>();
    for (const { ms, holders } of waiting) {
      seen.longestMs = Math.max(seen.longestMs, ms);
      for (const pid of holders) perHolder.set(pid, (perHolder.get(pid) ?? 0) + 1);
    }
    seen.mostForOne = Math.max(seen.mostForOne, ...perHolder.values());
  };
  let over = false;
  const looking = (async () => {
    while (!over) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  })();
  return async () => {
    over = true;
    await looking;
    seen.deadlocks = (await deadlocks()) - before;
    await client.end();
    return seen;
  };
}
