import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@thi-dua/prisma/connect';
import { migrate } from '@thi-dua/prisma/migrate';
import { seed } from '@thi-dua/prisma/seed/seed';
import { loginOf } from '@thi-dua/prisma/urls';
import { Folder, Postgres, urlAt } from './postgres.js';
import { type Relay, startRelay } from './relay.js';

/** Behind, so that what a standby answers is told from what the primary does. */
const LAG = "recovery_min_apply_delay = '1s'";

/** Two servers, one following the other, behind two addresses; and what whoever looks after them does when one is away. */
export interface Cluster {
  readonly folder: Folder;
  readonly primaryAt: Relay;
  readonly standbyAt: Relay;
  /** An administrator's login on whichever is the primary. */
  readonly adminUrl: string;
  readonly standby: Postgres;
  /** From now on nothing is acknowledged that the standby does not have. */
  synchronise(): Promise<void>;
  killStandby(): Promise<void>;
  returnStandby(): Promise<void>;
  restartPrimary(away: () => Promise<void>): Promise<void>;
  /** The primary is killed, the standby takes its place, and a new one follows it. */
  promote(away: () => Promise<void>): Promise<void>;
  end(): Promise<void>;
}

export async function startCluster(): Promise<Cluster> {
  const folder = new Folder();
  let primary = await Postgres.primary(folder);
  await primary.start();
  const primaryAt = await startRelay(primary.port);
  const adminUrl = urlAt(primaryAt.port, 'postgres');
  await migrate({ adminUrl, app: loginOf(urlAt(primaryAt.port, 'thi_dua_app')) });
  await seed(adminUrl);
  let standby = await Postgres.standbyOf(primary.port, folder, [LAG]);
  await standby.start();
  const standbyAt = await startRelay(standby.port);

  const onPrimary = async <Row extends object>(sql: string): Promise<Row[]> => {
    const client = await connect(adminUrl);
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const nameStandbys = async (names: string) => {
    await onPrimary(`ALTER SYSTEM SET synchronous_standby_names = '${names}'`);
    await onPrimary('SELECT pg_reload_conf()');
  };
  const until = async (what: string, sql: string) => {
    for (const end = Date.now() + 60_000; Date.now() < end; await sleep(50))
      if ((await onPrimary(sql)).length > 0) return;
    throw new Error(`the standby is not ${what} in time`);
  };
  const synchronise = async () => {
    await until('near', "SELECT FROM pg_stat_replication WHERE state = 'streaming'");
    await nameStandbys('standby');
    await until('synchronous', "SELECT FROM pg_stat_replication WHERE sync_state = 'sync' AND state = 'streaming'");
  };
  return {
    folder,
    primaryAt,
    standbyAt,
    adminUrl,
    get standby() {
      return standby;
    },
    synchronise,
    async killStandby() {
      standby.kill();
      // Whoever commits waits until it is said that nobody is waited for.
      await sleep(300);
      await nameStandbys('');
    },
    async returnStandby() {
      await standby.start();
      await synchronise();
    },
    async restartPrimary(away) {
      primary.stop();
      await away();
      await primary.start();
    },
    async promote(away) {
      primary.kill();
      // Of what was killed some may still answer those who are connected: they are sent away first.
      primaryAt.turnTo(null);
      await away();
      standby.promote();
      primary = standby;
      primaryAt.turnTo(primary.port);
      standby = await Postgres.standbyOf(primary.port, folder, [LAG]);
      await standby.start();
      standbyAt.turnTo(standby.port);
      await synchronise();
    },
    async end() {
      await Promise.all([primaryAt.close(), standbyAt.close()]);
      primary.kill();
      standby.kill();
      await sleep(500);
      folder.remove();
    },
  };
}
