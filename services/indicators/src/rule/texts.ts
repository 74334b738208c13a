import { bound, vietnameseNumber, type Words } from '@thi-dua/schema/words';
import { compare, type Fraction, rounded } from './fraction.js';
import type { Limit } from './limit.js';
import { dayWords } from './point.js';
import type { Facts } from './question.js';

export const words = (vi: string, en: string): Words => ({ vi, en });
export const NO_UNIT = words('', '');
export const PERCENT = words('%', '%');
export const POINTS_A_YEAR = words(' điểm %/năm', ' percentage points a year');
export const A_YEAR = words('/năm', ' a year');
export const TIMES = words(' lần', ' times');

export const isRate = (facts: Facts, indicators: readonly string[]): boolean =>
  indicators.every((code) => facts.indicator(code).rate);

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
export const sentence = ({ vi, en }: Words): Words => words(`${capital(vi)}.`, `${capital(en)}.`);
export const sentences = (parts: readonly Words[]): Words =>
  words(parts.map(({ vi }) => vi).join(' '), parts.map(({ en }) => en).join(' '));

export function named(facts: Facts, indicators: readonly string[]): Words {
  const names = indicators.map((code) => facts.indicator(code));
  return words(names.map(({ vi }) => vi).join(' và '), names.map(({ en }) => en).join(' and '));
}

/** With two places; with six where it would otherwise read as the threshold that it is not. */
export function shown(value: Fraction, unit: Words, limits: readonly Limit[] = []): Words {
  const misread = limits.some(
    ({ threshold }) => rounded(value, 2) === rounded(threshold, 2) && compare(value, threshold) !== 0,
  );
  const text = rounded(value, misread ? 6 : 2);
  return words(`${vietnameseNumber(text)}${unit.vi}`, `${text}${unit.en}`);
}

export function asked(limits: readonly Limit[], unit: Words): Words {
  const parts = limits.map(({ comparator, threshold }) => bound(comparator, rounded(threshold, 6), unit));
  return words(parts.map(({ vi }) => vi).join(' và '), parts.map(({ en }) => en).join(' and '));
}

export function notYetDue({ vi, en }: Words, dueOn: string | null): Words {
  if (dueOn === null) return words(`${vi}; văn bản không nêu thời hạn`, `${en}; the document names no end`);
  const day = dayWords(dueOn);
  return words(`${vi}; chưa đến hạn ${day.vi}`, `${en}; not due before ${day.en}`);
}
