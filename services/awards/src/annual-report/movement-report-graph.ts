import { readMovementReportId } from '@thi-dua/schema/report-key';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { type AwardsContext, builder } from '../builder.js';
import { AwardCountRef } from '../decision/award-graph.js';
import { type CountsKey, reportedCounts } from './counts-store.js';

interface Represented {
  id: string;
}
interface MovementReport extends Represented {
  __typename: 'MovementReport';
  key: CountsKey;
}

/** A report that campaigns owns: its id says what it is of. */
function represented({ id }: Represented): MovementReport | null {
  const of = readMovementReportId(id);
  return of && { __typename: 'MovementReport', id, key: { unit: of.locality, from: of.from, to: of.to } };
}

export const MovementReportRef = builder.objectRef<MovementReport>('MovementReport');
builder.objectType(MovementReportRef, {
  directives: key('id'),
  extensions: reference<AwardsContext, Represented>(represented),
  fields: (t) => ({
    id: t.exposeID('id'),
    awards: t.field({
      type: [AwardCountRef],
      nullable: true,
      description:
        'How many awards that stand were decided in the years, in the unit and all below it, by year, form, occasion and subject; open to everyone. Null for a unit that stood on no day of the years.',
      resolve: (report, _args, context) => reportedCounts(context).load(report.key),
    }),
  }),
});
