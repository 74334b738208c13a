import { PublicError } from '@thi-dua/schema/errors';

export interface SpoolLimits {
  /** Files that are received or read at once. */
  files: number;
  /** What they, and the faults found in them, take on the disk together. */
  bytes: number;
}
/** A file's share of the room, until it is given back. */
export interface SpoolPlace {
  /** Throws OVERLOADED where there is no room for it. */
  take(bytes: number): void;
  giveBack(): void;
}

/** In seconds: a file takes longer than a request of a moment. */
const RETRY_AFTER = 10;
const full = (why: string) =>
  new PublicError('OVERLOADED', `${why} Send the file again after the number of seconds in "retryAfter".`, {
    retryAfter: RETRY_AFTER,
  });

/** The room that files have on their way in: whoever sends many, or large ones, fills no disk. */
export class SpoolSpace {
  private files = 0;
  private bytes = 0;

  constructor(private readonly limits: SpoolLimits) {}

  /** Throws OVERLOADED where there is none. */
  place(): SpoolPlace {
    if (this.files >= this.limits.files) throw full('Too many files are being taken in at once.');
    if (this.bytes >= this.limits.bytes) throw full('The files that are being taken in leave no room.');
    this.files++;
    let [taken, over] = [0, false];
    return {
      take: (bytes) => {
        if (over || this.bytes + bytes > this.limits.bytes)
          throw full('The files that are being taken in leave no room for this one.');
        this.bytes += bytes;
        taken += bytes;
      },
      giveBack: () => {
        if (over) return;
        over = true;
        this.files--;
        this.bytes -= taken;
      },
    };
  }
}
