import { readAnnualReportId } from '@thi-dua/schema/report-key';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { builder, type LocalitiesContext } from '../builder.js';
import { liveUnits, UnitsSectionRef } from './units-section.js';
import type { UnitsKey } from './units-store.js';

interface Represented {
  id: string;
}
interface AnnualReport extends Represented {
  __typename: 'AnnualReport';
  key: UnitsKey;
}

/** A report that campaigns owns: its id says what it is of. */
function represented({ id }: Represented): AnnualReport | null {
  const of = readAnnualReportId(id);
  if (of === null) return null;
  const { locality, year, boundary } = of;
  return { __typename: 'AnnualReport', id, key: { unit: locality, from: year, to: year, boundary } };
}

export const AnnualReportRef = builder.objectRef<AnnualReport>('AnnualReport');
builder.objectType(AnnualReportRef, {
  directives: key('id'),
  extensions: reference<LocalitiesContext, Represented>(represented),
  fields: (t) => ({
    id: t.exposeID('id'),
    units: t.field({
      type: UnitsSectionRef,
      nullable: true,
      resolve: (report, _args, context) => liveUnits(report.key, context),
    }),
  }),
});
