import type { Comparator, RuleSpec } from '@thi-dua/schema/rule';
import { amountIn } from './amount.js';
import type { ScopeWords } from './draft.js';
import { measuredIn } from './indicators.js';
import type { Passage } from './passage.js';
import { designationIn, levelsIn, scopeOf } from './scope.js';

/** What the sentences of a plan are read against. */
export interface Setting {
  periodFrom: number | null;
  periodTo: number | null;
  /** The level of the territory for which the plan is made; null for an agency. */
  level: ScopeWords['levels'][number] | null;
  /** Whether a table of years and units is annexed. */
  hasSchedule: boolean;
}
/** A measure as one piece of a sentence states it. */
export interface Measure {
  rules: { rule: RuleSpec; scope: ScopeWords | null }[];
  unsure: string[];
  /** What later pieces of the same sentence may rest on. */
  carried: Carried;
}
export interface Carried {
  /** "đến năm 2025", said once for what follows. */
  until: string | null;
  indicator: { indicators: string[]; rate: boolean } | null;
  /** "giảm" and "mỗi năm", said once. */
  falls: boolean;
  yearly: boolean;
}
export const nothingCarried: Carried = { until: null, indicator: null, falls: false, yearly: false };

const FALLS = /\bgiam\b(?! (?:sat|doc|dinh|ngheo|thieu))/;
const RISES = /\btang\b(?! (?:cuong|lop))/;
/** What a rule needs an average over. */
const AVERAGE = /\bbinh quan\b|\btrung binh\b|\bhang nam\b|\/ ?nam\b|\bmoi nam\b|\bmot nam\b/;
const CONSECUTIVE =
  /\btrong (?:thoi gian )?0?(\d{1,2}) nam (?:lien tuc|lien tiep)?[^.;]{0,20}\btruoc khi\b[^.;]{0,12}\b(?:khen|trinh|de nghi|xet)/;
const AGAINST =
  /\bso voi (?:dau ky|dau giai doan|dau nhiem ky|dau nam ((?:19|20)\d\d)|(?:cuoi )?(?:nam )?((?:19|20)\d\d))/;
const BY = /\b(?:den|vao|trong)(?: het| cuoi)?(?: nam)? ((?:19|20)\d\d)\b|\bnam ((?:19|20)\d\d)\b/;

/** The period against which a sentence measures a change: the opening of 2026 is the close of 2025. */
function baselineIn(folded: string, { periodFrom }: Setting): string {
  const [, opening, year] = AGAINST.exec(folded) ?? [];
  if (opening !== undefined && Number(opening) !== periodFrom) return `${Number(opening) - 1}`;
  return year ?? 'OPENING';
}

const yearIn = (folded: string): string | null => {
  // "Trước năm 2025": the last year that is still before.
  const before = /\btruoc nam ((?:19|20)\d\d)\b/.exec(folded);
  if (before) return `${Number(before[1]) - 1}`;
  const match = BY.exec(folded.replace(AGAINST, ''));
  return match?.[1] ?? match?.[2] ?? null;
};
const windowOf = (folded: string, { periodFrom, periodTo }: Setting) => {
  const consecutive = CONSECUTIVE.exec(folded);
  if (consecutive?.[1]) return { consecutiveYearsBeforeNomination: Number(consecutive[1]) };
  const years = /\bgiai doan ((?:19|20)\d\d) ?- ?((?:19|20)\d\d)/.exec(
    folded.replace(/theo (?:tieu )?chuan[^,;.]{0,80}/, ''),
  );
  if (years) return { from: Number(years[1]), to: Number(years[2]) };
  return { from: periodFrom, to: periodTo };
};

/** "Từ 12,5% năm 2021 xuống còn 5%": where it begins is no promise; blanked, so that places stay. */
const withoutStart = (folded: string): string =>
  folded.replace(/\btu \d[\d.,]{0,8}\s?%?[^,;.]{0,30}?(?=\b(?:xuong|con (?:duoi )?\d))/, (found) =>
    ' '.repeat(found.length),
  );

/** The rule that one piece of a sentence states; without one where it states none, or none for certain. */
export function measureOf(piece: Passage, setting: Setting, carried: Carried): Measure {
  const { folded } = piece;
  const until = yearIn(withoutStart(folded).replace(/giai doan (?:19|20)\d\d ?- ?(?:19|20)\d\d/g, '')) ?? carried.until;
  const falls = FALLS.test(folded) || (carried.falls && !RISES.test(folded));
  const found = fulfils(piece) ?? models(folded) ?? leaves(folded, until, setting);
  const scope = scopeOf(piece, setting);
  if (found) return { rules: [{ rule: found, scope }], unsure: [], carried: { ...carried, until } };
  const measured = measuredIn(folded) ?? null;
  const what = measured ?? (carried.indicator && { ...carried.indicator, at: 0, end: 0, unsure: [] });
  const next: Carried = {
    until,
    indicator: measured ? { indicators: measured.indicators, rate: measured.rate } : carried.indicator,
    falls,
    yearly: carried.yearly || AVERAGE.test(folded),
  };
  const none = (...unsure: string[]): Measure => ({ rules: [], unsure, carried: next });
  if (what === null) return none();
  const amount = amountIn(withoutStart(folded));
  const unsure = [...what.unsure, ...(amount?.unsure ?? [])];
  // Percent of what there was, or percentage points: "tốc độ giảm" and a rate "so với" an earlier one can be either.
  const relative = /\btoc do (?:giam|tang)\b/.test(folded) || (AGAINST.test(folded) && amount?.unit === 'PERCENT');
  if (what.rate && relative && (falls || RISES.test(folded))) return none('WORDING_AMBIGUOUS');
  if (what.indicators.length === 0) return amount ? none('WORDING_AMBIGUOUS') : none();
  const one = (rule: RuleSpec): Measure => ({
    rules: eachDesignation(scope, piece).map((own) => ({ rule, scope: own })),
    unsure,
    carried: next,
  });
  const indicator = what.indicators[0] as string;

  const share = shareOfUnits(folded, setting, until);
  if (share !== null) return share === 'UNKNOWN' ? none('WORDING_AMBIGUOUS') : one(share);
  const zero = zeroRule(folded, what.indicators, until, setting);
  if (zero !== null) {
    const rules = [zero, ...furtherZeros(folded.slice(what.end), zero)];
    return { rules: rules.flatMap((rule) => one(rule).rules), unsure: [], carried: next };
  }
  if (amount === null) {
    if (/\b(?:mot nua|1\/2)\b/.test(folded) && AGAINST.test(folded) && falls)
      return one(fromBaseline(what.indicators, 'GE', '50', folded, until, setting));
    const yearly = fallsYearly(folded, what.indicators, setting, piece, measured?.at ?? 0, until);
    return yearly.length > 0 ? { rules: yearly.map((rule) => ({ rule, scope })), unsure: [], carried: next } : none();
  }

  if (amount.unit === 'TIMES') {
    const baseline = AGAINST.exec(folded);
    if (!baseline || until === null || what.rate) return none('WORDING_AMBIGUOUS');
    return one({
      kind: 'MULTIPLE_OF_BASELINE',
      indicator,
      min: amount.threshold,
      max: amount.max,
      baseline: baselineIn(folded, setting),
      at: until,
    });
  }
  if (AGAINST.test(folded) && amount.unit === 'PERCENT' && amount.max === null && (falls || RISES.test(folded)))
    return one(
      fromBaseline(
        what.indicators,
        amount.comparator,
        amount.threshold,
        folded,
        until,
        setting,
        falls ? 'DECREASE' : 'INCREASE',
      ),
    );
  if (what.indicators.length > 1) return none('WORDING_AMBIGUOUS');
  const changes =
    (falls || RISES.test(folded)) && !/\b(?:xuong|con|xuong con|duoi) (?:con |duoi |muc )?\d/.test(folded);
  const averaged = amount.perYear || AVERAGE.test(folded) || (measured === null && carried.yearly);
  if (changes && averaged) {
    // Percent of a number of households is no change in households.
    if (what.rate !== (amount.unit === 'PERCENT')) return none('WORDING_AMBIGUOUS');
    if (amount.max !== null)
      return one({
        kind: 'RANGE',
        indicator,
        quantity: falls ? 'AVERAGE_ANNUAL_DECREASE' : 'AVERAGE_ANNUAL_INCREASE',
        min: amount.threshold,
        max: amount.max,
        from: setting.periodFrom,
        to: setting.periodTo,
      });
    return one({
      kind: 'AVERAGE_ANNUAL_CHANGE',
      indicator,
      direction: falls ? 'DECREASE' : 'INCREASE',
      comparator: amount.comparator,
      threshold: amount.threshold,
      window: windowOf(folded, setting),
    });
  }
  // "giảm 3%" alone may be of the whole time or of a year.
  if (changes) return none('WORDING_AMBIGUOUS');
  if (!what.rate && amount.unit === 'PERCENT') return none('WORDING_AMBIGUOUS');
  if (what.rate && amount.unit !== 'PERCENT') return none('WORDING_AMBIGUOUS');
  if (amount.max !== null)
    return one({
      kind: 'RANGE',
      indicator,
      quantity: 'LEVEL',
      min: amount.threshold,
      max: amount.max,
      from: null,
      to: until === null ? null : Number(until),
    });
  // "còn 2%" is a level that must not be exceeded; that it may be lower is our reading.
  const down = amount.unsure.length > 0 && /\b(?:con|xuong)(?: con| duoi| muc)? \d/.test(folded);
  if (amount.unsure.length > 0 && !down) return none('WORDING_AMBIGUOUS');
  const every = /\bhang nam\b|\bmoi nam\b/.test(folded) && until === null;
  const level = { indicator, comparator: down ? ('LE' as const) : amount.comparator, threshold: amount.threshold };
  return one(
    every
      ? { kind: 'HOLDS_EVERY_YEAR', ...level, from: setting.periodFrom, to: setting.periodTo }
      : { kind: 'LEVEL_AT', ...level, at: until },
  );
}

const fromBaseline = (
  indicators: string[],
  comparator: 'GE' | 'GT' | 'LE' | 'LT' | 'EQ',
  threshold: string,
  folded: string,
  until: string | null,
  setting: Setting,
  direction: 'DECREASE' | 'INCREASE' = 'DECREASE',
): RuleSpec => ({
  kind: 'CHANGE_FROM_BASELINE',
  indicators,
  direction,
  comparator,
  threshold,
  baseline: baselineIn(folded, setting),
  at: until,
});

/** "các xã khó khăn, đặc biệt khó khăn": a scope bears one designation, so each has a part of its own. */
function eachDesignation(scope: ScopeWords | null, piece: Passage): (ScopeWords | null)[] {
  if (scope === null || !/\bkho khan, (?:va )?(?:xa )?dac biet kho khan\b/.test(piece.folded)) return [scope];
  return ['DIFFICULT', 'EXTREMELY_DIFFICULT'].map((designation) => ({ ...scope, designation }));
}

/** "không có hộ nghèo" holds every year; "không còn hộ cận nghèo" is a level to be reached. */
function zeroRule(folded: string, indicators: string[], until: string | null, setting: Setting): RuleSpec | null {
  if (indicators.length !== 1) return null;
  // That a rate does not rise is no rate of zero.
  if (/RATE$/.test(indicators[0] ?? '')) return null;
  // "Cơ bản không còn" leaves some: how many, it does not say.
  if (/\bco ban (?:se )?(?:khong|xoa)\b/.test(folded)) return null;
  const indicator = indicators[0] as string;
  const to = until === null ? setting.periodTo : Number(until);
  if (/\bkhong con\b|\bkhong con (?:co )?ho\b|\bxoa (?:het )?ho\b/.test(folded)) {
    return {
      kind: 'LEVEL_AT',
      indicator,
      comparator: 'EQ',
      threshold: '0',
      at: until ?? (setting.periodTo === null ? null : `${setting.periodTo}`),
    };
  }
  if (/\bkhong (?:co|de|de xay ra|phat sinh|xay ra)\b|^(?:[^,;]{0,40} )?khong tai ngheo\b/.test(folded))
    return { kind: 'HOLDS_EVERY_YEAR', indicator, comparator: 'EQ', threshold: '0', from: setting.periodFrom, to };
  return null;
}

/** "Không có hộ tái nghèo, hộ phát sinh nghèo mới": what is said once holds for each kind of household that follows. */
function furtherZeros(rest: string, zero: RuleSpec, most = 4): RuleSpec[] {
  const listed = /^(?:,| va| hoac)\s(?=ho\b)/.exec(rest);
  if (!listed || most === 0 || !('indicator' in zero)) return [];
  const after = rest.slice(listed[0].length);
  const measured = measuredIn(after);
  if (measured?.at !== 0 || measured.rate || measured.indicators.length !== 1) return [];
  const rule = { ...zero, indicator: measured.indicators[0] as string };
  return [rule, ...furtherZeros(after.slice(measured.end), zero, most - 1)];
}

/** "Giảm hộ nghèo, hộ cận nghèo hàng năm": each falls every year. Only where the piece begins by saying so. */
function fallsYearly(
  folded: string,
  indicators: string[],
  setting: Setting,
  piece: Passage,
  at: number,
  until: string | null,
): RuleSpec[] {
  const lead = /^(?:phan dau |tiep tuc |moi nam |hang nam )?giam(?: dan| nhanh| manh)? (?:so |cac |quy mo )?ho\b/.exec(
    folded,
  );
  if (!lead || at > lead[0].length) return [];
  if (setting.hasSchedule && /\btheo (?:tung|hang) nam\b|\btung nam\b/.test(piece.folded) && indicators.length === 1)
    return [{ kind: 'SCHEDULE', indicator: indicators[0] as string, meaning: 'REDUCTION' }];
  const to = until === null ? setting.periodTo : Number(until);
  return indicators.map((indicator) => ({ kind: 'FALLS_EVERY_YEAR', indicator, from: setting.periodFrom, to }));
}

/** "hoàn thành chỉ tiêu giảm nghèo hàng năm theo Kế hoạch …". */
function fulfils({ folded, text }: Passage): RuleSpec | null {
  const lead =
    /\b(?:hoan thanh|dat)(?: va (?:hoan thanh )?vuot(?: muc)?| vuot muc)? (?:cac |100% )?(?:chi tieu|muc tieu)\b[^.;,]{0,60}?\b(?:theo|cua)\s(?=(?:ke hoach|chuong trinh|nghi quyet|de an)\b)/.exec(
      folded,
    );
  const other = /^(?:va )?cac (?:muc tieu|chi tieu) khac (?:cua|theo) (?=(?:ke hoach|chuong trinh)\b)/.exec(folded);
  const match = lead ?? other;
  if (!match) return null;
  // Named, not only mentioned: its name goes on after its kind.
  const name = text.slice(match.index + match[0].length).replace(/[\s.;,]+$/, '');
  if (name.split(' ').length < 4) return null;
  return { kind: 'FULFILS_TARGET', of: name, everyYear: /\bhang nam\b|\bmoi nam\b/.test(match[0]) };
}

/** "Có ít nhất 01 mô hình giảm nghèo". */
function models(folded: string): RuleSpec | null {
  const match =
    /\b(it nhat|toi thieu|tu|tren)\s(?:0)?(\d{1,4})(?: -)? mo hinh(?: sinh ke| san xuat)?[^.;,]{0,30}?(?: (?:giam|thoat) ngheo| tro len|\b)/.exec(
      folded,
    );
  if (!match?.[2]) return null;
  if (match[1] === 'tu' && !/tro len/.test(folded)) return null;
  if (!/\bngheo\b/.test(folded)) return null;
  return { kind: 'COUNT_OF_MODELS', comparator: match[1] === 'tren' ? 'GT' : 'GE', threshold: match[2] };
}

const LEAVES =
  /\b(?:thoat khoi|ra khoi|thoat)\s(?:tinh trang |dien |danh sach |nhom )?(?=(?:xa |thon |huyen |cac xa |ban )?(?:dac biet kho khan|dbkk|huyen ngheo|bai ngang|kho khan))/;

/** "thoát khỏi tình trạng xã đặc biệt khó khăn"; a share of units that do is another rule. */
function leaves(folded: string, until: string | null, setting: Setting): RuleSpec | null {
  const match = LEAVES.exec(folded);
  if (!match || /\bmoi thoat\b/.test(folded.slice(0, match.index + match[0].length))) return null;
  const own = designationIn(folded.slice(match.index));
  // "Xã … vùng bãi ngang thoát khỏi tình trạng đặc biệt khó khăn": the subject narrows it.
  const named = designationIn(folded.slice(0, match.index));
  const designation = named === 'EXTREMELY_DIFFICULT_COASTAL' ? named : (own ?? named);
  if (designation === null) return null;
  const left: RuleSpec = { kind: 'LEAVES_DESIGNATION', designation, by: /\btruoc khi\b/.test(folded) ? null : until };
  const share = /\b(?:(tren|it nhat|tu|toi thieu) )?(\d{1,3}(?:,\d)?)\s?% (tro len )?(?:so |tong so |cac )?/.exec(
    folded.slice(0, match.index),
  );
  // "Ít nhất 02 xã": how many of them leave it, no kind of rule says.
  if (/\b(?:it nhat|toi thieu|tren|khoang) \d{1,4} (?:xa|huyen|thon|ban)\b/.test(folded.slice(0, match.index)))
    return null;
  if (!share?.[2]) return left;
  const levels = levelsIn(folded.slice(share.index, match.index + match[0].length + 12));
  if (levels.length === 0) return left.by === null ? null : null;
  void setting;
  return {
    kind: 'SHARE_OF_UNITS',
    levels,
    designation,
    comparator: share[1] === 'tren' ? 'GT' : 'GE',
    threshold: share[2].replace(',', '.'),
    rule: left,
  };
}

const shareComparators: Readonly<Record<string, Comparator>> = {
  tren: 'GT',
  duoi: 'LT',
  'khong qua': 'LE',
  'toi da': 'LE',
  'khong vuot qua': 'LE',
  'khong tren': 'LE',
};

/** "trên 80% số đơn vị cấp huyện, xã có tỷ lệ hộ nghèo dưới 5%". */
function shareOfUnits(folded: string, setting: Setting, until: string | null): RuleSpec | 'UNKNOWN' | null {
  const lead =
    /\b(?:(tren|it nhat|tu|toi thieu|dat|duoi|khong qua|toi da|khong vuot qua|khong tren) )?(\d{1,3}(?:,\d{1,2})?)\s?%( tro len)? (?:so |tong so |cac )?(?=(?:don vi|xa|phuong|dac khu|huyen|thon|ban|to dan pho|khu dan cu|khoi pho|khom|ap|xom)\b)/.exec(
      folded,
    );
  if (!lead?.[2]) return null;
  const rest = folded.slice(lead.index + lead[0].length);
  const has = /\b(?:co|dat)\b/.exec(rest);
  const levels = levelsIn(has ? rest.slice(0, has.index) : rest);
  const measured = measuredIn(rest);
  const amount = amountIn(rest);
  if (levels.length === 0 || measured?.indicators.length !== 1) return 'UNKNOWN';
  const indicator = measured.indicators[0] as string;
  let inner: RuleSpec | null = zeroRule(rest, measured.indicators, until, setting);
  if (
    inner === null &&
    amount &&
    measured.rate &&
    amount.unit === 'PERCENT' &&
    amount.max === null &&
    amount.unsure.length === 0 &&
    !FALLS.test(rest)
  )
    inner = { kind: 'LEVEL_AT', indicator, comparator: amount.comparator, threshold: amount.threshold, at: until };
  if (inner === null) return 'UNKNOWN';
  return {
    kind: 'SHARE_OF_UNITS',
    levels,
    designation: designationIn(has ? rest.slice(0, has.index) : ''),
    comparator: shareComparators[lead[1] ?? ''] ?? 'GE',
    threshold: lead[2].replace(',', '.'),
    rule: inner,
  };
}
