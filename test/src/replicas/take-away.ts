import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@thi-dua/prisma/connect';
import { SERVICES } from '@thi-dua/schema/identity';
import { untilEventsAreSettled } from '../crash/crash-run.js';
import { faultsAfter } from '../crash/judge.js';
import { issuePlans, moveNominations, reportFigures } from '../crash/writers.js';
import {
  Course,
  createAsker,
  KINDS,
  type Kind,
  type Reading,
  readAsStranger,
  readFigure,
  TimedJournal,
  type Told,
  writing,
} from './load.js';
import { startReplicatedSystem } from './system.js';

const PARTS = ['gateway', ...SERVICES, 'standby', 'redis', 'primary', 'promotion'] as const;
type Part = (typeof PARTS)[number];

/** Of whoever writes while the process that works on it is killed. */
const LOST = ['no answer', 'UNAVAILABLE mayHaveHappened'];
/** Of whoever needs a database that is away. */
const NO_DATABASE = ['UNAVAILABLE', 'UNAVAILABLE mayHaveHappened', 'OVERLOADED'];
const needsPrimary = { write: NO_DATABASE, fresh: NO_DATABASE, report: NO_DATABASE, stranger: NO_DATABASE };

/** With which errors what may fail while a part is away (docs/operations.md, When one of several is away); with no others. */
const ALLOWED: Record<string, Partial<Record<Kind, readonly string[]>>> = {
  all: {},
  gateway: { write: LOST },
  ...Object.fromEntries(SERVICES.map((name) => [name, { write: LOST }])),
  standby: {},
  redis: {},
  primary: needsPrimary,
  // The one who took its place is no standby any more, and the new one not there yet.
  promotion: { ...needsPrimary, stale: NO_DATABASE },
};

const unexplained = ({ stretches }: Course, { kind, from, to, failure }: Told): boolean =>
  failure !== null &&
  !stretches
    .slice(from, to + 1)
    .some((stretch) => failure.split(', ').every((one) => ALLOWED[stretch]?.[kind]?.includes(one)));

export interface TakenAway {
  /** What was taken away, in order. */
  parts: Part[];
  acknowledged: Record<string, number>;
  answered: Record<Kind, number>;
  /** Errors by what was away and what was asked. */
  failures: Record<string, number>;
  /** Stale reads that were seen to come from a standby. */
  behind: number;
  faults: string[];
}

/** Takes each part away in turn, and brings it back, while everyone goes on reading and writing; then holds all against each other. */
export async function takeAway({
  rounds,
  tell = () => {},
}: {
  rounds: number;
  tell?: (line: string) => void;
}): Promise<TakenAway> {
  const system = await startReplicatedSystem();
  try {
    const { cluster, gateways, key } = system;
    const operator = await connect(cluster.adminUrl);
    // Of dossiers other tests tell: here nominations move without files.
    await operator.query(`UPDATE awards.award_conferral SET required_files = '{}'`);
    await operator.end();
    await cluster.synchronise();
    tell('everything answers');

    const run = 'away';
    const course = new Course();
    const journal = new TimedJournal();
    const faults: string[] = [];
    const behind = { count: 0 };
    let going = true;
    const goesOn = () => going;
    const ask = createAsker({ gateways, key, course, surprises: faults });
    const work = { client: writing(ask, faults), journal, goesOn };
    const reading: Reading = { ask, journal, goesOn, faults, behind };
    const everyone = Promise.all([
      reportFigures(work, `${run}-a`, '2023'),
      reportFigures(work, `${run}-b`, '2024'),
      moveNominations(work, `${run}-a`),
      issuePlans(work, run),
      readFigure('fresh', reading),
      readFigure('stale', reading),
      readFigure('report', reading),
      readAsStranger(reading),
    ]);
    /** Some of each kind were answered that were asked since the stretch began. */
    const served = async (kinds: readonly Kind[]) => {
      const since = course.now;
      const missing = () => kinds.filter((kind) => course.answered(kind, since) < 3);
      for (const until = Date.now() + 120_000; missing().length > 0; await sleep(20))
        if (Date.now() > until)
          throw new Error(
            `${course.stretches.at(-1)}: nobody answers ${missing()}; ${JSON.stringify(course.told.slice(-8))}`,
          );
    };
    const away = (part: Part) => async () => {
      tell(`${part} is away`);
      await served(part === 'primary' || part === 'promotion' ? ['stale'] : KINDS);
    };
    const take: Record<Part, (done: () => Promise<void>) => Promise<void>> = {
      gateway: (done) => system.without('gateway', done),
      localities: (done) => system.without('localities', done),
      indicators: (done) => system.without('indicators', done),
      campaigns: (done) => system.without('campaigns', done),
      awards: (done) => system.without('awards', done),
      redis: (done) => system.withoutRedis(done),
      primary: (done) => cluster.restartPrimary(done),
      promotion: (done) => cluster.promote(done),
      async standby(done) {
        await system.complete();
        await cluster.killStandby();
        await done();
        await cluster.returnStandby();
      },
    };
    const parts: Part[] = [];
    try {
      for (let round = 0; round < rounds; round++) {
        if (round > 0) await system.complete();
        for (const part of PARTS) {
          await served(KINDS);
          course.begin(part);
          await take[part](away(part));
          parts.push(part);
          course.begin('all');
        }
      }
      await system.complete();
      await served(KINDS);
    } finally {
      going = false;
      await everyone;
    }
    tell('held against what was acknowledged');
    const judge = await connect(cluster.adminUrl);
    try {
      await untilEventsAreSettled(judge);
      faults.push(...(await faultsAfter(judge, journal, run)));
    } finally {
      await judge.end();
    }
    for (const told of course.told)
      if (unexplained(course, told))
        faults.push(
          `${told.kind} failed with ${told.failure} ${told.cause ?? ''} (${course.stretches.slice(told.from, told.to + 1)})`,
        );
    const failures: Record<string, number> = {};
    for (const { kind, from, to, failure } of course.told) {
      if (failure === null) continue;
      const name = `${course.stretches.slice(from, to + 1).find((stretch) => stretch !== 'all') ?? 'all'} ${kind}: ${failure}`;
      failures[name] = (failures[name] ?? 0) + 1;
    }
    const acknowledged: Record<string, number> = {};
    for (const { kind } of journal.entries) acknowledged[kind] = (acknowledged[kind] ?? 0) + 1;
    const answered: Record<Kind, number> = { write: 0, fresh: 0, stale: 0, report: 0, stranger: 0 };
    for (const { kind, failure } of course.told) if (failure === null) answered[kind]++;
    return { parts, acknowledged, answered, failures, behind: behind.count, faults };
  } finally {
    await system.end();
  }
}
