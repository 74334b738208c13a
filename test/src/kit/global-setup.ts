import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@thi-dua/prisma/connect';
import { startEmbedded } from '@thi-dua/prisma/embedded/server';
import { migrate } from '@thi-dua/prisma/migrate';
import { APP, type Login, OPERATOR } from '@thi-dua/prisma/roles';
import { seed } from '@thi-dua/prisma/seed/seed';
import { withDatabase } from '@thi-dua/prisma/urls';
import type { TestProject } from 'vitest/node';
import { externalDatabaseUrl } from './env.js';

export interface TestServer {
  adminUrl: string;
  /** Migrated and seeded; copied for each test file. */
  template: string;
  app: Login;
  operator: Login;
}

declare module 'vitest' {
  export interface ProvidedContext {
    server: TestServer;
  }
}

/** One server a run: the embedded one in a folder of its own, or the one that DATABASE_URL names. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = externalDatabaseUrl();
  const template = `thi_dua_test_${randomBytes(6).toString('hex')}`;
  const { url, logins, stop } = external === undefined ? await embedded() : own(external);
  const adminUrl = url(template);
  try {
    await migrate({ adminUrl, ...logins });
    const operatorUrl = new URL(adminUrl);
    operatorUrl.username = logins.operator.role;
    operatorUrl.password = logins.operator.password;
    await seed(operatorUrl.toString());
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('server', { adminUrl, template, ...logins });
  return async () => {
    const admin = await connect(url('postgres'));
    const { rows } = await admin.query<{ name: string }>(
      `SELECT datname AS name FROM pg_database WHERE datname LIKE $1`,
      [`${template}%`],
    );
    for (const { name } of rows)
      await admin.query(`DROP DATABASE IF EXISTS ${admin.escapeIdentifier(name)} WITH (FORCE)`);
    await admin.end();
    await stop();
  };
}

async function embedded() {
  const dataDir = mkdtempSync(join(tmpdir(), 'thi-dua-test-'));
  // Run as root, the server works under another account, which must be able to enter.
  chmodSync(dataDir, 0o755);
  const server = await startEmbedded({ dataDir });
  return {
    url: (database: string) => server.url('admin', database),
    logins: server.logins,
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function own(externalUrl: string) {
  // Logins of the tests' own: whoever serves from this machine keeps its passwords.
  const login = (role: string): Login => ({ role: `${role}_test`, password: randomBytes(18).toString('base64url') });
  return {
    url: (database: string) => withDatabase(externalUrl, database),
    logins: { app: login(APP), operator: login(OPERATOR) },
    stop: async () => {},
  };
}
