import type { PlanDraft, Sourced } from './draft.js';
import type { Span } from './reading.js';

/** Where a fact of the drafted plan stands in the source. */
export interface SourceFact extends Span {
  /** Of the field of the plan that states it: ["targets", "0", "parts", "1"]. */
  path: string[];
  clause: string | null;
  unsure: string[];
}

const HEAD = ['type', 'number', 'symbol', 'raw', 'issuedOn', 'place', 'issuer', 'signer'] as const;
const LISTS = [
  'legalBases',
  'objectives',
  'requirements',
  'contents',
  'solutions',
  'priorityGroups',
  'eligibleSubjects',
  'targets',
  'criteria',
  'milestones',
  'assignments',
  'recipients',
  'awardForms',
  'annexes',
] as const;

/** Every fact that was read, with its place in the source and what is in doubt about it. */
export function factsOf(draft: PlanDraft): SourceFact[] {
  const facts: SourceFact[] = [];
  const put = (path: string[], { span, unsure }: Sourced, clause: string | null = null) =>
    facts.push({ path, clause, start: span.start, end: span.end, unsure });
  for (const field of HEAD) if (draft[field]) put(['document', field], draft[field]);
  for (const field of ['title', 'periodFrom', 'periodTo'] as const) if (draft[field]) put([field], draft[field]);
  for (const list of LISTS) for (const [i, fact] of draft[list].entries()) tree([list, `${i}`], fact, put);
  for (const [i, clause] of draft.clauses.entries()) put(['clauses', `${i}`], clause, clause.clause);
  return facts;
}

function tree(
  path: string[],
  fact: Sourced & { clause?: string; parts?: Sourced[]; schedule?: Sourced[] },
  put: (path: string[], fact: Sourced, clause: string | null) => void,
): void {
  put(path, fact, fact.clause ?? null);
  for (const [i, part] of (fact.parts ?? []).entries()) tree([...path, 'parts', `${i}`], part, put);
  for (const [i, value] of (fact.schedule ?? []).entries()) put([...path, 'schedule', `${i}`], value, null);
}
