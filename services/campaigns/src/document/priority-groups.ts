import type { ClauseDraft } from './draft.js';
import { anchorOf } from './pieces.js';
import type { Section } from './sections.js';

const NAMED = /\buu tien (?:\d+ )?nhom[^.:;]{0,40}(?:gom|:)\s?:?\s?|\bcac nhom (?:ho tro )?uu tien[^.:;]{0,30}:\s?/;

/** "ưu tiên 3 nhóm hỗ trợ gồm: …; …; …": the groups that a sentence counts up. */
export function priorityGroupsOf(sections: readonly Section[]): ClauseDraft[] {
  return sections.flatMap(({ clause }) => {
    const lead = NAMED.exec(clause.body.folded);
    if (!lead) return [];
    return clause.body
      .part(lead.index + lead[0].length)
      .split(/;\s/g)
      .map((group, i) => ({
        clause: `${clause.clause}.${i + 1}`,
        clauseRaw: `${clause.clauseRaw}, vế ${i + 1}`,
        anchor: anchorOf(group),
        text: group.text.replace(/[\s.;]+$/, ''),
        span: group.span,
        unsure: [],
      }));
  });
}
