import { builder } from '../builder.js';
import { judgeReport } from './judge-report.js';
import { ReportResultRef } from './report-result.js';

const ReturnReportInput = builder.inputType('ReturnReportInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    number: t.int({
      required: false,
      description: 'The number of the version you read: another one is not returned in its place.',
    }),
    remarks: t.string({ required: true, description: 'What is to be mended.' }),
  }),
});

builder.mutationField('returnReport', (t) =>
  t.field({
    type: ReportResultRef,
    description:
      'Returns what a tenant below submitted, with remarks; it submits a new version. Errors: NOT_FOUND, NOT_ABOVE, NOT_SUBMITTED, SAME_PERSON, STALE_VERSION, EMPTY. Role CONSOLIDATOR.',
    requiresScopes: ['reports:oversee'],
    authScopes: { role: 'CONSOLIDATOR' },
    args: { input: t.arg({ type: ReturnReportInput, required: true }) },
    resolve: (_root, { input }, context) => judgeReport(input, 'RETURNED', context),
  }),
);
