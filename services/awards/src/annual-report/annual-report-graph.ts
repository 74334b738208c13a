import { readAnnualReportId } from '@thi-dua/schema/report-key';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { type AwardsContext, builder } from '../builder.js';
import { AwardCountRef } from '../decision/award-graph.js';
import { type CountsKey, reportedCounts } from './counts-store.js';

interface Represented {
  id: string;
}
interface AnnualReport extends Represented {
  __typename: 'AnnualReport';
  key: CountsKey;
}

/** A report that campaigns owns: its id says what it is of. */
function represented({ id }: Represented): AnnualReport | null {
  const of = readAnnualReportId(id);
  return of && { __typename: 'AnnualReport', id, key: { unit: of.locality, from: of.year, to: of.year } };
}

export const AnnualReportRef = builder.objectRef<AnnualReport>('AnnualReport');
builder.objectType(AnnualReportRef, {
  directives: key('id'),
  extensions: reference<AwardsContext, Represented>(represented),
  fields: (t) => ({
    id: t.exposeID('id'),
    awards: t.field({
      type: [AwardCountRef],
      nullable: true,
      description:
        'How many awards that stand were decided in the year, in the unit and all below it, by form, occasion and subject; open to everyone. `Locality.awards` lists those you may see by name. Null for a unit of `boundary` that did not stand in the year.',
      resolve: ({ key }, _args, context) => reportedCounts(context).load(key),
    }),
  }),
});
