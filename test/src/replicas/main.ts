import { parseArgs } from 'node:util';
import { absent } from './system.js';
import { takeAway } from './take-away.js';

const { values } = parseArgs({ options: { rounds: { type: 'string' } } });
const rounds = Number(values.rounds ?? 3);
if (!Number.isInteger(rounds) || rounds < 1 || absent !== undefined) {
  process.stderr.write(`${absent ?? 'Usage: npm run test:replicas -- [--rounds 3]'}\n`);
  process.exitCode = 1;
} else {
  const begun = Date.now();
  const seconds = () => Math.round((Date.now() - begun) / 1000);
  const { faults, ...told } = await takeAway({
    rounds,
    tell: (line) => process.stdout.write(`${seconds()} s: ${line}\n`),
  });
  process.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  process.stdout.write(faults.length === 0 ? 'Nothing was wrong, lost or doubled.\n' : `${faults.length} faults.\n`);
  if (faults.length > 0) process.exitCode = 1;
}
