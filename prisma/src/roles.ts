import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';
import { OperatorError } from './errors.js';

/** Owns every schema and table; nobody logs in as it. Not exempt from row-level security. */
export const OWNER = 'thi_dua_owner';
/** Migrates, seeds, backs up, verifies: exempt from row-level security. */
export const OPERATOR = 'thi_dua_operator';
/** Owns the functions that add up figures across tenants, and nothing else; nobody logs in as it. */
export const ROLLUP = 'thi_dua_rollup';
/** Works off the queue of jobs, and nothing else: the login that serves becomes it for that, and never while it serves. */
export const WORKER = 'thi_dua_worker';
/** Serves: neither owner, nor superuser, nor exempt from anything. */
export const APP = 'thi_dua_app';

export interface Login {
  role: string;
  password: string;
}

/** Roles belong to the whole server, which no advisory lock of one database guards: whoever loses a race tries again. */
export async function untilUncontended<T>(work: () => Promise<T>, attempts = 10): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      // "tuple concurrently updated", and a role or grant that somebody else has just made.
      if (attempt === attempts || !['XX000', '23505', '42710'].includes(code)) throw error;
      await setTimeout(20 * attempt * Math.random());
    }
  }
}

async function ensureRole(admin: pg.ClientBase, role: string, attributes: string): Promise<void> {
  const name = admin.escapeIdentifier(role);
  const { rowCount } = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  if (rowCount === 0) await admin.query(`CREATE ROLE ${name} ${attributes}`);
}

/** Serialises whatever changes roles or schemas: two processes may start at once. */
export const ADVISORY_LOCK = 7_214_550_117;

/**
 * Creates what is missing of the roles, with an administrator's connection. A login's password is set to the one given,
 * so that it can be changed by configuration.
 */
export async function createRoles(admin: pg.ClientBase, logins: { app: Login; operator: Login | null }): Promise<void> {
  const { rows } = await admin.query<{ super: boolean; createrole: boolean; bypassrls: boolean; version: number }>(
    `SELECT rolsuper AS super, rolcreaterole AS createrole, rolbypassrls AS bypassrls,
       current_setting('server_version_num')::int AS version FROM pg_roles WHERE rolname = current_user`,
  );
  const [me] = rows;
  if (me === undefined || !(me.super || (me.createrole && me.bypassrls))) {
    throw new OperatorError(
      'ADMIN_TOO_WEAK',
      'The login in DATABASE_URL must be a superuser, or have both CREATEROLE and BYPASSRLS: it creates the roles and migrates.',
    );
  }
  const { rows: same } = await admin.query<{ same: boolean }>('SELECT $1 IN (current_user, session_user) AS same', [
    logins.app.role,
  ]);
  if (same[0]?.same) {
    throw new OperatorError(
      'APP_IS_ADMIN',
      'APP_DATABASE_URL names the same login as DATABASE_URL. Name another, which need not exist yet: it serves, and row-level security must confine it.',
    );
  }
  await ensureRole(admin, OWNER, 'NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE');
  await ensureRole(admin, ROLLUP, 'NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE');
  await ensureRole(admin, WORKER, 'NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE');
  await ensureRole(admin, logins.app.role, 'LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOINHERIT');
  const password = (login: Login) =>
    `ALTER ROLE ${admin.escapeIdentifier(login.role)} PASSWORD ${admin.escapeLiteral(login.password)}`;
  await admin.query(password(logins.app));
  if (logins.operator) {
    await ensureRole(admin, logins.operator.role, 'LOGIN NOSUPERUSER BYPASSRLS NOCREATEROLE CREATEDB');
    await admin.query(password(logins.operator));
    await admin.query(`GRANT ${OWNER}, ${ROLLUP} TO ${admin.escapeIdentifier(logins.operator.role)}`);
  }
  // To be become by name alone: what serves has none of its rights.
  const apart = me.version >= 160_000 ? ' WITH INHERIT FALSE, SET TRUE' : '';
  await admin.query(`GRANT ${WORKER} TO ${admin.escapeIdentifier(logins.app.role)}${apart}`);
  // The owner hands the roll-up functions to their role; whoever migrates must be able to become the owner.
  await admin.query(`GRANT ${ROLLUP} TO ${OWNER}`);
  await admin.query(`GRANT ${OWNER}, ${ROLLUP} TO CURRENT_USER`);
}
