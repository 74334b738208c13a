import type { OperatorClient } from '@thi-dua/prisma/operator-database';
import { hashLock } from '../dossier/hash-lock.js';
import type { FileStore } from '../dossier/store/file-store.js';

export interface Cleaned {
  /** Files that no dossier names. */
  removed: number;
  /** What crashes left half-written. */
  swept: number;
  kept: number;
}

/**
 * Removes what no dossier names and what was stored before a moment: an upload can break off between the store and the log, and
 * drafts give files up. Whoever is about to name the same content waits, and then stores it once more.
 */
export async function cleanStore(
  client: OperatorClient,
  store: FileStore,
  { before, dryRun }: { before: Date; dryRun: boolean },
): Promise<Cleaned> {
  let [removed, kept] = [0, 0];
  for await (const { sha256, storedAt } of store.list()) {
    if (storedAt >= before) {
      kept++;
      continue;
    }
    await client.query('BEGIN');
    try {
      await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [hashLock(sha256)]);
      const { rows } = await client.query<{ named: boolean }>(
        'SELECT EXISTS (SELECT FROM awards.dossier_file WHERE sha256 = $1) AS named',
        [sha256],
      );
      if (rows[0]?.named !== false) kept++;
      else {
        if (!dryRun) await store.remove(sha256);
        removed++;
      }
    } finally {
      await client.query('ROLLBACK');
    }
  }
  return { removed, kept, swept: dryRun ? 0 : await store.sweep(before) };
}
