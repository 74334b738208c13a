import { readAnnualReportId } from '@thi-dua/schema/report-key';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { z } from 'zod';
import { type AwardsContext, builder } from '../builder.js';
import { AwardCountRef } from '../decision/award-graph.js';
import { type CountsKey, reportedCounts } from './counts-store.js';

interface Represented {
  id: string;
  awardsFrozen?: string | null;
}
interface AnnualReport extends Represented {
  __typename: 'AnnualReport';
  key: CountsKey;
}

/** A section as campaigns keeps it for us: what this service gave it. */
const FrozenCounts = z
  .array(
    z.object({
      year: z.number(),
      formKey: z.string(),
      occasion: z.string(),
      subject: z.string(),
      count: z.number(),
    }),
  )
  .nullable();

/** A report that campaigns owns: its id says what it is of. */
function represented(report: Represented): AnnualReport | null {
  const of = readAnnualReportId(report.id);
  if (of === null) return null;
  const { locality, year } = of;
  return { __typename: 'AnnualReport', ...report, key: { unit: locality, from: year, to: year } };
}

export const AnnualReportRef = builder.objectRef<AnnualReport>('AnnualReport');
builder.objectType(AnnualReportRef, {
  directives: key('id'),
  extensions: reference<AwardsContext, Represented>(represented),
  fields: (t) => ({
    id: t.exposeID('id'),
    awardsFrozen: t.string({
      nullable: true,
      directives: { external: {} },
      resolve: ({ awardsFrozen }) => awardsFrozen ?? null,
    }),
    awardsSnapshot: t.string({
      nullable: true,
      directives: { inaccessible: {} },
      description: 'The section as it stands now, as JSON, for the service that freezes it.',
      resolve: async ({ key }, _args, context) => JSON.stringify(await reportedCounts(context).load(key)),
    }),
    awards: t.field({
      type: [AwardCountRef],
      nullable: true,
      description:
        'How many awards that stand were decided in the year, in the unit and all below it, by form, occasion and subject; open to everyone. `Locality.awards` lists those you may see by name. Null for a unit of `boundary` that did not stand in the year.',
      directives: { requires: { fields: 'awardsFrozen' } },
      resolve: ({ key, awardsFrozen }, _args, context) =>
        awardsFrozen ? FrozenCounts.parse(JSON.parse(awardsFrozen)) : reportedCounts(context).load(key),
    }),
  }),
});
