import type { Words } from '@thi-dua/schema/words';
import { baseOf } from './base.js';
import { type Fraction, fraction } from './fraction.js';
import { type Limit, satisfies } from './limit.js';
import { type Base, measureOf } from './measure.js';
import { dueDay, hasBegun, type Point } from './point.js';
import type { Facts, Frame, Outcome, Subject } from './question.js';
import { read, whyNotAll } from './reading.js';
import { between, type DatedRule, spanOf } from './span.js';
import { asked, isRate, NO_UNIT, named, notYetDue, PERCENT, sentence, shown, words } from './texts.js';

/** A level at a date, or a change up to one: what is due is held against the limits, what is not yet against the pace. */
export function judgeDated(rule: DatedRule, subject: Subject, frame: Frame, facts: Facts): Outcome {
  const span = spanOf(rule, frame);
  const measure = measureOf(rule, facts);
  const { due } = span;
  const dueOn = due && dueDay(due.ends, subject.units);
  const outcome = (verdict: Outcome['verdict'], explanation: Words): Outcome => ({
    verdict,
    explanation: sentence(explanation),
    dueOn,
  });

  const nobody = whyNotAll(subject);
  if (nobody !== null) return outcome('NO_DATA', nobody);

  const tell = (value: Fraction, at: Point, base: Base | null): Words => {
    const name = named(facts, measure.indicators);
    const plain = isRate(facts, measure.indicators) ? PERCENT : NO_UNIT;
    const measured = measure.of(value, at, base);
    const now = shown(value, plain, measure.restsOnBase ? [] : measure.limits);
    if (!measure.restsOnBase || base === null || measured === null)
      return words(`${name.vi} ${at.words.vi}: ${now.vi}`, `${name.en} in ${at.words.en}: ${now.en}`);
    const then = shown(base.value, plain);
    const told = measure.told(shown(measured, measure.unit, measure.limits));
    return words(
      `${name.vi}: ${then.vi} (${base.at.words.vi}), ${now.vi} (${at.words.vi}), ${told.vi}`,
      `${name.en}: ${then.en} (${base.at.words.en}), ${now.en} (${at.words.en}), ${told.en}`,
    );
  };
  const required = asked(measure.limits, measure.unit);
  const withLimit = (told: Words): Words =>
    words(`${told.vi}; yêu cầu ${required.vi}`, `${told.en}; required: ${required.en}`);

  /** Of a value that stands already: final at the due date, else by pace. */
  const held = (value: Fraction, at: Point, base: Base | null, limits: readonly Limit[]): boolean | null => {
    const measured = measure.of(value, at, base);
    return measured && limits.every((limit) => satisfies(measured, limit));
  };
  const zeroBase = () =>
    outcome(
      'NO_DATA',
      words('số đầu kỳ bằng 0 nên không so sánh được', 'the baseline is 0: nothing can be held against it'),
    );

  if (due !== null && hasBegun(due, frame)) {
    const reading = read(facts, subject, measure.indicators, due, due);
    if (reading.known) {
      const base = measure.restsOnBase ? baseOf(span, due, measure, subject, facts) : null;
      if (base !== null && !base.known) return outcome(base.verdict, base.why);
      const good = held(reading.value, due, base, measure.limits);
      if (good === null) return zeroBase();
      const told = withLimit(tell(reading.value, due, base));
      return outcome(good ? 'MET' : dueOn !== null && frame.today > dueOn ? 'NOT_MET' : 'OFF_TRACK', told);
    }
    if (dueOn !== null && frame.today > dueOn) return outcome('NO_DATA', reading.why);
  }

  for (const at of between(span, frame).reverse()) {
    const reading = read(facts, subject, measure.indicators, at, at);
    if (!reading.known) continue;
    if (!measure.restsOnBase && held(reading.value, at, null, measure.limits))
      return outcome('ON_TRACK', notYetDue(withLimit(tell(reading.value, at, null)), dueOn));
    if (due === null && !measure.restsOnBase)
      return outcome('OFF_TRACK', notYetDue(withLimit(tell(reading.value, at, null)), dueOn));
    const base = baseOf(span, at, measure, subject, facts);
    if (!base.known) return outcome(base.verdict, base.why);
    const share = due === null ? null : fraction(BigInt(at.month - base.at.month), BigInt(due.month - base.at.month));
    const limits = share === null ? measure.limits : measure.limits.map((limit) => measure.atPace(limit, base, share));
    const good = held(reading.value, at, base, limits);
    if (good === null) return zeroBase();
    const told = withLimit(tell(reading.value, at, base));
    const pace = asked(limits, measure.unit);
    return outcome(
      good ? 'ON_TRACK' : 'OFF_TRACK',
      notYetDue(
        share === null
          ? told
          : words(
              `${told.vi}; theo tiến độ đến hết ${at.words.vi} cần ${pace.vi}`,
              `${told.en}; at this pace ${at.words.en} needs ${pace.en}`,
            ),
        dueOn,
      ),
    );
  }
  return outcome(
    'NO_DATA',
    notYetDue(words('chưa có số liệu nào sau đầu kỳ', 'there is no figure after the opening yet'), dueOn),
  );
}
