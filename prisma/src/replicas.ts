import type { Context } from '@opentelemetry/api';
import { OverloadedError } from './errors.js';
import { Heartbeat } from './heartbeat.js';
import type { SessionIdentity } from './session-begin.js';

/** A connection that is inside its borrower's transaction. */
export interface Loan<L> {
  readonly lease: L;
  /** As of when it reads, at the latest, where that is a standby; everything committed before is there. */
  readonly asOf: Date | null;
  end(outcome: 'commit' | 'rollback'): Promise<void>;
}

/** A pool of connections to one standby. */
export interface Lender<L> {
  /** In a transaction that can change nothing, with what the standby says of itself. */
  lend(
    identity: SessionIdentity,
    parent: Context | undefined,
  ): Promise<Omit<Loan<L>, 'asOf'> & { inRecovery: boolean; beat: Date }>;
  close(): Promise<void>;
}

/** How long one that failed is left alone, in milliseconds. */
const REST_MS = 2000;

/** Standbys of one primary, asked in turn, each for no more than it can say how old it is. */
export class Replicas<L> {
  readonly #heartbeat: Heartbeat;
  readonly #rested = new Map<Lender<L>, number>();
  #next = 0;

  constructor(
    private readonly lenders: readonly Lender<L>[],
    primaryUrl: string,
    applicationName: string,
  ) {
    this.#heartbeat = new Heartbeat(primaryUrl, applicationName);
  }

  /**
   * A session on a standby that is at most so far behind; null where none is: the primary answers then. One that is busy
   * is no such reason: what standbys are to take off the primary would all come back to it at once.
   */
  async borrow(
    identity: SessionIdentity,
    parent: Context | undefined,
    maxStalenessMs: number,
  ): Promise<Loan<L> | null> {
    const first = this.#next++;
    for (let n = 0; n < this.lenders.length; n++) {
      const lender = this.lenders[(first + n) % this.lenders.length];
      if (lender === undefined || this.#isLeftAlone(lender)) continue;
      try {
        const { lease, end, inRecovery, beat } = await lender.lend(identity, parent);
        const age = this.#heartbeat.ageOf(beat);
        // One that was promoted may go its own way: what counts is at the primary's address.
        if (inRecovery && age !== null && age <= maxStalenessMs) return { lease, end, asOf: beat };
        await end('rollback');
      } catch (error) {
        // Whoever waited in vain for sessions that do not come about waited for one that fails.
        if (error instanceof OverloadedError && !this.#isLeftAlone(lender)) throw error;
        this.#rested.set(lender, performance.now() + REST_MS);
      }
    }
    return null;
  }

  #isLeftAlone(lender: Lender<L>): boolean {
    return (this.#rested.get(lender) ?? 0) > performance.now();
  }

  async close(): Promise<void> {
    await Promise.all([this.#heartbeat.close(), ...this.lenders.map((lender) => lender.close())]);
  }
}
