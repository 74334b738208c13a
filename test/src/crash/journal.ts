/** A write that was answered as done, and what it said. */
export type Acknowledged =
  | { kind: 'figure'; subject: string; key: string; value: string; period: string }
  | { kind: 'nomination'; id: string; name: string }
  | { kind: 'step'; nomination: string; step: 'SUBMITTED' | 'APPRAISED' | 'COUNCIL_VOTED' | 'DECIDED' }
  | { kind: 'plan'; id: string; title: string }
  | { kind: 'issued'; plan: string };

/** Everything that callers were told was done. What was never answered is not in it, whether it was done or not. */
export class Journal {
  readonly entries: Acknowledged[] = [];

  add(entry: Acknowledged): void {
    this.entries.push(entry);
  }

  of<Kind extends Acknowledged['kind']>(kind: Kind): Extract<Acknowledged, { kind: Kind }>[] {
    return this.entries.filter((entry): entry is Extract<Acknowledged, { kind: Kind }> => entry.kind === kind);
  }
}
