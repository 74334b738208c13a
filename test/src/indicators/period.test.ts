import {
  contains,
  countBetween,
  firstDay,
  lastDay,
  next,
  type Period,
  parsePeriod,
  periodsBetween,
} from '@thi-dua/indicators/period/period';
import { describe, expect, test } from 'vitest';

const period = (text: string): Period => {
  const parsed = parsePeriod(text);
  if (parsed === null) throw new Error(text);
  return parsed;
};

test.each([
  '',
  '22',
  '2022-00',
  '2022-13',
  '2022-Q0',
  '2022-Q5',
  '2022-q1',
  '2022-1',
  '2022-11-01',
  ' 2022',
  '2022\n',
  '0999',
])('%j is no period', (text) => {
  expect(parsePeriod(text)).toBeNull();
});

test.each([
  ['2022', '2022-01-01', '2022-12-31', '2023'],
  ['2022-Q1', '2022-01-01', '2022-03-31', '2022-Q2'],
  ['2022-Q4', '2022-10-01', '2022-12-31', '2023-Q1'],
  ['2024-02', '2024-02-01', '2024-02-29', '2024-03'],
  ['2023-02', '2023-02-01', '2023-02-28', '2023-03'],
  ['2022-12', '2022-12-01', '2022-12-31', '2023-01'],
])('%s runs from %s to %s, then comes %s', (text, first, last, following) => {
  expect([firstDay(period(text)), lastDay(period(text)), next(period(text)).text]).toEqual([first, last, following]);
});

describe('containment', () => {
  test.each([
    ['2022', '2022-Q3', true],
    ['2022', '2022', true],
    ['2022-Q3', '2022-09', true],
    ['2022-Q3', '2022-10', false],
    ['2022-Q3', '2022', false],
    ['2022', '2023-01', false],
  ])('%s contains %s: %s', (outer, inner, expected) => {
    expect(contains(period(outer), period(inner))).toBe(expected);
  });
});

test.each([
  ['2016', '2025', 10],
  ['2021-Q3', '2022-Q2', 4],
  ['2021-11', '2022-02', 4],
  ['2022', '2021', 0],
])('from %s to %s lie %i', (from, to, count) => {
  expect(countBetween(period(from), period(to))).toBe(count);
  expect(periodsBetween(period(from), period(to))).toHaveLength(count);
});
