import { cpuOf, postgresPids } from '../cpu.js';
import type { Process } from '../nation/bench.js';
import { communeLines } from '../nation/rows.js';
import type { Run } from '../nation/run.js';
import { decimal, note, quantile, table, times, whole } from '../nation/table.js';
import { watch } from '../nation/watch.js';
import { closingsOf, YEAR } from './bare-report.js';

const FORMATS = ['json', 'csv', 'sdmx.csv', 'xlsx', 'docx'] as const;
/** Of every reporter's communes, how many report before the report is asked for the first time. */
const FIRST = 0.01;
const GRAPHQL = 'GraphQL';
const BY_HAND = 'its rows by hand-written SQL';

const QUERY = `{ annualReport(year: ${YEAR}) { year complete restricted units { levels { level atStart atEnd begun ended } }
  indicators { indicator { code name unit } opening { value } closing { value coverage { expected reported complete } }
    provisional { value coverage { expected reported complete } } change provisionalChange }
  plans { total issued closed } targets { targets met onTrack offTrack notMet noData }
  milestones { dueOn reported } discipline { due onTime late missing } exemplars contributions { kinds { kind pledged given } }
  awards { count } narrative { key } } }`;

interface Reported {
  annualReport: { indicators: { indicator: { code: string }; provisional: { value: string | null } | null }[] };
}

interface Asked {
  /** In milliseconds, by what was asked. */
  times: Map<string, number[]>;
  /** Of the process that was asked and of PostgreSQL together, in milliseconds an answer. */
  cpu: Map<string, number>;
  /** Sizes of the files; a format that is not there, by the reason. */
  bytes: Map<string, number>;
  skipped: Map<string, string>;
  /** The most that the gateway's process held, in MB, while it wrote the largest file again and again. */
  memoryMb: number | null;
}

/** Throws unless the graph's figures are those of the rows that were read by hand. */
async function compare(gateway: Process, bare: Process): Promise<void> {
  const [told, rows] = await Promise.all([gateway.client.ask(QUERY), bare.client.ask('')]);
  const closings = closingsOf(rows);
  let compared = 0;
  for (const { indicator, provisional } of (told as unknown as Reported).annualReport.indicators) {
    const sum = closings.get(indicator.code);
    // A ratio is no sum; what was reported under two standards is not one sum either.
    if (sum === undefined || sum === null || provisional?.value == null) continue;
    if (Number(sum) !== Number(provisional.value) && Number.isInteger(Number(provisional.value)))
      throw new Error(`${indicator.code}: the graph says ${provisional.value}, its rows ${sum}`);
    compared++;
  }
  if (compared === 0) throw new Error('no figure of the report could be compared');
}

/** In turns, so that what else the machine does falls on all alike. */
async function askAll(gateway: Process, bare: Process, { operatorUrl, postmaster, wish, say }: Run): Promise<Asked> {
  say(`${wish.rounds} rounds of the report …`);
  await compare(gateway, bare);
  const asked: Asked = { times: new Map(), cpu: new Map(), bytes: new Map(), skipped: new Map(), memoryMb: null };
  const fileOf = (format: string) => `/reports/${YEAR}/VN.${format}`;
  for (const format of FORMATS) {
    const { status, bytes } = await gateway.client.get(fileOf(format));
    if (status === 200) asked.bytes.set(format, bytes);
    else asked.skipped.set(format, `GET ${fileOf(format)} is answered ${status}`);
  }
  const used = (pid: number) => cpuOf([pid, ...postgresPids(postmaster)]) ?? 0;
  const timed = async (name: string, { pid }: Process, act: () => Promise<unknown>) => {
    const [begun, before] = [performance.now(), used(pid)];
    await act();
    asked.cpu.set(name, (asked.cpu.get(name) ?? 0) + (used(pid) - before) / wish.rounds);
    asked.times.set(name, [...(asked.times.get(name) ?? []), performance.now() - begun]);
  };
  for (let round = 0; round < wish.rounds; round++) {
    await timed(BY_HAND, bare, () => bare.client.ask(''));
    await timed(GRAPHQL, gateway, () => gateway.client.ask(QUERY));
    for (const format of asked.bytes.keys()) await timed(format, gateway, () => gateway.client.get(fileOf(format)));
  }
  const [largest] = [...asked.bytes].sort(([, a], [, b]) => b - a);
  if (largest !== undefined) {
    const stop = await watch(operatorUrl, gateway.pid, postmaster);
    for (let again = 0; again < 10; again++) await gateway.client.get(fileOf(largest[0]));
    asked.memoryMb = (await stop()).gatewayMb;
  }
  return asked;
}

/** The report with a hundredth of the communes reporting, and with all that were asked for. */
export async function run(given: Run): Promise<void> {
  const { bench, country, operator, appUrl, operatorUrl, say } = given;
  const gateway = await bench.gateway(appUrl);
  const bare = await bench.bareReport(operatorUrl);
  let rows = 0;
  const load = async (share: (count: number) => [from: number, to: number]) => {
    for (const { tenant, communes } of country.before) {
      const lines = communeLines(communes.slice(...share(communes.length)), [YEAR - 1, YEAR]);
      if (lines.length > 0) await gateway.client.submit(tenant, lines);
      rows += lines.length;
    }
    await operator.query('ANALYZE');
    say(`${whole(rows)} figures`);
    return rows;
  };
  const firstOf = (count: number) => Math.max(1, Math.round(count * FIRST));
  const few = await load((count) => [0, firstOf(count)]);
  const before = await askAll(gateway, bare, given);
  const many = await load((count) => [firstOf(count), count]);
  const after = await askAll(gateway, bare, given);

  const median = (asked: Asked, name: string) => quantile(asked.times.get(name) ?? [], 0.5);
  table(
    `The nation's annual report of ${YEAR}`,
    [
      '',
      'KB',
      'p50, ms',
      'p99, ms',
      'beside its rows by hand',
      'CPU, ms',
      'beside its rows by hand',
      `with ${whole(few)} figures, p50, ms`,
      'all beside few',
    ],
    [...after.times].map(([name, sample]) => [
      name,
      after.bytes.has(name) ? whole((after.bytes.get(name) ?? 0) / 1024) : '',
      decimal(quantile(sample, 0.5), 1),
      decimal(quantile(sample, 0.99), 1),
      times(median(after, name) / median(after, BY_HAND)),
      decimal(after.cpu.get(name) ?? 0, 0),
      times((after.cpu.get(name) ?? 0) / (after.cpu.get(BY_HAND) ?? 1)),
      decimal(median(before, name), 1),
      times(median(after, name) / median(before, name)),
    ]),
  );
  note(
    `${whole(many)} figures in all. Aims: GraphQL and JSON at most 4× their rows by hand; all beside a hundredth at most 1.3×.`,
  );
  for (const [format, reason] of after.skipped) note(`${format} was not measured: ${reason}.`);
  if (after.memoryMb !== null)
    note(
      `The gateway's process held ${decimal(after.memoryMb, 0)} MB at most while it wrote the largest file ten times; with ${whole(few)} figures ${decimal(before.memoryMb ?? 0, 0)} MB.`,
    );
}
