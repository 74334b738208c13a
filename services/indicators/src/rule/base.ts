import type { Words } from '@thi-dua/schema/words';
import type { Base, Measure } from './measure.js';
import type { Point } from './point.js';
import type { Facts, Subject } from './question.js';
import { read } from './reading.js';
import { between, type Span } from './span.js';
import { words } from './texts.js';

export type FoundBase = ({ known: true } & Base) | { known: false; verdict: 'NO_DATA' | 'NOT_COMPARABLE'; why: Words };

/**
 * The value that `now` is compared with, under the standard of `now`. Where the opening was measured under another one, the
 * stock with which the later standard began (the last closing before it, stated anew) stands for it, unless the document
 * itself names the opening.
 */
export function baseOf(span: Span, now: Point, { indicators }: Measure, subject: Subject, facts: Facts): FoundBase {
  const { opening } = span;
  if (opening === null || opening.month >= now.month) {
    return {
      known: false,
      verdict: 'NO_DATA',
      why: words('văn bản không cho biết đầu kỳ', 'the document does not say where its period begins'),
    };
  }
  const standardAt = (point: Point) => indicators.map((code) => facts.standard(code, point.period));
  const isOfAnother = (point: Point) => standardAt(point).some((standard, i) => standard !== standardAt(now)[i]);
  const frame = { from: null, to: null, day: null, today: now.ends };
  const at = span.named
    ? opening
    : ([opening, ...between({ ...span, due: now }, frame)].filter(isOfAnother).at(-1) ?? opening);
  const base = read(facts, subject, indicators, at, now);
  if (base.known) return { known: true, at, value: base.value };
  if (!isOfAnother(opening)) return { known: false, verdict: 'NO_DATA', why: base.why };
  const old = read(facts, subject, indicators, opening, opening);
  if (!old.known) return { known: false, verdict: 'NO_DATA', why: base.why };
  const [before, after] = [standardAt(opening), standardAt(now)].map((codes) => codes.filter(Boolean).join(', '));
  return {
    known: false,
    verdict: 'NOT_COMPARABLE',
    why: words(
      `số liệu ${opening.words.vi} theo ${before}, số liệu ${now.words.vi} theo ${after}: hai chuẩn khác nhau không so sánh được`,
      `the figure of ${opening.words.en} is under ${before}, that of ${now.words.en} under ${after}: values under two standards are not compared`,
    ),
  };
}
