import { typeOfGlobalId } from '@thi-dua/schema/global-id';
import { figureOf, frozenYear, slugs, territoryOf } from '../world/ground.js';
import { entityOf, isNomination, isReport, type Secret } from '../world/secret.js';

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
