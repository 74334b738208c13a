/** How much a value says of its unit: of all of it, of a part, or nothing. */
export type Standing = 'whole' | 'partial' | 'none';

export interface Told {
  readonly value: string | null;
  readonly origin: 'REPORTED' | 'ROLLED_UP';
  readonly coverage: { readonly complete: boolean; readonly reported: number; readonly expected: number };
}

/** A roll-up without full coverage is never shown as if it were complete. */
export function standingOf(figure: Told | null | undefined): Standing {
  if (figure?.value == null) return 'none';
  return figure.origin === 'REPORTED' || figure.coverage.complete ? 'whole' : 'partial';
}
