import DataLoader from 'dataloader';
import type { Ledger } from './audit/ledger.js';
import type { Trail } from './audit/trail.js';
import type { Caller } from './caller.js';
import type { Log } from './log.js';
import type { AskPeer } from './peers.js';
import type { RateLimitState } from './rate-limit.js';
import type { KeyPurpose } from './server-key.js';

/** What every resolver of a service gets: one a subgraph execution, never shared between requests. */
export interface Context<Client = unknown> {
  readonly caller: Caller;
  /** The caller's own transaction: row-level security is set for it alone. Opens on first use. */
  readonly db: Client;
  /** The day this execution takes for today, in Vietnam. */
  readonly today: string;
  /**
   * False only in tests that prove row-level security alone confines a caller; every policy asks it
   * through `enforced`. There is no configuration for it.
   */
  readonly policyEnforced: boolean;
  readonly log: Log;
  /** Asks another service for its truth: where a write rests on it, or what is shown. */
  readonly ask: AskPeer;
  /** A key of this server's own for one purpose: the same in every process of it, and after a restart. */
  readonly keyFor: (purpose: KeyPurpose) => Uint8Array;
  /** What the caller may still spend, where the gateway limits it. */
  readonly rateLimit: RateLimitState | null;
  readonly loaders: Map<object, unknown>;
  /** What this execution leaves in the audit log. */
  readonly trail: Trail;
  /** Takes what changed nothing and was asked for in another's name than the caller's. */
  readonly ledger: Pick<Ledger, 'note'>;
}

/**
 * A batched, per-request look-up. Define it once beside its store and call it with the context:
 * `localityById(context).load(id)`. At most `maxBatchSize` keys are looked up at a time.
 */
export function defineLoader<C extends Context, K, V, CacheKey = K>(
  batch: (keys: readonly K[], context: C) => Promise<readonly (V | Error)[]>,
  cacheKeyFn?: (key: K) => CacheKey,
  maxBatchSize = 1000,
): (context: C) => DataLoader<K, V, CacheKey> {
  const identity = {};
  return (context) => {
    const known = context.loaders.get(identity) as DataLoader<K, V, CacheKey> | undefined;
    if (known) return known;
    const made = new DataLoader<K, V, CacheKey>((keys) => batch(keys, context), { cacheKeyFn, maxBatchSize });
    context.loaders.set(identity, made);
    return made;
  };
}

/** Orders found rows by the keys asked for; null where there is none. */
export function inOrder<K, V>(keys: readonly K[], rows: readonly V[], keyOf: (row: V) => K): (V | null)[] {
  const found = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => found.get(key) ?? null);
}
