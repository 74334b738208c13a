import type { ScheduledValue, Target, TargetPart } from '@thi-dua/prisma/generated/campaigns/client';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { key } from '@thi-dua/schema/subgraph-schema';
import { builder } from '../builder.js';
import { RuleRef, ScheduleMeaningEnum } from '../rule/rule-graph.js';
import { LocalityLevelEnum } from './level-enum.js';
import { targetPartReference, targetReference } from './part-entities.js';
import { scheduleOf, targetPartsOf } from './plan-store.js';
import { IndicatorRef, indicatorReference, LocalityRef, localityReference } from './references.js';
import { briefOfPart, briefOfTarget } from './rule-brief.js';
import { ruleOf, type TargetScope } from './target-scope.js';

const TargetScopeRef = builder.objectRef<TargetScope>('TargetScope').implement({
  description: 'Which units a part binds: a fixed set, or those of a level and designation on the day.',
  fields: (t) => ({
    localities: t.field({
      type: [LocalityRef],
      resolve: (scope) => scope.localities.map(localityReference),
    }),
    levels: t.field({ type: [LocalityLevelEnum], resolve: (scope) => scope.levels }),
    designation: t.exposeString('designation', { nullable: true }),
    fixed: t.exposeBoolean('fixed', {
      description: 'True: bound to these units for ever, whatever the map says later.',
    }),
  }),
});

export const TargetPartRef = builder.objectRef<TargetPart>('TargetPart').implement({
  description: 'One of the measures a clause promises, with whom it binds and how it is judged.',
  directives: key('id'),
  extensions: targetPartReference,
  fields: (t) => ({
    id: t.id({ resolve: (part) => toGlobalId('TargetPart', part.id) }),
    text: t.exposeString('text'),
    scope: t.field({
      type: TargetScopeRef,
      nullable: true,
      resolve: (part) => part.scope as unknown as TargetScope | null,
    }),
    rule: t.field({
      type: RuleRef,
      nullable: true,
      description: 'Null where the clause is qualitative.',
      resolve: (part) => ruleOf(part.rule),
    }),
    ruleSpec: t.string({
      nullable: true,
      directives: { inaccessible: {} },
      description: 'A RuleBrief as JSON, for the service that keeps the figures.',
      resolve: async (part, _args, context) => {
        const brief = await briefOfPart(part, context);
        return brief && JSON.stringify(brief);
      },
    }),
  }),
});

const ScheduledValueRef = builder.objectRef<ScheduledValue>('ScheduledValue').implement({
  description: 'A value a unit and year, as in an annexed table.',
  fields: (t) => ({
    locality: t.field({ type: LocalityRef, nullable: true, resolve: (value) => localityReference(value.localityId) }),
    year: t.exposeInt('year'),
    indicator: t.field({ type: IndicatorRef, nullable: true, resolve: (value) => indicatorReference(value.indicator) }),
    meaning: t.field({ type: ScheduleMeaningEnum, resolve: (value) => value.meaning as 'LEVEL' | 'REDUCTION' }),
    value: t.field({ type: 'Decimal', resolve: (value) => value.value.toFixed() }),
  }),
});

export const TargetRef = builder.objectRef<Target>('Target').implement({
  description: 'What a plan promises to reach (chỉ tiêu phấn đấu).',
  directives: key('id'),
  extensions: targetReference,
  fields: (t) => ({
    id: t.id({ resolve: (target) => toGlobalId('Target', target.id) }),
    clause: t.exposeString('clause'),
    clauseRaw: t.exposeString('clauseRaw'),
    text: t.exposeString('text'),
    parts: t.field({
      type: [TargetPartRef],
      resolve: (target, _args, context) => targetPartsOf(context).load(target.id),
    }),
    schedule: t.field({
      type: [ScheduledValueRef],
      resolve: (target, _args, context) => scheduleOf(context).load(target.id),
    }),
    ruleSpec: t.string({
      nullable: true,
      directives: { inaccessible: {} },
      description: 'A TargetBrief as JSON, for the service that keeps the figures.',
      resolve: async (target, _args, context) => {
        const brief = await briefOfTarget(target, context);
        return brief && JSON.stringify(brief);
      },
    }),
  }),
});
