import { tenantFacts } from '@thi-dua/prisma/seed/tenants';
import { expect } from 'vitest';
import type { Graph } from '../graph.js';
import type { Secret } from './secret.js';

/** A draft and a submitted report; what is found in, and asked for of, one directly below. */
export async function reportsOf(graph: Graph, owner: string, day: string): Promise<Secret[]> {
  const secrets: Secret[] = [];
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
  return secrets;
}
