import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { connect } from '@thi-dua/prisma/connect';
import { DiskFullError, OverloadedError, UnavailableError, UnsureError } from '@thi-dua/prisma/errors';
import { PrismaClient } from '@thi-dua/prisma/generated/localities/client';
import { LeasePool } from '@thi-dua/prisma/leases';
import { sessionFault } from '@thi-dua/prisma/session-fault';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../kit/database.js';

const { appUrl, adminUrl } = await testDatabase();

const pool = (over: { max?: number; maxWaitMs?: number; replicaUrls?: string[] } = {}) => {
  const made = new LeasePool({
    url: appUrl,
    createClient: (adapter) => new PrismaClient({ adapter }),
    schema: 'localities',
    max: 4,
    maxWaitMs: 5000,
    applicationName: 'leases test',
    ...over,
  });
  afterAll(() => made.close());
  return made;
};
const as = (tenant: string) => ({ tenant, subject: `someone@${tenant}` });
const notes = (db: PrismaClient) => db.$queryRawUnsafe<{ text: string }[]>('SELECT text FROM probe.note ORDER BY text');

beforeAll(async () => {
  const admin = await connect(adminUrl);
  await admin.query(`
    CREATE SCHEMA probe;
    CREATE TABLE probe.note (tenant_id text NOT NULL, text text NOT NULL UNIQUE);
    ALTER TABLE probe.note ENABLE ROW LEVEL SECURITY;
    ALTER TABLE probe.note FORCE ROW LEVEL SECURITY;
    CREATE POLICY own ON probe.note USING (tenant_id = (SELECT map.caller()));
    GRANT USAGE ON SCHEMA probe TO PUBLIC;
    GRANT ALL ON probe.note TO PUBLIC;
    INSERT INTO probe.note VALUES ('ha-noi', 'of Hà Nội'), ('cao-bang', 'of Cao Bằng');`);
  await admin.end();
});

describe('a lent connection', () => {
  test('shows each of many interleaved borrowers its own rows only', async () => {
    const shared = pool({ max: 3, maxWaitMs: 60_000 });
    const look = async (tenant: string) => {
      const transaction = shared.open(as(tenant));
      const rows = await Promise.all([notes(transaction.db), notes(transaction.db)]);
      await transaction.end('commit');
      return rows.map((found) => found.map((row) => row.text));
    };
    const tenants = Array.from({ length: 600 }, (_, i) => ['ha-noi', 'cao-bang', 'nobody'][i % 3] ?? '');
    const seen = await Promise.all(tenants.map(look));
    const expected: Record<string, string[]> = { 'ha-noi': ['of Hà Nội'], 'cao-bang': ['of Cao Bằng'], nobody: [] };
    seen.forEach((rows, i) => {
      expect(rows).toEqual([expected[tenants[i] ?? ''], expected[tenants[i] ?? '']]);
    });
  });

  test('shows nothing where nobody has said who asks', async () => {
    const transaction = pool().open({ tenant: null, subject: 'nobody' });
    expect(await notes(transaction.db)).toEqual([]);
    await transaction.end('commit');
  });

  test("carries nothing of a call that outlives its execution into the next borrower's transaction", async () => {
    const single = pool({ max: 1 });
    const first = single.open(as('ha-noi'));
    const late = expect(
      (async () => {
        await first.db.$queryRawUnsafe('SELECT pg_sleep(0.2)::text');
        return notes(first.db);
      })(),
    ).rejects.toThrow('the transaction has ended');
    await setTimeout(50);
    const ending = first.end('commit');
    const second = single.open(as('cao-bang'));
    expect(await notes(second.db)).toEqual([{ text: 'of Cao Bằng' }]);
    await ending;
    await late;
    await second.end('commit');
  });
});

describe('the end of a transaction', () => {
  test('rolled back, leaves nothing behind', async () => {
    const transaction = pool().open(as('ha-noi'));
    await transaction.db.$executeRawUnsafe(`INSERT INTO probe.note VALUES ('ha-noi', 'never')`);
    await transaction.end('rollback');
    const after = pool().open(as('ha-noi'));
    expect(await notes(after.db)).toEqual([{ text: 'of Hà Nội' }]);
    await after.end('commit');
  });

  test('after a failed statement, cannot be taken for a commit', async () => {
    const shared = pool();
    const transaction = shared.open(as('ha-noi'));
    await transaction.db.$executeRawUnsafe(`INSERT INTO probe.note VALUES ('ha-noi', 'half')`);
    await expect(transaction.db.$queryRawUnsafe('SELECT 1/0')).rejects.toThrow();
    await expect(transaction.end('commit')).rejects.toThrow('rolled back');
    const after = shared.open(as('ha-noi'));
    expect(await notes(after.db)).toEqual([{ text: 'of Hà Nội' }]);
    await after.end('commit');
  });

  test("holds Prisma's own transactions as savepoints: they end with it, and fail without it", async () => {
    const shared = pool();
    const transaction = shared.open(as('ha-noi'));
    const write = (text: string, fail: boolean) =>
      transaction.db.$transaction(async (inner) => {
        await inner.$executeRawUnsafe(`INSERT INTO probe.note VALUES ('ha-noi', '${text}')`);
        if (fail) throw new Error('changed my mind');
      });
    await write('one', false);
    await expect(write('two', true)).rejects.toThrow('changed my mind');
    expect((await notes(transaction.db)).map((row) => row.text)).toEqual(['of Hà Nội', 'one']);
    await transaction.end('rollback');
    const after = shared.open(as('ha-noi'));
    expect(await notes(after.db)).toEqual([{ text: 'of Hà Nội' }]);
    await after.end('commit');
  });
});

describe('a pool', () => {
  test('refuses as overloaded whoever waits beyond the bound, and recovers', async () => {
    const small = pool({ max: 1, maxWaitMs: 100 });
    const holder = small.open(as('ha-noi'));
    await notes(holder.db);
    const waiting = small.open(as('ha-noi'));
    await expect(notes(waiting.db)).rejects.toBeInstanceOf(OverloadedError);
    await waiting.end('rollback');
    await holder.end('commit');
    const later = small.open(as('ha-noi'));
    expect(await notes(later.db)).toHaveLength(1);
    await later.end('commit');
  });

  test('gives what it waited for too long for to the next, and leaves nobody out', async () => {
    const small = pool({ max: 1, maxWaitMs: 200 });
    const holder = small.open(as('ha-noi'));
    await notes(holder.db);
    const late = small.open(as('ha-noi'));
    await expect(notes(late.db)).rejects.toBeInstanceOf(OverloadedError);
    const [first, second] = [small.open(as('ha-noi')), small.open(as('cao-bang'))];
    const read = [notes(first.db), notes(second.db)];
    await holder.end('commit');
    expect(await read[0]).toHaveLength(1);
    await first.end('commit');
    expect(await read[1]).toHaveLength(1);
    await second.end('commit');
    expect(small.usage).toMatchObject({ open: 1, inUse: 0, waiting: 0 });
  });
});

describe('a session that the server ends', () => {
  const pidIn = async (db: PrismaClient) =>
    (await db.$queryRawUnsafe<{ pid: number }[]>('SELECT pg_backend_pid() AS pid'))[0]?.pid;
  const cut = async (pid: number | undefined) => {
    const admin = await connect(adminUrl);
    await admin.query('SELECT pg_terminate_backend($1, 5000)', [pid]);
    await admin.end();
  };
  const write = (db: PrismaClient, text: string) =>
    db.$executeRawUnsafe(`INSERT INTO probe.note VALUES ('ha-noi', '${text}')`);

  test('is one that is not there, whatever is sent first or next; it leaves nothing behind, and another takes its place', async () => {
    const shared = pool({ max: 1 });
    const transaction = shared.open(as('ha-noi'));
    await write(transaction.db, 'lost');
    const running = expect(transaction.db.$queryRawUnsafe('SELECT pg_sleep(30)::text')).rejects.toBeInstanceOf(
      UnavailableError,
    );
    const other = await connect(adminUrl);
    const asleep = `SELECT pid FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(30)%' AND datname = current_database()`;
    await expect.poll(async () => (await other.query(asleep)).rows.length).toBe(1);
    await cut((await other.query<{ pid: number }>(asleep)).rows[0]?.pid);
    await other.end();
    await running;
    await expect(notes(transaction.db)).rejects.toBeInstanceOf(UnavailableError);
    // Nothing was sent that could have been done.
    await expect(transaction.end('commit')).rejects.toBeInstanceOf(UnavailableError);
    const next = shared.open(as('ha-noi'));
    expect(await notes(next.db)).toEqual([{ text: 'of Hà Nội' }]);
    await next.end('commit');
  });

  test('while nothing was under way is found at the next statement, or at the end: of a rollback nobody hears', async () => {
    const shared = pool({ max: 2 });
    for (const act of [
      (transaction: ReturnType<typeof shared.open>) => notes(transaction.db),
      (transaction: ReturnType<typeof shared.open>) => transaction.run('SELECT 1', []),
    ]) {
      const transaction = shared.open(as('ha-noi'));
      await cut(await pidIn(transaction.db));
      await expect(act(transaction)).rejects.toBeInstanceOf(UnavailableError);
      await transaction.end('rollback');
    }
    expect(shared.usage).toMatchObject({ open: 0, waiting: 0 });
  });

  test('by its own commit leaves it open whether that was done', async () => {
    const admin = await connect(adminUrl);
    await admin.query(`CREATE OR REPLACE FUNCTION probe.end_me() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
        $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON probe.note DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        WHEN (NEW.text = 'ends me') EXECUTE FUNCTION probe.end_me()`);
    await admin.end();
    const shared = pool();
    const transaction = shared.open(as('ha-noi'));
    await write(transaction.db, 'ends me');
    await expect(transaction.end('commit')).rejects.toBeInstanceOf(UnsureError);
    const next = shared.open(as('ha-noi'));
    expect(await notes(next.db)).toEqual([{ text: 'of Hà Nội' }]);
    await next.end('commit');
  });

  test('is told from a statement that fails by itself', () => {
    const answered = (code: string, severity = 'ERROR') =>
      Object.assign(new pg.DatabaseError('x', 1, 'error'), { code, severity });
    for (const error of [
      ...['57P01', '57P02', '57P03', '57P05', '08006', '25P03'].map((code) => answered(code)),
      answered('XX000', 'FATAL'),
      answered('53100', 'PANIC'),
      Object.assign(new Error('read'), { code: 'ECONNRESET' }),
      new Error('Connection terminated unexpectedly'),
      new Error('Client has encountered a connection error and is not queryable'),
    ])
      expect(sessionFault(error)).toBeInstanceOf(UnavailableError);
    expect(sessionFault(answered('53100'))).toBeInstanceOf(DiskFullError);
    for (const code of ['57014', '40P01', '40001', '55P03'])
      expect(sessionFault(answered(code))).toBeInstanceOf(OverloadedError);
    for (const error of [answered('23505'), answered('22012'), new TypeError('x')])
      expect(sessionFault(error)).toBeNull();
  });
});

test.each([
  ['takes connections and never answers', false],
  ['answered once and then keeps still', true],
] as const)('a standby that %s is left for the primary, which is then asked at once', async (_what, answersOnce) => {
  const kept = new Set<Socket>();
  const { hostname, port } = new URL(appUrl);
  const relay = createServer((socket) => {
    kept.add(socket);
    if (!answersOnce) return;
    const server = createConnection(Number(port), hostname);
    socket.pipe(server).pipe(socket);
    for (const end of [socket, server]) end.on('error', () => {});
    socket.once('close', () => server.destroy());
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of kept) socket.destroy();
    relay.close();
  });
  const at = new URL(appUrl);
  at.port = String((relay.address() as AddressInfo).port);
  const shared = pool({ replicaUrls: [at.href] });
  const read = async () => {
    const transaction = shared.open(as('ha-noi'), () => 600_000);
    expect(await notes(transaction.db)).toEqual([{ text: 'of Hà Nội' }]);
    expect(transaction.asOf).toBeNull();
    await transaction.end('commit');
  };
  await read();
  for (const socket of kept) socket.unpipe().resume();
  await read();
  const asked = kept.size;
  expect(asked).toBeGreaterThan(0);
  await read();
  expect(kept.size).toBe(asked);
});

describe('a statement that the server gives up', () => {
  const busy = expect.any(OverloadedError);

  test('is told as too busy, as is a commit after it; nothing is kept, and the session serves the next', async () => {
    const single = pool({ max: 1 });
    const transaction = single.open(as('ha-noi'));
    await transaction.db.$executeRawUnsafe(`INSERT INTO probe.note VALUES ('ha-noi', 'given up')`);
    const before = await transaction.db.$queryRawUnsafe<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
    await transaction.run("SELECT set_config('statement_timeout', '50', true)", []);
    await expect(transaction.db.$queryRawUnsafe('SELECT pg_sleep(5)::text')).rejects.toEqual(busy);
    await expect(transaction.end('commit')).rejects.toEqual(busy);
    const next = single.open(as('ha-noi'));
    expect(await notes(next.db)).toEqual([{ text: 'of Hà Nội' }]);
    expect(await next.db.$queryRawUnsafe('SELECT pg_backend_pid() AS pid')).toEqual(before);
    await next.end('commit');
  });

  test('in a deadlock leaves the other one to go on', async () => {
    const shared = pool();
    const [one, other] = [shared.open(as('ha-noi')), shared.open(as('cao-bang'))];
    const lock = ({ db }: typeof one, key: number) => db.$queryRawUnsafe(`SELECT pg_advisory_xact_lock(${key})::text`);
    await lock(one, 1);
    await lock(other, 2);
    const both = [
      { transaction: one, waiting: lock(one, 2) },
      { transaction: other, waiting: lock(other, 1) },
    ];
    const told = await Promise.all(
      both.map(async ({ transaction, waiting }) => {
        const error = await waiting.then(
          () => undefined,
          (reason: unknown) => reason,
        );
        await transaction.end(error === undefined ? 'commit' : 'rollback');
        return error;
      }),
    );
    expect(told.filter((error) => error !== undefined)).toEqual([busy]);
  });
});

describe('a server that gives no further session', () => {
  const limit = async (connections: number) => {
    const admin = await connect(adminUrl);
    await admin.query(`ALTER DATABASE "${new URL(adminUrl).pathname.slice(1)}" CONNECTION LIMIT ${connections}`);
    await admin.end();
  };
  const used = async () => {
    const admin = await connect(adminUrl);
    const { rows } = await admin.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND NOT pid = pg_backend_pid()`,
    );
    await admin.end();
    return rows[0]?.n ?? 0;
  };

  test('is too busy, told at once; with one of its own a pool goes on; all is well as soon as there are more', async () => {
    const shared = pool({ max: 4, maxWaitMs: 5000 });
    const holder = shared.open(as('ha-noi'));
    await notes(holder.db);
    await limit(await used());
    onTestFinished(() => limit(-1));
    // Another one has none of its own.
    const without = pool({ maxWaitMs: 60_000 });
    const refused = Array.from({ length: 6 }, () => without.open(as('ha-noi')));
    for (const asked of await Promise.allSettled(refused.map(({ db }) => notes(db))))
      expect(asked).toMatchObject({ status: 'rejected', reason: expect.any(OverloadedError) });
    expect(without.usage).toMatchObject({ open: 0, waiting: 0, overloaded: 6 });

    const waiting = Array.from({ length: 6 }, () => shared.open(as('ha-noi')));
    const read = waiting.map(async (one) => {
      const rows = await notes(one.db);
      await one.end('commit');
      return rows.length;
    });
    await expect.poll(() => shared.usage.waiting).toBe(6);
    expect(shared.usage.open).toBe(1);
    await holder.end('commit');
    expect(await Promise.all(read)).toEqual(read.map(() => 1));

    await limit(-1);
    const later = without.open(as('cao-bang'));
    expect(await notes(later.db)).toEqual([{ text: 'of Cao Bằng' }]);
    await later.end('commit');
  });
});
