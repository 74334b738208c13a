import type { FaultCode as AnyFaultCode } from '@thi-dua/schema/fault-codes';

/** What is wrong with a file, and where. Nothing is written while there is one. */
export interface Fault {
  file: string;
  /** The line it shows on, the first being 1; null where it is about the file as a whole. */
  line: number | null;
  code: FaultCode;
  message: string;
}

export type FaultCode = Extract<
  AnyFaultCode,
  | 'COLUMNS'
  | 'ENCODING'
  | 'CUT_SHORT'
  | 'EMPTY'
  | 'FILE_UNREADABLE'
  | 'CODE_LENGTH'
  | 'DATE'
  | 'NAME'
  | 'LEVEL_SKIPPED'
  | 'DUPLICATE'
  | 'ORPHAN'
  | 'EXTENT'
  | 'UNMAPPED'
  | 'UNKNOWN_UNIT'
  | 'DATES_OUT_OF_ORDER'
  | 'OVERLAP'
  | 'CONTRADICTION'
  | 'UNKNOWN_DESIGNATION'
  | 'WRONG_LEVEL'
  | 'NOT_HELD'
  | 'MISSING_DECISION'
  | 'RECORDS_LATER'
>;

/** Gathers all faults, in bounded memory: beyond `limit` they are only counted. */
export class Faults {
  readonly list: Fault[] = [];
  count = 0;

  constructor(private readonly limit = 5000) {}

  add(file: string, line: number | null, code: FaultCode, message: string): void {
    this.count++;
    if (this.list.length < this.limit) this.list.push({ file, line, code, message });
  }

  /** By file, then by line. */
  sorted(): Fault[] {
    return this.list.toSorted(
      (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || (a.line ?? 0) - (b.line ?? 0),
    );
  }
}

/** The file is not imported; every reason is told. */
export class ImportFaults extends Error {
  constructor(
    readonly faults: readonly Fault[],
    /** At least as many as are listed. */
    readonly count: number,
  ) {
    super(`${count} faults`);
    this.name = 'ImportFaults';
  }
}
