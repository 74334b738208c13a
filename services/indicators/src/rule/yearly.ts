import { compare, decimal, type Fraction, isZero, subtract } from './fraction.js';
import { type Limit, satisfies } from './limit.js';
import { type Point, yearPoint } from './point.js';
import type { Facts, Frame, Outcome, Subject } from './question.js';
import { read } from './reading.js';
import { type YearlyRule, yearsOf } from './span.js';
import { asked, isRate, NO_UNIT, named, PERCENT, sentence, shown, words } from './texts.js';
import { judgeYears, type Year } from './years.js';

export function judgeYearly(rule: YearlyRule, subject: Subject, frame: Frame, facts: Facts): Outcome {
  const years = yearsOf(rule, frame);
  if (years === null) {
    return {
      verdict: 'NO_DATA',
      explanation: sentence(
        words('văn bản không cho biết năm đầu', 'the document does not say with which year it begins'),
      ),
      dueOn: null,
    };
  }
  const of =
    rule.kind === 'HOLDS_EVERY_YEAR'
      ? holds(rule.indicator, { comparator: rule.comparator, threshold: decimal(rule.threshold) }, subject, facts)
      : falls(rule.indicator, subject, facts);
  return judgeYears({ ...years, subject, frame, of });
}

const unitOf = (facts: Facts, indicator: string) => (isRate(facts, [indicator]) ? PERCENT : NO_UNIT);

/** Whether a value satisfies a limit at the end of a year. */
export const holds =
  (indicator: string, limit: Limit, subject: Subject, facts: Facts) =>
  (at: Point): Year => {
    const reading = read(facts, subject, [indicator], at, at);
    if (!reading.known) return { holds: null, verdict: 'NO_DATA', told: reading.why };
    const name = named(facts, [indicator]);
    const unit = unitOf(facts, indicator);
    const value = shown(reading.value, unit, [limit]);
    const required = asked([limit], unit);
    return {
      holds: satisfies(reading.value, limit),
      measured: reading.value,
      told: words(
        `${name.vi} ${at.words.vi}: ${value.vi}; yêu cầu ${required.vi}`,
        `${name.en} in ${at.words.en}: ${value.en}; required: ${required.en}`,
      ),
    };
  };

interface Fall {
  /** By how much at least; null: at all. */
  by(at: Point): Fraction | null;
  /** What the year is held against where the closing of the year before is not known; null: nothing. */
  otherwiseFrom(at: Point): Point | null;
}
const AT_ALL: Fall = { by: () => null, otherwiseFrom: () => null };

/** Whether a value fell in the course of a year. Where nothing is left, nothing more can fall. */
export const falls =
  (indicator: string, subject: Subject, facts: Facts, { by, otherwiseFrom }: Fall = AT_ALL) =>
  (at: Point): Year => {
    const reading = read(facts, subject, [indicator], at, at);
    if (!reading.known) return { holds: null, verdict: 'NO_DATA', told: reading.why };
    const closing = yearPoint(at.year - 1);
    const other = otherwiseFrom(at);
    const held = read(facts, subject, [indicator], closing, at);
    const substitute = held.known || other === null ? held : read(facts, subject, [indicator], other, at);
    const [before, earlier] = other !== null && !held.known && substitute.known ? [other, substitute] : [closing, held];
    if (!earlier.known) {
      const [old, now] = [facts.standard(indicator, before.period), facts.standard(indicator, at.period)];
      if (old === now || !read(facts, subject, [indicator], before, before).known)
        return { holds: null, verdict: 'NO_DATA', told: earlier.why };
      return {
        holds: null,
        verdict: 'NOT_COMPARABLE',
        told: words(
          `số liệu ${before.words.vi} theo ${old}, số liệu ${at.words.vi} theo ${now}: hai chuẩn khác nhau không so sánh được`,
          `the figure of ${before.words.en} is under ${old}, that of ${at.words.en} under ${now}: values under two standards are not compared`,
        ),
      };
    }
    const needed = by(at);
    const fallen = subtract(earlier.value, reading.value);
    const name = named(facts, [indicator]);
    const unit = unitOf(facts, indicator);
    const [then, value] = [shown(earlier.value, unit), shown(reading.value, unit)];
    const required =
      needed === null
        ? words('giảm', 'to fall')
        : words(`giảm ${shown(needed, unit).vi}`, `to fall by ${shown(needed, unit).en}`);
    const enough = needed === null ? fallen.numerator > 0n : compare(fallen, needed) >= 0;
    return {
      holds: enough || isZero(reading.value),
      measured: fallen,
      told: words(
        `${name.vi}: ${then.vi} (${before.words.vi}), ${value.vi} (${at.words.vi}); yêu cầu ${required.vi}`,
        `${name.en}: ${then.en} (${before.words.en}), ${value.en} (${at.words.en}); required ${required.en}`,
      ),
    };
  };
