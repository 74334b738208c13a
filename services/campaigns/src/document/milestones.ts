import { namedBodies } from './assignments.js';
import type { Clause } from './clause-tree.js';
import type { MilestoneDraft, MilestoneKind } from './draft.js';
import { isoDay } from './numbers.js';
import type { Passage } from './passage.js';
import { anchorOf, sentencesOf } from './pieces.js';
import type { Role, Section } from './sections.js';

interface Time {
  when: string;
  bound: MilestoneDraft['bound'];
  at: number;
  end: number;
  /** Said after what it dates: "tổng kết vào năm 2025". */
  after: boolean;
}

const Y = '((?:19|20)\\d\\d)';
const D = '([0-3]?\\d)';
const M = '([01]?\\d)';
const PREFIX = '(?:(truoc|cham nhat(?: la)?(?: vao)?|xong truoc|muon nhat|den het)\\s)?(vao |trong )?(?:ngay )?';
const quarters: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4, '1': 1, '2': 2, '3': 3, '4': 4 };

const TIMES = new RegExp(
  `\\b${PREFIX}(?:${[
    `${D}\\s?\\/\\s?${M} (?:hang nam|moi nam)`, // 3,4
    `${D}\\s?\\/\\s?${M}\\s?\\/\\s?${Y}`, // 5,6,7
    `${D} thang ${M} nam ${Y}`, // 8,9,10
    `${D} thang ${M} (?:hang nam|moi nam)`, // 11,12
    `thang ${M}\\s?(?:nam |\\/\\s?)${Y}`, // 13,14
    `quy (i{1,3}|iv|[1-4])\\s?(?:nam |\\/\\s?)${Y}`, // 15,16
    `nam ${Y}\\b(?!\\s?-)`, // 17
    `hang nam|moi nam`,
  ].join('|')})`,
  'g',
);

function timesIn(folded: string): Time[] {
  const times: Time[] = [];
  for (const match of folded.matchAll(TIMES)) {
    const g = (n: number) => match[n];
    const bound: Time['bound'] = /^truoc|xong truoc/.test(g(1) ?? '') ? 'BEFORE' : g(1) ? 'BY' : 'WITHIN';
    const whole = match[0];
    const before = folded.slice(Math.max(0, match.index - 24), match.index);
    // The day of a cited document is no step's.
    if (/\d ?[-/] ?[a-z][a-z\d]*(?: ?[-/] ?[a-z\d]+)* ?,? ?$/.test(before)) continue;
    // "giai đoạn 2021 - 2025", "đến năm 2025", "kế hoạch năm 2022": no time of a step.
    if (
      /\bgiai doan $|\b(?:ke hoach|den|tu|cuoi|het|tong ket|bao cao|nghi quyet|ket thuc|cua) $/.test(before) &&
      /^nam /.test(whole) &&
      // "Vào cuối năm 2023" is a time, "đến cuối năm 2023" an aim.
      !/\b(?:vao|trong) cuoi $/.test(before)
    )
      continue;
    if (
      /^(?:hang|moi) nam/.test(whole.trim()) &&
      /^\s(?:va nam|la mot trong)/.test(folded.slice(match.index + whole.length))
    )
      continue;
    let when: string | null = null;
    let own: Time['bound'] = bound;
    const yearly = (day: string | undefined, month: string | undefined) => isoDay(day, month, '2024')?.slice(4) ?? null;
    if (g(3)) when = withDash(yearly(g(3), g(4)));
    else if (g(5)) when = isoDay(g(5), g(6), g(7));
    else if (g(8)) when = isoDay(g(8), g(9), g(10));
    else if (g(11)) when = withDash(yearly(g(11), g(12)));
    else if (g(13)) when = Number(g(13)) >= 1 && Number(g(13)) <= 12 ? `${g(14)}-${g(13)?.padStart(2, '0')}` : null;
    else if (g(15)) when = `${g(16)}-Q${quarters[g(15) ?? '']}`;
    else if (g(17)) when = g(17) ?? null;
    else when = '--';
    if (when === null) continue;
    if (own === 'WITHIN' && /^(?:\d{4}-\d\d-\d\d|--\d\d-\d\d)$/.test(when)) own = 'ON';
    times.push({
      when,
      bound: own,
      at: match.index,
      end: match.index + whole.length,
      after: g(2) !== undefined || g(1) !== undefined,
    });
  }
  return times;
}
const withDash = (monthDay: string | null) => (monthDay === null ? null : `-${monthDay}`);

/** "Năm 2023: … vào dịp kỷ niệm … 11/6" is that day of that year. */
const ANNIVERSARY =
  /\b(?:vao )?(?:dip )?(?:ky niem|ngay truyen thong|ngay thanh lap|ngay)\b[^.;:]{0,80}?\b([0-3]?\d)\s?\/\s?([01]?\d)\b(?!\s?\/)/;

const STEPS: readonly (readonly [RegExp, MilestoneKind])[] = [
  [
    /\b(?:xay dung|ban hanh|trinh)\b(?:[^.;]{0,40}? ban hanh)? ?(?:va ban hanh )?ke hoach\b|\bxay dung ke hoach\b/,
    'PLANNING',
  ],
  [/\bphat dong\b(?! tai)/, 'LAUNCH'],
  [
    /(?<!ke hoach )\bto chuc (?:trien khai |thuc hien)(?:thuc hien|phong trao|phong)?|\bto chuc trien khai\b|^trien khai thuc hien\b|(?<!ke hoach )\btrien khai thuc hien\b/,
    'IMPLEMENTATION',
  ],
  [/(?<!co )\bso ket\b/, 'INTERIM_REVIEW'],
  [/\btong ket\b/, 'FINAL_REVIEW'],
  [/\bbao cao\b/, 'REPORT_DUE'],
  [/\bkiem tra\b|\bgiam sat\b/, 'INSPECTION'],
  [/\bkhen thuong\b|\btrinh khen\b|\bbinh xet\b/, 'AWARDING'],
];

/** The council's name speaks of awards and of no step. */
const COUNCIL = /\b(?:hoi dong|ban) thi dua ?[,-]?(?: va)? ?khen thuong\b/g;

function stepsIn(text: string): MilestoneKind[] {
  const folded = text.replace(COUNCIL, (name) => ' '.repeat(name.length));
  return STEPS.flatMap(([pattern, kind]) => {
    const match = pattern.exec(folded);
    return match === null ? [] : [{ kind, at: match.index }];
  })
    .sort((a, b) => a.at - b.at)
    .map(({ kind }) => kind);
}

/** Sections in which a time dates a step; elsewhere it only describes. */
const DATED = new Set<Role>(['SCHEDULE', 'SOLUTION', 'ASSIGNMENT', 'AWARDING', 'OTHER']);

export function milestonesOf(sections: readonly Section[]): MilestoneDraft[] {
  const found: MilestoneDraft[] = [];
  for (const section of sections) {
    const { clause, role, headings } = section;
    if (role === 'AWARDING' && /\b(?:giay khen|bang khen|huan chuong|co thi dua)\b/.test(clause.body.folded)) continue;
    if (!DATED.has(role) || (clause.place === 'OPENING' && role !== 'SCHEDULE')) continue;
    let subject: Passage | null = null;
    for (const sentence of datedTogether(clause.body, role)) {
      const named = namedBodies(sentence) ?? afterTime(sentence);
      subject = named?.all ?? subject;
      for (const step of stepsOf(sentence, role, headings)) {
        found.push({
          clause: clause.clause,
          clauseRaw: clause.clauseRaw,
          anchor: anchorOf(step.words),
          kinds: step.kinds,
          when: step.time.when,
          bound: step.time.bound,
          tentative: /\bdu kien\b/.test(sentence.folded),
          body: (subject ?? bodyAbove(clause))?.text ?? null,
          text: step.words.text.replace(/[\s.;]+$/, ''),
          span: step.words.span,
          unsure: [],
        });
      }
    }
  }
  return found;
}

/** "Năm 2023, UBND quận tiến hành …": the body stands after the time. */
function afterTime(sentence: Passage): ReturnType<typeof namedBodies> {
  const time = timesIn(sentence.folded)[0];
  if (time === undefined || time.at > 2) return null;
  const rest = sentence.part(time.end);
  const lead = /^,\s?/.exec(rest.folded);
  return lead === null ? null : namedBodies(rest.part(lead[0].length));
}

/** An item of the schedule that begins with its only time is dated as a whole, however many sentences it has. */
function datedTogether(body: Passage, role: Role): Passage[] {
  const times = timesIn(body.folded);
  return role === 'SCHEDULE' && times.length === 1 && times[0] !== undefined && times[0].at <= 2
    ? [body]
    : sentencesOf(body);
}

function bodyAbove(clause: Clause): Passage | null {
  const { parent } = clause;
  if (parent === null || !parent.heading || parent.kind === 'ROMAN') return null;
  return /^(?:so|phong|van phong|ban|hoi dong|uy ban|ubnd)\b/.test(parent.body.folded)
    ? parent.body
    : bodyAbove(parent);
}

interface Step {
  kinds: MilestoneKind[];
  time: Time;
  words: Passage;
}

/** The steps that a sentence dates, each with the words that its time governs. */
function stepsOf(sentence: Passage, role: Role, headings: readonly string[]): Step[] {
  const { folded } = sentence;
  const times = timesIn(folded);
  if (times.length === 0) return [];
  const leading = times[0] as Time;
  const anniversary = ANNIVERSARY.exec(folded);
  if (leading.at <= 2 && anniversary && /^\d{4}$/.test(leading.when)) {
    const day = isoDay(anniversary[1], anniversary[2], leading.when);
    if (day) {
      const kinds = stepsIn(folded);
      return kinds.length === 0 ? [] : [{ kinds, time: { ...leading, when: day, bound: 'ON' }, words: sentence }];
    }
  }
  const steps: Step[] = [];
  let from = 0;
  for (const [i, time] of times.entries()) {
    const next = times[i + 1];
    const whole = role === 'SCHEDULE' && times.length === 1;
    const governsAfter =
      time.at <= from + 2 ||
      (!time.after && /^(?:hang|moi) nam|^--/.test(time.when === '--' ? '--' : folded.slice(time.at)));
    let start = from;
    let end = time.end;
    if (whole) end = folded.length;
    else if (governsAfter) {
      start = time.at;
      end = next ? beforeNext(folded, time.end, next) : folded.length;
      if (time.when === '--') end = Math.min(end, stop(folded, time.end));
      // "hướng dẫn khen thưởng hàng năm và …": the time stands behind its words.
      if (time.when === '--' && time.at > 2 && /^\s?(?:va|,|;|\.|$)/.test(folded.slice(time.end))) {
        start = from;
        end = time.end;
      }
    }
    let words = sentence.part(start, end);
    let kinds = stepsIn(words.folded);
    // "Chậm nhất ngày 25/11 hàng năm gửi báo cáo …": what is due is said after its time.
    if (kinds.length === 0 && !governsAfter && !whole) {
      end = next ? beforeNext(folded, time.end, next) : folded.length;
      words = sentence.part(start, end);
      kinds = stepsIn(words.folded);
    }
    if (!whole && !governsAfter && kinds.length > 1) kinds = nearest(words.folded, kinds);
    if (
      /\bhuong dan[^.;]{0,60}? khen thuong\b|^\W*(?:va )?khen thuong tong ket thuc hien/.test(words.folded) &&
      role === 'ASSIGNMENT'
    )
      kinds = ['AWARDING'];
    if (/^khen thuong (?:so|tong) ket/.test(folded)) kinds = [...stepsIn(folded)].sort((a, b) => order(a) - order(b));
    from = end;
    if (kinds.length === 0) continue;
    // A time in a task that only says how often ("thường xuyên hàng năm") dates no step.
    if (time.when === '--' && role !== 'SCHEDULE' && role !== 'AWARDING' && !DUE.test(words.folded)) continue;
    if (time.when === '--') kinds = yearlyKinds(words.folded, kinds);
    steps.push({ kinds, time, words });
  }
  void headings;
  return steps;
}

const DUE = /\b(?:bao cao|khen thuong|kiem tra|giam sat|so ket|tong ket)\b/;
const order = (kind: MilestoneKind) => (kind === 'AWARDING' ? 1 : 0);

/** What is done every year is one thing: it is awarded, reported or inspected. */
function yearlyKinds(folded: string, kinds: MilestoneKind[]): MilestoneKind[] {
  if (kinds.includes('AWARDING')) return ['AWARDING'];
  if (kinds.includes('REPORT_DUE') || /\bbao cao\b/.test(folded)) return ['REPORT_DUE'];
  return kinds.filter((kind) => kind !== 'IMPLEMENTATION').slice(0, 1).length > 0
    ? kinds.filter((kind) => kind !== 'IMPLEMENTATION').slice(0, 1)
    : kinds;
}

/** A time behind several steps dates the one beside it: "sơ kết … và tổng kết vào năm 2025"; what is planned together stays so. */
function nearest(folded: string, kinds: MilestoneKind[]): MilestoneKind[] {
  const reviews = kinds.filter((kind) => kind === 'INTERIM_REVIEW' || kind === 'FINAL_REVIEW');
  if (reviews.length > 0) return [reviews.at(-1) as MilestoneKind];
  if (/\bgui\b[^.;]{0,20}\bbao cao\b|\bbao cao\b/.test(folded) && kinds.includes('REPORT_DUE')) return ['REPORT_DUE'];
  return kinds;
}

/** Where the words of one time end and those of the next begin. */
function beforeNext(folded: string, from: number, next: Time): number {
  if (!next.after) return next.at;
  const between = folded.slice(from, next.at);
  const cut = Math.max(between.lastIndexOf(' va '), between.lastIndexOf('; '), between.lastIndexOf(', tong ket'));
  return cut > 0 ? from + cut : next.at;
}
const stop = (folded: string, from: number): number => {
  const semicolon = folded.indexOf(';', from);
  return semicolon === -1 ? folded.length : semicolon;
};
