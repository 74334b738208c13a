import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { connect } from '@thi-dua/prisma/connect';
import { startEmbedded } from '@thi-dua/prisma/embedded/server';
import { migrate } from '@thi-dua/prisma/migrate';
import { seed } from '@thi-dua/prisma/seed/seed';
import { SERVICES } from '@thi-dua/schema/identity';
import { cpuOf, postgresPids } from './cpu.js';
import { median, quantile, ratio, shown } from './figures.js';
import { type Operation, operations } from './operations.js';
import { prepare } from './prepare.js';
import { ask, end, endAll, run } from './processes.js';
import { whereTimeGoes } from './profile.js';

const ROUNDS = 3;
const WARM_UP = 30;

interface Subject {
  name: string;
  url: string;
  pids: number[];
}

interface Sample {
  cpu: number | null;
  postgres: number | null;
  times: number[];
}

async function round(subject: Subject, operation: Operation, postmaster: number): Promise<Sample> {
  for (let i = 0; i < WARM_UP; i++) await ask(subject.url, operation);
  const database = postgresPids(postmaster);
  const [before, databaseBefore] = [cpuOf(subject.pids), cpuOf(database)];
  const times: number[] = [];
  for (let i = 0; i < operation.requests; i++) {
    const begun = performance.now();
    await ask(subject.url, operation);
    times.push(performance.now() - begun);
  }
  const [after, databaseAfter] = [cpuOf(subject.pids), cpuOf(database)];
  const each = (from: number | null, to: number | null) =>
    from === null || to === null ? null : (to - from) / operation.requests;
  return {
    cpu: each(before, after),
    postgres: database.length === 0 ? null : each(databaseBefore, databaseAfter),
    times,
  };
}

/** One more server, profiled: which packages the time of the three hops goes to. */
async function profile(databaseUrl: string, folder: string): Promise<void> {
  const operation = operations.find(({ name }) => name.startsWith('three hops'));
  if (operation === undefined) return;
  const { url, pid } = await run({ kind: 'in-process', databaseUrl }, [
    '--cpu-prof',
    `--cpu-prof-dir=${join(folder, 'profile')}`,
  ]);
  for (let i = 0; i < operation.requests * 2; i++) await ask(url, operation);
  await end(pid);
  process.stdout.write(
    '\nWhere the time of the three hops goes, in process (start included; percent of CPU samples)\n',
  );
  for (const { owner, percent } of whereTimeGoes(join(folder, 'profile')).slice(0, 14)) {
    process.stdout.write(`${percent.toFixed(1).padStart(6)}%  ${owner}\n`);
  }
}

/** What answering through the graph costs beside one merged schema and beside hand-written SQL. */
export async function graph(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'thi-dua-bench-'));
  chmodSync(dataDir, 0o755);
  const server = await startEmbedded({ dataDir });
  try {
    process.stderr.write('preparing the database …\n');
    await migrate({ adminUrl: server.url('admin', 'bench'), ...server.logins });
    await seed(server.url('operator', 'bench'));
    const operator = await connect(server.url('operator', 'bench'));
    await prepare(operator);
    await operator.end();
    const admin = await connect(server.url('admin', 'bench'));
    const { rows } = await admin.query<{ at: string }>(`SELECT current_setting('data_directory') AS at`);
    await admin.end();
    const postmaster = Number(readFileSync(join(rows[0]?.at ?? '', 'postmaster.pid'), 'utf8').split('\n')[0]);

    const databaseUrl = server.url('app', 'bench');
    const alone = await Promise.all(SERVICES.map((service) => run({ kind: 'subgraph', service, databaseUrl })));
    const urls = Object.fromEntries(SERVICES.map((service, i) => [service, [alone[i]?.url ?? '']]));
    const subjects: Subject[] = [];
    for (const kind of ['bare', 'merged', 'in-process', 'over-http'] as const) {
      const { url, pid } = await run({ kind, databaseUrl, urls });
      subjects.push({ name: kind, url, pids: kind === 'over-http' ? [pid, ...alone.map((one) => one.pid)] : [pid] });
    }

    for (const operation of operations) {
      const answers = await Promise.all(subjects.map((subject) => ask(subject.url, operation)));
      answers.forEach((answer, i) => {
        if (!isDeepStrictEqual(answer, answers[0])) {
          throw new Error(
            `${subjects[i]?.name} answers "${operation.name}" differently:\n${JSON.stringify(answer).slice(0, 600)}\n${JSON.stringify(answers[0]).slice(0, 600)}`,
          );
        }
      });
    }

    const samples = new Map<string, Sample[]>();
    for (let i = 0; i < ROUNDS; i++) {
      for (const operation of operations) {
        for (const subject of subjects) {
          process.stderr.write(`round ${i + 1} of ${ROUNDS}: ${operation.name}, ${subject.name}\n`);
          const at = `${operation.name}/${subject.name}`;
          samples.set(at, [...(samples.get(at) ?? []), await round(subject, operation, postmaster)]);
        }
      }
    }

    process.stdout.write(
      `One client, ${ROUNDS} interleaved rounds, medians; CPU in ms a request (process, PostgreSQL), latency in ms.\n`,
    );
    for (const operation of operations) {
      process.stdout.write(`\n${operation.name} (${operation.requests} requests a round)\n`);
      const figures = subjects.map((subject) => {
        const taken = samples.get(`${operation.name}/${subject.name}`) ?? [];
        const times = taken.flatMap((sample) => sample.times);
        const cpu = median(taken.map((sample) => sample.cpu));
        const postgres = median(taken.map((sample) => sample.postgres));
        return {
          name: subject.name,
          cpu,
          postgres,
          both: cpu === null || postgres === null ? null : cpu + postgres,
          p50: quantile(times, 0.5),
          p99: quantile(times, 0.99),
        };
      });
      const bare = figures.find(({ name }) => name === 'bare');
      const merged = figures.find(({ name }) => name === 'merged');
      process.stdout.write(
        '                 CPU      PG     both      p50      p99   CPU/merged  both/bare  p50/bare\n',
      );
      for (const figure of figures) {
        process.stdout.write(
          `${figure.name.padEnd(12)} ${[figure.cpu, figure.postgres, figure.both, figure.p50, figure.p99].map((value) => shown(value).padStart(8)).join('')}   ${[ratio(figure.cpu, merged?.cpu ?? null), ratio(figure.both, bare?.both ?? null), ratio(figure.p50, bare?.p50 ?? null)].map((text) => text.padStart(10)).join('')}\n`,
        );
      }
    }
    await profile(databaseUrl, dataDir);
    process.stdout.write(
      '\nAims for three hops in process: CPU ≤ 2× merged; process and database together ≤ 5× bare; p50 ≤ 4× bare.\n',
    );
  } finally {
    endAll();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
