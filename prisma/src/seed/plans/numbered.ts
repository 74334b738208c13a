import type { RuleSpec } from '@thi-dua/schema/rule';
import type { CriterionFacts, SubjectFacts, SubjectKind } from '../plan-facts.js';

/**
 * What stands for the number of an item that the document does not number.
 * `vế` is one measure of a sentence that promises several, `đoạn` a bare paragraph.
 */
export type Mark = 'gạch đầu dòng' | 'dấu cộng' | 'đoạn' | 'vế';

/** Numbers a document's unnumbered items in their order: the second dash of II becomes II.2. */
export function numbered<T extends object>(
  clause: string,
  clauseRaw: string,
  items: readonly T[],
  mark: Mark = 'gạch đầu dòng',
): (T & { clause: string; clauseRaw: string })[] {
  return items.map((item, index) => ({
    ...item,
    clause: `${clause}.${index + 1}`,
    clauseRaw: `${clauseRaw}, ${mark} ${index + 1}`,
  }));
}

/** One criterion of a group; `kinds` and `where` only where the item narrows its group. */
export interface CriterionItem {
  anchor: string;
  text: string;
  kinds?: SubjectKind[];
  where?: string;
  rule?: RuleSpec;
  parts?: { mark: Mark; items: CriterionItem[] };
}

/** The emulation criteria of one subject group, numbered in the document's order, sub-items as parts. */
export function emulationCriteria(
  clause: string,
  clauseRaw: string,
  group: Omit<SubjectFacts, 'where'>,
  items: readonly CriterionItem[],
  mark: Mark = 'gạch đầu dòng',
): CriterionFacts[] {
  return numbered(clause, clauseRaw, items, mark).map((item) => ({
    clause: item.clause,
    clauseRaw: item.clauseRaw,
    anchor: item.anchor,
    subject: { kinds: item.kinds ?? group.kinds, text: group.text, where: item.where ?? null },
    purpose: 'EMULATION_CRITERION',
    text: item.text,
    rule: item.rule ?? null,
    parts: item.parts ? emulationCriteria(item.clause, item.clauseRaw, group, item.parts.items, item.parts.mark) : [],
  }));
}
