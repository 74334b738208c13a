import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { median, quantile, shown, table } from '../bench/figures.js';
import { kindOf, kinds } from './load.js';
import { type Soaked, startSoaked } from './process.js';

const USAGE = `Usage: npm run soak -- [--minutes N] [--rate N]
  --minutes  how long (default: 30)
  --rate     requests a second (default: 20)`;
/** Caches fill and code is compiled before anything is measured. */
const WARM_UP_SECONDS = 30;
const SAMPLE_MS = 2000;
/** What the last fifth may be above the first: a share, and what a quiet system may differ by anyway. */
const MORE = { share: 1.25, ms: 50, mb: 64 };

interface Sent {
  at: number;
  kind: string;
  ms: number;
  code: string | null;
}
interface Sample {
  at: number;
  rss: number;
  heap: number;
}

const number = (text: string | undefined, fallback: number): number => {
  const value = Number(text ?? fallback);
  if (!(value > 0)) throw new Error(`${text} is no number above 0.`);
  return value;
};
const out = (text: string) => process.stdout.write(`${text}\n`);
const sinceMidnight = () => new Date().toISOString().slice(11, 19);

async function send({ url, tokenFor }: Soaked, n: number): Promise<{ kind: string; code: string | null }> {
  const kind = kindOf(n);
  if (kind === undefined) throw new Error('the shares of the load do not come to a hundred');
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${await tokenFor(kind.tenant)}`, 'content-type': 'application/json' },
      body: JSON.stringify(kind.ask(n)),
      signal: AbortSignal.timeout(60_000),
    });
    const code = /"code":"([A-Z_]+)"/.exec((await response.text()).replace(/.*"errors":\[\]/, ''))?.[1];
    return { kind: kind.name, code: code ?? (response.ok ? null : String(response.status)) };
  } catch (error) {
    return { kind: kind.name, code: error instanceof Error ? error.name : String(error) };
  }
}

/** Sends at a steady rate whatever the answers take: a system that falls behind is not spared. */
async function load(soaked: Soaked, seconds: number, rate: number, from: number) {
  const sent: Sent[] = [];
  const samples: Sample[] = [];
  const begun = performance.now();
  const now = () => (performance.now() - begun) / 1000;
  const watch = setInterval(async () => samples.push({ at: now(), ...(await soaked.memory()) }), SAMPLE_MS);
  const running = new Set<Promise<void>>();
  try {
    for (let n = 0; n < seconds * rate; n++) {
      await sleep(Math.max(0, (n / rate - now()) * 1000));
      const at = now();
      const one = send(soaked, from + n).then((answer) => {
        sent.push({ at, ms: (now() - at) * 1000, ...answer });
        running.delete(one);
      });
      running.add(one);
      if (n > 0 && n % Math.ceil(rate * 60) === 0) out(`${sinceMidnight()} ${n} sent`);
    }
    await Promise.all(running);
  } finally {
    clearInterval(watch);
  }
  return { sent, samples };
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { minutes: { type: 'string' }, rate: { type: 'string' } } });
  const [minutes, rate] = [number(values.minutes, 30), number(values.rate, 20)];
  out(`${minutes} minutes at ${rate} requests a second, after ${WARM_UP_SECONDS} seconds to warm up`);
  const soaked = await startSoaked();
  try {
    const warm = Math.ceil(WARM_UP_SECONDS * rate);
    await load(soaked, WARM_UP_SECONDS, rate, 0);
    const seconds = minutes * 60;
    const { sent, samples } = await load(soaked, seconds, rate, warm);
    report(sent, samples, seconds);
  } finally {
    await soaked.stop();
  }
}

function report(sent: readonly Sent[], samples: readonly Sample[], seconds: number): void {
  const first = ({ at }: { at: number }) => at < seconds / 5;
  const last = ({ at }: { at: number }) => at >= (seconds * 4) / 5;
  const ms = (kind: string | null, when: (one: Sent) => boolean, q: number) =>
    quantile(
      sent.filter((one) => when(one) && (kind === null || one.kind === kind)).map((one) => one.ms),
      q,
    );
  const mb = (of: 'rss' | 'heap', when: (one: Sample) => boolean) =>
    (median(samples.filter(when).map((sample) => sample[of])) ?? 0) / 1024 ** 2;
  const row = (name: string, kind: string | null) => [
    name,
    ...[first, last].flatMap((when) => [0.5, 0.99].map((q) => shown(ms(kind, when, q), 1))),
  ];
  out(
    table(
      ['ms', 'p50, first fifth', 'p99, first fifth', 'p50, last fifth', 'p99, last fifth'],
      [...kinds.map(({ name }) => row(name, name)), row('all', null)],
    ),
  );
  out(
    table(
      ['MB, median', 'first fifth', 'last fifth'],
      (['rss', 'heap'] as const).map((of) => [of, shown(mb(of, first), 0), shown(mb(of, last), 0)]),
    ),
  );
  const codes = new Map<string, number>();
  for (const { kind, code } of sent) {
    if (code !== null) codes.set(`${kind}: ${code}`, (codes.get(`${kind}: ${code}`) ?? 0) + 1);
  }
  out(`${sent.length} answered; errors: ${[...codes].map(([code, count]) => `${code} ${count}`).join(', ') || 'none'}`);

  const grown: string[] = [];
  const p99 = [ms(null, first, 0.99), ms(null, last, 0.99)] as const;
  if (p99[1] > p99[0] * MORE.share + MORE.ms) grown.push('p99');
  for (const of of ['rss', 'heap'] as const) {
    if (mb(of, last) > mb(of, first) * MORE.share + MORE.mb) grown.push(of);
  }
  // Twice as many errors at the end as at the start is another system, too.
  const failed = (when: (one: Sent) => boolean) => sent.filter((one) => when(one) && one.code !== null).length;
  if (failed(last) > 2 * failed(first) + 5) grown.push('errors');
  out(grown.length === 0 ? 'the end is as the start' : `NOT as at the start: ${grown.join(', ')}`);
  if (grown.length > 0) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = 2;
}
