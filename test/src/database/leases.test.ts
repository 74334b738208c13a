import { setTimeout } from 'node:timers/promises';
import { connect } from '@thi-dua/prisma/connect';
import { OverloadedError } from '@thi-dua/prisma/errors';
import { PrismaClient } from '@thi-dua/prisma/generated/localities/client';
import { LeasePool } from '@thi-dua/prisma/leases';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';

const { appUrl, adminUrl } = await testDatabase();

const pool = (over: { max?: number; maxWaitMs?: number } = {}) => {
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
    const shared = pool({ max: 3 });
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

  test('replaces a connection that the server cut', async () => {
    const shared = pool({ max: 2 });
    const transaction = shared.open(as('ha-noi'));
    const [row] = await transaction.db.$queryRawUnsafe<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
    const admin = await connect(adminUrl);
    await admin.query('SELECT pg_terminate_backend($1)', [row?.pid]);
    await admin.end();
    await expect(transaction.end('commit')).rejects.toThrow();
    const next = shared.open(as('ha-noi'));
    expect(await notes(next.db)).toHaveLength(1);
    await next.end('commit');
  });
});
