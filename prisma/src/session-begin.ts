import pg from 'pg';
import { z } from 'zod';

/** Whose rows a transaction may see; row-level security reads it. A null tenant sees nothing. */
export interface SessionIdentity {
  tenant: string | null;
  subject: string;
}

/** The session of one borrower, opened in one round trip: row-level security reads what it sets, on a standby as anywhere. */
export const beginAs = (identity: SessionIdentity, mode = '') =>
  `BEGIN${mode}; SELECT set_config('app.tenant', ${pg.escapeLiteral(identity.tenant ?? '')}, true),
     set_config('app.subject', ${pg.escapeLiteral(identity.subject)}, true)`;

/** What a standby says of itself in the same round trip, before the snapshot of whatever is asked of it. */
export const OF_ITSELF =
  'SELECT pg_is_in_recovery() AS "inRecovery", floor(extract(epoch FROM beat_at) * 1000)::float8 AS "beatMs" FROM map.heartbeat';

const OfItself = z.object({ rows: z.tuple([z.object({ inRecovery: z.boolean(), beatMs: z.number() })]) });

export function ofItself(results: unknown): { inRecovery: boolean; beat: Date } {
  const [{ inRecovery, beatMs }] = OfItself.parse(z.array(z.unknown()).parse(results).at(-1)).rows;
  return { inRecovery, beat: new Date(beatMs) };
}
