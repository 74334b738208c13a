import { pageArgs, paginate } from '@thi-dua/schema/connection';
import { builder, connection } from '../builder.js';
import { ExemplarRef } from '../exemplar/exemplar-ref.js';
import { PlanRef } from '../plan/plan-ref.js';
import { requireWords } from '../words/query-text.js';
import { type ExcerptPart, excerpt } from './excerpt.js';
import { countHits, type Hit, hitKey, hitsAfter, SOURCES } from './search-store.js';

const KINDS = [
  'TITLE',
  'LEGAL_BASIS',
  'OBJECTIVE',
  'REQUIREMENT',
  'CONTENT',
  'SOLUTION',
  'PRIORITY_GROUP',
  'ELIGIBLE_SUBJECT',
  'TARGET',
  'TARGET_PART',
  'CRITERION',
  'MILESTONE',
  'ASSIGNMENT',
  'RECIPIENT',
  'AWARD_FORM',
  'ANNEX',
  'EXEMPLAR',
] as const;
type Kind = (typeof KINDS)[number];
const KindEnum = builder.enumType('SearchHitKind', {
  description: 'Which part of a plan it is, or an exemplar.',
  values: KINDS,
});
const SourceEnum = builder.enumType('SearchSource', { values: SOURCES });

const ExcerptPartRef = builder.objectRef<ExcerptPart>('ExcerptPart').implement({
  description: 'A stretch of a quotation.',
  fields: (t) => ({
    text: t.exposeString('text'),
    marked: t.exposeBoolean('marked', { description: 'It is among the words that were asked for.' }),
  }),
});

const textOf = (hit: Hit): string =>
  'passage' in hit
    ? hit.passage.text
    : [hit.exemplar.title, hit.exemplar.topics.join(', '), hit.exemplar.summary, hit.exemplar.story].join('\n');

const HitRef = builder.objectRef<Hit>('SearchHit').implement({
  description: 'A place in a plan, or an exemplar, that holds all the words asked for.',
  fields: (t) => ({
    kind: t.field({
      type: KindEnum,
      resolve: (hit) => ('passage' in hit ? (hit.passage.kind as Kind) : 'EXEMPLAR'),
    }),
    plan: t.field({ type: PlanRef, nullable: true, resolve: (hit) => ('plan' in hit ? hit.plan : null) }),
    exemplar: t.field({
      type: ExemplarRef,
      nullable: true,
      resolve: (hit) => ('exemplar' in hit ? hit.exemplar : null),
    }),
    clause: t.string({
      nullable: true,
      description: 'Where it stands in the plan, normalised; null of what bears no number.',
      resolve: (hit) => ('passage' in hit ? hit.passage.clause : null),
    }),
    clauseRaw: t.string({
      nullable: true,
      description: 'As printed.',
      resolve: (hit) => ('passage' in hit ? hit.passage.clauseRaw : null),
    }),
    text: t.string({ description: 'The whole of it.', resolve: textOf }),
    excerpt: t.field({
      type: [ExcerptPartRef],
      description:
        'About 240 characters of it around the words asked for, to the letter, with these marked; "…" where something was left out.',
      resolve: (hit) => excerpt(textOf(hit), hit.query),
    }),
  }),
});

const SearchFilterInput = builder.inputType('SearchFilter', {
  description: 'All conditions that are given must hold.',
  fields: (t) => ({
    source: t.field({ type: SourceEnum, required: false, description: 'Left out: both.' }),
    tenant: t.string({ required: false, description: "The owner's slug." }),
    superseded: t.boolean({
      required: false,
      description: 'True: also in plans of which you see the amendment that followed. Left out: in versions in force.',
    }),
  }),
});

builder.queryField('search', (t) =>
  t.field({
    type: connection('SearchHit', HitRef),
    description:
      'Finds words in every clause of the plans, and in the exemplars, that you may see, best first: those spelled as you did and word behind word come before others. All words must be there; diacritics and case may be left out.',
    requiresScopes: ['plans:read', 'exemplars:read'],
    args: {
      query: t.arg.string({ required: true, description: '1 to 20 words.' }),
      filter: t.arg({ type: SearchFilterInput, required: false }),
      ...pageArgs(t),
    },
    resolve: (_root, { query, filter, ...page }, context) => {
      const words = requireWords(query, 'query');
      const wanted = {
        source: filter?.source ?? null,
        tenant: filter?.tenant ?? null,
        superseded: filter?.superseded ?? false,
      };
      return paginate(page, {
        keyLength: 2,
        keyOf: hitKey,
        fetch: (take, after) => hitsAfter(context, words, wanted, take, after),
        count: () => countHits(context, words, wanted),
      });
    },
  }),
);
