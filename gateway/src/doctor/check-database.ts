import { assertSafeRole } from '@thi-dua/prisma/assert-safe-role';
import { connect } from '@thi-dua/prisma/connect';
import { type HistoryState, historyState } from '@thi-dua/prisma/pending';
import { SERVICES } from '@thi-dua/prisma/services';
import { loginOf } from '@thi-dua/prisma/urls';
import { checkDrift } from './check-drift.js';
import { type Finding, fail, messageOf, ok, warn } from './finding.js';

type Client = Awaited<ReturnType<typeof connect>>;

/** Identities live thirty seconds between gateway and services, tokens have five of tolerance. */
const SKEW_WARN_MS = 1000;
const SKEW_FAIL_MS = 5000;
/** Whoever migrates, backs up and looks needs some as well. */
const SPARE_CONNECTIONS = 20;

/** Everything about a database that serves, or is to: read through the administrator's login, changed by nothing here. */
export async function checkDatabase(urls: { admin: string; app: string }, sessions: number): Promise<Finding[]> {
  let client: Client;
  try {
    client = await connect(urls.admin);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === '3D000';
    return [
      missing
        ? fail('database', 'The database in DATABASE_URL does not exist yet.', 'Run "npm run migrate": it makes it.')
        : fail('database', messageOf(error), 'See to it first; what depends on the database was not looked at.'),
    ];
  }
  try {
    const { rows } = await client.query<{ version: string }>("SELECT current_setting('server_version') AS version");
    return [
      ok('database', `PostgreSQL ${rows[0]?.version} answers.`),
      ...(await checkTables(client, loginOf(urls.app).role)),
      await checkRole(urls.app),
      await checkClock(client),
      await checkRoom(client, sessions),
    ];
  } finally {
    await client.end();
  }
}

/** What is another version's, or not finished, is not held against what this version makes. */
async function checkTables(client: Client, app: string): Promise<Finding[]> {
  const migrations = await checkMigrations(client);
  const comparable = migrations.every(({ state }) => state === 'ok');
  return comparable ? [...migrations, ...(await checkDrift(client, app))] : migrations;
}

async function checkMigrations(client: Client): Promise<Finding[]> {
  const found: { service: string; state: HistoryState | null }[] = [];
  for (const service of SERVICES) found.push({ service, state: await historyState(client, service) });
  const named = (part: keyof HistoryState) =>
    found.flatMap(({ service, state }) => (state?.[part] ?? []).map((name) => `${service}/${name}`));
  const never = found.filter(({ state }) => state === null).map(({ service }) => service);
  const [pending, altered, unknown, broken] = [named('pending'), named('altered'), named('unknown'), named('broken')];
  const findings: Finding[] = [];
  if (broken.length > 0)
    findings.push(
      fail(
        'migrations',
        `Begun and not finished: ${broken.join(', ')}.`,
        'Run "npm run migrate", and read what it says.',
      ),
    );
  if (altered.length > 0)
    findings.push(
      fail(
        'migrations',
        `Altered since they were applied: ${altered.join(', ')}.`,
        'Check out the version that was deployed: a migration is never altered, a new one is added.',
      ),
    );
  if (never.length > 0 || pending.length > 0)
    findings.push(
      fail(
        'migrations',
        `Not applied: ${[...never.map((service) => `all of ${service}`), ...pending].join(', ')}.`,
        'Run "npm run migrate"; "npm start" does the same first.',
      ),
    );
  if (unknown.length > 0)
    findings.push(
      warn(
        'migrations',
        `The database has migrations of a newer version: ${unknown.join(', ')}.`,
        'In the course of an upgrade that is as it should be; otherwise start that version.',
      ),
    );
  return findings.length > 0 ? findings : [ok('migrations', 'All are applied, as they are written.')];
}

async function checkRole(appUrl: string): Promise<Finding> {
  try {
    await assertSafeRole(appUrl);
    return ok('role', 'The login that serves is confined by row-level security, which is forced on every table.');
  } catch (error) {
    return fail('role', messageOf(error), 'Nothing serves with such a login. Correct it, or APP_DATABASE_URL.');
  }
}

async function checkClock(client: Client): Promise<Finding> {
  const before = Date.now();
  const { rows } = await client.query<{ ms: number }>(
    'SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS ms',
  );
  const after = Date.now();
  const skew = Math.round((rows[0]?.ms ?? 0) - (before + after) / 2);
  return judgeClock(skew);
}

/** How far the database's clock may be ahead of ours, or behind, in milliseconds. */
export function judgeClock(skewMs: number): Finding {
  const says = `The database's clock is ${Math.abs(skewMs)} ms ${skewMs < 0 ? 'behind' : 'ahead of'} this machine's.`;
  const todo = 'Let both machines take their time from the same source (NTP).';
  if (Math.abs(skewMs) > SKEW_FAIL_MS) return fail('clock', says, todo);
  return Math.abs(skewMs) > SKEW_WARN_MS ? warn('clock', says, todo) : ok('clock', says);
}

async function checkRoom(client: Client, sessions: number): Promise<Finding> {
  const { rows } = await client.query<{ most: number }>("SELECT current_setting('max_connections')::int AS most");
  const most = rows[0]?.most ?? 0;
  const wanted = sessions * SERVICES.length;
  const says = `One process of each service takes up to ${wanted} of the database's ${most} connections.`;
  return wanted + SPARE_CONNECTIONS > most
    ? warn('connections', says, 'Lower SESSIONS, or raise max_connections.')
    : ok('connections', says);
}
