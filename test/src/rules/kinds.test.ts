import { decimal } from '@thi-dua/indicators/rule/fraction';
import type { Scheduled, Stretch } from '@thi-dua/indicators/rule/question';
import { scheduledYears } from '@thi-dua/indicators/rule/schedule';
import type { Comparator, RuleSpec } from '@thi-dua/schema/rule';
import { describe, expect, test } from 'vitest';
import { factsOf, judged, PLAN, questionOf, subject, type Table, used } from './rule-kit.js';

const level = (comparator: Comparator, threshold: string, at: string | null = '2025'): RuleSpec => ({
  kind: 'LEVEL_AT',
  indicator: 'POVERTY_RATE',
  comparator,
  threshold,
  at,
});

describe('a level at a date', () => {
  test.each<[Comparator, string, string]>([
    ['GE', '5', 'MET'],
    ['GT', '5', 'NOT_MET'],
    ['LE', '5', 'MET'],
    ['LT', '5', 'NOT_MET'],
    ['EQ', '5', 'MET'],
    ['EQ', '5.000001', 'NOT_MET'],
    ['LT', '5.000001', 'MET'],
  ])(
    '5%% held against %s %s: %s ("trên" excludes the threshold, "từ … trở lên" includes it)',
    (comparator, threshold, verdict) => {
      expect(judged({ rule: level(comparator, threshold) }, { 'u POVERTY_RATE 2025': '5' }).verdict).toBe(verdict);
    },
  );

  test('is judged by the unrounded ratio, and shown with enough places not to be misread', () => {
    const judgement = judged({ rule: level('LT', '5') }, { 'u POVERTY_RATE 2025': '49999999/1000000000' });
    expect(judgement).toMatchObject({
      verdict: 'MET',
      dueOn: '2025-12-31',
      explanation: {
        vi: 'Tỷ lệ hộ nghèo năm 2025: 5%; yêu cầu dưới 5%.',
        en: 'Poverty rate in 2025: 5%; required: less than 5%.',
      },
    });
    expect(judged({ rule: level('LT', '5') }, { 'u POVERTY_RATE 2025': '4999/100000' }).explanation.vi).toBe(
      'Tỷ lệ hộ nghèo năm 2025: 4,999%; yêu cầu dưới 5%.',
    );
    expect(used(judgement)).toEqual(['u POVERTY_RATE 2025']);
  });

  const falling: Table = { 'u POVERTY_RATE 2021 as of 2022': '10', 'u POVERTY_RATE 2022': '9' };
  test.each([
    ['7.51', 'OFF_TRACK'],
    ['7.49', 'ON_TRACK'],
    ['4.9', 'ON_TRACK'],
  ])('before it is due, %s%% stands by the straight line from the opening of 10%%: %s', (value, verdict) => {
    const judgement = judged(
      { rule: level('LT', '5'), frame: { from: 2022, today: '2024-02-01' } },
      { ...falling, 'u POVERTY_RATE 2023': value },
    );
    expect(judgement.verdict).toBe(verdict);
    expect(judgement.explanation.vi).toMatch(/chưa đến hạn 31\/12\/2025\.$/);
    expect(judgement.explanation.en).toMatch(/not due before 2025-12-31\.$/);
  });

  test('says what the pace asks for', () => {
    const { explanation } = judged(
      { rule: level('LT', '5'), frame: { from: 2022, today: '2024-02-01' } },
      { ...falling, 'u POVERTY_RATE 2023': '8' },
    );
    expect(explanation.vi).toContain('theo tiến độ đến hết năm 2023 cần dưới 7,5%');
    expect(explanation.en).toContain('at this pace 2023 needs less than 7.5%');
  });

  test('is not decided by a figure of another year once it is due', () => {
    expect(judged({ rule: level('LT', '5') }, { 'u POVERTY_RATE 2024': '1' })).toMatchObject({
      verdict: 'NO_DATA',
      explanation: { vi: 'Chưa có số liệu năm 2025.', en: 'There is no figure of 2025.' },
      figures: [],
    });
  });

  test('is off track, never failed, where a bad figure of the due year is there before the day', () => {
    const verdict = (value: string) =>
      judged({ rule: level('LT', '5'), frame: { today: '2025-11-01' } }, { 'u POVERTY_RATE 2025': value }).verdict;
    expect([verdict('6'), verdict('4')]).toEqual(['OFF_TRACK', 'MET']);
  });

  test('is due with the unit’s own last day where it ended before', () => {
    const ended = { units: [{ id: 'u', lastDay: '2025-06-30' }], whole: true };
    expect(judged({ rule: level('LT', '5'), subject: ended, frame: { today: '2025-07-01' } })).toMatchObject({
      verdict: 'NO_DATA',
      dueOn: '2025-06-30',
    });
  });

  test('where the document names no end, stands as of now and is never final', () => {
    const verdict = (value: string) =>
      judged(
        { rule: level('LT', '5', null), frame: { from: 2017, to: null, today: '2019-05-05' } },
        { 'u POVERTY_RATE 2018': value },
      );
    expect([verdict('4').verdict, verdict('6').verdict, verdict('6').dueOn]).toEqual(['ON_TRACK', 'OFF_TRACK', null]);
    expect(verdict('6').explanation.vi).toContain('văn bản không nêu thời hạn');
  });
});

describe('several units together', () => {
  const two = subject('a', 'b');
  test('have the rate of their sums, never the mean of their rates', () => {
    const table = { 'a POVERTY_RATE 2025': '10/100', 'b POVERTY_RATE 2025': '0/900' };
    const judgement = judged({ rule: level('LE', '1'), subject: two }, table);
    expect(judgement.verdict).toBe('MET');
    expect(judgement.byUnit).toEqual([
      { unit: 'a', verdict: 'NOT_MET' },
      { unit: 'b', verdict: 'MET' },
    ]);
  });

  test('are not judged where one is unknown, counted in part, or published without its parts', () => {
    const asked = { rule: level('LT', '5'), subject: two };
    for (const b of [{}, { 'b POVERTY_RATE 2025': '~1/100' }, { 'b POVERTY_RATE 2025': '1' }]) {
      expect(judged(asked, { 'a POVERTY_RATE 2025': '1/100', ...b } as Table).verdict).toBe('NO_DATA');
    }
  });

  test('are not judged where the map does not hold all of them, be it one that it holds', () => {
    const asked = { rule: level('LT', '5'), subject: { ...subject('a'), whole: false } };
    expect(judged(asked, { 'a POVERTY_RATE 2025': '1/100' })).toMatchObject({
      verdict: 'NO_DATA',
      explanation: { vi: 'Bản đồ chưa có đủ các đơn vị.' },
    });
  });
});

const average = (comparator: Comparator, threshold: string, window: object = { from: 2022, to: 2025 }): RuleSpec => ({
  kind: 'AVERAGE_ANNUAL_CHANGE',
  indicator: 'POVERTY_RATE',
  direction: 'DECREASE',
  comparator,
  threshold,
  window: window as { from: number; to: number },
});

describe('an average annual change', () => {
  const table: Table = { 'u POVERTY_RATE 2021 as of 2022': '9', 'u POVERTY_RATE 2025': '5' };

  test('runs from the closing before its first year to that of its last: 9% to 5% in four years is 1 point a year', () => {
    const judgement = judged({ rule: average('GE', '1.0') }, table);
    expect(judgement).toMatchObject({
      verdict: 'MET',
      explanation: {
        vi: 'Tỷ lệ hộ nghèo: 9% (năm 2021), 5% (năm 2025), giảm bình quân 1 điểm %/năm; yêu cầu từ 1 điểm %/năm trở lên.',
        en: 'Poverty rate: 9% (2021), 5% (2025), an average fall of 1 percentage points a year; required: at least 1 percentage points a year.',
      },
    });
    expect(used(judgement)).toEqual(['u POVERTY_RATE 2021', 'u POVERTY_RATE 2025']);
    expect(judged({ rule: average('GT', '1.0') }, table).verdict).toBe('NOT_MET');
  });

  test('asks for the same in every part of its time', () => {
    const at = (value: string) =>
      judged(
        { rule: average('GE', '1'), frame: { today: '2024-02-01' } },
        { 'u POVERTY_RATE 2021 as of 2022': '9', 'u POVERTY_RATE 2023': value },
      ).verdict;
    expect([at('7'), at('7.1')]).toEqual(['ON_TRACK', 'OFF_TRACK']);
  });

  test('over the three years before a nomination ends with the year that is nominated for', () => {
    const rule = average('GE', '4', { consecutiveYearsBeforeNomination: 3 });
    const years: Table = { 'u POVERTY_RATE 2022': '20', 'u POVERTY_RATE 2025': '8', 'u POVERTY_RATE 2024': '9' };
    expect(judged({ rule }, years).verdict).toBe('MET');
    expect(judged({ rule, frame: { to: 2024 } }, years).verdict).toBe('NO_DATA');
  });

  test('across a change of the standard is not comparable, and says which standards', () => {
    const judgement = judged(
      { rule: average('GE', '1', { from: 2021, to: 2025 }) },
      { 'u POVERTY_RATE 2020': '12', 'u POVERTY_RATE 2025': '5' },
    );
    expect(judgement.verdict).toBe('NOT_COMPARABLE');
    expect(judgement.explanation.vi).toBe(
      'Số liệu năm 2020 theo chuẩn 2016, số liệu năm 2025 theo chuẩn 2022: hai chuẩn khác nhau không so sánh được.',
    );
    expect(judgement.explanation.en).toContain('values under two standards are not compared');
  });

  test('across one whose opening was stated anew runs from that', () => {
    const judgement = judged(
      { rule: average('GE', '1', { from: 2021, to: 2025 }) },
      { 'u POVERTY_RATE 2020': '12', ...table },
    );
    expect(judgement).toMatchObject({ verdict: 'MET', explanation: { vi: expect.stringContaining('9% (năm 2021)') } });
  });

  test('begins no earlier than the later standard, though an earlier year was stated anew as well', () => {
    const { explanation } = judged(
      { rule: average('GE', '1', { from: 2020, to: 2025 }) },
      { 'u POVERTY_RATE 2019': '14', 'u POVERTY_RATE 2020 as of 2022': '13', ...table },
    );
    expect(explanation.vi).toContain('9% (năm 2021)');
  });

  test('does not take a later year for an opening that is missing', () => {
    expect(
      judged({ rule: average('GE', '1') }, { 'u POVERTY_RATE 2022': '9', 'u POVERTY_RATE 2025': '1' }).verdict,
    ).toBe('NO_DATA');
  });
});

describe('a change from a baseline', () => {
  const halved: RuleSpec = {
    kind: 'CHANGE_FROM_BASELINE',
    indicators: ['POOR_HOUSEHOLDS', 'NEAR_POOR_HOUSEHOLDS'],
    direction: 'DECREASE',
    comparator: 'GT',
    threshold: '50',
    baseline: 'OPENING',
    at: null,
  };
  const opening: Table = { 'u POOR_HOUSEHOLDS 2021 as of 2022': '60', 'u NEAR_POOR_HOUSEHOLDS 2021 as of 2022': '40' };
  const at = (poor: string, nearPoor: string) => ({
    ...opening,
    'u POOR_HOUSEHOLDS 2025': poor,
    'u NEAR_POOR_HOUSEHOLDS 2025': nearPoor,
  });
  const asked = { rule: halved, frame: { from: 2022 } };

  test('"trên 50%" of poor and near-poor added up: 100 to 49 is met, 100 to 50 is not', () => {
    expect(judged(asked, at('9', '40'))).toMatchObject({
      verdict: 'MET',
      explanation: { vi: expect.stringContaining('giảm 51% so với đầu kỳ; yêu cầu trên 50%') },
    });
    expect(judged(asked, at('10', '40')).verdict).toBe('NOT_MET');
  });

  test('halfway through its time half of it is due', () => {
    const halfway = (poor: string) =>
      judged(
        { ...asked, frame: { from: 2022, today: '2024-02-01' } },
        { ...opening, 'u POOR_HOUSEHOLDS 2023': poor, 'u NEAR_POOR_HOUSEHOLDS 2023': '40' },
      ).verdict;
    expect([halfway('34'), halfway('35')]).toEqual(['ON_TRACK', 'OFF_TRACK']);
  });

  test('of a baseline of 0 cannot be told', () => {
    const none = { 'u POOR_HOUSEHOLDS 2021 as of 2022': '0', 'u NEAR_POOR_HOUSEHOLDS 2021 as of 2022': '0' };
    expect(judged(asked, { ...at('0', '0'), ...none })).toMatchObject({
      verdict: 'NO_DATA',
      explanation: { en: 'The baseline is 0: nothing can be held against it.' },
    });
  });
});

test('a multiple of a baseline: 1.5 times the income of 2015 by 2020, whatever lies above the upper end', () => {
  const rule: RuleSpec = {
    kind: 'MULTIPLE_OF_BASELINE',
    indicator: 'POOR_HOUSEHOLD_INCOME_PER_CAPITA',
    min: '1.5',
    max: '2',
    baseline: '2015',
    at: '2020',
  };
  const at = (income: string, period = '2020', today = '2021-01-01') =>
    judged(
      { rule, frame: { today } },
      {
        'u POOR_HOUSEHOLD_INCOME_PER_CAPITA 2015': '400',
        [`u POOR_HOUSEHOLD_INCOME_PER_CAPITA ${period}`]: income,
      },
    );
  expect([at('599.99'), at('600'), at('1200')].map(({ verdict }) => verdict)).toEqual(['NOT_MET', 'MET', 'MET']);
  expect(at('600').explanation.vi).toContain('bằng 1,5 lần đầu kỳ; yêu cầu từ 1,5 lần trở lên');
  // Two of five years are over: 1 + 0.5 × 2/5 = 1.2 times.
  expect([at('480', '2017', '2018-02-01').verdict, at('479', '2017', '2018-02-01').verdict]).toEqual([
    'ON_TRACK',
    'OFF_TRACK',
  ]);
});

describe('a range', () => {
  const range = (quantity: 'LEVEL' | 'AVERAGE_ANNUAL_DECREASE'): RuleSpec => ({
    kind: 'RANGE',
    indicator: 'POVERTY_RATE',
    quantity,
    min: '1',
    max: '1.5',
    from: 2022,
    to: 2025,
  });
  test('of a level binds at both ends', () => {
    const at = (value: string) => judged({ rule: range('LEVEL') }, { 'u POVERTY_RATE 2025': value }).verdict;
    expect(['0.9', '1', '1.5', '1.6'].map(at)).toEqual(['NOT_MET', 'MET', 'MET', 'NOT_MET']);
  });
  test('of a fall is kept by whoever falls faster as well', () => {
    const to = (value: string) =>
      judged(
        { rule: range('AVERAGE_ANNUAL_DECREASE') },
        { 'u POVERTY_RATE 2021 as of 2022': '10', 'u POVERTY_RATE 2025': value },
      ).verdict;
    expect(['6.1', '6', '4', '0'].map(to)).toEqual(['NOT_MET', 'MET', 'MET', 'MET']);
  });
});

test('a count of models', () => {
  const rule: RuleSpec = { kind: 'COUNT_OF_MODELS', comparator: 'GE', threshold: '1' };
  const with_ = (count: string) => judged({ rule }, { 'u POVERTY_REDUCTION_MODELS 2025': count }).verdict;
  expect([with_('0'), with_('1'), judged({ rule }).verdict]).toEqual(['NOT_MET', 'MET', 'NO_DATA']);
});

describe('what has to hold in every year', () => {
  const none: RuleSpec = {
    kind: 'HOLDS_EVERY_YEAR',
    indicator: 'FALLEN_BACK',
    comparator: 'EQ',
    threshold: '0',
    from: 2022,
    to: 2025,
  };
  const years = (...values: (string | null)[]): Table =>
    Object.fromEntries(values.flatMap((value, i) => (value === null ? [] : [[`u FALLEN_BACK ${2022 + i}`, value]])));
  test.each<[string, (string | null)[], string, string]>([
    ['held in all', ['0', '0', '0', '0'], '2026-03-01', 'MET'],
    ['failed once', ['0', '1', '0', '0'], '2026-03-01', 'NOT_MET'],
    ['failed once, while the rest is unknown', [null, '1'], '2024-02-01', 'NOT_MET'],
    ['not known of one', ['0', null, '0', '0'], '2026-03-01', 'NO_DATA'],
    ['held so far', ['0', '0'], '2024-02-01', 'ON_TRACK'],
    ['held so far, but for a gap', [null, '0'], '2024-02-01', 'NO_DATA'],
    ['failing in the year that runs', ['0', '0', '2'], '2024-06-01', 'OFF_TRACK'],
    ['nothing known yet', [], '2022-06-01', 'NO_DATA'],
  ])('%s: %j on %s is %s', (_title, values, today, verdict) => {
    expect(judged({ rule: none, frame: { today } }, years(...values)).verdict).toBe(verdict);
  });

  test('tells which year failed', () => {
    expect(judged({ rule: none }, years('0', '3', '1', '0')).explanation).toEqual({
      vi: 'Số hộ tái nghèo năm 2023: 3; yêu cầu bằng 0.',
      en: 'Households fallen back in 2023: 3; required: exactly 0.',
    });
  });
});

describe('what falls in every year', () => {
  const rule: RuleSpec = { kind: 'FALLS_EVERY_YEAR', indicator: 'NEAR_POOR_HOUSEHOLDS', from: 2023, to: 2025 };
  const years = (...values: string[]): Table =>
    Object.fromEntries(values.map((value, i) => [`u NEAR_POOR_HOUSEHOLDS ${2022 + i}`, value]));
  test.each([
    [['9', '6', '3', '1'], 'MET'],
    [['9', '6', '6', '1'], 'NOT_MET'],
    [['9', '6', '0', '0'], 'MET'],
    [['0', '1', '0', '0'], 'NOT_MET'],
  ])('%j: %s (where nothing is left, nothing more can fall)', (values, verdict) => {
    expect(judged({ rule }, years(...values)).verdict).toBe(verdict);
  });

  test('cannot be told across a change of the standard', () => {
    const from2022 = { ...rule, from: 2022 } as RuleSpec;
    expect(
      judged({ rule: from2022 }, { ...years('9', '6', '3', '1'), 'u NEAR_POOR_HOUSEHOLDS 2021': '20' }).verdict,
    ).toBe('NOT_COMPARABLE');
    expect(
      judged({ rule: from2022 }, { ...years('9', '6', '3', '1'), 'u NEAR_POOR_HOUSEHOLDS 2021 as of 2022': '20' })
        .verdict,
    ).toBe('MET');
  });
});

describe('a schedule, the wards’ table', () => {
  const rule: RuleSpec = { kind: 'SCHEDULE', indicator: 'NEAR_POOR_HOUSEHOLDS', meaning: 'REDUCTION' };
  const row = (unit: string, year: number, value: string): Scheduled => ({
    unit,
    year,
    indicator: 'NEAR_POOR_HOUSEHOLDS',
    meaning: 'REDUCTION',
    value: decimal(value),
  });
  const schedule = ['a', 'b'].flatMap((unit) => ['3', '3', '3', '0'].map((value, i) => row(unit, 2022 + i, value)));
  const years = (unit: string, ...values: string[]): Table =>
    Object.fromEntries(values.map((value, i) => [`${unit} NEAR_POOR_HOUSEHOLDS ${2022 + i}`, value]));
  const opening = { 'a NEAR_POOR_HOUSEHOLDS 2021 as of 2022': '9', 'b NEAR_POOR_HOUSEHOLDS 2021 as of 2022': '9' };
  const asked = { rule, schedule, subject: subject('a', 'b') };

  test('is met where every unit kept every year, and says of each how it stands', () => {
    const kept = { ...opening, ...years('a', '6', '3', '0', '0'), ...years('b', '5', '2', '0', '0') };
    // b fell by 2 in 2024, and then none was left.
    expect(judged(asked, kept)).toMatchObject({
      verdict: 'MET',
      byUnit: [
        { unit: 'a', verdict: 'MET' },
        { unit: 'b', verdict: 'MET' },
      ],
    });
    const missed = { ...kept, ...years('b', '6', '4') };
    expect(judged(asked, missed)).toMatchObject({
      verdict: 'NOT_MET',
      explanation: { vi: expect.stringContaining('6 (năm 2022), 4 (năm 2023); yêu cầu giảm 3') },
      byUnit: [{ verdict: 'MET' }, { verdict: 'NOT_MET' }],
    });
  });

  const rows = (table: Table, today = '2026-03-01', day: string | null = '2022-09-29') =>
    scheduledYears(schedule, (id) => ({ id, lastDay: null }), { ...PLAN, day, today }, factsOf(table))
      .filter(({ row: { unit } }) => unit === 'a')
      .map(({ actual, remaining, verdict }) => [
        actual && String(actual.numerator),
        remaining && String(remaining.numerator),
        verdict,
      ]);

  test('shows planned, actual and remaining a year; a fall beyond the plan leaves nothing, a rise leaves more', () => {
    expect(rows({ ...opening, ...years('a', '5', '6', '4') }, '2025-03-01')).toEqual([
      ['4', '0', 'MET'],
      ['-1', '4', 'NOT_MET'],
      ['2', '1', 'NOT_MET'],
      [null, null, 'NO_DATA'],
    ]);
  });

  test('of a year that runs is off track, not failed, and of one that has not begun says nothing', () => {
    const statuses = rows({ ...opening, ...years('a', '6', '6') }, '2023-06-01').map(([, , verdict]) => verdict);
    expect(statuses).toEqual(['MET', 'OFF_TRACK', 'NO_DATA', 'NO_DATA']);
  });

  test('begins from the count of the month in which it was drawn up, where the closing before is not known', () => {
    const counted = { 'a NEAR_POOR_HOUSEHOLDS 2022-09': '9', ...years('a', '6') };
    expect(rows(counted)[0]).toEqual(['3', '0', 'MET']);
    expect(rows(counted, '2026-03-01', '2021-09-29')[0]).toEqual([null, null, 'NO_DATA']);
    expect(rows({ ...counted, ...opening, 'a NEAR_POOR_HOUSEHOLDS 2021 as of 2022': '8' })[0]).toEqual([
      '2',
      '1',
      'NOT_MET',
    ]);
  });

  test('of levels is held from the side to which it leads', () => {
    const levels = (...values: string[]) =>
      values.map((value, i): Scheduled => ({ ...row('u', 2022 + i, value), meaning: 'LEVEL' }));
    const verdict = (plan: string[], ...values: string[]) =>
      judged({ rule: { ...rule, meaning: 'LEVEL' } as RuleSpec, schedule: levels(...plan) }, years('u', ...values))
        .verdict;
    expect(verdict(['6', '3'], '5', '3')).toBe('MET');
    expect(verdict(['6', '3'], '6', '4')).toBe('NOT_MET');
    expect(verdict(['3', '6'], '4', '6')).toBe('MET');
    expect(verdict(['3', '6'], '3', '5')).toBe('NOT_MET');
  });

  test('says nothing of a unit that the table does not name', () => {
    expect(judged({ rule, schedule, subject: subject('c') }).verdict).toBe('NO_DATA');
  });
});

describe('leaving a designation', () => {
  const rule: RuleSpec = { kind: 'LEAVES_DESIGNATION', designation: 'POOR_DISTRICT', by: null };
  const held = (ends: string, endedBy: string | null): Record<string, Stretch[]> => ({
    'u POOR_DISTRICT': [{ begins: '2022-03-15', ends, endedBy }],
  });
  const frame = { day: '2022-06-02' };
  test.each<[string, string, string | null, string, string]>([
    ['taken away in time', '2024-06-01', 'Quyết định 5', '2026-03-01', 'MET'],
    ['taken away after it was due', '2026-02-01', 'Quyết định 5', '2026-03-01', 'NOT_MET'],
    ['held to the end', '9999-12-31', null, '2026-03-01', 'NOT_MET'],
    ['held, not due yet', '9999-12-31', null, '2023-03-01', 'OFF_TRACK'],
    ['lapsed without a decision', '2024-06-01', null, '2026-03-01', 'NO_DATA'],
  ])('%s (until %s by %s, on %s): %s', (_title, ends, endedBy, today, verdict) => {
    expect(judged({ rule, frame: { ...frame, today } }, {}, held(ends, endedBy)).verdict).toBe(verdict);
  });
  test('says nothing of a unit that did not bear it', () => {
    expect(judged({ rule }).explanation.vi).toBe('Đơn vị không thuộc diện này.');
  });
});

describe('a share of units', () => {
  const rule: RuleSpec = {
    kind: 'SHARE_OF_UNITS',
    levels: ['COMMUNE'],
    designation: null,
    comparator: 'GT',
    threshold: '80',
    rule: level('LT', '5', null),
  };
  const five = subject('a', 'b', 'c', 'd', 'e');
  const asked = (over: object = {}) => ({ rule, shares: five, frame: { ...over } });
  const rates = (...values: (string | null)[]): Table =>
    Object.fromEntries(
      values.flatMap((value, i) => (value === null ? [] : [[`${'abcde'[i]} POVERTY_RATE 2025`, value]])),
    );
  test.each<[(string | null)[], string, string]>([
    [['1', '1', '1', '1', '1'], 'MET', 'all of five are more than 80%'],
    [['1', '1', '1', '1', '9'], 'NOT_MET', 'four of five are 80%, not more'],
    [['1', '1', '1', '1', null], 'NO_DATA', 'it depends on the one that is not known'],
    [['1', '9', '1', null, null], 'NOT_MET', 'whatever the unknown come to'],
    [[], 'NO_DATA', 'nothing is known'],
  ])('%j is %s: %s', (values, verdict) => {
    expect(judged(asked(), rates(...values)).verdict).toBe(verdict);
  });

  test('counts in words, and says how each unit stands', () => {
    const judgement = judged(asked(), rates('1', '1', '9', '1', null));
    expect(judgement.explanation).toEqual({
      vi: '3 trong 5 đơn vị đạt, 0 đúng tiến độ, 1 chưa đủ số liệu; yêu cầu trên 80%.',
      en: '3 of 5 units met it, 0 are on track, of 1 it is not known; required: more than 80%.',
    });
    expect(judgement.byUnit.map(({ verdict }) => verdict)).toEqual(['MET', 'MET', 'NOT_MET', 'MET', 'NO_DATA']);
  });

  test('of units of which the map holds only some is not known', () => {
    expect(judged({ rule, shares: { ...five, whole: false } }, rates('1', '1', '1', '1', '1')).verdict).toBe('NO_DATA');
  });

  test('of leavers is due in proportion to the time that has passed', () => {
    const leaving: RuleSpec = {
      ...rule,
      comparator: 'GE',
      threshold: '40',
      rule: { kind: 'LEAVES_DESIGNATION', designation: 'POOR_DISTRICT', by: null },
    };
    const bears = { begins: '2022-01-01', ends: '9999-12-31', endedBy: null };
    const left = { begins: '2022-01-01', ends: '2023-06-01', endedBy: 'Quyết định 5' };
    const on = (today: string) =>
      judged(
        { rule: leaving, shares: five, frame: { day: '2022-01-01', today } },
        {},
        Object.fromEntries([...'abcde'].map((unit) => [`${unit} POOR_DISTRICT`, [unit === 'a' ? left : bears]])),
      ).verdict;
    expect(['2023-12-31', '2024-02-01', '2026-01-01'].map(on)).toEqual(['ON_TRACK', 'OFF_TRACK', 'NOT_MET']);
  });
});

describe('fulfilling the target of another plan', () => {
  const rule: RuleSpec = { kind: 'FULFILS_TARGET', of: 'Chương trình', everyYear: false };
  const promised = (...rules: RuleSpec[]) =>
    new Map([['Chương trình', rules.map((each) => questionOf({ rule: each }))]]);
  test('is as good as the worst of what that plan promises', () => {
    const asked = { rule, promised: promised(level('LT', '5'), level('LT', '4')) };
    expect(judged(asked, { 'u POVERTY_RATE 2025': '4.5' }).verdict).toBe('NOT_MET');
    expect(judged(asked, { 'u POVERTY_RATE 2025': '3.5' }).verdict).toBe('MET');
  });
  test('cannot be told where that plan is not in the system, or computes nothing', () => {
    expect(judged({ rule }).explanation.en).toBe('The targets of "Chương trình" are not in the system.');
    expect(judged({ rule, promised: promised() }).explanation.vi).toBe(
      '“Chương trình” không có chỉ tiêu nào tính được.',
    );
  });
});

describe('all of several, any of several', () => {
  const parts = [level('LT', '5'), { kind: 'COUNT_OF_MODELS', comparator: 'GE', threshold: '1' } as RuleSpec];
  const verdict = (kind: 'ALL_OF' | 'ANY_OF', table: Table) => judged({ rule: { kind, rules: parts } }, table).verdict;
  const [low, high] = [{ 'u POVERTY_RATE 2025': '1' }, { 'u POVERTY_RATE 2025': '9' }];
  const models = { 'u POVERTY_REDUCTION_MODELS 2025': '1' };
  test('all: one failure fails it, one unknown leaves it open', () => {
    expect([verdict('ALL_OF', { ...low, ...models }), verdict('ALL_OF', low), verdict('ALL_OF', high)]).toEqual([
      'MET',
      'NO_DATA',
      'NOT_MET',
    ]);
  });
  test('all: one on track beside one unknown is not known, beside one failing is failing', () => {
    const frame = { from: 2022, today: '2024-02-01' };
    const both = (table: Table) => judged({ rule: { kind: 'ALL_OF', rules: parts }, frame }, table).verdict;
    expect(both({ 'u POVERTY_RATE 2023': '1' })).toBe('NO_DATA');
    expect(both({ 'u POVERTY_RATE 2023': '1', 'u POVERTY_REDUCTION_MODELS 2023': '1' })).toBe('ON_TRACK');
    expect(both({ 'u POVERTY_RATE 2021 as of 2022': '6', 'u POVERTY_RATE 2023': '9' })).toBe('OFF_TRACK');
  });
  test('any: one success makes it, one unknown leaves it open', () => {
    expect([verdict('ANY_OF', low), verdict('ANY_OF', high), verdict('ANY_OF', { ...high, ...models })]).toEqual([
      'MET',
      'NO_DATA',
      'MET',
    ]);
  });
});
