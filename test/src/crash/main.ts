import { parseArgs } from 'node:util';
import { crash } from './crash-run.js';

const usage = 'Usage: npm run test:crash -- [--kills 100] [--minutes 60] [--seed N]';

function wish(): { kills: number; minutes: number; seed: number } | null {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ options: { kills: text, minutes: text, seed: text } });
    const asked = {
      kills: Number(values.kills ?? 100),
      minutes: Number(values.minutes ?? 60),
      seed: Number(values.seed ?? Date.now() % 1_000_000),
    };
    return Object.values(asked).every((value) => Number.isFinite(value) && value > 0) ? asked : null;
  } catch {
    return null;
  }
}

const asked = wish();
if (asked === null) {
  process.stderr.write(`${usage}\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(`seed ${asked.seed}\n`);
  const { faults, ...told } = await crash({ ...asked, tell: (line) => process.stdout.write(`${line}\n`) });
  process.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  process.stdout.write(
    faults.length === 0 ? 'Every acknowledged write is there once.\n' : `${faults.length} faults.\n`,
  );
  if (faults.length > 0) process.exitCode = 1;
}
