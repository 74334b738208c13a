import type { Words } from '@thi-dua/schema/words';
import type { Fraction } from './fraction.js';
import { dueDay, hasBegun, type Point, yearPoint } from './point.js';
import type { Frame, Outcome, Subject, Verdict } from './question.js';
import { notYetDue, sentence, words } from './texts.js';

/** What one year of a rule says: true, false, or why nothing can be said. `measured`: the value, or by how much it fell. */
export type Year =
  | { holds: boolean; told: Words; measured: Fraction }
  | { holds: null; verdict: 'NO_DATA' | 'NOT_COMPARABLE'; told: Words };

interface Years {
  subject: Subject;
  frame: Frame;
  years: readonly number[];
  /** The last of them; null where no end is named. */
  last: number | null;
  of(at: Point): Year;
}

/**
 * What has to hold in every year fails with the first year that fails, and is met when all of them are over and held. Until
 * then it is on track as long as the years that are known hold and none before them is missing.
 */
export function judgeYears({ subject, frame, years, last, of }: Years): Outcome {
  const dueOn = last === null ? null : dueDay(yearPoint(last).ends, subject.units);
  const over = dueOn !== null && frame.today > dueOn;
  const outcome = (verdict: Verdict, told: Words): Outcome => ({
    verdict,
    explanation: sentence(over || verdict === 'NOT_MET' ? told : notYetDue(told, dueOn)),
    dueOn,
  });
  const begun = years.map(yearPoint).filter((at) => hasBegun(at, frame));
  const told = begun.map((at) => ({ at, year: of(at) }));

  const failed = told.filter(({ year }) => year.holds === false);
  const ended = failed.find(({ at }) => dueDay(at.ends, subject.units) < frame.today);
  if (ended) return outcome('NOT_MET', ended.year.told);
  if (failed[0]) return outcome('OFF_TRACK', failed[0].year.told);

  const known = told.findLastIndex(({ year }) => year.holds !== null);
  const unknown = told
    .slice(0, over ? told.length : known + 1)
    .flatMap(({ year }) => (year.holds === null ? year : []));
  const [first] = unknown;
  const incomparable = unknown.find((year) => year.verdict === 'NOT_COMPARABLE');
  if (first) return outcome((incomparable ?? first).verdict, (incomparable ?? first).told);
  const latest = told[known];
  if (latest === undefined) {
    const late = told.flatMap(({ year }) => (year.holds === null ? year : []))[0];
    return outcome(late?.verdict ?? 'NO_DATA', late?.told ?? words('chưa có số liệu', 'there is no figure yet'));
  }
  const all = words(
    `cả ${known + 1} năm đã có số liệu đều đạt; ${latest.year.told.vi}`,
    `it held in each of the ${known + 1} years with figures; ${latest.year.told.en}`,
  );
  return outcome(over && known + 1 === years.length ? 'MET' : over ? 'NO_DATA' : 'ON_TRACK', all);
}
