import { connect } from '@thi-dua/prisma/connect';
import { withoutPassword } from '@thi-dua/prisma/urls';
import { type Finding, fail, messageOf, ok, warn } from './finding.js';

/** What a standby may have left to replay before it is worth a look: a segment of the log. */
const WARN_BYTES = 16 * 1024 ** 2;
const TODO = 'Reads that allow it go to the primary meanwhile.';

/** Whether each is a standby of the primary, and how much of its log it has yet to replay. */
export async function checkReplicas(adminUrl: string, replicaUrls: readonly string[]): Promise<Finding[]> {
  const primary = await connect(adminUrl);
  try {
    const { rows } = await primary.query<{ at: string }>('SELECT pg_current_wal_lsn()::text AS at');
    const findings: Finding[] = [];
    for (const url of replicaUrls) findings.push(await checkReplica(url, rows[0]?.at ?? '0/0'));
    return findings;
  } finally {
    await primary.end();
  }
}

async function checkReplica(url: string, primaryAt: string): Promise<Finding> {
  const at = withoutPassword(url);
  try {
    const standby = await connect(url);
    try {
      const { rows } = await standby.query<{ replays: boolean; behind: string | null; beats: boolean }>(
        `SELECT pg_is_in_recovery() AS replays, pg_wal_lsn_diff($1, pg_last_wal_replay_lsn())::text AS behind,
           to_regclass('map.heartbeat') IS NOT NULL AS beats`,
        [primaryAt],
      );
      const { replays = false, behind = null, beats = false } = rows[0] ?? {};
      if (!replays) return fail('replicas', `${at} is no standby: nothing is read there.`, 'Correct APP_REPLICA_URLS.');
      if (!beats) return warn('replicas', `${at} does not have all migrations yet: nothing is read there.`, TODO);
      const says = `${at} is a standby, ${Math.max(0, Number(behind ?? 0))} bytes of log behind.`;
      return Number(behind ?? 0) > WARN_BYTES ? warn('replicas', says, TODO) : ok('replicas', says);
    } finally {
      await standby.end();
    }
  } catch (error) {
    return warn('replicas', messageOf(error), TODO);
  }
}
