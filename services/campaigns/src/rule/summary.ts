import type { RuleSpec, Window } from '@thi-dua/schema/rule';
import { bound, vietnameseNumber, type Words } from '@thi-dua/schema/words';
import { designationWords, indicatorWords, isRate, levelWords } from './words.js';

const percent: Words = { vi: '%', en: '%' };
const none: Words = { vi: '', en: '' };
const pointsAYear: Words = { vi: ' điểm %/năm', en: ' percentage points a year' };
const aYear: Words = { vi: '/năm', en: ' a year' };

const years = (from: number | null, to: number | null): Words => {
  if (from !== null && to !== null) return { vi: ` giai đoạn ${from}–${to}`, en: `, ${from}–${to}` };
  if (to !== null) return { vi: ` đến năm ${to}`, en: `, until ${to}` };
  if (from !== null) return { vi: ` từ năm ${from}`, en: `, from ${from}` };
  return none;
};

const window = (w: Window): Words => {
  if (!('consecutiveYearsBeforeNomination' in w)) return years(w.from, w.to);
  const n = w.consecutiveYearsBeforeNomination;
  return {
    vi: ` trong ${n} năm liên tục trước khi trình khen thưởng`,
    en: `, in each of ${n} consecutive years before nomination`,
  };
};

/** "2025" or "2022-09" told as a time; OPENING is the stock at the beginning of the plan's own period. */
const at = (period: string | null): Words => {
  if (period === null) return none;
  return /^\d{4}$/.test(period)
    ? { vi: ` đến hết năm ${period}`, en: ` at the end of ${period}` }
    : { vi: ` tại ${period}`, en: ` at ${period}` };
};
const baseline = (period: string): Words =>
  period === 'OPENING'
    ? { vi: 'đầu kỳ', en: 'the opening of the period' }
    : { vi: `cuối năm ${period}`, en: `the end of ${period}` };

/** "The poverty rate falls", but "poor households fall": in English the verb agrees with what is measured. */
const falls = (direction: 'DECREASE' | 'INCREASE', indicators: readonly string[]): Words => {
  const one = indicators.every((code) => isRate(code) || code.endsWith('_PER_CAPITA')) && indicators.length === 1;
  const en = direction === 'DECREASE' ? 'fall' : 'rise';
  return { vi: direction === 'DECREASE' ? 'giảm' : 'tăng', en: one ? `${en}s` : en };
};

const joined = (codes: readonly string[]): Words => {
  const words = codes.map(indicatorWords);
  return { vi: words.map((w) => w.vi).join(' và '), en: words.map((w) => w.en).join(' and ') };
};
const several = (rules: readonly RuleSpec[], vi: string, en: string): Words => {
  const parts = rules.map(summary);
  return { vi: parts.map((part) => part.vi).join(`; ${vi} `), en: parts.map((part) => part.en).join(`; ${en} `) };
};

/** A rule in words that an official would accept, in Vietnamese and English. */
export function summary(rule: RuleSpec): Words {
  switch (rule.kind) {
    case 'LEVEL_AT': {
      const what = indicatorWords(rule.indicator);
      const when = at(rule.at);
      if (rule.comparator === 'EQ' && rule.threshold === '0') {
        return { vi: `không còn (${what.vi} bằng 0)${when.vi}`, en: `no ${what.en}${when.en}` };
      }
      const limit = bound(rule.comparator, rule.threshold, isRate(rule.indicator) ? percent : none);
      return { vi: `${what.vi} ${limit.vi}${when.vi}`, en: `${what.en} ${limit.en}${when.en}` };
    }
    case 'AVERAGE_ANNUAL_CHANGE': {
      const what = indicatorWords(rule.indicator);
      const way = falls(rule.direction, [rule.indicator]);
      const limit = bound(rule.comparator, rule.threshold, isRate(rule.indicator) ? pointsAYear : aYear);
      const when = window(rule.window);
      return {
        vi: `${what.vi} ${way.vi} bình quân ${limit.vi}${when.vi}`,
        en: `${what.en} ${way.en} on average by ${limit.en}${when.en}`,
      };
    }
    case 'CHANGE_FROM_BASELINE': {
      const what = joined(rule.indicators);
      const way = falls(rule.direction, rule.indicators);
      const limit = bound(rule.comparator, rule.threshold, percent);
      const base = baseline(rule.baseline);
      const when = at(rule.at);
      return {
        vi: `${what.vi} ${way.vi} ${limit.vi} so với ${base.vi}${when.vi}`,
        en: `${what.en} ${rule.indicators.length > 1 ? `together ${way.en}` : way.en} by ${limit.en} against ${base.en}${when.en}`,
      };
    }
    case 'MULTIPLE_OF_BASELINE': {
      const what = indicatorWords(rule.indicator);
      const base = baseline(rule.baseline);
      const times = rule.max === null ? `at least ${rule.min}` : `${rule.min}–${rule.max}`;
      const range =
        rule.max === null
          ? `từ ${vietnameseNumber(rule.min)} lần trở lên`
          : `${vietnameseNumber(rule.min)} đến ${vietnameseNumber(rule.max)} lần`;
      const when = at(rule.at);
      return {
        vi: `${what.vi} tăng ${range} so với ${base.vi}${when.vi}`,
        en: `${what.en} is ${times} times that of ${base.en}${when.en}`,
      };
    }
    case 'SHARE_OF_UNITS': {
      const limit = bound(rule.comparator, rule.threshold, percent);
      const units = rule.levels.map(levelWords);
      const status = rule.designation === null ? none : designationWords(rule.designation);
      const inner = summary(rule.rule);
      return {
        vi: `${limit.vi} số đơn vị cấp ${units.map((u) => u.vi).join(', ')}${status.vi && ` ${status.vi}`} đạt: ${inner.vi}`,
        en: `${limit.en} of the ${status.en && `${status.en} `}${units.map((u) => u.en).join(' and ')} satisfy: ${inner.en}`,
      };
    }
    case 'LEAVES_DESIGNATION': {
      const status = designationWords(rule.designation);
      const when = at(rule.by);
      return { vi: `thoát khỏi diện ${status.vi}${when.vi}`, en: `leaves the designation "${status.en}"${when.en}` };
    }
    case 'HOLDS_EVERY_YEAR': {
      const what = indicatorWords(rule.indicator);
      const when = years(rule.from, rule.to);
      if (rule.comparator === 'EQ' && rule.threshold === '0') {
        return { vi: `hằng năm không có (${what.vi} bằng 0)${when.vi}`, en: `no ${what.en} in any year${when.en}` };
      }
      const limit = bound(rule.comparator, rule.threshold, isRate(rule.indicator) ? percent : none);
      return { vi: `${what.vi} hằng năm ${limit.vi}${when.vi}`, en: `${what.en} ${limit.en} in every year${when.en}` };
    }
    case 'FALLS_EVERY_YEAR': {
      const what = indicatorWords(rule.indicator);
      const when = years(rule.from, rule.to);
      return { vi: `${what.vi} giảm hằng năm${when.vi}`, en: `${what.en} fall every year${when.en}` };
    }
    case 'SCHEDULE': {
      const what = indicatorWords(rule.indicator);
      return rule.meaning === 'REDUCTION'
        ? { vi: `giảm ${what.vi} theo biểu từng năm`, en: `${what.en} fall each year by what the table says` }
        : { vi: `${what.vi} đạt mức theo biểu từng năm`, en: `${what.en} stand each year where the table says` };
    }
    case 'FULFILS_TARGET':
      return {
        vi: `hoàn thành chỉ tiêu${rule.everyYear ? ' hằng năm' : ''} theo ${rule.of}`,
        en: `fulfils the${rule.everyYear ? ' yearly' : ''} target of: ${rule.of}`,
      };
    case 'RANGE': {
      const what = indicatorWords(rule.indicator);
      const rate = isRate(rule.indicator);
      const unit = rule.quantity === 'LEVEL' ? (rate ? percent : none) : rate ? pointsAYear : aYear;
      const way =
        rule.quantity === 'LEVEL'
          ? { vi: '', en: 'from ' }
          : rule.quantity === 'AVERAGE_ANNUAL_DECREASE'
            ? { vi: 'giảm bình quân ', en: 'falls on average by ' }
            : { vi: 'tăng bình quân ', en: 'rises on average by ' };
      const when = years(rule.from, rule.to);
      return {
        vi: `${what.vi} ${way.vi}từ ${vietnameseNumber(rule.min)} đến ${vietnameseNumber(rule.max)}${unit.vi}${when.vi}`,
        en: `${what.en} ${way.en}${rule.min} to ${rule.max}${unit.en}${when.en}`,
      };
    }
    case 'COUNT_OF_MODELS': {
      const limit = bound(rule.comparator, rule.threshold, {
        vi: ' mô hình giảm nghèo',
        en: ' poverty-reduction models',
      });
      return { vi: limit.vi, en: limit.en };
    }
    case 'ALL_OF':
      return several(rule.rules, 'và', 'and');
    case 'ANY_OF':
      return several(rule.rules, 'hoặc', 'or');
  }
}
