import type { Client } from './client.js';
import type { Faults } from './fault.js';
import { type ListRow, levelOfCode } from './list-row.js';
import type { MappingRow } from './mapping-row.js';

/**
 * Where files are laid down before anything is compared: tables of the transaction's own, so that neither the files nor
 * the map need to fit into this process.
 */
export async function createStaging(client: Client): Promise<void> {
  await client.query(`
    CREATE TEMP TABLE listed (
      line int NOT NULL, level map.locality_level NOT NULL, code text NOT NULL,
      parent_level map.locality_level NOT NULL, parent_code text NOT NULL,
      name text NOT NULL, full_name text NOT NULL, type text NOT NULL) ON COMMIT DROP;
    CREATE TEMP TABLE mapped (
      file text NOT NULL, line int NOT NULL, from_level map.locality_level NOT NULL, from_code text NOT NULL,
      to_level map.locality_level NOT NULL, to_code text NOT NULL, extent map.extent NOT NULL, legal_basis text) ON COMMIT DROP`);
}

const BATCH = 2000;

export async function inBatches<T>(rows: AsyncIterable<T>, write: (batch: T[]) => Promise<unknown>): Promise<number> {
  let batch: T[] = [];
  let count = 0;
  for await (const row of rows) {
    batch.push(row);
    count++;
    if (batch.length === BATCH) {
      await write(batch);
      batch = [];
    }
  }
  if (batch.length > 0) await write(batch);
  return count;
}

export const stageList = (client: Client, rows: AsyncIterable<ListRow>): Promise<number> =>
  inBatches(rows, (batch) =>
    client.query({
      name: 'stage-list',
      text: `INSERT INTO listed SELECT * FROM unnest($1::int[], $2::map.locality_level[], $3::text[],
        $4::map.locality_level[], $5::text[], $6::text[], $7::text[], $8::text[])`,
      values: [
        batch.map((row) => row.line),
        batch.map((row) => row.level),
        batch.map((row) => row.code),
        batch.map((row) => (row.parentCode === null ? 'NATION' : levelOfCode(row.parentCode))),
        batch.map((row) => row.parentCode ?? 'VN'),
        batch.map((row) => row.name),
        batch.map((row) => row.fullName),
        batch.map((row) => row.type),
      ],
    }),
  );

export const stageMapping = (client: Client, file: string, rows: AsyncIterable<MappingRow>): Promise<number> =>
  inBatches(rows, (batch) =>
    client.query({
      name: 'stage-mapping',
      text: `INSERT INTO mapped SELECT $1, * FROM unnest($2::int[], $3::map.locality_level[], $4::text[],
        $5::map.locality_level[], $6::text[], $7::map.extent[], $8::text[])`,
      values: [
        file,
        batch.map((row) => row.line),
        batch.map((row) => row.fromLevel),
        batch.map((row) => row.fromCode),
        batch.map((row) => row.toLevel),
        batch.map((row) => row.toCode),
        batch.map((row) => row.extent),
        batch.map((row) => row.legalBasis),
      ],
    }),
  );

/** A check over staged rows: the statement yields `file` (absent: the list's), `line` and `message` of each fault. */
export interface Check {
  code: Parameters<Faults['add']>[2];
  sql: string;
  values?: unknown[];
}

export async function runChecks(client: Client, listFile: string, checks: Check[], faults: Faults): Promise<void> {
  for (const { code, sql, values } of checks) {
    const { rows } = await client.query<{ file?: string; line: number | null; message: string }>(
      `${sql} LIMIT 5000`,
      values,
    );
    for (const { file, line, message } of rows) faults.add(file ?? listFile, line, code, message);
  }
}
