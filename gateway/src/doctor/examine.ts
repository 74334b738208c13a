import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peekEmbedded } from '@thi-dua/prisma/embedded/peek';
import { type GatewayEnv, subgraphUrls } from '../env.js';
import { checkDatabase } from './check-database.js';
import { checkFolder } from './check-disk.js';
import { checkReplicas } from './check-replicas.js';
import { checkIssuer, checkKeys, checkServices, checkSupergraph } from './check-surroundings.js';
import { type Finding, ok } from './finding.js';

/** Looks at everything that has to be right before and while the system runs. Changes nothing. */
export async function examine(env: GatewayEnv): Promise<Finding[]> {
  return [
    ok('configuration', 'The environment is complete and consistent.'),
    ...(await databaseOf(env)),
    ...foldersOf(env).map(([name, folder]) => checkFolder(name, folder)),
    ...checkKeys(env),
    await checkIssuer(env),
    ...(await checkServices(env)),
    await checkSupergraph(),
  ];
}

async function databaseOf(env: GatewayEnv): Promise<Finding[]> {
  const { DATABASE_URL: admin, APP_DATABASE_URL: app, APP_REPLICA_URLS: replicas = [] } = env;
  if (admin !== undefined && app !== undefined) {
    const findings = await checkDatabase({ admin, app }, env.SESSIONS);
    // Whether a standby is near can be said of a primary that answers.
    const answers = findings.some(({ check, state }) => check === 'database' && state === 'ok');
    return answers && replicas.length > 0 ? [...findings, ...(await checkReplicas(admin, replicas))] : findings;
  }
  if (subgraphUrls(env) !== null) return [ok('database', 'It is the business of the services, each on its own.')];
  const embedded = peekEmbedded(env.DATA_DIR, 'thi_dua');
  if (embedded === 'none yet') return [ok('database', 'The embedded one is made by the first start.')];
  if (embedded === 'stopped') return [ok('database', 'The embedded one is stopped; "npm start" starts it.')];
  return checkDatabase(embedded, env.SESSIONS);
}

const foldersOf = (env: GatewayEnv): [string, string][] => [
  ['DATA_DIR', env.DATA_DIR],
  ['EXPORT_DIR', env.EXPORT_DIR ?? join(env.DATA_DIR, 'exports')],
  ...(env.DOSSIER_S3_BUCKET === undefined
    ? [['DOSSIER_DIR', env.DOSSIER_DIR ?? join(env.DATA_DIR, 'dossier')] satisfies [string, string]]
    : []),
  ['TMPDIR', tmpdir()],
];
