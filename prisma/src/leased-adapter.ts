import type { Context } from '@opentelemetry/api';
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlDriverAdapterFactory, Transaction } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { Line } from './line.js';
import { type SessionFault, sessionFault } from './session-fault.js';
import { inSqlSpan } from './sql-span.js';
import { StatementNames } from './statement-names.js';

/** What Prisma's PostgreSQL adapter sends its queries through. */
interface AdapterInside {
  client: unknown;
}

/**
 * Prisma's adapter over exactly one connection, which is inside its borrower's transaction for as long as it is lent.
 * Prisma's own transactions (nested writes) are savepoints of that one. While one is open, whatever does not belong to
 * it waits: a savepoint that is rolled back takes everything after it along, whoever sent it.
 */
export class LeasedPg implements SqlDriverAdapterFactory {
  readonly provider = 'postgres';
  readonly adapterName = '@prisma/adapter-pg';
  readonly #outside = new Line();
  readonly #statements = new StatementNames();
  #savepoints = 0;
  /** The span of whoever borrows the connection at the moment. */
  parent: Context | undefined;
  /** What the borrower's transaction has met that no statement of it is to blame for; whatever fails after it fails for it. */
  fault: SessionFault | null = null;

  constructor(
    private readonly connection: pg.Client,
    private readonly schema: string,
  ) {}

  async connect(): Promise<SqlDriverAdapter> {
    const adapter = await this.sendingThrough((query) => this.#outside.run(() => this.send(query)));
    adapter.startTransaction = () => this.savepoint();
    return adapter;
  }

  /** Sends one statement as it is. Every statement goes this way. */
  async query(query: string | pg.QueryConfig): Promise<pg.QueryResult> {
    try {
      return await this.connection.query(query);
    } catch (error) {
      this.fault ??= sessionFault(error);
      throw error;
    }
  }

  private send(query: pg.QueryConfig): Promise<pg.QueryResult> {
    return inSqlSpan(query.text, this.parent, () => this.query(query));
  }

  private async sendingThrough(query: (query: pg.QueryConfig) => Promise<pg.QueryResult>): Promise<SqlDriverAdapter> {
    // The pool is never asked for a connection: the one at hand takes its place.
    const adapter = await new PrismaPg(new pg.Pool({ max: 1 }), {
      schema: this.schema,
      statementNameGenerator: ({ sql }) => this.#statements.nameOf(sql),
    }).connect();
    (adapter as unknown as AdapterInside).client = { query };
    return adapter;
  }

  private async savepoint(): Promise<Transaction> {
    const leave = await this.#outside.enter();
    const inside = new Line();
    const name = `s${++this.#savepoints}`;
    const run = async (sql: string) => {
      await inside.run(() => this.query(sql));
    };
    const finish = async (sql: string) => {
      try {
        await run(sql);
      } finally {
        leave();
      }
    };
    try {
      const adapter = await this.sendingThrough((query) => inside.run(() => this.send(query)));
      await run(`SAVEPOINT ${name}`);
      return {
        provider: this.provider,
        adapterName: this.adapterName,
        options: { usePhantomQuery: true },
        queryRaw: (query) => adapter.queryRaw(query),
        executeRaw: (query) => adapter.executeRaw(query),
        commit: () => finish(`RELEASE SAVEPOINT ${name}`),
        rollback: () => finish(`ROLLBACK TO SAVEPOINT ${name}; RELEASE SAVEPOINT ${name}`),
        createSavepoint: (inner) => run(`SAVEPOINT ${inner}`),
        rollbackToSavepoint: (inner) => run(`ROLLBACK TO SAVEPOINT ${inner}`),
        releaseSavepoint: (inner) => run(`RELEASE SAVEPOINT ${inner}`),
      };
    } catch (error) {
      leave();
      throw error;
    }
  }
}
