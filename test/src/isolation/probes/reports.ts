import { territoryOf } from '../world/ground.js';
import { isReport, type Secret } from '../world/secret.js';
import type { MutationProbes } from './mutation.js';

const ofReport = (secret: Secret, field: string, input: Record<string, unknown>) =>
  isReport(secret)
    ? {
        query: `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { report { id } errors { code } } }`,
        input,
      }
    : null;

/** Changes of reports, of those who owe them and of those who look into them. */
export const reportsProbes: MutationProbes = {
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
};
