import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { throwAwayDatabase } from '../throw-away-database.js';
import { fuzz, type Tally, told } from './run.js';
import { startSubject } from './subject.js';

const USAGE = `Usage: npm run fuzz -- [--documents N] [--seed N] [--faults N]
  --documents  how many are asked (default: 10000)
  --seed       where chance begins; the same asks the same (default: of the clock, and shown)
  --faults     ends at so many different faults (default: 10)`;
/** What the heap may grow by between a tenth of the way and the end. */
const GROWTH_MB = 150;

const whole = (text: string | undefined, fallback: number): number => {
  const value = text === undefined ? fallback : Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${text} is no whole number.`);
  return value;
};

function wish() {
  const { values } = parseArgs({
    options: { documents: { type: 'string' }, seed: { type: 'string' }, faults: { type: 'string' } },
  });
  return {
    documents: whole(values.documents, 10_000),
    seed: whole(values.seed, Date.now() % 1_000_000),
    faults: whole(values.faults, 10),
  };
}

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;
const heapMb = () => {
  collect();
  return Math.round(process.memoryUsage().heapUsed / 1024 ** 2);
};

async function main(): Promise<void> {
  const { documents, seed, faults } = wish();
  const out = (text: string) => process.stdout.write(`${text}\n`);
  out(`seed ${seed}, ${documents} documents`);
  const database = await throwAwayDatabase('fuzz');
  try {
    const subject = await startSubject(database.appUrl);
    try {
      const begun = performance.now();
      let warm = 0;
      const line = ({ documents: asked, answered, worstMs, failures }: Tally) => {
        const rate = Math.round(asked / ((performance.now() - begun) / 1000));
        const rss = Math.round(process.memoryUsage().rss / 1024 ** 2);
        out(
          `${asked} asked, ${answered} with data, ${rate}/s, worst ${Math.round(worstMs)} ms, heap ${heapMb()} MB, rss ${rss} MB, ${failures.length} faults`,
        );
      };
      const every = Math.max(100, Math.min(2000, Math.floor(documents / 10)));
      const tally = await fuzz(subject, {
        documents,
        seed,
        faults,
        progress: (so) => {
          if (so.documents === Math.floor(documents / 10)) warm = heapMb();
          if (so.documents % every === 0) line(so);
        },
      });
      line(tally);
      out(
        [...tally.byCode]
          .sort(([, a], [, b]) => b - a)
          .map(([code, count]) => `${code} ${count}`)
          .join(', '),
      );
      out(`the slowest:\n${tally.worst}`);
      for (const failure of tally.failures) out(`\nFAULT ${told(failure)}`);
      const growth = heapMb() - warm;
      if (growth > GROWTH_MB) out(`\nFAULT the heap grew by ${growth} MB since a tenth of the way`);
      if (tally.failures.length > 0 || growth > GROWTH_MB) {
        out(`\nAsk again: npm run fuzz -- --documents ${documents} --seed ${seed}`);
        process.exitCode = 1;
      }
    } finally {
      await subject.stop();
    }
  } finally {
    await database.stop();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = 2;
}
