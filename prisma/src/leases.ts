import type { Context } from '@opentelemetry/api';
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { OverloadedError, UnavailableError, UnsureError } from './errors.js';
import { lazily } from './lazy-client.js';
import { LeasedPg } from './leased-adapter.js';
import { type Lender, type Loan, Replicas } from './replicas.js';
import { beginAs, OF_ITSELF, ofItself, type SessionIdentity } from './session-begin.js';
import { codeOf, sessionFault, TOO_MANY_CONNECTIONS } from './session-fault.js';
import { activeContext } from './span.js';
import { inSqlSpan } from './sql-span.js';

/** A transaction that begins with its first query. */
export interface TenantTransaction<C> {
  /** The service's Prisma client, inside the transaction. */
  readonly db: C;
  /** One statement beside what the client sends: of the machinery, not of a service. */
  run(sql: string, values: readonly unknown[]): Promise<void>;
  /** As of when it reads, at the latest, where it reads from a standby; null on the primary, and before its first query. */
  readonly asOf: Date | null;
  /** A commit that fails says by its error whether anything is kept (see errors.ts); a rollback never fails. */
  end(outcome: 'commit' | 'rollback'): Promise<void>;
}

interface Lease<C> {
  readonly connection: pg.Client;
  readonly adapter: LeasedPg;
  readonly client: C;
  broken: boolean;
}

interface Waiter<C> {
  give(lease: Lease<C>): void;
  fail(error: Error): void;
}

const STATEMENT_TIMEOUT_MS = 30_000;
/** Whoever may ask a standby can as well ask the primary: nobody waits long for one that does not answer. */
const STANDBY_PATIENCE_MS = 1000;

interface TimedQuery extends pg.QueryConfig {
  /** Known to the library, and not to its types. */
  query_timeout: number;
}

export interface LeasePoolOptions<C> {
  url: string;
  createClient: (adapter: SqlDriverAdapterFactory) => C;
  schema: string;
  /** How many connections at most. */
  max: number;
  /** How long an execution may wait for one, in milliseconds. */
  maxWaitMs: number;
  applicationName: string;
  /** Streaming standbys of the same database, for the same login. */
  replicaUrls?: readonly string[] | undefined;
  /** How long a connection may take to come about: as long as one is waited for where left out. */
  connectMs?: number | undefined;
}

/** How a pool's sessions stand, and how often none became free in time since its start. */
export interface PoolUsage {
  readonly max: number;
  readonly open: number;
  readonly inUse: number;
  readonly waiting: number;
  readonly overloaded: number;
}

/**
 * Prisma clients with one connection each, lent to one execution at a time. Nothing about the borrower is ambient, so
 * no query can ever run in another tenant's transaction.
 */
export class LeasePool<C> {
  readonly #idle: Lease<C>[] = [];
  readonly #waiting: Waiter<C>[] = [];
  #open = 0;
  #closed = false;
  #overloaded = 0;
  readonly #replicas: Replicas<Lease<C>> | undefined;

  constructor(private readonly options: LeasePoolOptions<C>) {
    const { url, applicationName, replicaUrls = [] } = options;
    if (replicaUrls.length === 0) return;
    const standby = { ...options, replicaUrls: [], connectMs: STANDBY_PATIENCE_MS };
    const lenders = replicaUrls.map((at) => new LeasePool({ ...standby, url: at }).#asStandby());
    this.#replicas = new Replicas(lenders, url, applicationName);
  }

  get usage(): PoolUsage {
    return {
      max: this.options.max,
      open: this.#open,
      inUse: this.#open - this.#idle.length,
      waiting: this.#waiting.length,
      overloaded: this.#overloaded,
    };
  }

  /** Where `maxStalenessMs` gives more than zero at its first query, a standby answers that is no further behind. */
  open(identity: SessionIdentity, maxStalenessMs: () => number = () => 0): TenantTransaction<C> {
    let borrowed: Promise<Loan<Lease<C>>> | undefined;
    let asOf: Date | null = null;
    let ended = false;
    const running = new Set<Promise<unknown>>();
    const parent = activeContext();
    const session = async () => {
      if (ended) throw new Error('the transaction has ended');
      borrowed ??= this.#borrow(identity, parent, maxStalenessMs());
      const loan = await borrowed;
      asOf = loan.asOf;
      return loan.lease;
    };
    return {
      db: lazily(session, running) as C,
      get asOf() {
        return asOf;
      },
      run: async (sql, values) => {
        const { adapter } = await session();
        await inSqlSpan(sql, parent, () => adapter.query({ text: sql, values: [...values] })).catch(
          (error: unknown) => {
            throw adapter.fault ?? error;
          },
        );
      },
      end: async (outcome) => {
        ended = true;
        if (borrowed === undefined) return;
        // An execution that failed early can leave calls under way: none may reach the next borrower's transaction.
        while (running.size > 0) await Promise.allSettled(running);
        const loan = await borrowed.catch(() => undefined);
        await loan?.end(outcome);
      },
    };
  }

  /** Rejects when the database does not answer. */
  async check(): Promise<void> {
    const transaction = this.open({ tenant: null, subject: 'health' });
    try {
      await (transaction.db as { $queryRawUnsafe(sql: string): Promise<unknown> }).$queryRawUnsafe('SELECT 1');
    } finally {
      await transaction.end('rollback');
    }
  }

  /** Closes idle connections now and lent ones as they come back; nobody gets a new one. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { fail } of this.#waiting.splice(0)) fail(new UnavailableError());
    await Promise.all([...this.#idle.splice(0).map((lease) => this.#discard(lease)), this.#replicas?.close()]);
  }

  async #borrow(
    identity: SessionIdentity,
    parent: Context | undefined,
    maxStalenessMs: number,
  ): Promise<Loan<Lease<C>>> {
    const loan = maxStalenessMs > 0 ? await this.#replicas?.borrow(identity, parent, maxStalenessMs) : null;
    if (loan) return loan;
    const { lease } = await this.#begin(parent, { text: beginAs(identity) }, this.options.max);
    return { lease, asOf: null, end: (outcome) => this.#end(lease, outcome) };
  }

  #asStandby(): Lender<Lease<C>> {
    return {
      lend: async (identity, parent) => {
        const begin: TimedQuery = {
          text: `${beginAs(identity, ' READ ONLY')}; ${OF_ITSELF}`,
          query_timeout: STANDBY_PATIENCE_MS,
        };
        const { lease, said } = await this.#begin(parent, begin, 1);
        const end = (outcome: 'commit' | 'rollback') => this.#end(lease, outcome);
        try {
          return { lease, end, ...ofItself(said) };
        } catch (error) {
          await end('rollback');
          throw error;
        }
      },
      close: () => this.close(),
    };
  }

  async #begin(
    parent: Context | undefined,
    begin: pg.QueryConfig,
    retries: number,
  ): Promise<{ lease: Lease<C>; said: unknown }> {
    // A connection that died while idle shows only when it is used: another one is tried, but not for ever.
    for (let attempt = 0; ; attempt++) {
      const lease = await this.#take();
      try {
        lease.adapter.parent = parent;
        lease.adapter.fault = null;
        // Shown as BEGIN alone: what it sets says who asks.
        const said: unknown = await inSqlSpan('BEGIN', parent, () => lease.adapter.query(begin));
        return { lease, said };
      } catch (error) {
        lease.broken = true;
        this.#give(lease);
        if (attempt >= retries) throw new UnavailableError({ cause: error });
      }
    }
  }

  async #end(lease: Lease<C>, outcome: 'commit' | 'rollback'): Promise<void> {
    const { adapter } = lease;
    const send = (statement: string) => inSqlSpan(statement, adapter.parent, () => adapter.query(statement));
    try {
      if (outcome === 'rollback') {
        // What cannot be told to end ends with its connection.
        await send('ROLLBACK').catch(() => {
          lease.broken = true;
        });
        return;
      }
      // Known to be gone before: nothing was sent.
      if (lease.broken || adapter.fault instanceof UnavailableError) throw adapter.fault ?? new UnavailableError();
      const { command } = await send('COMMIT').catch((error: unknown) => {
        lease.broken = true;
        const fault = sessionFault(error);
        throw fault instanceof UnavailableError ? new UnsureError({ cause: error }) : (fault ?? error);
      });
      // PostgreSQL answers COMMIT of a transaction in which a statement failed with ROLLBACK.
      if (command === 'ROLLBACK') throw adapter.fault ?? new Error('the transaction was rolled back');
    } finally {
      this.#give(lease);
    }
  }

  async #take(): Promise<Lease<C>> {
    if (this.#closed) throw new UnavailableError();
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#open >= this.options.max) return this.#wait();
    try {
      return await this.#connect();
    } catch (error) {
      if (!(error instanceof OverloadedError) || this.#open === 0) throw error;
      // The server gives no more of them: one of our own will do.
      return this.#idle.pop() ?? this.#wait();
    }
  }

  #wait(): Promise<Lease<C>> {
    return new Promise<Lease<C>>((resolve, reject) => {
      let over = false;
      const waiter: Waiter<C> = {
        give: (lease) => {
          // Whoever waited for it has gone meanwhile.
          if (over) this.#give(lease);
          else resolve(lease);
          over = true;
          clearTimeout(timer);
        },
        fail: (error) => {
          over = true;
          clearTimeout(timer);
          reject(error);
        },
      };
      const timer = setTimeout(() => {
        const place = this.#waiting.indexOf(waiter);
        if (place !== -1) this.#waiting.splice(place, 1);
        this.#overloaded++;
        waiter.fail(new OverloadedError());
      }, this.options.maxWaitMs);
      this.#waiting.push(waiter);
    });
  }

  async #connect(): Promise<Lease<C>> {
    this.#open++;
    const { url, schema, createClient, applicationName, maxWaitMs, connectMs = maxWaitMs } = this.options;
    const connection = new pg.Client({
      connectionString: url,
      application_name: applicationName,
      connectionTimeoutMillis: connectMs,
      // A statement that hangs, or a borrower that forgets to end, must not keep a connection for ever.
      statement_timeout: STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: 2 * STATEMENT_TIMEOUT_MS,
    });
    const adapter = new LeasedPg(connection, schema);
    const lease: Lease<C> = { connection, adapter, client: createClient(adapter), broken: false };
    // Without a listener, a connection that is cut while idle would end the process.
    connection.on('error', () => {
      lease.broken = true;
      const index = this.#idle.indexOf(lease);
      if (index !== -1) {
        this.#idle.splice(index, 1);
        void this.#discard(lease);
      }
    });
    try {
      await connection.connect();
      // Prisma's adapter takes every instant for one of UTC, whatever offset PostgreSQL writes it with. Servers that compile
      // statements (Debian's do) would take seconds to, again for each transaction, over what adds figures up in milliseconds.
      await connection.query("SET TIME ZONE 'UTC'; SET jit = off");
      return lease;
    } catch (error) {
      this.#open--;
      // It may have come about, and failed at its first statement.
      void connection.end().catch(() => {});
      if (codeOf(error) === TOO_MANY_CONNECTIONS) throw this.#full(error);
      this.#replace();
      throw new UnavailableError({ cause: error });
    }
  }

  #give(lease: Lease<C>): void {
    if (lease.broken || this.#closed) {
      void this.#discard(lease);
      return;
    }
    const waiter = this.#waiting.shift();
    if (waiter) waiter.give(lease);
    else this.#idle.push(lease);
  }

  async #discard(lease: Lease<C>): Promise<void> {
    this.#open--;
    this.#replace();
    await lease.connection.end().catch(() => {});
  }

  /** A place became free without a connection to hand on: whoever waits longest gets a new one. */
  #replace(): void {
    const waiter = this.#closed ? undefined : this.#waiting.shift();
    if (waiter === undefined) return;
    this.#connect().then(waiter.give, (error: Error) => {
      const idle = this.#idle.pop();
      if (idle !== undefined) waiter.give(idle);
      else if (error instanceof OverloadedError && this.#open > 0) this.#waiting.unshift(waiter);
      else waiter.fail(error);
    });
  }

  /** The server has no session left. Whoever waits for one of ours goes on waiting; where there is none, everyone is told at once. */
  #full(cause: unknown): OverloadedError {
    if (this.#open === 0) {
      const refused = this.#waiting.splice(0);
      this.#overloaded += refused.length + 1;
      for (const { fail } of refused) fail(new OverloadedError({ cause }));
    }
    return new OverloadedError({ cause });
  }
}
