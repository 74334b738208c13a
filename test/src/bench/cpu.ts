import { readdirSync, readFileSync } from 'node:fs';

/** Fields 14 and 15 of /proc/<pid>/stat, in ticks of 10 ms; null where there is no such process, or no /proc. */
function ticks(pid: number): { ticks: number; parent: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return null;
  }
}

/** CPU milliseconds that these processes have used; null where the system does not tell. */
export function cpuOf(pids: readonly number[]): number | null {
  let total = 0;
  for (const pid of pids) {
    const used = ticks(pid);
    if (used === null) return null;
    total += used.ticks * 10;
  }
  return total;
}

/** The server of PostgreSQL with every process it started; null on a server elsewhere. */
export function postgresPids(postmaster: number): number[] {
  try {
    const children = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => ticks(pid)?.parent === postmaster);
    return [postmaster, ...children];
  } catch {
    return [];
  }
}
