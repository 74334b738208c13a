import type { Criterion } from '@thi-dua/prisma/generated/campaigns/client';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { key } from '@thi-dua/schema/subgraph-schema';
import { SUBJECT_KINDS, type SubjectKind } from '@thi-dua/schema/subject-kind';
import { builder } from '../builder.js';
import { RuleRef } from '../rule/rule-graph.js';
import { criterionReference } from './part-entities.js';
import { criteriaOf } from './plan-store.js';
import { briefOfCriterion } from './rule-brief.js';
import { ruleOf } from './target-scope.js';

export const SubjectKindEnum = builder.enumType('SubjectKind', { values: SUBJECT_KINDS });

interface SubjectGroup {
  kinds: SubjectKind[];
  text: string;
  where: string | null;
}
const SubjectGroupRef = builder.objectRef<SubjectGroup>('SubjectGroup').implement({
  description: 'Whom a criterion judges.',
  fields: (t) => ({
    kinds: t.field({ type: [SubjectKindEnum], resolve: (subject) => subject.kinds }),
    text: t.exposeString('text', { description: 'The group as the document names it.' }),
    where: t.exposeString('where', { nullable: true, description: 'The words that narrow it ("huyện còn lại").' }),
  }),
});

export const PurposeEnum = builder.enumType('CriterionPurpose', {
  values: ['EMULATION_CRITERION', 'AWARD_STANDARD'] as const,
});

export const CriterionRef = builder.objectRef<Criterion>('Criterion');
builder.objectType(CriterionRef, {
  description:
    'What a subject is judged by (tiêu chí, tiêu chuẩn): a top-level item of the document, its sub-items as parts.',
  directives: key('id'),
  extensions: criterionReference,
  fields: (t) => ({
    id: t.id({ resolve: (criterion) => toGlobalId('Criterion', criterion.id) }),
    clause: t.exposeString('clause'),
    clauseRaw: t.exposeString('clauseRaw'),
    subject: t.field({ type: SubjectGroupRef, resolve: (criterion) => criterion.subject as unknown as SubjectGroup }),
    purpose: t.field({
      type: PurposeEnum,
      resolve: (criterion) => criterion.purpose as 'EMULATION_CRITERION' | 'AWARD_STANDARD',
    }),
    text: t.exposeString('text'),
    rule: t.field({
      type: RuleRef,
      nullable: true,
      description: 'Null where the clause is qualitative.',
      resolve: (criterion) => ruleOf(criterion.rule),
    }),
    ruleSpec: t.string({
      nullable: true,
      directives: { inaccessible: {} },
      description: 'A RuleBrief as JSON, for the service that keeps the figures.',
      resolve: async (criterion, _args, context) => {
        const brief = await briefOfCriterion(criterion, context);
        return brief && JSON.stringify(brief);
      },
    }),
    parts: t.field({
      type: [CriterionRef],
      resolve: async (criterion, _args, context) =>
        (await criteriaOf(context).load(criterion.planId)).filter((part) => part.parentId === criterion.id),
    }),
  }),
});
