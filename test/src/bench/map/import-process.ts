import { importList } from '@thi-dua/localities/import/import-list';
import { connect } from '@thi-dua/prisma/connect';

export interface ImportOrder {
  url: string;
  lists: readonly { file: string; mappings: readonly string[]; day: string }[];
}
export interface Imported {
  ms: number;
  /** How much the process grew at most while it imported, in MB. */
  grownMb: number;
}

// One process that imports lists one after the other, as an operator would, and tells how long it took and how it grew.
const order = JSON.parse(process.argv[2] ?? '{}') as ImportOrder;
const client = await connect(order.url);
const before = process.memoryUsage().rss;
const begun = performance.now();
for (const list of order.lists) await importList(client, { ...list, dryRun: false });
const ms = performance.now() - begun;
const most = process.resourceUsage().maxRSS * 1024;
await client.end();
process.stdout.write(JSON.stringify({ ms, grownMb: Math.max(0, most - before) / 1024 / 1024 } satisfies Imported));
