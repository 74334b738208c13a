import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { connect } from '@thi-dua/prisma/connect';
import { type EmbeddedServer, startEmbedded } from '@thi-dua/prisma/embedded/server';
import { migrate } from '@thi-dua/prisma/migrate';
import { seed } from '@thi-dua/prisma/seed/seed';
import { median, quantile, ratio, shown, table } from '../figures.js';
import { ask, endAll, run } from '../processes.js';
import { copied } from './copy.js';
import {
  type Country,
  countryIn,
  filesOf,
  hundredthOf,
  NEIGHBOURHOODS_SINCE,
  neighbourhoods,
  rowsIn,
} from './country.js';
import type { CsvFile } from './csv-file.js';
import { emptyMap } from './empty-map.js';
import { imported } from './importer.js';
import { type Question, questionsOn } from './questions.js';

const IMPORT_ROUNDS = 3;
const ROUNDS = 5;
const WARM_UP = 30;
const REQUESTS = 150;
/** Neighbourhoods in each commune: about 90,000 in the country, and a tenth of them. */
const MANY = 27;
const FEW = 3;

const say = (text: string) => process.stderr.write(`${text}\n`);
const print = (text: string) => process.stdout.write(`${text}\n`);

/** What the whole map costs: to import, and to ask; beside COPY, beside SQL by hand, and beside a hundredth of it. */
export async function map(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'thi-dua-bench-map-'));
  chmodSync(folder, 0o755);
  const server = await startEmbedded({ dataDir: join(folder, 'data') });
  try {
    say('preparing the database …');
    await migrate({ adminUrl: server.url('admin', 'base'), ...server.logins });
    await seed(server.url('operator', 'base'));
    await emptyMap(server.url('operator', 'base'));
    const { country, what } = await countryIn(folder);
    const { province, part } = hundredthOf(country, folder);
    print(
      `\n## Map\n\n${what}; neighbourhoods generated (synthetic). Lists: ${rowsIn(country)} rows; 1%: province ${province}, ${rowsIn(part)} rows.\n`,
    );

    const whole = await measureImport(server, country, folder);
    await clone(server, 'part');
    await imported({
      url: server.url('operator', 'part'),
      lists: [...wishes(part), village(neighbourhoods(part, MANY, join(folder, 'part-villages.csv')))],
    });
    await measureQuestions(server, { '1%': 'part', '100%': whole }, province);
  } finally {
    endAll();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const wishes = (country: Country) =>
  country.map(({ day, list, mappings }) => ({ day, file: list.path, mappings: mappings.map(({ path }) => path) }));
const village = ({ path }: CsvFile, day = NEIGHBOURHOODS_SINCE) => ({ day, file: path, mappings: [] });

async function clone(server: EmbeddedServer, name: string): Promise<void> {
  const admin = await connect(server.url('admin', 'postgres'));
  await admin.query(`CREATE DATABASE ${name} TEMPLATE base`);
  await admin.end();
}

/** Imports into copies of the seeded database, each after the COPY of the same files; returns the last copy's name. */
async function measureImport(server: EmbeddedServer, country: Country, folder: string): Promise<string> {
  const few = neighbourhoods(country, FEW, join(folder, 'few.csv'));
  const many = neighbourhoods(country, MANY, join(folder, 'many.csv'));
  const [newest] = country.slice(-1);
  const loads = [
    { what: 'all lists and mappings', files: filesOf(country), lists: wishes(country) },
    { what: `${few.rows.length} neighbourhoods`, files: [few], lists: [village(few, newest?.day)] },
    { what: `${many.rows.length} neighbourhoods`, files: [many], lists: [village(many)] },
    { what: 'the same again: no change', files: [many], lists: [village(many)] },
  ].map((load) => ({ ...load, copy: [] as number[], import: [] as number[], grown: [] as number[] }));
  let database = '';
  for (let i = 1; i <= IMPORT_ROUNDS; i++) {
    database = `whole_${i}`;
    await clone(server, database);
    const url = server.url('operator', database);
    const client = await connect(url);
    for (const load of loads) {
      say(`import, round ${i} of ${IMPORT_ROUNDS}: ${load.what}`);
      load.copy.push(await copied(client, load.files));
      const { ms, grownMb } = await imported({ url, lists: load.lists });
      load.import.push(ms);
      load.grown.push(grownMb);
    }
    await client.end();
  }
  print(
    `Import, ${IMPORT_ROUNDS} rounds on a new database each, medians. Beside COPY of the same files into one ordinary table.\n`,
  );
  print(
    table(
      ['', 'rows', 'import s', 'rows/s', 'COPY rows/s', 'import/COPY', 'memory grows MB'],
      loads.map(({ what, files, ...taken }) => {
        const rows = files.reduce((sum, file) => sum + file.rows.length, 0);
        const [ms, copyMs] = [median(taken.import) ?? 0, median(taken.copy) ?? 0];
        return [
          what,
          String(rows),
          shown(ms / 1000),
          ((rows / ms) * 1000).toFixed(0),
          ((rows / copyMs) * 1000).toFixed(0),
          `1/${(ms / copyMs).toFixed(1)}`,
          shown(median(taken.grown), 0),
        ];
      }),
    ),
  );
  print('Aims: import/COPY ≥ 1/10; memory does not grow with the file.\n');
  return database;
}

interface Taken {
  bare: number[][];
  gateway: number[][];
}

async function measureQuestions(
  server: EmbeddedServer,
  sizes: Record<string, string>,
  province: string,
): Promise<void> {
  const subjects: { size: string; kind: 'bare' | 'gateway'; url: string }[] = [];
  let questions: Question[] = [];
  for (const [size, database] of Object.entries(sizes)) {
    const operator = await connect(server.url('admin', database));
    await operator.query('VACUUM ANALYZE');
    questions = await questionsOn(operator, province);
    await operator.end();
    const databaseUrl = server.url('app', database);
    subjects.push({ size, kind: 'bare', url: (await run({ kind: 'bare', databaseUrl })).url });
    subjects.push({ size, kind: 'gateway', url: (await run({ kind: 'in-process', databaseUrl })).url });
  }
  for (const question of questions) {
    if (question.variables.length === 0) throw new Error(`nothing to ask: ${question.name}`);
    for (const variables of question.variables.slice(0, 10)) await compare(subjects, question, variables);
  }

  const taken = new Map<string, Taken>();
  for (let i = 1; i <= ROUNDS; i++) {
    for (const question of questions) {
      for (const { size, kind, url } of subjects) {
        say(`round ${i} of ${ROUNDS}: ${question.name}, ${kind}, ${size}`);
        const at = `${question.name} ${size}`;
        const found = taken.get(at) ?? { bare: [], gateway: [] };
        taken.set(at, found);
        found[kind].push(await round(url, question));
      }
    }
  }
  print(
    `One client, ${ROUNDS} interleaved rounds of ${REQUESTS} requests, medians over rounds, in ms; after VACUUM ANALYZE.\n`,
  );
  const p = (rounds: number[][] | undefined, q: number) => median((rounds ?? []).map((times) => quantile(times, q)));
  const rows = questions.flatMap(({ name }) =>
    Object.keys(sizes).map((size, i) => {
      const [here, smallest] = [taken.get(`${name} ${size}`), taken.get(`${name} ${Object.keys(sizes)[0]}`)];
      return [
        name,
        size,
        shown(p(here?.bare, 0.5)),
        shown(p(here?.bare, 0.99)),
        shown(p(here?.gateway, 0.5)),
        shown(p(here?.gateway, 0.99)),
        ratio(p(here?.gateway, 0.5), p(here?.bare, 0.5)),
        i === 0 ? '' : ratio(p(here?.gateway, 0.5), p(smallest?.gateway, 0.5)),
        i === 0 ? '' : ratio(p(here?.bare, 0.5), p(smallest?.bare, 0.5)),
      ];
    }),
  );
  print(
    table(
      [
        '',
        'of the data',
        'bare p50',
        'bare p99',
        'gateway p50',
        'gateway p99',
        'gateway/bare',
        '100%/1% gateway',
        '100%/1% bare',
      ],
      rows,
    ),
  );
  print('Aims: gateway/bare ≤ 4×; 100%/1% ≤ 1.2×.\n');
}

/** Both kinds of server give one answer, or what is measured is not the same work. */
async function compare(
  subjects: readonly { size: string; kind: string; url: string }[],
  question: Question,
  variables: Record<string, string>,
): Promise<void> {
  for (const size of new Set(subjects.map((subject) => subject.size))) {
    const [first, ...others] = await Promise.all(
      subjects.filter((subject) => subject.size === size).map(({ url }) => ask(url, question, variables)),
    );
    for (const other of others)
      if (!isDeepStrictEqual(first, other))
        throw new Error(
          `"${question.name}" is answered differently:\n${JSON.stringify(first).slice(0, 600)}\n${JSON.stringify(other).slice(0, 600)}`,
        );
  }
}

async function round(url: string, question: Question): Promise<number[]> {
  const variables = (i: number) => question.variables[i % question.variables.length];
  for (let i = 0; i < WARM_UP; i++) await ask(url, question, variables(i));
  const times: number[] = [];
  for (let i = 0; i < REQUESTS; i++) {
    const begun = performance.now();
    await ask(url, question, variables(i));
    times.push(performance.now() - begun);
  }
  return times;
}
