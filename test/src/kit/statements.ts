import pg from 'pg';
import { vi } from 'vitest';

/**
 * What came of the work, and how many statements this database was sent for it, BEGIN and COMMIT included. Files share a
 * process: what is still sent to the databases of others does not count.
 */
export async function counted<T>(
  databaseUrl: string,
  work: () => Promise<T>,
): Promise<{ answer: T; statements: number }> {
  const database = new URL(databaseUrl).pathname.slice(1);
  const query = vi.spyOn(pg.Client.prototype, 'query');
  try {
    const answer = await work();
    // Known to the library, and not to its types.
    const clients = query.mock.contexts as readonly { database?: string }[];
    return { answer, statements: clients.filter((client) => client.database === database).length };
  } finally {
    query.mockRestore();
  }
}
