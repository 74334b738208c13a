/** One line of authority between two tenants, for a time (half-open); design, section 2. */
export interface AuthorityRow {
  superior: string;
  subordinate: string;
  basis: 'LINE' | 'ARCHIVE' | 'SUCCESSOR';
  begins: string;
  ends: string;
}

export const covers = (row: AuthorityRow, day: string | null) => day !== null && row.begins <= day && day < row.ends;

/** Whether `caller` acts for `owner`: as itself, or as the successor named for one that ended. */
export const actsFor = (caller: string, owner: string, rows: readonly AuthorityRow[], today: string): boolean =>
  caller === owner ||
  rows.some(
    (row) => row.basis === 'SUCCESSOR' && row.superior === caller && row.subordinate === owner && covers(row, today),
  );

/** The tenants for which the caller acts: itself, and those whose successor it is. */
export const actedFor = (caller: string, rows: readonly AuthorityRow[], today: string): string[] => [
  caller,
  ...rows
    .filter((row) => row.basis === 'SUCCESSOR' && row.superior === caller && covers(row, today))
    .map((row) => row.subordinate),
];
