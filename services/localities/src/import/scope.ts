import type { Client } from './client.js';

/** What makes all that an import writes stand or fall together. */
export interface Scope {
  begin: string;
  keep: readonly string[];
  undo: readonly string[];
}

/** Of its own. */
export const ownTransaction: Scope = { begin: 'BEGIN', keep: ['COMMIT'], undo: ['ROLLBACK'] };

/**
 * A part of the transaction that the connection is in. Its temporary tables go with it: one operation may hold several
 * imports.
 */
export const partOfTransaction: Scope = {
  begin: 'SAVEPOINT import',
  keep: ['DISCARD TEMP', 'RELEASE SAVEPOINT import'],
  undo: ['ROLLBACK TO SAVEPOINT import', 'RELEASE SAVEPOINT import'],
};

/** Keeps what `work` wrote where it says so; otherwise, and where it throws, nothing of it stays. */
export async function within<T>(
  client: Client,
  scope: Scope,
  work: () => Promise<{ result: T; keep: boolean }>,
): Promise<T> {
  const run = async (statements: readonly string[]) => {
    for (const statement of statements) await client.query(statement);
  };
  await client.query(scope.begin);
  try {
    const { result, keep } = await work();
    await run(keep ? scope.keep : scope.undo);
    return result;
  } catch (error) {
    await run(scope.undo).catch(() => {});
    throw error;
  }
}
