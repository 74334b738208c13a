import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@thi-dua/prisma/connect';
import type pg from 'pg';
import { createClient } from './client.js';
import { Journal } from './journal.js';
import { faultsAfter } from './judge.js';
import { randomBy } from './random.js';
import { PARTS, type Part, startSystem } from './system.js';
import { issuePlans, moveNominations, reportFigures } from './writers.js';

export interface CrashWish {
  /** How many processes are killed at the most. */
  kills: number;
  /** When it ends in any case. */
  minutes: number;
  /** What is killed when is drawn from it. */
  seed: number;
  /** Who is killed, in turn; drawn where left out. */
  parts?: readonly Part[];
  tell?: (line: string) => void;
}

export interface CrashResult {
  kills: Partial<Record<Part, number>>;
  /** How many writes were acknowledged, by what they were. */
  acknowledged: Record<string, number>;
  /** How requests failed meanwhile, and how often. */
  failures: Record<string, number>;
  /** What is wrong: empty, or the run has found something. */
  faults: string[];
}

/** Events get their place among all by a relay that wakes up at each; after a crash, within a minute. */
export async function untilEventsAreSettled(client: pg.Client): Promise<void> {
  for (const until = Date.now() + 150_000; Date.now() < until; await sleep(250)) {
    const { rows } = await client.query('SELECT FROM events.event WHERE position IS NULL LIMIT 1');
    if (rows.length === 0) return;
  }
}

/** People write without a pause while processes are killed and started again; then the database is held against the journal. */
export async function crash({ kills, minutes, seed, parts = PARTS, tell = () => {} }: CrashWish): Promise<CrashResult> {
  const random = randomBy(seed);
  const system = await startSystem();
  try {
    await system.ready();
    const operator = await connect(system.operatorUrl());
    // Of dossiers other tests tell: here nominations move without files.
    await operator.query(`UPDATE awards.award_conferral SET required_files = '{}'`);
    await operator.end();
    const client = createClient(system);
    const journal = new Journal();
    const run = `crash${seed}`;
    let going = true;
    const work = { client, journal, goesOn: () => going };
    const writing = Promise.all([
      reportFigures(work, `${run}-a`, '2023'),
      reportFigures(work, `${run}-b`, '2024'),
      moveNominations(work, `${run}-a`),
      moveNominations(work, `${run}-b`),
      issuePlans(work, run),
    ]);
    /** Under load: something was acknowledged since. */
    const progress = async (more: number) => {
      const wanted = journal.entries.length + more;
      for (const until = Date.now() + 60_000; journal.entries.length < wanted; await sleep(20))
        if (Date.now() > until) throw new Error('nothing is written any more, though every part answers');
    };
    const killed: Partial<Record<Part, number>> = {};
    try {
      const end = Date.now() + minutes * 60_000;
      for (let n = 0; n < kills && Date.now() < end; n++) {
        await progress(5 + Math.floor(random() * 20));
        const part = parts[parts === PARTS ? Math.floor(random() * parts.length) : n % parts.length] ?? 'postgresql';
        await sleep(random() * 200);
        await system.kill(part);
        killed[part] = (killed[part] ?? 0) + 1;
        // For a while it is missed.
        await sleep(random() * 400);
        await system.start(part);
        await system.ready();
        tell(`${n + 1}. ${part}: back; ${journal.entries.length} writes acknowledged`);
      }
      await progress(5);
    } finally {
      going = false;
      await writing;
    }
    const judge = await connect(system.operatorUrl());
    try {
      await untilEventsAreSettled(judge);
      const faults = [
        ...(await faultsAfter(judge, journal, run)),
        ...client.surprises.map((surprise) => `an answer that no fault explains: ${surprise}`),
      ];
      const acknowledged: Record<string, number> = {};
      for (const { kind } of journal.entries) acknowledged[kind] = (acknowledged[kind] ?? 0) + 1;
      return { kills: killed, acknowledged, failures: Object.fromEntries(client.failures), faults };
    } finally {
      await judge.end();
    }
  } finally {
    await system.end();
  }
}
