import type { TenantTransaction } from '@thi-dua/prisma/leases';
import type { SessionIdentity } from '@thi-dua/prisma/session-begin';
import { keyOfSubject } from '../api-key.js';
import type { Caller } from '../caller.js';
import type { ServiceName } from '../identity.js';
import type { Log } from '../log.js';
import type { AuditNote } from './trail.js';

/** Whom an entry names. */
export type Actor = Pick<Caller, 'tenant' | 'subject'>;

type Transaction = Pick<TenantTransaction<unknown>, 'run' | 'end'>;

export interface AuditWriter {
  /** In the transaction of what it tells of: either both are kept or neither. */
  within(transaction: Transaction, caller: Actor, notes: readonly AuditNote[]): Promise<void>;
  /**
   * Of what left nothing behind itself, in a transaction of its own, which does not wait for the disk: a crash of the database
   * can take refusals of its last second along. Never throws; what cannot be written is in the log of the process.
   */
  apart(caller: Actor, notes: readonly AuditNote[]): Promise<void>;
}

export interface AuditWriterOptions {
  service: ServiceName;
  pool: { open(identity: SessionIdentity): Transaction };
  log: Log;
  /** Called where a refusal could not be entered. */
  lost: () => void;
}

export function auditWriter({ service, pool, log, lost }: AuditWriterOptions): AuditWriter {
  const values = ({ subject }: Actor, notes: readonly AuditNote[]) => [
    service,
    keyOfSubject(subject),
    JSON.stringify(notes),
  ];
  return {
    async within(transaction, caller, notes) {
      if (notes.length > 0) await transaction.run('SELECT audit.note($1, $2, $3)', values(caller, notes));
    },
    async apart(caller, notes) {
      if (notes.length === 0) return;
      const { tenant, subject } = caller;
      const transaction = pool.open({ tenant, subject });
      try {
        await transaction.run(
          "SELECT set_config('synchronous_commit', 'off', true), audit.note($1, $2, $3)",
          values(caller, notes),
        );
        await transaction.end('commit');
      } catch (error) {
        await transaction.end('rollback').catch(() => {});
        lost();
        log.error({ err: error, tenant, subject, notes }, 'refused, but not entered into the audit log');
      }
    },
  };
}
