import type pg from 'pg';
import type { Bench, Process } from './bench.js';
import { CopyIn } from './copy-in.js';
import type { Commune, Country, Reporter } from './country.js';
import { type Question, questions } from './questions.js';
import {
  atNeighbourhoods,
  COMMUNE_INDICATORS,
  communeLines,
  NEIGHBOURHOOD_YEARS,
  neighbourhoodLines,
  YEAR_SINCE,
  YEARS,
} from './rows.js';
import { decimal, note, quantile, table, times, whole } from './table.js';
import { type Watched, watch } from './watch.js';
import type { Wish } from './wish.js';

export interface Run {
  bench: Bench;
  country: Country;
  operator: pg.Client;
  postmaster: number;
  appUrl: string;
  operatorUrl: string;
  say: (text: string) => void;
  wish: Wish;
}

/** Of every reporter's communes, how many report before the questions are asked for the first time. */
const FIRST = 0.01;
/** Handed in twice one province after another and twice by all at once, in an order that favours neither. */
const [ONE_BY_ONE, AT_ONCE, AT_ONCE_AGAIN, ONE_BY_ONE_AGAIN] = [2021, 2022, 2023, 2024];
const HELD_BACK = [ONE_BY_ONE, AT_ONCE, AT_ONCE_AGAIN, ONE_BY_ONE_AGAIN];

interface File {
  tenant: string;
  lines: string[];
}
type Make = (communes: readonly Commune[]) => string[];

const filesOf = (reporters: readonly Reporter[], make: Make): File[] =>
  reporters.map(({ tenant, communes }) => ({ tenant, lines: make(communes) })).filter(({ lines }) => lines.length > 0);
const split = (reporters: readonly Reporter[]) => ({
  first: reporters.map(({ tenant, communes }) => ({ tenant, communes: communes.slice(0, firstOf(communes)) })),
  rest: reporters.map(({ tenant, communes }) => ({ tenant, communes: communes.slice(firstOf(communes)) })),
});
const firstOf = (communes: readonly Commune[]) => Math.max(1, Math.round(communes.length * FIRST));
const rowsIn = (files: readonly File[]) => files.reduce((rows, { lines }) => rows + lines.length, 0);

interface Loaded {
  rows: number;
  ms: number;
  watched: Watched;
}

export async function run({
  bench,
  country,
  operator,
  postmaster,
  appUrl,
  operatorUrl,
  say,
  wish,
}: Run): Promise<void> {
  const gateway = await bench.gateway(appUrl);
  const bare = await bench.bare(operatorUrl);
  const before = split(country.before);
  const since = split(country.since);

  const load = async (what: string, files: readonly File[], atOnce = false): Promise<Loaded> => {
    const rows = rowsIn(files);
    say(`${what}: ${whole(rows)} rows in ${files.length} files …`);
    const stop = await watch(operatorUrl, gateway.pid, postmaster);
    let watched: Watched;
    const begun = performance.now();
    let ms = 0;
    try {
      if (atOnce) await Promise.all(files.map(({ tenant, lines }) => gateway.client.submit(tenant, lines)));
      else for (const { tenant, lines } of files) await gateway.client.submit(tenant, lines);
      ms = performance.now() - begun;
    } finally {
      watched = await stop();
    }
    say(`… ${whole((rows / ms) * 1000)} rows/s`);
    return { rows, ms, watched };
  };

  await load('the first hundredth, every year', [
    ...filesOf(before.first, (communes) => communeLines(communes, YEARS)),
    ...filesOf(before.first, (communes) => neighbourhoodLines(communes, NEIGHBOURHOOD_YEARS)),
    ...filesOf(since.first, (communes) => communeLines(communes, [YEAR_SINCE])),
  ]);
  await operator.query('ANALYZE');
  const few = await count(operator);
  const asked = await askAll(gateway, bare, operator, wish.rounds, say);

  const years = YEARS.filter((year) => !HELD_BACK.includes(year));
  const communes = await load(
    `communes, ${years[0]} to ${years.at(-1)}`,
    filesOf(before.rest, (of) => communeLines(of, years)),
  );
  const year = (n: number) => filesOf(before.rest, (of) => communeLines(of, [n]));
  const serial = await load('one province after another', year(ONE_BY_ONE));
  const parallel = await load('all provinces at once', year(AT_ONCE), true);
  const parallelAgain = await load('all provinces at once', year(AT_ONCE_AGAIN), true);
  const serialAgain = await load('one province after another', year(ONE_BY_ONE_AGAIN));
  const neighbourhoods = await load(
    'neighbourhoods',
    filesOf(before.rest, (of) => neighbourhoodLines(of, NEIGHBOURHOOD_YEARS)),
  );
  await load(
    'communes since the reform',
    filesOf(since.rest, (of) => communeLines(of, [YEAR_SINCE])),
  );
  say('ANALYZE …');
  await operator.query('ANALYZE');
  const many = await count(operator);
  const copies = await bareCopies(operator, say);
  const verified = await verifyOne(gateway, country, operator, say);
  const askedAgain = await askAll(gateway, bare, operator, wish.rounds, say);
  const again = await rebuild(operator, say);

  note(
    `${whole(many.observations)} observations: ${COMMUNE_INDICATORS} indicators × ${YEARS.length} years of communes, ${atNeighbourhoods.length} × ${NEIGHBOURHOOD_YEARS.length} of neighbourhoods, and ${YEAR_SINCE} on the new map; all by POST /import/observations of the running gateway, one file a province. ${whole(many.rollUps)} roll-ups of both bases. Observations take ${many.observationsSize} with ${many.indexesSize} of indexes, roll-ups ${many.rollUpsSize}.`,
  );
  ingestTable({ communes, neighbourhoods }, copies);
  table(
    'All provinces at once against one after another',
    [
      '',
      'rows',
      's',
      'rows/s',
      'looks at which one waited',
      'longest wait seen, ms',
      'most that waited for one',
      'deadlocks',
    ],
    (
      [
        [`${ONE_BY_ONE}, one after another`, serial],
        [`${AT_ONCE}, at once`, parallel],
        [`${AT_ONCE_AGAIN}, at once`, parallelAgain],
        [`${ONE_BY_ONE_AGAIN}, one after another`, serialAgain],
      ] as const
    ).map(([name, { rows, ms, watched }]) => [
      name,
      whole(rows),
      decimal(ms / 1000, 1),
      whole((rows / ms) * 1000),
      `${watched.waiting} of ${watched.looks}`,
      whole(watched.longestMs),
      String(watched.mostForOne),
      String(watched.deadlocks),
    ]),
  );
  const ratio =
    (parallel.rows + parallelAgain.rows) /
    (parallel.ms + parallelAgain.ms) /
    ((serial.rows + serialAgain.rows) / (serial.ms + serialAgain.ms));
  note(`At once: ${times(ratio)} (aim ≥ 1.5× on 2 cores). Every file was taken in at its first attempt.`);
  if (verified) {
    note(
      `${whole(verified.count)} figures of one province and year verified in one call: ${whole(verified.verifyMs)} ms; released in another: ${whole(verified.releaseMs)} ms.`,
    );
  }
  questionTable(asked, askedAgain, few, many);
  note(
    `Every roll-up of one indicator put away and added up anew (${again.indicator}): ${decimal(again.ms / 1000, 1)} s for ${whole(again.rollUps)}.`,
  );
}

interface Counted {
  observations: number;
  rollUps: number;
  observationsSize: string;
  indexesSize: string;
  rollUpsSize: string;
}

async function count(operator: pg.Client): Promise<Counted> {
  const { rows } = await operator.query<Counted>(
    `SELECT (SELECT count(*)::int FROM indicators.observation) AS observations, (SELECT count(*)::int FROM indicators.roll_up) AS "rollUps",
       pg_size_pretty(pg_table_size('indicators.observation')) AS "observationsSize", pg_size_pretty(pg_indexes_size('indicators.observation')) AS "indexesSize",
       pg_size_pretty(pg_total_relation_size('indicators.roll_up')) AS "rollUpsSize"`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('nothing was counted');
  return row;
}

interface Copies {
  stored: number;
  keyed: number;
}

/** Bare COPY of the very rows that were taken in, as they are stored: into a table with one index, and into one with all. */
async function bareCopies(operator: pg.Client, say: Run['say']): Promise<Copies> {
  say('bare COPY of the same rows …');
  const copied = async (indexes: string): Promise<number> => {
    await operator.query(`CREATE TABLE indicators.bare (LIKE indicators.observation INCLUDING DEFAULTS); ${indexes}`);
    let rows = 0;
    let ms = 0;
    const { rows: tenants } = await operator.query<{ tenant: string }>(
      'SELECT DISTINCT tenant_id AS tenant FROM indicators.observation ORDER BY 1',
    );
    for (const { tenant } of tenants) {
      const { rows: found } = await operator.query<{ line: string }>(
        `SELECT concat_ws(E'\\t', id, tenant_id, locality_id, indicator, period, period_end, coalesce(methodology, '\\N'), value, status, revision, current, official, submitted_at, submitted_by) AS line
         FROM indicators.observation WHERE tenant_id = $1`,
        [tenant],
      );
      const texts = found.map(({ line }) => `${line}\n`);
      const pieces = Array.from({ length: Math.ceil(texts.length / 1000) }, (_, i) =>
        texts.slice(i * 1000, (i + 1) * 1000).join(''),
      );
      const copy = new CopyIn(
        'COPY indicators.bare (id, tenant_id, locality_id, indicator, period, period_end, methodology, value, status, revision, current, official, submitted_at, submitted_by) FROM STDIN',
        pieces,
      );
      const begun = performance.now();
      operator.query(copy);
      await copy.done;
      ms += performance.now() - begun;
      rows += found.length;
    }
    await operator.query('DROP TABLE indicators.bare');
    return (rows / ms) * 1000;
  };
  return {
    stored: await copied(
      'CREATE UNIQUE INDEX ON indicators.bare (locality_id, indicator, period, methodology, revision) NULLS NOT DISTINCT',
    ),
    keyed: await copied(
      `CREATE UNIQUE INDEX ON indicators.bare (id); CREATE INDEX ON indicators.bare (locality_id, indicator, period); CREATE INDEX ON indicators.bare (updated_at, id);
       CREATE UNIQUE INDEX ON indicators.bare (locality_id, indicator, period, methodology) NULLS NOT DISTINCT WHERE current`,
    ),
  };
}

function ingestTable(loads: Record<string, Loaded>, copies: Copies): void {
  const mb = (value: number | null) => (value === null ? '–' : whole(value));
  table(
    'Ingest: validation, row-level security, history and both roll-ups, beside bare COPY of the same rows',
    [
      '',
      'rows',
      'rows/s',
      'of COPY into one indexed table',
      'of COPY into all its indexes',
      'gateway, MB',
      'largest session, MB',
    ],
    [
      ...Object.entries(loads).map(([name, { rows, ms, watched }]) => {
        const rate = (rows / ms) * 1000;
        return [
          name,
          whole(rows),
          whole(rate),
          times(rate / copies.stored),
          times(rate / copies.keyed),
          mb(watched.gatewayMb),
          mb(watched.sessionMb),
        ];
      }),
      ['COPY, one index', '', whole(copies.stored), '', '', '', ''],
      ['COPY, the indexes of observations', '', whole(copies.keyed), '', '', '', ''],
    ],
  );
  note('Aim: ≥ 0.25× of COPY into one indexed table; memory flat.');
}

/** One province's year is verified by the board, and opened by the province. */
async function verifyOne(
  gateway: Process,
  country: Country,
  operator: pg.Client,
  say: Run['say'],
): Promise<{ count: number; verifyMs: number; releaseMs: number } | null> {
  const [reporter] = [...country.before].sort((a, b) => b.communes.length - a.communes.length);
  const { rows } = await operator.query<{ code: string }>(
    `SELECT l.code FROM map.tenant t JOIN map.locality l ON l.id = t.locality_id WHERE t.slug = $1`,
    [reporter?.tenant],
  );
  const [unit] = rows;
  if (reporter === undefined || unit === undefined) return null;
  say(`verifying and releasing ${reporter.tenant} …`);
  let begun = performance.now();
  const at = `localityCode: "${unit.code}", period: "2024"`;
  const verified = (await gateway.client.ask(
    `mutation { verifyObservations(input: { ${at} }) { count errors { code } } }`,
  )) as { verifyObservations: { count: number; errors: unknown[] } };
  const verifyMs = performance.now() - begun;
  begun = performance.now();
  await gateway.client.ask(
    `mutation { releaseFigures(input: { ${at}, scope: BELOW, decision: "Synthetic" }) { released errors { code } } }`,
    reporter.tenant,
    'signer',
  );
  return { count: verified.verifyObservations.count, verifyMs, releaseMs: performance.now() - begun };
}

interface Asked {
  question: Question;
  gateway: number[];
  bare: number[];
  leavesMs: number | null;
}

const WARM_UP = 15;

/** Every question of gateway and bare handler in turn, one client; the leaves a few times. The answers must agree. */
async function askAll(
  gateway: Process,
  bare: Process,
  operator: pg.Client,
  rounds: number,
  say: Run['say'],
): Promise<Asked[]> {
  const taken: Asked[] = questions.map((question) => ({ question, gateway: [], bare: [], leavesMs: null }));
  const timed = async (into: number[] | null, work: () => Promise<unknown>) => {
    const begun = performance.now();
    const result = await work();
    into?.push(performance.now() - begun);
    return result;
  };
  for (const [i, asked] of taken.entries()) {
    const { question } = asked;
    say(`question ${i + 1} of ${questions.length}: ${question.name}`);
    const data = (await gateway.client.ask(question.query)) as never;
    const numbers = question.numbers(data);
    for (const [who, other] of [
      ['the bare handler', question.bare && (await bare.client.ask(question.name))],
      ['the sum over the leaves', question.leaves && (await question.leaves(operator))],
    ] as const) {
      const said = (list: unknown) => (question.exact ? JSON.stringify(list) : String((list as unknown[]).length));
      if (other !== null && said(other) !== said(numbers))
        throw new Error(
          `${question.name}: the gateway says ${JSON.stringify(numbers).slice(0, 400)}, ${who} ${JSON.stringify(other).slice(0, 400)}`,
        );
    }
    for (let n = 0; n < WARM_UP + rounds; n++) {
      const warm = n >= WARM_UP;
      await timed(warm ? asked.gateway : null, () => gateway.client.ask(question.query));
      if (question.bare) await timed(warm ? asked.bare : null, () => bare.client.ask(question.name));
    }
    if (question.leaves) {
      const sample: number[] = [];
      for (let n = 0; n < 5; n++) await timed(sample, () => question.leaves?.(operator) ?? Promise.resolve());
      asked.leavesMs = quantile(sample, 0.5);
    }
  }
  return taken;
}

function questionTable(first: readonly Asked[], last: readonly Asked[], few: Counted, many: Counted): void {
  const p = (sample: readonly number[], q: number) => (sample.length === 0 ? '–' : decimal(quantile(sample, q)));
  table(
    `Questions, one client, ms: with ${whole(many.observations)} observations, and with ${whole(few.observations)}`,
    [
      '',
      'gateway p50',
      'p99',
      'bare p50',
      'p99',
      'p50 of bare',
      `p50 with ${decimal((100 * few.observations) / many.observations, 1)}%`,
      'all of that',
      'summing the leaves',
      'earned',
    ],
    last.map((asked, i) => {
      const earlier = first[i];
      const p50 = quantile(asked.gateway, 0.5);
      const bare = asked.bare.length === 0 ? null : quantile(asked.bare, 0.5);
      const before = earlier ? quantile(earlier.gateway, 0.5) : null;
      return [
        asked.question.name,
        decimal(p50),
        p(asked.gateway, 0.99),
        p(asked.bare, 0.5),
        p(asked.bare, 0.99),
        bare === null ? '–' : times(p50 / bare),
        before === null ? '–' : decimal(before),
        before === null ? '–' : times(p50 / before),
        asked.leavesMs === null ? '–' : decimal(asked.leavesMs, 1),
        asked.leavesMs === null || bare === null ? '–' : times(asked.leavesMs / bare),
      ];
    }),
  );
  note(
    'Aims: p50 ≤ 4× the bare handler, which reads the same rows by hand-written SQL; all data ≤ 1.2× a hundredth of it. "Earned": summing the leaves in SQL against the bare handler.',
  );
}

/** What an operator's repair takes. */
async function rebuild(
  operator: pg.Client,
  say: Run['say'],
): Promise<{ indicator: string; ms: number; rollUps: number }> {
  const indicator = 'POVERTY_RATE';
  say(`adding up ${indicator} anew …`);
  const begun = performance.now();
  await operator.query('SELECT indicators.rebuild_roll_ups($1)', [indicator]);
  const ms = performance.now() - begun;
  const { rows } = await operator.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM indicators.roll_up WHERE indicator = $1',
    [indicator],
  );
  return { indicator, ms, rollUps: rows[0]?.n ?? 0 };
}
