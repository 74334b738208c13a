import { builder } from '../builder.js';
import { AnnualReportRef } from './annual-report-ref.js';
import { type Correction, correctionsBetween } from './corrections.js';
import { frozenOf } from './frozen-store.js';
import { liveSections } from './snapshot.js';

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
  unitsSnapshot: t.string({
    nullable: true,
    directives: { external: {} },
    resolve: ({ unitsSnapshot }) => unitsSnapshot ?? null,
  }),
  figuresSnapshot: t.string({
    nullable: true,
    directives: { external: {} },
    resolve: ({ figuresSnapshot }) => figuresSnapshot ?? null,
  }),
  awardsSnapshot: t.string({
    nullable: true,
    directives: { external: {} },
    resolve: ({ awardsSnapshot }) => awardsSnapshot ?? null,
  }),
  corrections: t.field({
    type: [ReportCorrectionRef],
    nullable: true,
    description:
      'What has changed since the report was frozen, beside `live`. Null where it was not frozen, and while a section cannot be asked.',
    directives: { requires: { fields: 'figuresComplete unitsSnapshot figuresSnapshot awardsSnapshot' } },
    resolve: async (report, _args, context) => {
      const frozen = await frozenOf(context, report.key);
      const { unitsSnapshot, figuresSnapshot, awardsSnapshot, figuresComplete } = report;
      if (frozen === null || !unitsSnapshot || !figuresSnapshot || !awardsSnapshot) return null;
      return correctionsBetween(frozen.sections, {
        campaigns: await liveSections(context, { ...report.key, live: true }, figuresComplete ?? null),
        units: JSON.parse(unitsSnapshot),
        figures: JSON.parse(figuresSnapshot),
        awards: JSON.parse(awardsSnapshot),
      });
    },
  }),
}));
