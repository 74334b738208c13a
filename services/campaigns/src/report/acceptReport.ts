import { builder } from '../builder.js';
import { judgeReport } from './judge-report.js';
import { ReportResultRef } from './report-result.js';

const AcceptReportInput = builder.inputType('AcceptReportInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    number: t.int({
      required: false,
      description: 'The number of the version you read: another one is not accepted in its place.',
    }),
    remarks: t.string({ required: false }),
  }),
});

builder.mutationField('acceptReport', (t) =>
  t.field({
    type: ReportResultRef,
    description:
      'Accepts what a tenant below submitted; what was accepted before stays readable. Errors: NOT_FOUND, NOT_ABOVE, NOT_SUBMITTED, SAME_PERSON, STALE_VERSION. Role CONSOLIDATOR.',
    requiresScopes: ['reports:oversee'],
    authScopes: { role: 'CONSOLIDATOR' },
    args: { input: t.arg({ type: AcceptReportInput, required: true }) },
    resolve: (_root, { input }, context) => judgeReport(input, 'ACCEPTED', context),
  }),
);
