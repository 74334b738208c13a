import { setTimeout as sleep } from 'node:timers/promises';
import { signLocalToken } from '@thi-dua/gateway/access-token/local-token';
import { ROLES } from '@thi-dua/schema/caller';
import type { Asked, Client, Data } from '../crash/client.js';
import { type Acknowledged, Journal } from '../crash/journal.js';

/** What is asked: `stale` may be a minute old, `report` says the same and must not be. */
export const KINDS = ['write', 'fresh', 'stale', 'report', 'stranger'] as const;
export type Kind = (typeof KINDS)[number];

/** One answer, or none, and what was away from its beginning to its end. */
export interface Told {
  kind: Kind;
  /** The first and the last stretch of the run that it fell into. */
  from: number;
  to: number;
  /** Why there was none; null where there was. */
  failure: string | null;
  /** What became of the connection, where no answer came. */
  cause?: string;
}

/** How the run goes on: stretches in which everything is there, and such in which something is away. */
export class Course {
  readonly stretches: string[] = ['all'];
  readonly told: Told[] = [];

  begin(stretch: string): void {
    this.stretches.push(stretch);
  }
  get now(): number {
    return this.stretches.length - 1;
  }
  /** How many of a kind were answered that were asked since. */
  answered(kind: Kind, since: number): number {
    return this.told.filter((one) => one.kind === kind && one.from >= since && one.failure === null).length;
  }
}

/** What was acknowledged, with the moment at which it was known. */
export class TimedJournal extends Journal {
  readonly #figures: { at: number; value: number; period: string }[] = [];

  override add(entry: Acknowledged): void {
    super.add(entry);
    if (entry.kind === 'figure')
      this.#figures.push({ at: Date.now(), value: Number(entry.value), period: entry.period });
  }
  /** The newest figure of a period that was acknowledged before a moment; 0 where none was. */
  figureBefore(at: number, period: string): number {
    return Math.max(
      0,
      ...this.#figures.filter((one) => one.period === period && one.at < at).map(({ value }) => value),
    );
  }
}

export interface Answered {
  data: Data;
  asOf: string | undefined;
}

/** Between each two requests of one who asks: a load that is steady, and leaves the machine some room. */
const PAUSE_MS = 40;

/**
 * Whoever asks, as behind a load balancer: by turns at both gateways. Where a connection was refused the other one is asked, and
 * a query that got no answer is asked there once more.
 */
export function createAsker({
  gateways,
  key,
  course,
  surprises,
}: {
  gateways: readonly string[];
  key: Uint8Array;
  course: Course;
  surprises: string[];
}) {
  const tokens = new Map<string, Promise<string>>();
  let turn = 0;
  const tokenOf = ({ tenant, subject }: { tenant: string; subject: string }) => {
    const name = `${tenant} ${subject}`;
    const token = tokens.get(name) ?? signLocalToken(key, { tenant, subject, roles: ROLES });
    tokens.set(name, token);
    return token;
  };
  /** What was answered; null where nothing was, with what became of the connection. */
  const post = async (kind: Kind, token: string, body: string, headers: Record<string, string>) => {
    const first = turn++;
    for (let tried = 0; ; tried++) {
      const at = gateways[(first + tried) % gateways.length];
      try {
        const response = await fetch(`${at}/graphql`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
          body,
          signal: AbortSignal.timeout(60_000),
        });
        const text = await response.text();
        if (response.status === 503 && text === 'starting\n' && tried < 3) continue;
        return { body: JSON.parse(text) };
      } catch (error) {
        const cause = error instanceof Error ? error.cause : undefined;
        const refused = cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
        if (tried < 3 && (refused || kind !== 'write')) continue;
        return { body: null, cause: String(cause ?? error) };
      }
    }
  };
  return async (
    kind: Kind,
    who: { tenant: string; subject: string },
    query: string,
    variables: object = {},
    headers: Record<string, string> = {},
  ): Promise<Answered | null> => {
    const from = course.now;
    const { body, ...lost } = await post(kind, await tokenOf(who), JSON.stringify({ query, variables }), headers);
    const errors: Data[] | undefined = body === null ? undefined : body.errors;
    const codes = errors?.map(({ extensions }) =>
      [extensions?.code, extensions?.mayHaveHappened && 'mayHaveHappened'].filter(Boolean).join(' '),
    );
    const failure =
      body === null ? 'no answer' : codes && codes.length > 0 ? [...new Set(codes)].sort().join(', ') : null;
    course.told.push({ kind, from, to: course.now, failure, ...lost });
    if (codes?.some((code) => /^(BAD_|GRAPHQL_|FORBIDDEN|UNAUTH)/.test(code))) surprises.push(JSON.stringify(errors));
    await sleep(failure === null ? PAUSE_MS : 100);
    return failure === null ? { data: body.data, asOf: body.extensions?.asOf } : null;
  };
}
export type Asker = ReturnType<typeof createAsker>;

/** The same, as those ask who write. */
export const writing = (ask: Asker, surprises: string[]): Client => ({
  failures: new Map(),
  surprises,
  async ask(who, query, input): Promise<Asked> {
    const answered = await ask('write', who, query, { input });
    return answered === null ? { lost: true } : { data: answered.data };
  },
});

const FIGURE = `query Figure($period: String!) {
  locality(code: "450") { value(indicator: "POOR_HOUSEHOLDS", period: $period, basis: PROVISIONAL) { value } } }`;
const REPORT = `query Report {
  annualReport(year: 2023, code: "450") { indicators(codes: ["POOR_HOUSEHOLDS"]) { provisional { value } } } }`;
const own = { tenant: 'quang-binh', subject: 'reader' };
const PERIOD = '2023';
const MOST_STALE_SECONDS = 60;
const allowing = { 'max-staleness': String(MOST_STALE_SECONDS) };

export interface Reading {
  ask: Asker;
  journal: TimedJournal;
  goesOn: () => boolean;
  /** Wrong answers. */
  faults: string[];
  /** How many answers were behind what was acknowledged when they were asked for: from a standby, without a doubt. */
  behind: { count: number };
}

/** Reads the figure that somebody corrects again and again, and holds every answer against what was acknowledged when. */
export async function readFigure(kind: 'fresh' | 'stale' | 'report', work: Reading): Promise<void> {
  const { ask, journal, goesOn, faults, behind } = work;
  while (goesOn()) {
    const begun = Date.now();
    const answered = await ask(
      kind,
      own,
      kind === 'report' ? REPORT : FIGURE,
      kind === 'report' ? {} : { period: PERIOD },
      kind === 'fresh' ? {} : allowing,
    );
    if (answered === null) continue;
    const { data, asOf } = answered;
    const shown = Number(
      (kind === 'report' ? data.annualReport?.indicators[0]?.provisional?.value : data.locality?.value?.value) ?? 0,
    );
    const newest = journal.figureBefore(begun, PERIOD);
    const of = kind === 'stale' ? Date.parse(asOf ?? '') : begun;
    const least = journal.figureBefore(of, PERIOD);
    // One that was sent and is not yet acknowledged may be there.
    const most = Math.max(1000, journal.figureBefore(Number.POSITIVE_INFINITY, PERIOD)) + 1;
    if (!(shown >= least && shown <= most))
      faults.push(`${kind}: ${shown}, where ${least} to ${most} were there (asked ${begun}, as of ${asOf})`);
    if (kind === 'fresh' ? asOf !== undefined : !(Date.parse(asOf ?? '') >= begun - MOST_STALE_SECONDS * 1000))
      faults.push(`${kind}: as of ${asOf}, asked at ${new Date(begun).toISOString()}`);
    if (kind === 'stale' && shown < newest) behind.count++;
  }
}

/** Somebody to whom nothing of it is shown, from wherever it is answered. */
export async function readAsStranger({ ask, goesOn, faults }: Reading): Promise<void> {
  const who = { tenant: 'ha-noi', subject: 'stranger' };
  for (let n = 0; goesOn(); n++) {
    const answered = await ask('stranger', who, FIGURE, { period: PERIOD }, n % 2 === 0 ? allowing : {});
    const value = answered?.data.locality.value;
    if (value != null && value.value !== null) faults.push(`a stranger is shown ${JSON.stringify(value)}`);
  }
}
