import type { Words } from '@thi-dua/schema/words';
import { firstDay, kindOf, lastDay, type Period, parsePeriod } from '../period/period.js';
import type { Frame, Unit } from './question.js';

/** The end of a period, at which a value stands. */
export interface Point {
  readonly period: string;
  readonly year: number;
  readonly begins: string;
  readonly ends: string;
  /** Months since the year 0: what time is measured in where a pace is. */
  readonly month: number;
  readonly words: Words;
}

/** As few as there are periods. */
const known = new WeakMap<Period, Point>();

/** Null where `text` is no period. */
export function pointOf(text: string): Point | null {
  const period = parsePeriod(text);
  if (period === null) return null;
  const point = known.get(period) ?? made(period);
  known.set(period, point);
  return point;
}
export function yearPoint(year: number): Point {
  const point = pointOf(String(year));
  if (point === null) throw new RangeError(`no year: ${year}`);
  return point;
}
export const yearPoints = (from: number, to: number): Point[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => yearPoint(from + i));

const made = (period: Period): Point => ({
  period: period.text,
  year: period.year,
  begins: firstDay(period),
  ends: lastDay(period),
  month: period.year * 12 + period.last,
  words: wordsOf(period),
});

function wordsOf(period: Period): Words {
  switch (kindOf(period)) {
    case 'YEAR':
      return { vi: `năm ${period.text}`, en: period.text };
    case 'QUARTER':
      return { vi: `quý ${period.last / 3}/${period.year}`, en: period.text };
    case 'MONTH':
      return { vi: `tháng ${period.last}/${period.year}`, en: period.text };
  }
}

/** A period counts from its first day on: figures of the running one are there as soon as they are reported. */
export const hasBegun = (point: Point, { today }: Frame): boolean => point.begins <= today;

/** What is due at the end of a period is due on the units' own last day, where they have all ended by then. */
export function dueDay(day: string, units: readonly Unit[]): string {
  const latest = units.map((unit) => unit.lastDay ?? day).reduce((a, b) => (a < b ? b : a), '');
  return latest !== '' && latest < day ? latest : day;
}

/** 31/12/2025 and 2025-12-31. */
export const dayWords = (day: string): Words => ({ vi: day.split('-').reverse().join('/'), en: day });
