import { builder } from '../builder.js';
import { AnnualReportRef } from './annual-report-ref.js';
import { type Correction, correctionsBetween } from './corrections.js';
import { frozenOf } from './frozen-store.js';
import { sectionsOfToday } from './snapshot.js';

const ReportCorrectionRef = builder.objectRef<Correction>('ReportCorrection').implement({
  description: 'A value of a frozen report that is another one today.',
  fields: (t) => ({
    section: t.exposeString('section', { description: 'The field of the report: "indicators".' }),
    path: t.exposeString('path', {
      description:
        'Where in the section: "POOR_HOUSEHOLDS.closing.OFFICIAL.value". Entries of lists by what tells them apart.',
    }),
    frozen: t.exposeString('frozen', { nullable: true, description: 'Null where there was none.' }),
    live: t.exposeString('live', { nullable: true, description: 'Null where there is none any more.' }),
  }),
});

builder.objectFields(AnnualReportRef, (t) => ({
  corrections: t.field({
    type: [ReportCorrectionRef],
    nullable: true,
    description:
      'What has changed since the report was frozen, beside `live`. Null where it was not frozen, and while a section cannot be asked.',
    resolve: async ({ key }, _args, context) => {
      const frozen = await frozenOf(context, key);
      const today = frozen && (await sectionsOfToday(context).load(key));
      return today && correctionsBetween(frozen.sections, today);
    },
  }),
}));
