import type { Words } from '@thi-dua/schema/words';
import { fraction, multiply } from './fraction.js';
import type { Limit } from './limit.js';
import { dueDay, pointOf } from './point.js';
import type { Facts, Frame, Outcome, Stretch, Unit, Verdict } from './question.js';
import { notYetDue, sentence, words } from './texts.js';

export interface LeavingRule {
  designation: string;
  /** A day or a period. */
  by: string | null;
}

const covers = ({ begins, ends }: Stretch, day: string) => begins <= day && day < ends;

/** The day by which a designation is left; null where no end is named. */
export function leavingDay(rule: LeavingRule, frame: Frame, units: readonly Unit[]): string | null {
  const by = rule.by ?? (frame.to === null ? null : String(frame.to));
  return by === null ? null : dueDay(pointOf(by)?.ends ?? by, units);
}

/** The day whose bearers are to leave. */
export const bearersDay = (frame: Frame): string =>
  frame.day ?? (frame.from === null ? frame.today : `${frame.from}-01-01`);

/**
 * A unit has left what a decision has taken from it. What merely lapsed with its stage, or with the unit, was not left: it
 * then is not known who holds the status. Leaving has no pace of its own: until it happens it is off track.
 */
export function judgeLeaving(rule: LeavingRule, unit: Unit, frame: Frame, facts: Facts): Outcome {
  const dueOn = leavingDay(rule, frame, [unit]);
  const over = dueOn !== null && frame.today > dueOn;
  const day = over ? dueOn : frame.today;
  const stretches = facts.designation(unit.id, rule.designation);
  const outcome = (verdict: Verdict, told: Words): Outcome => ({
    verdict,
    explanation: sentence(over || verdict === 'MET' ? told : notYetDue(told, dueOn)),
    dueOn,
  });
  if (!stretches.some((stretch) => covers(stretch, bearersDay(frame))))
    return outcome('NO_DATA', words('đơn vị không thuộc diện này', 'the unit did not bear this designation'));
  if (stretches.some((stretch) => covers(stretch, day)))
    return outcome(
      over ? 'NOT_MET' : 'OFF_TRACK',
      words('đơn vị vẫn còn trong diện', 'the unit still bears the designation'),
    );
  const latest = stretches.filter(({ ends }) => ends <= day).toSorted((a, b) => (a.ends < b.ends ? 1 : -1))[0];
  if (latest?.endedBy)
    return outcome('MET', words(`đã ra khỏi diện theo ${latest.endedBy}`, `it was taken away by ${latest.endedBy}`));
  return outcome(
    'NO_DATA',
    words(
      'diện hết hiệu lực mà không có quyết định đưa ra khỏi diện',
      'the designation lapsed without a decision that took it away',
    ),
  );
}

const days = (from: string, to: string): bigint =>
  BigInt(Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000));

/** A share of leavers is due in proportion to the time that has passed. */
export function leavingPace(limit: Limit, dueOn: string | null, frame: Frame): Limit | null {
  const from = bearersDay(frame);
  if (dueOn === null || dueOn <= from || frame.today < from) return null;
  return { ...limit, threshold: multiply(limit.threshold, fraction(days(from, frame.today), days(from, dueOn))) };
}
