import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyLogs } from '@thi-dua/awards/verify-log/broken-chains';
import { verifyRollUps } from '@thi-dua/indicators/verify-rollups/roll-up-differences';
import { backup } from '@thi-dua/prisma/backup/backup';
import { restore } from '@thi-dua/prisma/backup/restore';
import { connect } from '@thi-dua/prisma/connect';
import { migrate } from '@thi-dua/prisma/migrate';
import { seed } from '@thi-dua/prisma/seed/seed';
import { loginOf } from '@thi-dua/prisma/urls';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { ask, callerOf, campaigns, localities } from '../kit/services.js';
import { absent, BIN, ownServer } from './own-server.js';

// Skipped where the machine has no PostgreSQL 15 of Debian's: npm brings a server without pg_dump and pg_restore.
describe.skipIf(absent !== undefined)(
  `a backup of a database in use${absent === undefined ? '' : ` (skipped: ${absent})`}`,
  () => {
    test('makes the same database on another server, verified and with the same answers', async () => {
      vi.stubEnv('PG_BIN', BIN);
      const folder = mkdtempSync(join(tmpdir(), 'thi-dua-backup-'));
      afterAll(() => rmSync(folder, { recursive: true, force: true }));
      const [before, after] = [await ownServer(), await ownServer()];
      const urls = (url: (database: string) => string, password: string) => ({
        admin: url('thi_dua'),
        app: url('thi_dua').replace('postgres:x@', `thi_dua_app:${password}@`),
      });
      const [old, fresh] = [urls(before, 'one'), urls(after, 'two')];
      await migrate({ adminUrl: old.admin, app: loginOf(old.app) });
      await seed(old.admin);
      const title = 'Kế hoạch trước khi sao lưu';
      const made = await ask(
        campaigns(old.app),
        callerOf('cao-bang'),
        'mutation ($input: CreatePlanInput!) { createPlan(input: $input) { errors { code } } }',
        {
          input: {
            tenant: 'cao-bang',
            movement: 'VNN-2021-2025',
            title,
            document: { type: 'KẾ HOẠCH', issuer: 'x', issuedOn: '2023-03-03' },
          },
        },
      );
      expect(made).toMatchObject({ data: { createPlan: { errors: [] } } });

      const file = join(folder, 'thi-dua.dump');
      await backup(old.admin, file);
      await expect(backup(old.admin, file)).rejects.toMatchObject({ code: 'FILE_EXISTS' });
      await restore(fresh, file);
      await expect(restore(fresh, file)).rejects.toMatchObject({ code: 'NOT_EMPTY' });

      const counts = async (url: string) => {
        const client = await connect(url);
        const { rows } = await client.query<{ table: string }>(
          `SELECT format('%I.%I', schemaname, tablename) AS table FROM pg_tables
         WHERE schemaname IN ('map', 'audit', 'localities', 'indicators', 'campaigns', 'awards') AND tablename <> '_prisma_migrations' ORDER BY 1`,
        );
        const found: Record<string, unknown> = {};
        for (const { table } of rows) {
          const { rows: sums } = await client.query(
            `SELECT count(*)::int AS rows, coalesce(sum(hashtextextended(t::text, 0)), 0)::text AS sum FROM ${table} t`,
          );
          found[table] = sums[0];
        }
        const rollUps = await verifyRollUps(client);
        const logs = await verifyLogs(client);
        await client.end();
        return { found, rollUps, logs };
      };
      const [was, is] = [await counts(old.admin), await counts(fresh.admin)];
      expect(Object.keys(is.found).length).toBeGreaterThan(50);
      expect(is).toEqual(was);
      expect(is.logs.broken).toEqual([]);
      expect(is.rollUps.differences).toEqual([]);

      // The restored one serves as the other did, confined as the other was.
      for (const tenant of ['cao-bang', 'thanh-xuan']) {
        const plans = '{ plans(first: 100) { totalCount nodes { id title } } }';
        const [then, now] = await Promise.all(
          [old.app, fresh.app].map((url) => ask(campaigns(url), callerOf(tenant), plans)),
        );
        expect(now).toEqual(then);
        expect(JSON.stringify(now).includes(title)).toBe(tenant === 'cao-bang');
      }
      const log =
        '{ auditLog(from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z") { nodes { action outcome ids } } }';
      const answer = await ask(localities(fresh.app), callerOf('cao-bang'), log);
      expect(answer).toMatchObject({ data: { auditLog: { nodes: [{ action: 'createPlan', outcome: 'CHANGED' }] } } });
    });
  },
);
