import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importList } from '@thi-dua/localities/import/import-list';
import { connect } from '@thi-dua/prisma/connect';
import type { Connection, Submittable } from 'pg';
import { type Client, file, lists, present } from './lists.js';

export interface ImportFigures {
  what: string;
  rows: number;
  ms: number;
  rowsPerSecond: number;
  /** The same rows by COPY into one table without checks, keys or history. */
  copyRowsPerSecond: number;
  /** How much the process grew at most while importing, in MB. */
  grownMb: number;
}

/** COPY … FROM STDIN, as the protocol has it. */
class CopyIn implements Submittable {
  readonly done: Promise<void>;
  #resolve = () => {};
  #reject: (error: Error) => void = () => {};

  constructor(
    private readonly text: string,
    private readonly path: string,
  ) {
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }
  submit(connection: Connection): void {
    connection.query(this.text);
  }
  async handleCopyInResponse(connection: {
    sendCopyFromChunk(chunk: Buffer): void;
    endCopyFrom(): void;
  }): Promise<void> {
    for await (const chunk of createReadStream(this.path)) connection.sendCopyFromChunk(chunk);
    connection.endCopyFrom();
  }
  handleCommandComplete(): void {}
  handleReadyForQuery(): void {
    this.#resolve();
  }
  handleError(error: Error): void {
    this.#reject(error);
  }
}

/** The rows of a file into one table that takes them as they are. */
async function copied(client: Client, path: string): Promise<number> {
  const columns = (await firstLine(path)).split(',');
  await client.query(`CREATE TEMP TABLE plain (${columns.map((column) => `"${column}" text`).join(', ')})`);
  const begun = performance.now();
  const copy = new CopyIn('COPY plain FROM STDIN (FORMAT csv, HEADER)', path);
  client.query(copy);
  await copy.done;
  const ms = performance.now() - begun;
  await client.query('DROP TABLE plain');
  return ms;
}

async function firstLine(path: string): Promise<string> {
  for await (const chunk of createReadStream(path, { encoding: 'utf8', end: 1000 }))
    return String(chunk).split(/\r?\n/)[0] ?? '';
  return '';
}

async function countLines(path: string): Promise<number> {
  let lines = 0;
  for await (const chunk of createReadStream(path)) for (const byte of chunk as Buffer) if (byte === 10) lines++;
  return lines;
}

async function measured(
  client: Client,
  what: string,
  wishes: { file: string; mappings: string[]; day: string }[],
): Promise<ImportFigures> {
  const files = wishes.flatMap((wish) => [wish.file, ...wish.mappings]);
  let rows = 0;
  let copyMs = 0;
  for (const path of files) {
    rows += (await countLines(path)) - 1;
    copyMs += await copied(client, path);
  }
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 10);
  const begun = performance.now();
  for (const wish of wishes) await importList(client, { ...wish, dryRun: false });
  const ms = performance.now() - begun;
  clearInterval(watch);
  return {
    what,
    rows,
    ms: Math.round(ms),
    rowsPerSecond: Math.round((rows / ms) * 1000),
    copyRowsPerSecond: Math.round((rows / copyMs) * 1000),
    grownMb: Math.round((most - before) / 1024 / 1024),
  };
}

/**
 * Imports all lists and mappings of the country, then 90,000 generated neighbourhoods, beside plain COPY of the same
 * files. The database must be migrated and seeded, and is changed. Null where the lists are not at hand.
 */
export async function measureImport(operatorUrl: string): Promise<ImportFigures[] | null> {
  if (!present) return null;
  const client = await connect(operatorUrl);
  const folder = mkdtempSync(join(tmpdir(), 'thi-dua-measure-'));
  try {
    const country = await measured(
      client,
      'four lists and three mappings',
      lists.map(({ name, mappings, day }) => ({ file: file(name), mappings: mappings.map(file), day })),
    );
    const { rows } = await client.query<{ code: string }>(
      `SELECT code FROM map.locality WHERE level = 'COMMUNE' AND begins <= '2025-07-01' AND ends > '2025-07-01' ORDER BY code`,
    );
    const villages = (each: number) => {
      const path = join(folder, `villages-${each}.csv`);
      const lines = rows.flatMap(({ code }) =>
        Array.from(
          { length: each },
          (_, i) => `${code}-${String(i + 1).padStart(2, '0')},Thôn ${i + 1},NEIGHBOURHOOD,${code}`,
        ),
      );
      writeFileSync(path, `code,name,level,parent_code\n${lines.join('\n')}\n`);
      return path;
    };
    const few = villages(3);
    const many = villages(27);
    const tenth = await measured(client, 'a tenth of the neighbourhoods', [
      { file: few, mappings: [], day: '2025-09-01' },
    ]);
    const all = await measured(client, 'all neighbourhoods', [{ file: many, mappings: [], day: '2025-10-01' }]);
    const again = await measured(client, 'all neighbourhoods again: no change', [
      { file: many, mappings: [], day: '2025-10-01' },
    ]);
    return [country, tenth, all, again];
  } finally {
    rmSync(folder, { recursive: true });
    await client.end();
  }
}
