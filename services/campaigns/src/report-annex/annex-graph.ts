import type {
  ReportAward,
  ReportDocument,
  ReportExemplar,
  ReportResource,
  ReportStep,
  ReportVersion,
} from '@thi-dua/prisma/generated/campaigns/client';
import type { Occasion, SubjectKind } from '@thi-dua/schema/subject-kind';
import { builder } from '../builder.js';
import { ContributionKindEnum } from '../contribution/contribution-ref.js';
import { ExemplarRef } from '../exemplar/exemplar-ref.js';
import { exemplarById } from '../exemplar/exemplar-store.js';
import { SubjectKindEnum } from '../plan/criterion-graph.js';
import { OccasionEnum } from '../plan/part-graph.js';
import { PlanRef } from '../plan/plan-ref.js';
import { planById } from '../plan/plan-store.js';
import {
  AwardFormRef,
  awardFormReference,
  LocalityRef,
  localityReference,
  TenantRef,
  tenantReference,
} from '../plan/references.js';
import { ReportRef, ReportVersionRef } from '../report/report-ref.js';
import { reportById } from '../report/report-store.js';
import { awardsOf, documentsOf, exemplarsOf, resourcesOf, stepsOf } from './annex-store.js';

const verdicts = ['MET', 'ON_TRACK', 'OFF_TRACK', 'NOT_MET', 'NO_DATA', 'NOT_COMPARABLE'] as const;
const VerdictEnum = builder.enumType('Verdict', { values: verdicts });

const SOURCE = 'The accepted report of a tenant below that says so; null for the own, and where you may not see it.';

const DocumentRef = builder.objectRef<ReportDocument>('ReportedDocument').implement({
  description: 'A plan or directive that a tenant issued in the period.',
  fields: (t) => ({
    tenant: t.field({ type: TenantRef, nullable: true, resolve: (row) => tenantReference(row.tenant) }),
    type: t.exposeString('type', { description: 'As the document has it, or CHỈ ĐẠO for a directive.' }),
    number: t.string({
      nullable: true,
      description: 'Number and symbol, as printed.',
      resolve: (row) => row.documentNumber,
    }),
    issuedOn: t.field({ type: 'Date', nullable: true, resolve: (row) => row.issuedOn }),
    title: t.exposeString('title'),
    plan: t.field({
      type: PlanRef,
      nullable: true,
      description: 'Null for a directive, and where you may not see it.',
      resolve: (row, _args, context) => (row.planId === null ? null : planById(context).load(row.planId)),
    }),
    source: t.field({
      type: ReportRef,
      nullable: true,
      description: SOURCE,
      resolve: (row, _args, context) =>
        row.sourceReportId === null ? null : reportById(context).load(row.sourceReportId),
    }),
    sourceNumber: t.int({ nullable: true, description: 'Its version.', resolve: (row) => row.sourceNumber }),
  }),
});

type Sum = { kind: 'MONEY' | 'GOODS' | 'LABOUR'; pledged: string; given: string };
const SumRef = builder.objectRef<Sum>('ReportedResource').implement({
  description: "In the kind's unit: đồng (of goods their estimated value) or days.",
  fields: (t) => ({
    kind: t.field({ type: ContributionKindEnum, resolve: (sum) => sum.kind }),
    pledged: t.field({ type: 'Decimal', resolve: (sum) => sum.pledged }),
    given: t.field({ type: 'Decimal', resolve: (sum) => sum.given }),
  }),
});
const ResourcesRef = builder.objectRef<ReportResource>('ReportedResources').implement({
  description: 'What came together in a unit and all in it, from the first of January to the submission.',
  fields: (t) => ({
    locality: t.field({ type: LocalityRef, nullable: true, resolve: (row) => localityReference(row.localityId) }),
    year: t.exposeInt('year'),
    kinds: t.field({
      type: [SumRef],
      description: 'MONEY, GOODS, LABOUR.',
      resolve: (row): Sum[] => [
        { kind: 'MONEY', pledged: row.moneyPledged.toFixed(), given: row.moneyGiven.toFixed() },
        { kind: 'GOODS', pledged: row.goodsPledged.toFixed(), given: row.goodsGiven.toFixed() },
        { kind: 'LABOUR', pledged: row.labourPledged.toFixed(), given: row.labourGiven.toFixed() },
      ],
    }),
    sponsorships: t.exposeInt('sponsorships'),
    sponsoredHouseholds: t.exposeInt('sponsoredHouseholds'),
  }),
});

const AwardRowRef = builder.objectRef<ReportAward>('ReportedAwards').implement({
  description:
    "How many awards of the year's decisions stood in a unit and all in it when the report was submitted, by form, level, occasion and subject.",
  fields: (t) => ({
    locality: t.field({ type: LocalityRef, nullable: true, resolve: (row) => localityReference(row.localityId) }),
    year: t.exposeInt('year'),
    form: t.field({ type: AwardFormRef, nullable: true, resolve: (row) => awardFormReference(row.form) }),
    formName: t.exposeString('formName'),
    decidedBy: t.exposeString('decidedBy', { description: 'The level that decides on the form.' }),
    occasion: t.field({ type: OccasionEnum, resolve: (row) => row.occasion as Occasion }),
    subject: t.field({ type: SubjectKindEnum, resolve: (row) => row.subject as SubjectKind }),
    count: t.exposeInt('count'),
  }),
});

const ExemplarRowRef = builder.objectRef<ReportExemplar>('ReportedExemplar').implement({
  description: 'A model or person worth copying that was published in the period, as it was then called.',
  fields: (t) => ({
    tenant: t.field({ type: TenantRef, nullable: true, resolve: (row) => tenantReference(row.tenant) }),
    title: t.exposeString('title'),
    subject: t.field({ type: SubjectKindEnum, resolve: (row) => row.subject as SubjectKind }),
    topics: t.exposeStringList('topics'),
    locality: t.field({
      type: LocalityRef,
      nullable: true,
      resolve: (row) => (row.localityId === null ? null : localityReference(row.localityId)),
    }),
    publishedOn: t.field({ type: 'Date', resolve: (row) => row.publishedOn }),
    exemplar: t.field({
      type: ExemplarRef,
      nullable: true,
      description: 'As it now is; null where it was withdrawn and you may not see it.',
      resolve: (row, _args, context) => exemplarById(context).load(row.exemplarId),
    }),
    source: t.field({
      type: ReportRef,
      nullable: true,
      description: SOURCE,
      resolve: (row, _args, context) =>
        row.sourceReportId === null ? null : reportById(context).load(row.sourceReportId),
    }),
    sourceNumber: t.int({ nullable: true, description: 'Its version.', resolve: (row) => row.sourceNumber }),
  }),
});

const verdictOf = (stored: string | null) => verdicts.find((verdict) => verdict === stored) ?? null;
const StepRowRef = builder.objectRef<ReportStep>('ReportedProgress').implement({
  description:
    "How a target of a plan stood on the period's last day, or at submission where that came first; or a step that was due in the period.",
  fields: (t) => ({
    tenant: t.field({ type: TenantRef, nullable: true, resolve: (row) => tenantReference(row.tenant) }),
    plan: t.field({
      type: PlanRef,
      nullable: true,
      description: 'Null where you may not see it.',
      resolve: (row, _args, context) => planById(context).load(row.planId),
    }),
    clause: t.exposeString('clause'),
    text: t.exposeString('text'),
    dueOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'Of a step; null of a target.',
      resolve: (row) => row.dueOn,
    }),
    provisional: t.field({
      type: VerdictEnum,
      nullable: true,
      description: 'Of a target, with figures that were only submitted; null where it is qualitative.',
      resolve: (row) => verdictOf(row.provisional),
    }),
    official: t.field({
      type: VerdictEnum,
      nullable: true,
      description: 'Of a target, on verified figures alone; null where it is qualitative.',
      resolve: (row) => verdictOf(row.official),
    }),
    source: t.field({
      type: ReportRef,
      nullable: true,
      description: SOURCE,
      resolve: (row, _args, context) =>
        row.sourceReportId === null ? null : reportById(context).load(row.sourceReportId),
    }),
    sourceNumber: t.int({ nullable: true, description: 'Its version.', resolve: (row) => row.sourceNumber }),
  }),
});

const AnnexesRef = builder.objectRef<ReportVersion>('ReportAnnexes').implement({
  description:
    'The annexes of a report (phụ lục), frozen at submission as its figures are (`figures`: annex 02). Of a draft: what was drawn from below by `consolidateReport`.',
  fields: (t) => ({
    documents: t.field({
      type: [DocumentRef],
      description: '01: documents issued, the own by day, then those of accepted reports below (drawn with section I).',
      resolve: (version, _args, context) => documentsOf(context).load(version.id),
    }),
    resources: t.field({
      type: [ResourcesRef],
      description:
        '03: resources, of the territory, then of the units directly below it; each holds all that lies in it. Empty for a tenant without territory.',
      resolve: (version, _args, context) => resourcesOf(context).load(version.id),
    }),
    awards: t.field({
      type: [AwardRowRef],
      description:
        '04: commendation, of the territory, then of the units directly below it; each holds all that lies in it. Empty for a tenant without territory.',
      resolve: (version, _args, context) => awardsOf(context).load(version.id),
    }),
    exemplars: t.field({
      type: [ExemplarRowRef],
      description:
        '05: models and people worth copying, the own by day, then those of accepted reports below (drawn with section II.4).',
      resolve: (version, _args, context) => exemplarsOf(context).load(version.id),
    }),
    progress: t.field({
      type: [StepRowRef],
      description:
        "06: how the plans' targets stand and which steps were due, the own, then those of accepted reports below (drawn with section II.1).",
      resolve: (version, _args, context) => stepsOf(context).load(version.id),
    }),
  }),
});

builder.objectField(ReportVersionRef, 'annexes', (t) => t.field({ type: AnnexesRef, resolve: (version) => version }));
