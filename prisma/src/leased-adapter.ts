import { PrismaPg } from '@prisma/adapter-pg';
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQueryable,
  Transaction,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';

/** What Prisma's PostgreSQL adapter sends its queries through. */
interface AdapterInside {
  client: unknown;
}

/**
 * Prisma's adapter over exactly one connection, which is inside its borrower's transaction for as long as it is lent.
 * Prisma's own transactions (nested writes) are savepoints of that one.
 */
export class LeasedPg implements SqlDriverAdapterFactory {
  readonly provider = 'postgres';
  readonly adapterName = '@prisma/adapter-pg';
  #savepoints = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly connection: pg.Client,
    private readonly schema: string,
  ) {}

  async connect(): Promise<SqlDriverAdapter> {
    // The pool is never asked for a connection: the one at hand takes its place.
    const adapter = await new PrismaPg(new pg.Pool({ max: 1 }), { schema: this.schema }).connect();
    (adapter as unknown as AdapterInside).client = { query: (query: pg.QueryConfig) => this.inTurn(query) };
    adapter.startTransaction = () => this.savepoint(adapter);
    return adapter;
  }

  /** One statement after the other: a connection has only one turn at a time. */
  private inTurn(query: pg.QueryConfig | string): Promise<pg.QueryResult> {
    const answer = this.#last.then(() => this.connection.query(query));
    this.#last = answer.catch(() => {});
    return answer;
  }

  private async savepoint(adapter: SqlQueryable): Promise<Transaction> {
    const name = `s${++this.#savepoints}`;
    const run = async (sql: string) => {
      await this.inTurn(sql);
    };
    await run(`SAVEPOINT ${name}`);
    return {
      provider: this.provider,
      adapterName: this.adapterName,
      options: { usePhantomQuery: true },
      queryRaw: (query) => adapter.queryRaw(query),
      executeRaw: (query) => adapter.executeRaw(query),
      commit: () => run(`RELEASE SAVEPOINT ${name}`),
      rollback: () => run(`ROLLBACK TO SAVEPOINT ${name}`),
      createSavepoint: (inner) => run(`SAVEPOINT ${inner}`),
      rollbackToSavepoint: (inner) => run(`ROLLBACK TO SAVEPOINT ${inner}`),
      releaseSavepoint: (inner) => run(`RELEASE SAVEPOINT ${inner}`),
    };
  }
}
