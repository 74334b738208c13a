/** ok: as it should be. warn: it works, and should be seen to. fail: it does not work, or not safely. */
export interface Finding {
  check: string;
  state: 'ok' | 'warn' | 'fail';
  /** What was found, in a sentence. */
  says: string;
  /** What to do about it; nothing where all is well. */
  todo?: string;
}

export const ok = (check: string, says: string): Finding => ({ check, state: 'ok', says });
export const warn = (check: string, says: string, todo: string): Finding => ({ check, state: 'warn', says, todo });
export const fail = (check: string, says: string, todo: string): Finding => ({ check, state: 'fail', says, todo });

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
