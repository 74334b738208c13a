import { RowBatch } from '../submission/staging.js';

/** What is wrong with a file, or with a line of it, before anyone has looked at what it says. */
export interface FileFault {
  /** 0 where it is about the file as a whole. */
  line: number;
  code: 'COLUMNS' | 'ENCODING' | 'CUT_SHORT' | 'EMPTY' | 'BAD_ROW' | 'FILE_UNREADABLE';
  message: string;
}

const BATCH = 5000;

/** What a reader has read since it was last emptied, and what it has met so far. */
export class Incoming {
  readonly rows = new RowBatch();
  faults: FileFault[] = [];
  /** All that were read: with a value, without one, and those that cannot be read. */
  stated = 0;
  empty = 0;
  unreadable = 0;
  /** The file as a whole cannot be trusted: nothing of it is taken in. */
  broken = false;

  get full(): boolean {
    return this.rows.size + this.faults.length >= BATCH;
  }

  row(
    line: number,
    code: string,
    asOf: string,
    indicator: string,
    period: string,
    value: string,
    methodology: string,
  ): void {
    // A template's row that nobody filled in states nothing.
    if (value === '') this.empty++;
    else {
      this.stated++;
      this.rows.add(line, code, asOf, indicator, period, value, methodology);
    }
  }

  badRow(line: number, message: string): void {
    this.unreadable++;
    this.faults.push({ line, code: 'BAD_ROW', message });
  }

  badFile(line: number, code: FileFault['code'], message: string): void {
    this.broken = true;
    this.faults.push({ line, code, message });
  }

  get count(): number {
    return this.stated + this.empty + this.unreadable;
  }

  clear(): void {
    this.rows.clear();
    this.faults = [];
  }
}

/** Reads on until the batch is full, time and again. Faults of the file are told by what is read, never thrown. */
export type Reader = (path: string, incoming: Incoming) => AsyncGenerator<void>;
