import { readAnnualReportId } from '@thi-dua/schema/report-key';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { builder, type LocalitiesContext } from '../builder.js';
import { NodeRef } from '../node/node-ref.js';
import { ReportedUnitRef, reportedUnit } from './reported-unit.js';
import { liveUnits, UnitsSectionRef } from './units-section.js';
import { frozenUnits, snapshotOf } from './units-snapshot.js';
import type { UnitsKey } from './units-store.js';

interface Represented {
  id: string;
  unitsFrozen?: string | null;
}
interface AnnualReport extends Represented {
  __typename: 'AnnualReport';
  key: UnitsKey;
}

/** A report that campaigns owns: its id says what it is of. */
export function representedAnnualReport(report: Represented): AnnualReport | null {
  const of = readAnnualReportId(report.id);
  if (of === null) return null;
  const { locality, year, boundary } = of;
  return { __typename: 'AnnualReport', ...report, key: { unit: locality, from: year, to: year, boundary } };
}

export const AnnualReportRef = builder.objectRef<AnnualReport>('AnnualReport');
builder.objectType(AnnualReportRef, {
  directives: key('id'),
  extensions: reference<LocalitiesContext, Represented>(representedAnnualReport),
  interfaces: [NodeRef],
  fields: (t) => ({
    id: t.exposeID('id'),
    unitsFrozen: t.string({
      nullable: true,
      directives: { external: {} },
      resolve: ({ unitsFrozen }) => unitsFrozen ?? null,
    }),
    units: t.field({
      type: UnitsSectionRef,
      nullable: true,
      directives: { requires: { fields: 'unitsFrozen' } },
      resolve: ({ key, unitsFrozen }, _args, context) =>
        unitsFrozen ? frozenUnits(unitsFrozen) : liveUnits(key, context),
    }),
    unit: t.field({
      type: ReportedUnitRef,
      nullable: true,
      description: 'The unit in words, beside `locality`, which leads to what it is called today.',
      directives: { requires: { fields: 'unitsFrozen' } },
      resolve: ({ key, unitsFrozen }, _args, context) =>
        (unitsFrozen && frozenUnits(unitsFrozen).unit) || reportedUnit(key, context),
    }),
    unitsSnapshot: t.string({
      nullable: true,
      directives: { inaccessible: {} },
      description: 'The section as it stands now, as JSON, for the service that freezes it.',
      resolve: async ({ key }, _args, context) => snapshotOf(liveUnits(key, context), await reportedUnit(key, context)),
    }),
  }),
});
