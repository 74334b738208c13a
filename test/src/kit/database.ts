import { randomBytes } from 'node:crypto';
import { connect } from '@thi-dua/prisma/connect';
import type { Login } from '@thi-dua/prisma/roles';
import { withDatabase } from '@thi-dua/prisma/urls';
import { afterAll, inject } from 'vitest';

export interface TestDatabase {
  /** Confined by row-level security, as in service. */
  appUrl: string;
  /** Exempt from it: to prepare and to look behind. */
  operatorUrl: string;
  adminUrl: string;
}

const as = (url: string, login: Login): string => {
  const other = new URL(url);
  other.username = login.role;
  other.password = login.password;
  return other.toString();
};

/** A migrated and seeded database of the calling file's own, gone when the file is done. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('server');
  const name = `${server.template}_${randomBytes(4).toString('hex')}`;
  const admin = await connect(withDatabase(server.adminUrl, 'postgres'));
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${server.template}`);
  afterAll(async () => {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
  });
  const adminUrl = withDatabase(server.adminUrl, name);
  return { adminUrl, appUrl: as(adminUrl, server.app), operatorUrl: as(adminUrl, server.operator) };
}
