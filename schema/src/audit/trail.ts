/** CHANGED: committed. REFUSED: for the reasons in `codes`. NOT_SHOWN: an id was asked for, and the answer was that there is nothing. */
export type AuditOutcome = 'CHANGED' | 'REFUSED' | 'NOT_SHOWN';

/** One line of the audit log, but for who and when, which the transaction knows. Never what was written or read. */
export interface AuditNote {
  /** The field of the graph, or the route beside it. */
  readonly action: string;
  readonly ids: readonly string[];
  readonly outcome: AuditOutcome;
  readonly codes: readonly string[];
  /** How often; once where left out. */
  readonly times?: number;
}

/** A change that was begun. Until it is said what became of it, it counts as not done. */
export interface Attempt {
  readonly action: string;
  readonly ids: Set<string>;
  /** Why nothing was written; empty where it was. */
  faults: readonly string[];
  /** Whether what it did was committed. */
  kept: boolean;
}

/** What one execution tries, as its resolvers go. What becomes of it is known when the transaction ends. */
export class Trail {
  readonly #attempts: Attempt[] = [];
  readonly #missed = new Map<string, Set<string>>();
  readonly #unseen = new Map<string, Set<string>>();
  /** How many figures were written, for whoever counts them once they are committed. */
  figures = 0;

  /** A change is begun. */
  attempt(action: string, ids: Iterable<string>): Attempt {
    const attempt: Attempt = { action, ids: new Set(ids), faults: [], kept: false };
    this.#attempts.push(attempt);
    return attempt;
  }

  /** An id was asked for, and there is nothing to show: whether it is hidden or does not exist is not looked at. */
  miss(action: string, ids: Iterable<string>): void {
    gather(this.#missed, action, ids);
  }

  /** A record led to one of another service's, by its type and id, of which there is nothing to show; likewise not looked at. */
  unseen(type: string, id: string): void {
    gather(this.#unseen, type, [id]);
  }

  /** What goes into the change's own transaction: nothing failed. */
  get changes(): AuditNote[] {
    return this.#attempts.map(({ action, ids, faults }) => ({
      action,
      ids: [...ids],
      outcome: faults.length === 0 ? 'CHANGED' : 'REFUSED',
      codes: [...new Set(faults)],
    }));
  }

  /** They were committed. */
  keep(): void {
    for (const attempt of this.#attempts) attempt.kept = true;
  }

  /** The changes of an execution that was undone whole, for these reasons. */
  undone(codes: readonly string[]): AuditNote[] {
    return this.#attempts.map(({ action, ids, faults }) => ({
      action,
      ids: [...ids],
      outcome: 'REFUSED',
      codes: [...new Set([...faults, ...codes])],
    }));
  }

  get misses(): AuditNote[] {
    return notShown(this.#missed);
  }

  /** To be gathered with those of other executions: there may be some in every answer. */
  get references(): AuditNote[] {
    return notShown(this.#unseen);
  }
}

function gather(into: Map<string, Set<string>>, action: string, ids: Iterable<string>): void {
  const known = into.get(action) ?? new Set<string>();
  into.set(action, known);
  for (const id of ids) known.add(id);
}

const notShown = (gathered: ReadonlyMap<string, ReadonlySet<string>>): AuditNote[] =>
  [...gathered].map(([action, ids]) => ({ action, ids: [...ids], outcome: 'NOT_SHOWN', codes: [] }));
