import { parseArgs } from 'node:util';

const usage = `Usage: npm run bench -- nation | report [--scale SHARE] [--rounds N] [--keep FOLDER]
  --scale   the share of the country's communes that report, above 0 and at most 1 (default: 1; of report 0.02)
  --rounds  how often each question is asked of the gateway and of the bare handler (default: 100)
  --keep    keep the database in this folder, which must be empty`;

export interface Wish {
  scale: number;
  rounds: number;
  folder: string | null;
}

/** What the command line asks for; null where it makes no sense, which has been said then. */
export function wishFrom(args: string[], usualScale = 1): Wish | null {
  try {
    const { values } = parseArgs({
      args,
      options: { scale: { type: 'string' }, rounds: { type: 'string' }, keep: { type: 'string' } },
    });
    const scale = Number(values.scale ?? usualScale);
    const rounds = Number(values.rounds ?? 100);
    if (!(scale > 0 && scale <= 1)) throw new Error('--scale is a share: above 0, at most 1.');
    if (!Number.isInteger(rounds) || rounds < 10) throw new Error('--rounds is a whole number, at least 10.');
    return { scale, rounds, folder: values.keep ?? null };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
    return null;
  }
}
