import type { PlanDraft, Sourced } from '@thi-dua/campaigns/document/draft';
import { fold } from '@thi-dua/campaigns/document/fold';
import { read } from '@thi-dua/campaigns/document/reading';
import type { RuleSpec } from '@thi-dua/schema/rule';
import { expect } from 'vitest';

/** Letters and digits alone, folded: what is compared does not hang on blanks and marks. */
const letters = (text: string) => fold(read(text).text).replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Whether the words of `text` stand in `source` in their order. */
function inOrder(text: string, source: string): boolean {
  let at = 0;
  const quoted = letters(source);
  for (const word of fold(read(text).text).split(/[^\p{L}\p{N}]+/u)) {
    const found = quoted.indexOf(word.replaceAll(/[^\p{L}\p{N}]/gu, ''), at);
    if (found === -1) return false;
    at = found + word.length;
  }
  return true;
}

/** The numbers that a rule rests on, as a document can print them. */
function thresholds(rule: RuleSpec): string[] {
  if ('rules' in rule) return rule.rules.flatMap(thresholds);
  if (rule.kind === 'SHARE_OF_UNITS') return [rule.threshold, ...thresholds(rule.rule)];
  const stated = [
    'threshold' in rule ? rule.threshold : null,
    'min' in rule ? rule.min : null,
    'max' in rule ? rule.max : null,
  ].filter((value) => value !== null);
  // "không có", "không còn" and "một nửa" are said in words.
  return stated.filter((value) => value !== '0' && value !== '50');
}

/** Every fact of a draft has its place in the source, and its words, or the figures of its rule, stand there. */
export function expectSupported(source: string, draft: PlanDraft): void {
  const wrong: string[] = [];
  const check = (name: string, { span }: Sourced, ...texts: (string | null)[]) => {
    const printed = source.slice(span.start, span.end);
    if (span.start < 0 || span.end > source.length || span.end <= span.start || printed.trim() === '')
      wrong.push(`${name}: no place`);
    for (const text of texts)
      if (text !== null && !inOrder(text, printed)) wrong.push(`${name}: “${text}” is not in “${printed}”`);
  };
  const figures = (name: string, { span }: Sourced, rule: RuleSpec | null) => {
    const printed = letters(source.slice(span.start, span.end));
    for (const value of rule ? thresholds(rule) : [])
      if (!printed.includes(value.replace('.', ''))) wrong.push(`${name}: ${value} is not printed`);
  };
  for (const field of ['type', 'title', 'number', 'symbol', 'raw', 'place', 'issuer'] as const) {
    const fact = draft[field];
    // A body's name out of two lines of a head is put together from both.
    if (fact) check(field, fact, ...(field === 'issuer' ? [] : [fact.value]));
  }
  if (draft.issuedOn) check('issuedOn', draft.issuedOn, draft.issuedOn.value.slice(0, 4));
  for (const field of ['periodFrom', 'periodTo'] as const) {
    const fact = draft[field];
    if (fact) check(field, fact, `${fact.value}`);
  }
  if (draft.signer) {
    const { name, position, onBehalfOf, actingFor } = draft.signer.value;
    for (const text of [name, position, onBehalfOf, actingFor]) check('signer', draft.signer, text);
  }
  for (const fact of draft.legalBases) check('citation', fact, fact.number, fact.issuer);
  for (const list of [
    'objectives',
    'requirements',
    'contents',
    'solutions',
    'priorityGroups',
    'eligibleSubjects',
    'awardForms',
  ] as const)
    for (const fact of draft[list])
      check(list, fact, ...(list === 'awardForms' ? [fact.anchor] : [fact.text, fact.anchor]));
  for (const target of draft.targets) {
    check('target', target, target.text);
    for (const part of target.parts) {
      check('part', part, part.text);
      figures('part', part, part.rule);
    }
    for (const value of target.schedule) check('schedule', value, value.unit, value.value);
  }
  const criteria = (list: PlanDraft['criteria']) => {
    for (const criterion of list) {
      check('criterion', criterion, criterion.text);
      figures('criterion', criterion, criterion.rule);
      criteria(criterion.parts);
    }
  };
  criteria(draft.criteria);
  for (const fact of draft.milestones) check('milestone', fact, fact.text);
  for (const fact of draft.assignments) check('assignment', fact, fact.duty);
  for (const fact of draft.recipients) check('recipient', fact, fact.name);
  for (const fact of draft.annexes) check('annex', fact, fact.title);
  for (const fact of draft.clauses) check('clause', fact, fact.anchor);
  for (const left of draft.leftover)
    if (source.slice(left.start, left.end) !== left.text) wrong.push('leftover: not where it stands');
  expect(wrong).toEqual([]);
}
