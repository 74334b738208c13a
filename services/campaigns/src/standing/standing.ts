import { type AuthorityRow, covers } from '@thi-dua/schema/authority';

/** How a tenant stands to the owner of a record of one day (design, section 2). */
export interface Standing {
  /** Is the owner, or the successor that acts for it. */
  owner: boolean;
  superior: boolean;
  subordinate: boolean;
}

/** By the lines of today or of the record's own day. */
export function standingTowards(
  owner: string,
  day: string,
  { caller, rows, today }: { caller: string; rows: readonly AuthorityRow[]; today: string },
): Standing {
  const held = rows.filter((row) => covers(row, today) || covers(row, day));
  const above = held.filter((row) => row.superior === caller && row.subordinate === owner);
  return {
    owner: caller === owner || above.some((row) => row.basis === 'SUCCESSOR' && covers(row, today)),
    superior: above.some((row) => row.basis !== 'SUCCESSOR'),
    subordinate: held.some((row) => row.superior === owner && row.subordinate === caller && row.basis === 'LINE'),
  };
}
