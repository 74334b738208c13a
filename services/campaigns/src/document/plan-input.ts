import type { PlanContent } from '../plan/content/content-input.js';
import type { CriterionDraft, PlanDraft, TargetDraft } from './draft.js';
import type { NamedUnits } from './named-units.js';

const placed = ({ clause, clauseRaw, anchor }: { clause: string; clauseRaw: string; anchor: string }) => ({
  clause,
  clauseRaw,
  anchor,
});

/** The lists of a draft as they are handed in by hand: they pass the same checks. */
export function contentOf(draft: PlanDraft, units: NamedUnits, day: string): PlanContent {
  const clauses = (list: PlanDraft['objectives']) => list.map((clause) => ({ ...placed(clause), text: clause.text }));
  return {
    legalBases: draft.legalBases.map(({ number, issuedOn, issuer, title, relation, anchor }) => ({
      number,
      issuedOn,
      issuer,
      title,
      relation,
      anchor,
    })),
    objectives: clauses(draft.objectives),
    requirements: clauses(draft.requirements),
    contents: clauses(draft.contents),
    solutions: clauses(draft.solutions),
    priorityGroups: clauses(draft.priorityGroups),
    eligibleSubjects: clauses(draft.eligibleSubjects),
    targets: draft.targets.map((target) => targetOf(target, units, day)),
    criteria: draft.criteria.map(criterionOf),
    milestones: draft.milestones.map((step) => ({
      ...placed(step),
      kinds: step.kinds,
      when: step.when,
      bound: step.bound,
      tentative: step.tentative,
      body: step.body,
      text: step.text,
    })),
    assignments: draft.assignments.map((task) => ({
      ...placed(task),
      body: task.body,
      role: task.role,
      duty: task.duty,
    })),
    recipients: draft.recipients.map(({ name, role }) => ({ name, role })),
    awardForms: draft.awardForms.map((form) => ({
      ...placed(form),
      form: form.form,
      class: form.class,
      text: form.text,
      level: form.level,
      condition: form.condition,
      occasions: form.occasions,
    })),
    annexes: draft.annexes.map(({ title, columns, rows }) => ({ title, columns, rows })),
  };
}

function targetOf(target: TargetDraft, units: NamedUnits, day: string) {
  return {
    ...placed(target),
    text: target.text,
    parts: target.parts.map(({ text, scope, rule }) => ({
      text,
      rule,
      scope:
        scope === null
          ? null
          : {
              localities: (units.codesOf(scope) ?? []).map((code) => ({ code, asOf: day })),
              levels: scope.levels,
              designation: scope.designation,
              // A set that could not be told is not fixed: only its level is known.
              fixed: scope.fixed && units.codesOf(scope) !== null,
            },
    })),
    schedule: target.schedule.flatMap(({ unit, year, indicator, meaning, value }) => {
      const code = units.codeOf(unit);
      return code === null ? [] : [{ locality: { code, asOf: day }, year, indicator, meaning, value }];
    }),
  };
}

const criterionOf = ({
  subject,
  purpose,
  text,
  rule,
  parts,
  ...place
}: CriterionDraft): NonNullable<PlanContent['criteria']>[number] => ({
  ...placed(place),
  subject: { ...subject, text: subject.text === '' ? text.slice(0, 200) : subject.text },
  purpose,
  text,
  rule,
  parts: parts.map(criterionOf),
});
