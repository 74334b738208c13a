import type { ReportFigure } from '@thi-dua/prisma/generated/campaigns/client';
import { pageArgs, paginate } from '@thi-dua/schema/connection';
import { badInput } from '@thi-dua/schema/errors';
import { readGlobalUuid, requireGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import { entity } from '@thi-dua/schema/subgraph-schema';
import { NamedTenantRef } from '../annual-report/named-tenant-graph.js';
import { tenantNamed } from '../annual-report/reported-plan.js';
import { builder, type CampaignsContext, connection } from '../builder.js';
import { MovementRef, movementByCode } from '../movement/movement-graph.js';
import {
  IndicatorRef,
  indicatorReference,
  LocalityRef,
  localityReference,
  TenantRef,
  tenantReference,
} from '../plan/references.js';
import { headingOf, OUTLINE } from './outline.js';
import type { Quoted } from './quoted.js';
import { ReportRef, ReportVersionRef } from './report-ref.js';
import {
  countReports,
  draftOf,
  figuresOf,
  quotesOf,
  reportById,
  reportKey,
  reportsAfter,
  sectionsOf,
  submittedVersions,
} from './report-store.js';

export const ReportKindEnum = builder.enumType('ReportKind', {
  description: 'ANNUAL: of a year or a part of one. INTERIM: sơ kết. FINAL: tổng kết. EXTRAORDINARY: on demand.',
  values: ['ANNUAL', 'INTERIM', 'FINAL', 'EXTRAORDINARY'] as const,
});
const ReportStatusEnum = builder.enumType('ReportStatus', {
  description: 'RETURNED: with remarks, to be submitted again in a new version.',
  values: ['DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED'] as const,
});
export const BasisEnum = builder.enumType('Basis', { values: ['PROVISIONAL', 'OFFICIAL'] as const });
const OriginEnum = builder.enumType('Origin', { values: ['REPORTED', 'ROLLED_UP'] as const });

const ReportQuoteRef = builder.objectRef<Quoted & { sourceName?: string }>('ReportQuote').implement({
  description: 'What a section takes over from an accepted report of a subordinate: a copy that nothing changes later.',
  fields: (t) => ({
    tenant: t.field({ type: TenantRef, nullable: true, resolve: (quote) => tenantReference(quote.sourceTenant) }),
    named: t.field({
      type: NamedTenantRef,
      resolve: ({ sourceTenant, sourceName }, _args, context) =>
        sourceName === undefined ? tenantNamed(context).load(sourceTenant) : { slug: sourceTenant, name: sourceName },
    }),
    report: t.field({
      type: ReportRef,
      nullable: true,
      description: 'Its source; null where you may not see that.',
      resolve: (quote, _args, context) => reportById(context).load(quote.sourceReportId),
    }),
    number: t.int({ description: "The source's version.", resolve: (quote) => quote.sourceNumber }),
    text: t.exposeString('text'),
  }),
});

interface Section {
  key: string;
  text: string | null;
  quotes: (Quoted & { sourceName?: string })[];
}
export const ReportSectionRef = builder.objectRef<Section>('ReportSection').implement({
  description: 'A section of the outline of reports on the movement.',
  fields: (t) => ({
    key: t.exposeString('key', { description: `One of ${OUTLINE.map(({ key }) => key).join(', ')}.` }),
    heading: t.string({ resolve: (section) => headingOf(section.key) }),
    text: t.exposeString('text', { nullable: true, description: "The tenant's own words." }),
    quotes: t.field({
      type: [ReportQuoteRef],
      description: 'What it draws from the reports below, by tenant.',
      resolve: (section) => section.quotes,
    }),
  }),
});

const FrozenCoverageRef = builder.objectRef<ReportFigure>('FrozenCoverage').implement({
  description: 'How many of the units directly below accounted for a figure when the report was submitted.',
  fields: (t) => ({
    expected: t.exposeInt('expected'),
    reported: t.exposeInt('reported'),
    complete: t.exposeBoolean('complete'),
  }),
});
const decimal = (value: { toFixed(): string } | null) => value?.toFixed() ?? null;
const ReportFigureRef = builder.objectRef<ReportFigure>('ReportFigure').implement({
  description: "A figure as the indicators had it when the version was submitted. A ratio's value is in percent.",
  fields: (t) => ({
    indicator: t.field({
      type: IndicatorRef,
      nullable: true,
      resolve: (figure) => indicatorReference(figure.indicator),
    }),
    locality: t.field({ type: LocalityRef, nullable: true, resolve: (figure) => localityReference(figure.localityId) }),
    period: t.exposeString('period'),
    basis: t.field({ type: BasisEnum, resolve: (figure) => figure.basis as 'PROVISIONAL' | 'OFFICIAL' }),
    value: t.field({ type: 'Decimal', nullable: true, resolve: (figure) => decimal(figure.value) }),
    opening: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        "A stock's value at the end of the year before, under the same standard; of a report on a whole year.",
      resolve: (figure) => decimal(figure.opening),
    }),
    numerator: t.field({ type: 'Decimal', nullable: true, resolve: (figure) => decimal(figure.numerator) }),
    denominator: t.field({ type: 'Decimal', nullable: true, resolve: (figure) => decimal(figure.denominator) }),
    origin: t.field({ type: OriginEnum, resolve: (figure) => figure.origin as 'REPORTED' | 'ROLLED_UP' }),
    coverage: t.field({ type: FrozenCoverageRef, resolve: (figure) => figure }),
    methodology: t.exposeString('methodology', { nullable: true, description: "The standard's code." }),
  }),
});

builder.objectType(ReportVersionRef, {
  description: 'What was submitted at one time; never altered after that.',
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'From 1 on.' }),
    status: t.field({ type: ReportStatusEnum, resolve: (version) => version.status }),
    edit: t.exposeInt('edit', { description: 'Counts the edits of a draft: name the one you read when you edit.' }),
    title: t.exposeString('title'),
    documentNumber: t.exposeString('documentNumber', { nullable: true }),
    symbol: t.exposeString('symbol', { nullable: true }),
    issuedOn: t.field({ type: 'Date', nullable: true, resolve: (version) => version.issuedOn }),
    changes: t.exposeString('changes', { nullable: true, description: 'What a correction changes, in words.' }),
    submittedAt: t.field({ type: 'DateTime', nullable: true, resolve: (version) => version.submittedAt }),
    submittedBy: t.exposeString('submittedBy', { nullable: true }),
    decidedAt: t.field({ type: 'DateTime', nullable: true, resolve: (version) => version.decidedAt }),
    decidedBy: t.exposeString('decidedBy', { nullable: true }),
    decidedFor: t.field({
      type: TenantRef,
      nullable: true,
      description: 'The superior in whose name it was accepted or returned.',
      resolve: (version) => (version.decidedFor === null ? null : tenantReference(version.decidedFor)),
    }),
    remarks: t.exposeString('remarks', { nullable: true, description: "The superior's." }),
    sections: t.field({
      type: [ReportSectionRef],
      description: 'The sections that hold something, in the order of the outline.',
      resolve: async (version, _args, context) => {
        const [sections, quotes] = await Promise.all([
          sectionsOf(context).load(version.id),
          quotesOf(context).load(version.id),
        ]);
        return OUTLINE.flatMap(({ key }): Section[] => {
          const text = sections.find(({ section }) => section === key)?.text ?? null;
          const drawn = quotes.filter(({ section }) => section === key);
          return text === null && drawn.length === 0 ? [] : [{ key, text, quotes: drawn }];
        });
      },
    }),
    figures: t.field({
      type: [ReportFigureRef],
      description: 'Frozen at submission, on both bases: of the territory, then of the units directly below it.',
      resolve: (version, _args, context) => figuresOf(context).load(version.id),
    }),
  }),
});

builder.objectType(ReportRef, {
  ...entity<CampaignsContext>('Report', (id, context) => reportById(context).load(id)),
  description:
    'What a tenant reports to its superior about a movement and period (báo cáo). Read by its tenant and, once submitted, by all above it.',
  fields: (t) => ({
    id: t.id({ resolve: (report) => toGlobalId('Report', report.id) }),
    tenant: t.field({ type: TenantRef, nullable: true, resolve: (report) => tenantReference(report.tenantId) }),
    superior: t.field({
      type: TenantRef,
      nullable: true,
      description: 'To whom; null where nobody stands above the tenant.',
      resolve: (report) => (report.superior === null ? null : tenantReference(report.superior)),
    }),
    movement: t.field({
      type: MovementRef,
      resolve: async (report, _args, context) => {
        const movement = await movementByCode(context).load(report.movementCode);
        if (movement === null) throw new Error(`report on an unknown movement: ${report.id}`);
        return movement;
      },
    }),
    kind: t.field({ type: ReportKindEnum, resolve: (report) => report.kind }),
    period: t.exposeString('period', { description: 'A year (2022), a quarter (2022-Q3) or a month (2022-11).' }),
    status: t.field({
      type: ReportStatusEnum,
      description: 'Of the version submitted last; DRAFT while there is none.',
      resolve: (report) => report.status,
    }),
    versions: t.field({
      type: [ReportVersionRef],
      description: 'All that were submitted, oldest first, each as it was.',
      resolve: (report, _args, context) => submittedVersions(context).load(report.id),
    }),
    inForce: t.field({
      type: ReportVersionRef,
      nullable: true,
      description: 'The version accepted last: what the superior counts with.',
      resolve: async (report, _args, context) =>
        (await submittedVersions(context).load(report.id)).findLast(({ status }) => status === 'ACCEPTED') ?? null,
    }),
    draft: t.field({
      type: ReportVersionRef,
      nullable: true,
      description: 'The version that is being written; shown to nobody but the tenant itself.',
      resolve: (report, _args, context) => draftOf(context, report),
    }),
  }),
});

builder.queryField('report', (t) =>
  t.field({
    type: ReportRef,
    nullable: true,
    description: 'A report by its id; null where there is none that the caller may see.',
    requiresScopes: ['reports:read'],
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => reportById(context).load(requireGlobalUuid('Report', id, 'id')),
  }),
);

const ReportFilter = builder.inputType('ReportFilter', {
  description: 'All conditions that are given must hold.',
  fields: (t) => ({
    tenant: t.string({ required: false, description: 'The slug of who reports.' }),
    superior: t.string({ required: false, description: 'The slug of the superior it goes to.' }),
    movement: t.string({ required: false, description: "The movement's code." }),
    kind: t.field({ type: ReportKindEnum, required: false }),
    period: t.string({ required: false }),
    year: t.int({ required: false, description: 'A whole year and the parts of it.' }),
    status: t.field({ type: ReportStatusEnum, required: false }),
  }),
});

builder.queryField('reports', (t) =>
  t.field({
    type: connection('Report', ReportRef),
    description: 'The reports that the caller may see, of one period after the other, by tenant.',
    requiresScopes: ['reports:read'],
    args: { filter: t.arg({ type: ReportFilter, required: false }), ...pageArgs(t) },
    resolve: (_root, { filter, ...page }, context) =>
      paginate(page, {
        keyLength: 3,
        keyOf: reportKey,
        fetch: (take, after) => {
          if (after !== null && readGlobalUuid('Report', toGlobalId('Report', String(after[2]))) === null)
            throw badInput('"after" is not a cursor of this list.', 'after');
          return reportsAfter(context, filter ?? {}, take, after);
        },
        count: () => countReports(context, filter ?? {}),
      }),
  }),
);
