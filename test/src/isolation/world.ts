import { localityFacts } from '@thi-dua/prisma/seed/localities/index';
import { tenantFacts } from '@thi-dua/prisma/seed/tenants';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { expect } from 'vitest';
import { pdf } from '../awards/dossier-files.js';
import { upload } from '../awards/dossier-kit.js';
import type { Graph } from './graph.js';

/** Something of one tenant's that only some may see; `marker` shows in an answer exactly where it was shown. */
export interface Secret {
  kind:
    | 'draft'
    | 'issued'
    | 'open'
    | 'figure'
    | 'feed'
    | 'export'
    | 'webhook'
    | 'key'
    | 'report-draft'
    | 'report'
    | 'supervision'
    | 'duty'
    | 'exemplar'
    | 'published-exemplar'
    | 'household'
    | 'contribution'
    | 'contribution-total'
    | 'sponsorship'
    | 'nomination-draft'
    | 'nomination'
    | 'award'
    | 'frozen';
  /** Of an award: the nomination that it came of. */
  nomination?: string;
  /** Of a nomination: a file of its dossier, which bears the marker as well. */
  file?: string;
  /** The other side, which reads it as well. */
  addressee?: string;
  owner: string;
  /** The day the record is dated. */
  day: string;
  id: string;
  marker: string;
  /** What of a plan other services extend: as hidden as the plan. */
  parts?: readonly { typename: 'Target' | 'TargetPart' | 'Criterion'; id: string }[];
}

const entities: Record<Secret['kind'], 'Plan' | 'Observation' | 'Exemplar' | null> = {
  draft: 'Plan',
  issued: 'Plan',
  open: 'Plan',
  figure: 'Observation',
  feed: null,
  export: null,
  webhook: null,
  key: null,
  'report-draft': null,
  report: null,
  supervision: null,
  duty: null,
  exemplar: 'Exemplar',
  'published-exemplar': 'Exemplar',
  household: null,
  contribution: null,
  'contribution-total': null,
  sponsorship: null,
  'nomination-draft': null,
  nomination: null,
  award: null,
  frozen: null,
};
/** The entity that a secret is, where services hand it to each other by its key. */
export const entityOf = ({ kind }: Secret) => entities[kind];
export const isNomination = ({ kind }: Secret) => kind === 'nomination' || kind === 'nomination-draft';
export const isReport = ({ kind }: Secret) => kind === 'report' || kind === 'report-draft';

export const slugs = tenantFacts.map((tenant) => tenant.slug);

/** A day on which the tenant existed, and on which its records are dated. */
const dayOf = (slug: string) =>
  tenantFacts.find((tenant) => tenant.slug === slug)?.establishedOn === null ? '2023-05-05' : '2025-08-08';

/** A day of each tenant's under the law of today. */
const awardDayOf = (slug: string) => (dayOf(slug) < '2024-01-01' ? '2024-05-05' : dayOf(slug));

export interface Territory {
  code: string;
  asOf: string;
}
export function territoryOf(slug: string): Territory | null {
  const key = tenantFacts.find((tenant) => tenant.slug === slug)?.locality ?? null;
  const unit = localityFacts.find((locality) => locality.key === key);
  return unit === undefined ? null : { code: unit.code, asOf: dayOf(slug) };
}
export const figureOf = { indicator: 'ETHNIC_MINORITY_HOUSEHOLDS', period: (slug: string) => dayOf(slug).slice(0, 7) };

/** A rule on the figure that the tenant reports: its verdict is no less secret. */
const ruleOn = (slug: string) => ({
  kind: 'LEVEL_AT',
  indicator: figureOf.indicator,
  comparator: 'GE',
  threshold: '1',
  at: figureOf.period(slug),
});

interface Made {
  id: string;
  targets: { id: string; parts: { id: string }[] }[];
  criteria: { id: string }[];
}
const partsOf = (plan: Made | null): Secret['parts'] => [
  ...(plan?.targets ?? []).flatMap(({ id, parts }) => [
    { typename: 'Target' as const, id },
    ...parts.map((part) => ({ typename: 'TargetPart' as const, id: part.id })),
  ]),
  ...(plan?.criteria ?? []).map(({ id }) => ({ typename: 'Criterion' as const, id })),
];

/** Every tenant drafts a plan, issues two and reports a figure, as its own people would. */
export async function populate(graph: Graph, owners: readonly string[] = slugs): Promise<Secret[]> {
  const secrets: Secret[] = [];
  for (const [i, owner] of owners.entries()) {
    const day = dayOf(owner);
    const plan = async (kind: 'draft' | 'issued' | 'open'): Promise<Secret> => {
      const marker = `«${kind}-${owner}»`;
      const { data, errors } = await graph.ask(
        owner,
        'mutation ($input: CreatePlanInput!) { createPlan(input: $input) { plan { id targets { id parts { id } } criteria { id } } errors { code } } }',
        {
          input: {
            movement: 'VNN-2021-2025',
            title: `Kế hoạch ${marker}`,
            visibility: kind === 'open' ? 'PUBLIC' : 'LINE',
            periodFrom: 2021,
            periodTo: 2025,
            document: {
              type: 'KẾ HOẠCH',
              number: marker,
              symbol: 'KH-UBND',
              issuer: `Cơ quan ${marker}`,
              issuedOn: day,
            },
            objectives: [{ clause: 'I.1', text: marker }],
            targets: [{ clause: 'I.2', text: marker, parts: [{ text: marker, rule: ruleOn(owner) }] }],
            criteria: [
              {
                clause: 'II.1',
                subject: { kinds: ['COMMUNE'], text: marker },
                purpose: 'EMULATION_CRITERION',
                text: marker,
                rule: ruleOn(owner),
              },
            ],
            milestones: [{ clause: 'III.1', kinds: ['REPORT_DUE'], when: '2024-06-30', bound: 'BY', text: marker }],
            assignments: [{ clause: 'IV.1', body: marker, duty: marker }],
            recipients: [{ name: marker }],
            awardForms: [{ clause: 'V.1', text: marker }],
            annexes: [{ title: marker, columns: ['x'], rows: [[marker]] }],
          },
        },
        { subject: `planner@${owner}` },
      );
      expect(errors, owner).toBeUndefined();
      const result = (data as { createPlan: { plan: Made | null; errors: unknown[] } }).createPlan;
      expect(result.errors, owner).toEqual([]);
      const id = result.plan?.id ?? '';
      if (kind !== 'draft') {
        const issued = await graph.ask(
          owner,
          'mutation ($input: IssuePlanInput!) { issuePlan(input: $input) { errors { code } } }',
          { input: { id } },
          { subject: `signer@${owner}` },
        );
        expect(issued.data, owner).toEqual({ issuePlan: { errors: [] } });
      }
      return { kind, owner, day, id, marker, parts: partsOf(result.plan) };
    };
    secrets.push(await plan('draft'), await plan('issued'), await plan('open'));

    const calendar = await graph.ask(owner, 'mutation { rotateCalendarFeed { feed { path } errors { code } } }');
    expect(calendar.errors, owner).toBeUndefined();
    const { feed } = (calendar.data as { rotateCalendarFeed: { feed: { path: string } } }).rotateCalendarFeed;
    secrets.push({ kind: 'feed', owner, day, id: feed.path, marker: feed.path });
    const started = await graph.ask(owner, 'mutation { startExport { export { id } errors { code } } }');
    expect(started.errors, owner).toBeUndefined();
    const { export: made } = (started.data as { startExport: { export: { id: string } } }).startExport;
    secrets.push({ kind: 'export', owner, day, id: made.id, marker: made.id });
    const keyed = await graph.ask(
      owner,
      `mutation { createApiKey(input: { name: "key of ${owner}", scopes: ["map:read"] }) { apiKey { id } errors { code } } }`,
    );
    expect(keyed.errors, owner).toBeUndefined();
    // A tenant that has ended makes none.
    const { apiKey } = (keyed.data as { createApiKey: { apiKey: { id: string } | null } }).createApiKey;
    if (apiKey !== null) secrets.push({ kind: 'key', owner, day, id: apiKey.id, marker: apiKey.id });

    const described = `«webhook-${owner}»`;
    const registered = await graph.ask(
      owner,
      'mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { endpoint { id } errors { code } } }',
      { input: { url: 'https://hooks.example.org/', description: described } },
    );
    expect(registered.errors, owner).toBeUndefined();
    const { endpoint } = (registered.data as { createWebhookEndpoint: { endpoint: { id: string } } })
      .createWebhookEndpoint;
    secrets.push({ kind: 'webhook', owner, day, id: endpoint.id, marker: described });

    for (const kind of ['report-draft', 'report'] as const) {
      const marker = `«${kind}-${owner}»`;
      const written = await graph.ask(
        owner,
        'mutation ($input: DraftReportInput!) { draftReport(input: $input) { report { id } errors { code } } }',
        {
          input: {
            movement: 'VNN-2021-2025',
            kind: kind === 'report' ? 'ANNUAL' : 'INTERIM',
            period: day.slice(0, 7),
            title: `Báo cáo ${marker}`,
            documentNumber: marker,
            sections: ['I', 'II.1', 'III.1', 'IV'].map((key) => ({ key, text: marker })),
          },
        },
        { subject: `consolidator@${owner}` },
      );
      expect(written.errors, owner).toBeUndefined();
      const { report } = (written.data as { draftReport: { report: { id: string } | null } }).draftReport;
      const id = report?.id ?? '';
      if (kind === 'report') {
        const sent = await graph.ask(
          owner,
          'mutation ($input: SubmitReportInput!) { submitReport(input: $input) { errors { code } } }',
          { input: { id } },
          { subject: `consolidator@${owner}` },
        );
        expect(sent.data, owner).toEqual({ submitReport: { errors: [] } });
      }
      secrets.push({ kind, owner, day, id, marker });
    }

    const addressee = tenantFacts.find(
      ({ superior, establishedOn, dissolvedOn }) =>
        superior === owner && (establishedOn ?? '') <= day && day < (dissolvedOn ?? '9999'),
    )?.slug;
    if (addressee !== undefined) {
      const marker = `«supervision-${owner}»`;
      const recorded = await graph.ask(
        owner,
        'mutation ($input: RecordSupervisionInput!) { recordSupervision(input: $input) { supervision { id } errors { code } } }',
        {
          input: {
            kind: 'INSPECTION',
            addressee,
            movement: 'VNN-2021-2025',
            number: marker,
            day,
            subject: marker,
            findings: marker,
          },
        },
      );
      const { supervision } = (recorded.data as { recordSupervision: { supervision: { id: string } | null } })
        .recordSupervision;
      secrets.push({ kind: 'supervision', owner, addressee, day, id: supervision?.id ?? '', marker });
    }
    const today = tenantFacts.find(({ superior, dissolvedOn }) => superior === owner && dissolvedOn === null)?.slug;
    if (today !== undefined) {
      const marker = `«duty-${owner}»`;
      const set = await graph.ask(
        owner,
        'mutation ($input: SetReportDutyInput!) { setReportDuty(input: $input) { duty { id } errors { code } } }',
        {
          input: {
            movement: 'VNN-2021-2025',
            kind: 'EXTRAORDINARY',
            subordinate: today,
            when: '2098-06-30',
            text: marker,
          },
        },
      );
      const { duty } = (set.data as { setReportDuty: { duty: { id: string } | null } }).setReportDuty;
      secrets.push({ kind: 'duty', owner, addressee: today, day, id: duty?.id ?? '', marker });
    }
    secrets.push(...(await exemplarsOf(graph, owner, day)));

    const draft = secrets.find((secret) => secret.kind === 'draft' && secret.owner === owner)?.id;
    secrets.push(...(await nominate(graph, owner, day, draft)));

    const territory = territoryOf(owner);
    if (territory === null) continue;
    secrets.push(...(await contributionsOf(graph, owner, territory, `${8_100_019 + i * 20_011}`)));
    const value = `${7_301_017 + i * 10_007}`;
    const { data, errors } = await graph.ask(
      owner,
      'mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { accepted errors { code message } observations { id } } }',
      {
        input: {
          idempotencyKey: `matrix-${owner}`,
          rows: [
            {
              localityCode: territory.code,
              asOf: territory.asOf,
              indicator: figureOf.indicator,
              period: figureOf.period(owner),
              value,
            },
          ],
        },
      },
      { subject: `reporter@${owner}` },
    );
    expect(errors, owner).toBeUndefined();
    const result = (data as { submitObservations: { errors: unknown[]; observations: { id: string }[] } })
      .submitObservations;
    expect(result.errors, owner).toEqual([]);
    secrets.push({ kind: 'figure', owner, day, id: result.observations[0]?.id ?? '', marker: value });
    secrets.push(await frozenBy(graph, owner, territory));
  }
  return secrets;
}

/** The year that a tenant froze: told from the one of today by when that was. */
export const frozenYear = ({ asOf }: Territory) => (asOf < '2025' ? 2022 : 2025);
async function frozenBy(graph: Graph, owner: string, territory: Territory): Promise<Secret> {
  const year = frozenYear(territory);
  const { data } = await graph.ask(
    owner,
    'mutation ($input: FreezeAnnualReportInput!) { freezeAnnualReport(input: $input) { report { frozenAt } errors { code } } }',
    { input: { year, code: territory.code } },
    { subject: `consolidator@${owner}` },
  );
  const { report, errors } = (
    data as { freezeAnnualReport: { report: { frozenAt: string } | null; errors: unknown[] } }
  ).freezeAnnualReport;
  expect(errors, owner).toEqual([]);
  const at = report?.frozenAt ?? '';
  return { kind: 'frozen', owner, day: `${year}-12-31`, id: at, marker: at };
}

/** One that waits for its superior, and one that the central board has published, of a household that the line knows. */
async function exemplarsOf(graph: Graph, owner: string, day: string): Promise<Secret[]> {
  const submit = async (kind: 'exemplar' | 'published-exemplar', household?: { name: string }): Promise<Secret> => {
    const marker = `«${kind}-${owner}»`;
    const { data, errors } = await graph.ask(
      owner,
      'mutation ($input: SubmitExemplarInput!) { submitExemplar(input: $input) { exemplar { id } errors { code } } }',
      {
        input: {
          title: `Mô hình ${marker}`,
          topics: ['ma trận', marker],
          subject: 'HOUSEHOLD',
          summary: marker,
          story: marker,
          recordedOn: day,
          household: household && { ...household, address: household.name, circumstances: household.name },
        },
      },
      { subject: `planner@${owner}` },
    );
    expect(errors, owner).toBeUndefined();
    const result = (data as { submitExemplar: { exemplar: { id: string } | null; errors: unknown[] } }).submitExemplar;
    expect(result.errors, owner).toEqual([]);
    return { kind, owner, day, id: result.exemplar?.id ?? '', marker };
  };
  const household = `«household-${owner}»`;
  const waiting = await submit('exemplar');
  const published = await submit('published-exemplar', { name: household });
  const { data } = await graph.ask(
    'trung-uong',
    'mutation ($input: PublishExemplarInput!) { publishExemplar(input: $input) { errors { code } } }',
    { input: { id: published.id, version: 1 } },
    { subject: 'signer@trung-uong' },
  );
  expect(data, owner).toEqual({ publishExemplar: { errors: [] } });
  return [waiting, published, { kind: 'household', owner, day, id: household, marker: household }];
}

/** Money that was given in the tenant's territory, which adds up to its total, and a sponsorship. */
async function contributionsOf(graph: Graph, owner: string, territory: Territory, amount: string): Promise<Secret[]> {
  const day = territory.asOf;
  const record = async (field: string, type: string, payload: string, input: Record<string, unknown>) => {
    const { data, errors } = await graph.ask(
      owner,
      `mutation ($input: ${type}!) { ${field}(input: $input) { ${payload} { id } errors { code } } }`,
      { input: { ...input, localityCode: territory.code } },
      { subject: `reporter@${owner}` },
    );
    expect(errors, owner).toBeUndefined();
    const result = (data as Record<string, Record<string, { id: string } | null> & { errors: unknown[] }>)[field];
    expect(result?.errors, owner).toEqual([]);
    return result?.[payload]?.id ?? '';
  };
  const [giver, sponsor] = [`«contribution-${owner}»`, `«sponsorship-${owner}»`];
  const contribution = await record('recordContribution', 'RecordContributionInput', 'contribution', {
    kind: 'GOODS',
    contributor: giver,
    contributorKind: 'ENTERPRISE',
    recipient: 'HOUSEHOLD_GROUP',
    householdGroup: giver,
    purpose: giver,
    goods: giver,
    unit: giver,
    pledge: { amount, quantity: amount, on: day },
    gift: { amount, quantity: amount, on: day, note: giver },
  });
  const sponsorship = await record('recordSponsorship', 'RecordSponsorshipInput', 'sponsorship', {
    sponsor,
    sponsorKind: 'AGENCY',
    households: 2,
    householdNames: [sponsor],
    support: sponsor,
    from: day,
  });
  const hidden = { owner, day };
  return [
    { ...hidden, kind: 'contribution', id: contribution, marker: giver },
    // The amount shows in the record and, where nothing lies below, as the total of the tenant's unit.
    { ...hidden, kind: 'contribution-total', id: amount, marker: amount },
    { ...hidden, kind: 'sponsorship', id: sponsorship, marker: sponsor },
  ];
}

/** A draft, a nomination that has reached its own tenant alone, and an award: of forms that the tenant confers itself. */
async function nominate(graph: Graph, owner: string, day: string, draft: string | undefined): Promise<Secret[]> {
  const secrets: Secret[] = [];
  const awards = graph.services.find(({ name }) => name === 'awards');
  if (awards === undefined) throw new Error('awards was not started');
  const { kind: level } = tenantFacts.find(({ slug }) => slug === owner) ?? { kind: 'AGENCY' as const };
  const code =
    level === 'CENTRAL_BOARD'
      ? 'PRIME_MINISTER_CERTIFICATE'
      : level === 'PROVINCE'
        ? 'PROVINCIAL_CERTIFICATE'
        : 'MERIT_LETTER';
  const mutate = async (field: string, type: string, shape: string, input: Record<string, unknown>) => {
    const { data, errors } = await graph.ask(
      owner,
      `mutation ($input: ${type}!) { ${field}(input: $input) { ${shape} errors { code } } }`,
      { input },
      { subject: `${field}@${owner}` },
    );
    expect(errors, owner).toBeUndefined();
    const answer = (data as Record<string, { errors: unknown[] }>)[field];
    expect(answer?.errors, `${field} ${owner}`).toEqual([]);
    return JSON.parse(JSON.stringify(answer));
  };
  for (const kind of ['nomination-draft', 'nomination', 'award'] as const) {
    const marker = `«${kind}-${owner}»`;
    const { nomination } = await mutate('createNomination', 'CreateNominationInput', 'nomination { id }', {
      form: toGlobalId('AwardForm', `${code}~2024-01-01`),
      occasion: 'EXTRAORDINARY',
      period: day.slice(0, 4),
      nominee: { subject: 'HOUSEHOLD', name: `Hộ ${marker}` },
      achievement: marker,
      datedOn: awardDayOf(owner),
      // A hidden plan must not show through what was conferred under it.
      plan: kind === 'award' ? draft : null,
    });
    const { id } = nomination;
    const added = await upload(awards, owner, { nomination: id, name: `${marker}.pdf`, body: pdf(marker) });
    expect(added.status, owner).toBe(201);
    const file: string = added.body.file.id;
    if (kind !== 'nomination-draft') {
      await mutate('submitNomination', 'NominationStepInput', 'nomination { id }', { id, remarks: marker });
    }
    if (kind !== 'award') {
      secrets.push({ kind, owner, day, id, marker, file });
      continue;
    }
    await mutate('appraiseNomination', 'NominationStepInput', 'nomination { id }', { id });
    const heldOn = awardDayOf(owner);
    await mutate('recordCouncilVote', 'CouncilVoteInput', 'nomination { id }', {
      id,
      heldOn,
      minutes: '1',
      members: 3,
      inFavour: 3,
    });
    const { decision } = await mutate('decideNominations', 'DecisionInput', 'decision { awards { id } }', {
      number: marker,
      day: heldOn,
      signer: { name: 'A', position: 'B' },
      nominations: [id],
    });
    secrets.push({ kind, owner, day: heldOn, id: decision.awards[0].id, nomination: id, marker });
  }
  return secrets;
}
