import type { AnnexDraft, PartDraft, ScheduledDraft, TargetDraft } from './draft.js';
import { fold } from './fold.js';
import { measuredIn } from './indicators.js';
import { type Carried, measureOf, nothingCarried, type Setting } from './measure.js';
import type { Passage } from './passage.js';
import { anchorOf, promisesOf, sentencesOf, withoutMeasuredBrackets } from './pieces.js';
import { scopeOf } from './scope.js';
import type { Section } from './sections.js';

/** Roles whose clauses can promise; a target's own section is all promises. */
const PROMISING = new Set(['TARGET', 'OBJECTIVE', 'CONTENT']);
/** What serves an aim states none: "góp phần giảm tỷ lệ hộ nghèo". */
const SERVING = /\b(?:gop phan|nham|(?<!khong )de|lam|giai phap)\s(?:[a-z]+\s){0,4}$/;

const FALL_BY_NUMBER = /^(?:phan dau )?(?:moi nam )?giam (?:it nhat |toi thieu |tren )?\d{1,6} ho (?:can )?ngheo\b/;

interface Read {
  parts: PartDraft[];
  /** Where the first promise begins. */
  from: Passage | null;
  /** Whether it says by how many households something falls: no kind of rule does, and yet it is promised. */
  counted: boolean;
}

/** The parts of a clause: every promise that is measured, and in a section of targets those that are not, too. */
export function partsOf(body: Passage, setting: Setting, all: boolean): Read {
  const parts: PartDraft[] = [];
  let from: Passage | null = null;
  let counted = false;
  for (const sentence of sentencesOf(body)) {
    let carried: Carried = nothingCarried;
    const pieces = promisesOf(sentence);
    const read = pieces.map((piece) => {
      const measured = measureOf(asRead(piece), setting, carried);
      carried = measured.carried;
      return { piece, measured };
    });
    const promised = read.some(({ piece, measured }) => measured.rules.length > 0 && !serves(piece));
    const counts = read.some(({ piece }) => FALL_BY_NUMBER.test(piece.folded));
    if (!all && !promised && !counts) continue;
    counted ||= counts;
    for (const { piece, measured } of read) {
      const own = promiseOnly(piece, all);
      const base = { text: trimmed(own), span: own.span, unsure: measured.unsure };
      const rules = serves(piece) ? [] : measured.rules;
      if (rules.length > 0) {
        from ??= own;
        for (const { rule, scope } of rules) parts.push({ ...base, scope, rule });
      } else if (all || counts || from !== null) {
        if (base.text === '') continue;
        from ??= own;
        const scope = /\bxa (?:dac biet )?kho khan\b|\bhuyen ngheo\b/.test(piece.folded)
          ? scopeOf(piece, setting)
          : null;
        parts.push({ ...base, scope: scope?.designation ? scope : null, rule: null });
      }
    }
    // What is said after the promise in another sentence is no promise of its own, unless the section is all promises.
    if (!all) break;
  }
  return { parts, from, counted };
}

/** The piece as its rule is read: what stands in brackets with a measure of its own is read apart. */
function asRead(piece: Passage): Passage {
  const folded = withoutMeasuredBrackets(piece);
  return folded === piece.folded ? piece : piece.masked(folded);
}

/** In a clause that also says how, the promise begins at "phấn đấu". */
function promiseOnly(piece: Passage, all: boolean): Passage {
  if (all) return piece;
  const start = piece.folded.search(/\b(?:thi dua )?phan dau\b/);
  return start > 0 ? piece.part(start) : piece;
}
const trimmed = (passage: Passage) => passage.text.replace(/[\s.;,]+$/, '');

function serves(piece: Passage): boolean {
  const measured = measuredIn(piece.folded);
  if (measured === null) return /\bgop phan\b/.test(piece.folded.slice(0, 40));
  if (/\bphan dau\b|\bchi tieu\b/.test(piece.folded.slice(0, measured.at))) return false;
  return SERVING.test(piece.folded.slice(Math.max(0, measured.at - 60), measured.at));
}

export function targetsOf(
  sections: readonly Section[],
  setting: Setting,
  annexes: readonly AnnexDraft[],
): TargetDraft[] {
  const targets: TargetDraft[] = [];
  for (const { clause, role, unsure } of sections) {
    if (clause.place !== null) continue;
    const said = /^(?:-? ?)?(?:cac )?chi tieu(?: phan dau| chu yeu| cu the)?\s?:/.test(clause.body.folded);
    const scheduled = clause.notes.some(({ folded }) => /\bbieu\b|\bphu luc\b/.test(folded)) && annexes.length > 0;
    if (!PROMISING.has(role) && !said && !scheduled) continue;
    if (role === 'CRITERIA' && !said && !scheduled) continue;
    const body = said ? clause.body.part(clause.body.folded.indexOf(':') + 1) : clause.body;
    const { parts, from, counted } = partsOf(
      body,
      scheduled ? setting : { ...setting, hasSchedule: false },
      role === 'TARGET',
    );
    if (parts.length === 0 || (role !== 'TARGET' && !counted && !parts.some(({ rule }) => rule))) continue;
    if (role === 'CONTENT' && !/\bphan dau\b|\bchi tieu\b|^giam\b|^hang nam giam\b/.test(clause.body.folded)) continue;
    const begins = said ? clause.body : (from ?? body);
    const schedule = parts.some(({ rule }) => rule?.kind === 'SCHEDULE') ? scheduleOf(annexes) : [];
    if (schedule.length > 0)
      for (const part of parts)
        if (part.rule?.kind === 'SCHEDULE')
          part.scope = {
            levels: ['COMMUNE'],
            designation: null,
            fixed: true,
            names: [...new Set(schedule.map(({ unit }) => unit))],
            count: null,
          };
    targets.push({
      clause: clause.clause,
      clauseRaw: clause.clauseRaw,
      anchor: anchorOf(begins),
      text: begins === clause.body ? clause.body.text : fromBeginning(clause.body, begins).text,
      parts,
      schedule,
      span: fromBeginning(clause.body, begins).span,
      unsure: unsure ? ['ROLE'] : [],
    });
  }
  return targets;
}

/** From where a part begins to the end of the clause. */
function fromBeginning(body: Passage, begins: Passage): Passage {
  const at = body.folded.indexOf(begins.folded);
  return at <= 0 ? body : body.part(at);
}

/** What a table of units and years plans: its columns that are years, under what they measure. */
export function scheduleOf(annexes: readonly AnnexDraft[]): ScheduledDraft[] {
  return annexes.flatMap((annex) => {
    const unitColumn = annex.columns.findIndex((column) =>
      /\b(?:phường|xã|đơn vị|thị trấn|huyện|địa phương|thôn)\b/i.test(column),
    );
    const years = annex.columns.flatMap((column, index) => {
      const year = /(?:^|\D)((?:19|20)\d\d)$/.exec(column)?.[1];
      return year ? [{ index, year: Number(year), heading: column }] : [];
    });
    if (unitColumn === -1 || years.length === 0) return [];
    return annex.rows.flatMap((row, i) => {
      const unit = row[unitColumn] ?? '';
      if (unit === '' || /^(?:tổng|cộng|toàn)/i.test(unit)) return [];
      return years.flatMap(({ index, year, heading }) => {
        const words = `${annex.title} ${heading}`;
        const measured = measuredIn(fold(words));
        const value = /^\d+(?:[.,]\d+)?$/.test(row[index] ?? '') ? (row[index] as string).replace(',', '.') : null;
        if (measured?.indicators.length !== 1 || value === null) return [];
        return [
          {
            unit,
            year,
            indicator: measured.indicators[0] as string,
            meaning: /giảm/i.test(words) ? ('REDUCTION' as const) : ('LEVEL' as const),
            value,
            span: annex.rowSpans[i] ?? annex.span,
            unsure: [],
          },
        ];
      });
    });
  });
}
