import { stableId } from '@thi-dua/prisma/seed/stable-id';
import { type EntityName, toGlobalId, typeOfGlobalId } from '@thi-dua/schema/global-id';
import { fileOf } from '../import/board.js';
import type { ArgumentTable } from './selection.js';
import { entityOf, figureOf, frozenYear, isNomination, isReport, type Secret, slugs, territoryOf } from './world.js';

/** Arguments of fields below the root. One of a kind is enough: what they are asked about varies at the root. */
export const fieldArguments: ArgumentTable = {
  'AnnualReport.indicators': `codes: ["${figureOf.indicator}"]`,
  'MovementReport.indicators': `codes: ["${figureOf.indicator}"]`,
  'FigureGrounds.parts': 'first: 5',
  'Locality.descendants': 'level: COMMUNE, first: 5',
  'Locality.value': `indicator: "${figureOf.indicator}", period: "2023-05", basis: PROVISIONAL`,
  'Locality.series': `indicator: "${figureOf.indicator}", from: "2023-04", to: "2023-06", basis: PROVISIONAL`,
  'Locality.contributionTotals': 'year: 2023',
  'Locality.byArea': `indicator: "${figureOf.indicator}", period: "2023-05", basis: PROVISIONAL`,
  'Region.value': `indicator: "${figureOf.indicator}", period: "2023-05", basis: PROVISIONAL`,
  'Locality.breakdown': `indicator: "${figureOf.indicator}", period: "2023-05", level: DISTRICT, basis: PROVISIONAL`,
  'Plan.overview': 'basis: PROVISIONAL',
  'Target.progress': 'basis: PROVISIONAL',
  'Target.scheduleProgress': 'basis: PROVISIONAL',
  'TargetPart.progress': 'basis: PROVISIONAL',
  'Criterion.progress': `locality: "${toGlobalId('Locality', stableId('locality', 'P44@old'))}", basis: PROVISIONAL`,
};

/** How each root field is asked, in every way that could reach a secret. A root field that is not here fails the matrix. */
export function rootArguments(secrets: readonly Secret[]): Record<string, readonly string[]> {
  const territories = slugs.flatMap((slug) => territoryOf(slug) ?? []);
  const plans = secrets.filter((secret) => entityOf(secret) === 'Plan');
  const ofKind = (kind: Secret['kind']) => secrets.filter((secret) => secret.kind === kind);
  return {
    // First: it shows a tenant the ids that its own people ask for, hidden ones not excepted, and the others follow.
    auditLog: ['from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z", first: 500'],
    viewer: [''],
    node: secrets.flatMap(({ id }) => (typeOfGlobalId(id) === null ? [] : [`id: "${id}"`])).slice(0, 1),
    nodes: pagesOf(
      secrets
        .flatMap(({ id, parts = [], file = '' }) => [id, ...parts.map((part) => part.id), file])
        .filter((id) => typeOfGlobalId(id) !== null),
    ).map((ids) => `ids: [${ids.map((id) => `"${id}"`).join(', ')}]`),
    tenants: ['first: 100'],
    tenant: slugs.map((slug) => `slug: "${slug}"`),
    locality: territories.map(({ code, asOf }) => `code: "${code}", asOf: "${asOf}"`),
    localities: [
      'asOf: "2023-05-05", filter: { levels: [PROVINCE] }, first: 100',
      'asOf: "2025-08-08", filter: { codes: ["24", "44"] }',
      'asOf: "2023-05-05", filter: { name: "Thanh Xuân" }',
    ],
    boundaryChanges: ['', 'withdrawn: true, first: 500'],
    regions: ['asOf: "2023-05-05"'],
    designationChanges: ['from: "2017-01-01", to: "2023-12-31"'],
    indicators: [''],
    indicator: [`code: "${figureOf.indicator}"`],
    methodologies: [''],
    dataQuality: [
      'first: 500',
      `filter: { indicator: "${figureOf.indicator}" }, first: 500`,
      ...territories.map(({ code, asOf }) => `filter: { localityCode: "${code}", asOf: "${asOf}" }, first: 500`),
    ],
    observations: [
      'first: 500',
      `filter: { indicator: "${figureOf.indicator}" }`,
      'filter: { status: SUBMITTED }, first: 500',
      'filter: { updatedSince: "2020-01-01T00:00:00Z" }, first: 500',
      ...territories.map(({ code, asOf }) => `filter: { localityCode: "${code}", asOf: "${asOf}" }`),
    ],
    unitSet: territories.map(
      ({ code, asOf }) =>
        `codes: ["${code}"], asOf: "${asOf}", indicator: "${figureOf.indicator}", period: "${asOf.slice(0, 7)}", basis: PROVISIONAL`,
    ),
    movementReport: [
      'movement: "VNN-2021-2025", from: 2021, to: 2025',
      ...territories.map(
        ({ code, asOf }) => `movement: "VNN-2021-2025", from: 2021, to: 2025, code: "${code}", asOf: "${asOf}"`,
      ),
    ],
    movements: [''],
    plan: plans.map(({ id }) => `id: "${id}"`),
    plans: [
      'first: 500',
      'filter: { status: DRAFT }, first: 500',
      'filter: { movement: "VNN-2021-2025", year: 2023 }, first: 500',
      ...slugs.map((slug) => `filter: { tenant: "${slug}" }`),
    ],
    deadlines: [
      'from: "2017-01-01", to: "2026-12-31", first: 500',
      // The days of the duties that were set.
      'from: "2090-01-01", to: "2099-12-31", first: 500',
    ],
    calendarFeed: [''],
    apiKeys: ['first: 500'],
    bulkExports: [''],
    rateLimit: [''],
    events: ['first: 500', 'types: [PLAN_ISSUED, REPORT_SUBMITTED, NOMINATION_MOVED, AWARD_DECIDED], first: 500'],
    eventsHead: [''],
    webhookEndpoints: [''],
    webhookEndpoint: ofKind('webhook').map(({ id }) => `id: "${id}"`),
    bulkExport: ofKind('export').map(({ id }) => `id: "${id}"`),
    report: secrets.filter(isReport).map(({ id }) => `id: "${id}"`),
    dueReports: [
      // Duties that were set first: they are asked for everything.
      'from: "2090-01-01", to: "2099-12-31", first: 500',
      'from: "2015-01-01", to: "2034-12-31", first: 500',
      ...slugs.flatMap((slug) =>
        ['tenant', 'superior'].map(
          (end) => `from: "2090-01-01", to: "2099-12-31", filter: { ${end}: "${slug}" }, first: 500`,
        ),
      ),
    ],
    supervisions: [
      'first: 500',
      'filter: { kind: INSPECTION, from: "2020-01-01" }, first: 500',
      ...slugs.flatMap((slug) => [`filter: { tenant: "${slug}" }`, `filter: { addressee: "${slug}" }`]),
    ],
    reports: [
      'first: 500',
      'filter: { status: DRAFT }, first: 500',
      'filter: { movement: "VNN-2021-2025", year: 2023, kind: ANNUAL }, first: 500',
      ...slugs.flatMap((slug) => [`filter: { tenant: "${slug}" }`, `filter: { superior: "${slug}" }`]),
    ],
    contribution: ofKind('contribution').map(({ id }) => `id: "${id}"`),
    contributions: [
      'first: 500',
      'filter: { kind: GOODS, contributorKind: ENTERPRISE, recipient: HOUSEHOLD_GROUP, year: 2023 }, first: 500',
      ...slugs.map((slug) => `filter: { tenant: "${slug}" }`),
      ...territories.map(({ code, asOf }) => `filter: { localityCode: "${code}", asOf: "${asOf}" }`),
    ],
    sponsorship: ofKind('sponsorship').map(({ id }) => `id: "${id}"`),
    sponsorships: [
      'first: 500',
      'filter: { sponsorKind: AGENCY, year: 2023 }, first: 500',
      ...slugs.map((slug) => `filter: { tenant: "${slug}" }`),
    ],
    search: [
      ...['draft', 'issued', 'open', 'exemplar', 'published exemplar', 'household', 'contribution'].map(
        (words) => `query: "${words}", first: 500`,
      ),
      'query: "mo hinh", filter: { source: EXEMPLARS, superseded: true }, first: 500',
      ...slugs.map((slug) => `query: "ke hoach ${slug}", filter: { tenant: "${slug}", source: PLANS }`),
    ],
    exemplar: secrets.filter((secret) => entityOf(secret) === 'Exemplar').map(({ id }) => `id: "${id}"`),
    exemplars: [
      'first: 500',
      'filter: { status: SUBMITTED }, first: 500',
      'filter: { text: "mo hinh" }, first: 500',
      'filter: { text: "household" }, first: 500',
      'filter: { topic: "ma tran", year: 2023, subject: HOUSEHOLD }, first: 500',
      ...slugs.map((slug) => `filter: { tenant: "${slug}" }`),
    ],
    annualReport: [
      'year: 2023',
      'year: 2024',
      'year: 2022, boundary: "2025-07-01"',
      ...territories.map(({ code, asOf }) => `year: ${asOf.slice(0, 4)}, code: "${code}"`),
      ...territories.map((territory) => `year: ${frozenYear(territory)}, code: "${territory.code}"`),
    ],
    awardForms: ['asOf: "2023-01-01"'],
    holidays: ['from: "2025-01-01", to: "2025-12-31"'],
    awardProcedure: slugs.map((slug) => `tenant: "${slug}"`),
    nomination: secrets.filter(isNomination).map(({ id }) => `id: "${id}"`),
    nominations: [
      'first: 500',
      'filter: { overdue: false, occasion: EXTRAORDINARY }, first: 500',
      'filter: { status: DRAFT, subject: HOUSEHOLD }, first: 500',
      ...slugs.flatMap((slug) => [`filter: { tenant: "${slug}" }`, `filter: { at: "${slug}" }`]),
    ],
    award: secrets.filter(({ kind }) => kind === 'award').map(({ id }) => `id: "${id}"`),
    awards: [
      'first: 500',
      'filter: { year: 2024, subject: HOUSEHOLD, revoked: false }, first: 500',
      'filter: { level: PROVINCE, formCode: "PROVINCIAL_CERTIFICATE" }, first: 500',
      ...slugs.flatMap((slug) => [`filter: { tenant: "${slug}" }`, `filter: { nominatedBy: "${slug}" }`]),
    ],
  };
}

/** Root fields that lead to every entity: what lies below an entity is asked of it elsewhere. */
export const anyEntity: ReadonlySet<string> = new Set(['node', 'nodes']);

const pagesOf = (ids: readonly string[]) =>
  Array.from({ length: Math.ceil(ids.length / 100) }, (_none, i) => ids.slice(i * 100, (i + 1) * 100));

const nobody = '00000000-0000-4000-8000-000000000000';

/** An id of the same kind that names nothing. */
export const idOfNothing = (secret: Secret) => {
  if (secret.kind === 'contribution') return toGlobalId('Contribution', nobody);
  if (secret.kind === 'sponsorship') return toGlobalId('Sponsorship', nobody);
  if (isNomination(secret)) return toGlobalId('Nomination', nobody);
  if (secret.kind === 'award') return toGlobalId('Award', nobody);
  if (secret.kind === 'export') return toGlobalId('BulkExport', nobody);
  if (secret.kind === 'key') return toGlobalId('ApiKey', '0000000000000000');
  if (secret.kind === 'duty') return toGlobalId('ReportDuty', nobody);
  if (secret.kind === 'webhook') return toGlobalId('WebhookEndpoint', nobody);
  return toGlobalId(isReport(secret) ? 'Report' : (entityOf(secret) ?? 'Plan'), nobody);
};

export const idOfNoSuch = (typename: EntityName) => toGlobalId(typename, nobody);

const ofPlan = (secret: Secret, field: string, input: Record<string, unknown>) =>
  entityOf(secret) !== 'Plan'
    ? null
    : {
        query: `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { plan { id } errors { code } } }`,
        input,
      };

const ofReport = (secret: Secret, field: string, input: Record<string, unknown>) =>
  isReport(secret)
    ? {
        query: `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { report { id } errors { code } } }`,
        input,
      }
    : null;

const ofExemplar = (secret: Secret, field: string, input: Record<string, unknown>) =>
  entityOf(secret) === 'Exemplar'
    ? {
        query: `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { exemplar { id } errors { code } } }`,
        input,
      }
    : null;

const ofGift = (secret: Secret, field: string, input: Record<string, unknown>) =>
  secret.kind === 'contribution'
    ? {
        query: `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { contribution { id } errors { code } } }`,
        input,
      }
    : null;
const ofSponsorship = (secret: Secret, field: string, input: Record<string, unknown>) =>
  secret.kind === 'sponsorship'
    ? {
        query: `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { sponsorship { id } errors { code } } }`,
        input,
      }
    : null;

const ofWebhook =
  (field: string, more: Record<string, unknown> = {}, name = 'id') =>
  (secret: Secret, id: string) =>
    secret.kind === 'webhook'
      ? {
          query: `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { errors { code message path } } }`,
          input: { [name]: id, ...more },
        }
      : null;

const ofTenant = (field: string, input: Record<string, unknown>) => ({
  query: `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { tenant { slug } errors { code } } }`,
  input,
});

const onNomination =
  (field: string, type: string, more: Record<string, unknown> = {}) =>
  (secret: Secret, id: string) =>
    isNomination(secret)
      ? {
          query: `mutation ($input: ${type}!) { ${field}(input: $input) { nomination { id } errors { code message } } }`,
          input: { id, ...more },
        }
      : null;

const ofKey = (field: string) => (secret: Secret, id: string) =>
  secret.kind === 'key'
    ? {
        query: `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { apiKey { id } errors { code message } } }`,
        input: { id },
      }
    : null;

/** How each mutation is tried on what is another's. A mutation that is not here fails the matrix. */
export const mutationProbes: Record<
  string,
  (secret: Secret, id: string) => { query: string; input: Record<string, unknown> } | null
> = {
  enactBoundaryChange: ({ owner, day }) => {
    const territory = territoryOf(owner);
    return territory === null
      ? null
      : {
          query:
            'mutation ($input: BoundaryChangeInput!) { enactBoundaryChange(input: $input) { change { id } units { totalCount } errors { code } } }',
          input: {
            number: 'x',
            issuedOn: day,
            effectiveOn: '2090-01-01',
            rename: [{ code: territory.code, fullName: 'Xã Thử' }],
          },
        };
  },
  withdrawBoundaryChange: ({ owner }) => ({
    query:
      'mutation ($input: WithdrawBoundaryChangeInput!) { withdrawBoundaryChange(input: $input) { change { id } errors { code } } }',
    input: { id: toGlobalId('BoundaryChange', nobody), reason: owner },
  }),
  freezeAnnualReport: ({ owner }) => {
    const territory = territoryOf(owner);
    return territory === null
      ? null
      : {
          query:
            'mutation ($input: FreezeAnnualReportInput!) { freezeAnnualReport(input: $input) { report { id } errors { code } } }',
          // A year in which the code was the owner's: of an old tenant one that it has not frozen itself.
          input: { year: territory.asOf < '2025' ? 2021 : 2025, code: territory.code },
        };
  },
  createTenant: ({ owner, day }) =>
    ofTenant('createTenant', {
      slug: `probe-${owner}`,
      kind: 'AGENCY',
      name: 'x',
      superior: owner,
      establishedOn: day,
    }),
  dissolveTenant: ({ owner, day }) => ofTenant('dissolveTenant', { slug: owner, on: day, legalBasis: 'x' }),
  transferTenant: ({ owner, day }) => ofTenant('transferTenant', { slug: owner, superior: 'trung-uong', from: day }),
  nameSuccessor: ({ owner }) => ofTenant('nameSuccessor', { tenant: owner, successor: 'trung-uong' }),
  importLocalities: ({ owner, day }) => ({
    query:
      'mutation ($input: ImportLocalitiesInput!) { importLocalities(input: $input) { written errors { code message } } }',
    input: { asOf: day, list: fileOf(`code,name,level,parent_code\n99,Tỉnh ${owner},PROVINCE,\n`) },
  }),
  importDesignations: ({ owner, day }) => {
    const territory = territoryOf(owner);
    return territory === null
      ? null
      : {
          query:
            'mutation ($input: ImportDesignationsInput!) { importDesignations(input: $input) { written errors { code message } } }',
          input: {
            list: fileOf(`code,designation,begins,given_by\n${territory.code},BORDER,${day},x\n`),
          },
        };
  },
  createPlan: (secret) => ({
    query: 'mutation ($input: CreatePlanInput!) { createPlan(input: $input) { plan { id } errors { code } } }',
    input: {
      tenant: secret.owner,
      movement: 'VNN-2021-2025',
      title: 'x',
      document: { type: 'KẾ HOẠCH', issuer: 'x', issuedOn: secret.day },
    },
  }),
  importPlanDocument: (secret) => ({
    query:
      'mutation ($input: ImportPlanDocumentInput!) { importPlanDocument(input: $input) { plan { id } source { text } errors { code } } }',
    input: {
      tenant: secret.owner,
      movement: 'VNN-2021-2025',
      text: 'ỦY BAN NHÂN DÂN\nTỈNH X\nX, ngày 01 tháng 02 năm 2023\n\nKẾ HOẠCH\nPhong trào thi đua “Vì người nghèo” đến năm 2025\n',
    },
  }),
  issuePlan: (secret, id) =>
    entityOf(secret) !== 'Plan'
      ? null
      : {
          query: 'mutation ($input: IssuePlanInput!) { issuePlan(input: $input) { plan { id } errors { code } } }',
          input: { id },
        },
  updatePlan: (secret, id) => ofPlan(secret, 'updatePlan', { id, version: 1, title: 'x' }),
  amendPlan: (secret, id) =>
    ofPlan(secret, 'amendPlan', {
      id,
      changes: 'x',
      document: { type: 'KẾ HOẠCH', issuer: 'x', issuedOn: secret.day },
    }),
  closePlan: (secret, id) => ofPlan(secret, 'closePlan', { id, closedOn: secret.day }),
  openPlan: (secret, id) => ofPlan(secret, 'openPlan', { id, visibility: 'PUBLIC' }),
  draftReport: (secret) =>
    ofReport(secret, 'draftReport', {
      tenant: secret.owner,
      movement: 'VNN-2021-2025',
      kind: 'EXTRAORDINARY',
      period: secret.day.slice(0, 7),
      title: 'x',
    }),
  updateReport: (secret, id) => ofReport(secret, 'updateReport', { id, edit: 1, title: 'x' }),
  submitReport: (secret, id) => ofReport(secret, 'submitReport', { id }),
  reviseReport: (secret, id) => ofReport(secret, 'reviseReport', { id, changes: 'x' }),
  acceptReport: (secret, id) => ofReport(secret, 'acceptReport', { id }),
  returnReport: (secret, id) => ofReport(secret, 'returnReport', { id, remarks: 'x' }),
  consolidateReport: (secret, id) => ofReport(secret, 'consolidateReport', { id, edit: 1 }),
  // A duty binds those below the caller alone: its owner's line is another's.
  setReportDuty: ({ owner }) => ({
    query: 'mutation ($input: SetReportDutyInput!) { setReportDuty(input: $input) { duty { id } errors { code } } }',
    input: { movement: 'VNN-2021-2025', subordinate: owner, when: '2099-01-01' },
  }),
  withdrawReportDuty: ({ kind }, id) =>
    kind === 'duty'
      ? {
          query:
            'mutation ($input: WithdrawReportDutyInput!) { withdrawReportDuty(input: $input) { duty { id } errors { code } } }',
          input: { id },
        }
      : null,
  recordSupervision: ({ owner, addressee, day }) =>
    addressee === undefined
      ? null
      : {
          query:
            'mutation ($input: RecordSupervisionInput!) { recordSupervision(input: $input) { supervision { id } errors { code } } }',
          input: {
            kind: 'DIRECTIVE',
            tenant: owner,
            addressee,
            movement: 'VNN-2021-2025',
            day,
            subject: 'x',
            findings: 'x',
          },
        },
  // Of the caller's own tenant alone: no input names another.
  rotateCalendarFeed: () => null,
  // Names no record: it begins one of the caller's own.
  startExport: () => null,
  cancelExport: ({ kind }, id) =>
    kind === 'export'
      ? {
          query:
            'mutation ($input: CancelExportInput!) { cancelExport(input: $input) { export { id } errors { code } } }',
          input: { id },
        }
      : null,
  revokeCalendarFeed: () => null,
  // Names no record: it makes one of the caller's own.
  createWebhookEndpoint: () => null,
  updateWebhookEndpoint: ofWebhook('updateWebhookEndpoint', { description: 'x', enabled: false }),
  rotateWebhookSecret: ofWebhook('rotateWebhookSecret'),
  deleteWebhookEndpoint: ofWebhook('deleteWebhookEndpoint'),
  sendTestEvent: ofWebhook('sendTestEvent', {}, 'endpoint'),
  replayEvents: ofWebhook('replayEvents', { since: '2020-01-01T00:00:00Z' }, 'endpoint'),
  // Deliveries are there where events are sent out: test/src/events tries it on another's.
  replayWebhookDelivery: () => null,
  // Names no record: it makes one of the caller's own tenant.
  createApiKey: () => null,
  rotateApiKey: ofKey('rotateApiKey'),
  revokeApiKey: ofKey('revokeApiKey'),
  recordContribution: (secret) =>
    ofGift(secret, 'recordContribution', {
      tenant: secret.owner,
      kind: 'MONEY',
      contributor: 'x',
      contributorKind: 'ENTERPRISE',
      localityCode: territoryOf(secret.owner)?.code,
      gift: { amount: '1', on: secret.day },
    }),
  updateContribution: (secret, id) => ofGift(secret, 'updateContribution', { id, version: 1, contributor: 'x' }),
  recordGift: (secret, id) =>
    ofGift(secret, 'recordGift', { id, version: 1, gift: { amount: '1', quantity: '1', on: secret.day } }),
  strikeGift: (secret, id) =>
    ofGift(secret, 'strikeGift', { id, version: 1, gift: toGlobalId('Gift', nobody), reason: 'x' }),
  cancelContribution: (secret, id) =>
    ofGift(secret, 'cancelContribution', { id, version: 1, reason: 'x', on: secret.day }),
  releaseContributions: (secret) => {
    const territory = territoryOf(secret.owner);
    return secret.kind !== 'contribution' || territory === null
      ? null
      : {
          query:
            'mutation ($input: ReleaseContributionsInput!) { releaseContributions(input: $input) { totals { kinds { pledged } } errors { code } } }',
          input: {
            localityCode: territory.code,
            asOf: territory.asOf,
            year: Number(secret.day.slice(0, 4)),
            decision: 'x',
          },
        };
  },
  recordSponsorship: (secret) =>
    ofSponsorship(secret, 'recordSponsorship', {
      tenant: secret.owner,
      sponsor: 'x',
      sponsorKind: 'AGENCY',
      localityCode: territoryOf(secret.owner)?.code,
      households: 1,
      from: secret.day,
    }),
  updateSponsorship: (secret, id) => ofSponsorship(secret, 'updateSponsorship', { id, version: 1, households: 9 }),
  submitExemplar: (secret) =>
    ofExemplar(secret, 'submitExemplar', {
      tenant: secret.owner,
      title: 'x',
      topics: ['x'],
      subject: 'COMMUNE',
      summary: 'x',
      story: 'x',
      recordedOn: secret.day,
    }),
  updateExemplar: (secret, id) =>
    ofExemplar(secret, 'updateExemplar', { id, version: 1, title: 'x', household: { name: 'x' } }),
  publishExemplar: (secret, id) => ofExemplar(secret, 'publishExemplar', { id, version: 1 }),
  returnExemplar: (secret, id) => ofExemplar(secret, 'returnExemplar', { id, version: 1, reason: 'x' }),
  withdrawExemplar: (secret, id) => ofExemplar(secret, 'withdrawExemplar', { id, version: 2, reason: 'x' }),
  createNomination: ({ owner, day, kind }) =>
    kind === 'award'
      ? {
          query:
            'mutation ($input: CreateNominationInput!) { createNomination(input: $input) { nomination { id } errors { code } } }',
          input: {
            tenant: owner,
            form: toGlobalId('AwardForm', 'MERIT_LETTER~2024-01-01'),
            occasion: 'ANNUAL',
            period: day.slice(0, 4),
            nominee: { subject: 'HOUSEHOLD', name: 'x' },
            achievement: 'x',
            datedOn: day,
          },
        }
      : null,
  updateNomination: onNomination('updateNomination', 'UpdateNominationInput', { version: 1, achievement: 'x' }),
  removeDossierFile: (secret, id) =>
    secret.file === undefined
      ? null
      : {
          query:
            'mutation ($input: RemoveDossierFileInput!) { removeDossierFile(input: $input) { nomination { id } errors { code message } } }',
          input: { id: id === secret.id ? secret.file : idOfNoSuch('DossierFile') },
        },
  submitNomination: onNomination('submitNomination', 'NominationStepInput'),
  returnNomination: onNomination('returnNomination', 'NominationStepInput', { remarks: 'x' }),
  rejectNomination: onNomination('rejectNomination', 'NominationStepInput', { remarks: 'x' }),
  appraiseNomination: onNomination('appraiseNomination', 'NominationStepInput'),
  escalateNomination: onNomination('escalateNomination', 'NominationStepInput'),
  recordCouncilVote: onNomination('recordCouncilVote', 'CouncilVoteInput', {
    heldOn: '2024-06-06',
    minutes: 'x',
    members: 1,
    inFavour: 1,
  }),
  decideNominations: (secret, id) =>
    isNomination(secret)
      ? {
          query:
            'mutation ($input: DecisionInput!) { decideNominations(input: $input) { decision { id } errors { code } } }',
          input: {
            tenant: secret.owner,
            number: 'x',
            day: secret.day,
            signer: { name: 'x', position: 'x' },
            nominations: [id],
          },
        }
      : null,
  revokeAward: ({ kind, day }, id) =>
    kind === 'award'
      ? {
          query: 'mutation ($input: RevokeAwardInput!) { revokeAward(input: $input) { award { id } errors { code } } }',
          input: { id, number: 'x', day, reason: 'x' },
        }
      : null,
  configureAwards: ({ owner, kind }) =>
    kind === 'award'
      ? {
          query:
            'mutation ($input: ConfigureAwardsInput!) { configureAwards(input: $input) { procedure { version } errors { code } } }',
          input: { tenant: owner, council: 'x' },
        }
      : null,
  // Of the law, which is nobody's secret: the central board's alone to mend.
  mendConferral: ({ kind }) =>
    kind === 'award'
      ? {
          query:
            'mutation ($input: MendConferralInput!) { mendConferral(input: $input) { conferral { confirmed } errors { code } } }',
          input: {
            form: toGlobalId('AwardForm', 'MERIT_LETTER~2024-01-01'),
            conferredBy: 'COMMUNE',
            occasions: ['ANNUAL'],
          },
        }
      : null,
  setHoliday: ({ kind, day }) =>
    kind === 'award'
      ? {
          query: 'mutation ($input: SetHolidayInput!) { setHoliday(input: $input) { errors { code } } }',
          input: { day, name: 'x' },
        }
      : null,
  defineIndicator: ({ owner }) => ({
    query:
      'mutation ($input: DefineIndicatorInput!) { defineIndicator(input: $input) { indicator { code } errors { code } } }',
    input: {
      code: `PROBE_${owner.toUpperCase().replaceAll('-', '_')}`,
      name: 'x',
      nameEn: 'x',
      unit: 'x',
      kind: 'COUNT',
      timeBehaviour: 'STOCK',
      levels: ['COMMUNE'],
    },
  }),
  retireIndicator: () => ({
    query:
      'mutation ($input: RetireIndicatorInput!) { retireIndicator(input: $input) { indicator { code } errors { code } } }',
    input: { code: 'POVERTY_REDUCTION_MODELS', on: '2100-01-01' },
  }),
  defineMethodology: ({ owner }) => ({
    query:
      'mutation ($input: DefineMethodologyInput!) { defineMethodology(input: $input) { methodology { code } errors { code } } }',
    input: {
      code: `PROBE_${owner.toUpperCase().replaceAll('-', '_')}`,
      name: 'x',
      validFrom: '1950-01-01',
      validTo: '1950-02-01',
    },
  }),
  submitObservations: (secret) => {
    const territory = territoryOf(secret.owner);
    return territory === null
      ? null
      : {
          query:
            'mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { accepted errors { code } observations { id } } }',
          input: {
            idempotencyKey: `probe-${secret.owner}`,
            rows: [
              {
                localityCode: territory.code,
                asOf: territory.asOf,
                indicator: figureOf.indicator,
                period: figureOf.period(secret.owner),
                value: '1',
              },
            ],
          },
        };
  },
  verifyObservations: (secret, id) =>
    secret.kind === 'figure'
      ? {
          query:
            'mutation ($input: SelectObservationsInput!) { verifyObservations(input: $input) { observations { id } errors { code } } }',
          input: { ids: [id], decision: 'x' },
        }
      : null,
  returnObservations: (secret, id) =>
    secret.kind === 'figure'
      ? {
          query:
            'mutation ($input: ReturnObservationsInput!) { returnObservations(input: $input) { observations { id } errors { code } } }',
          input: { ids: [id], reason: 'x' },
        }
      : null,
  releaseObservations: (secret, id) =>
    secret.kind === 'figure'
      ? {
          query:
            'mutation ($input: ReleaseObservationsInput!) { releaseObservations(input: $input) { observations { id } errors { code } } }',
          input: { ids: [id], decision: 'x' },
        }
      : null,
  releaseFigures: (secret) => {
    const territory = territoryOf(secret.owner);
    return secret.kind !== 'figure' || territory === null
      ? null
      : {
          query:
            'mutation ($input: ReleaseFiguresInput!) { releaseFigures(input: $input) { released errors { code } } }',
          input: {
            localityCode: territory.code,
            asOf: territory.asOf,
            period: figureOf.period(secret.owner),
            basis: 'PROVISIONAL',
            decision: 'x',
          },
        };
  },
};
