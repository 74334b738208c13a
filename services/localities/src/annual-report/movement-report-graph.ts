import { readMovementReportId } from '@thi-dua/schema/report-key';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { builder, type LocalitiesContext } from '../builder.js';
import { NodeRef } from '../node/node-ref.js';
import { ReportedUnitRef, reportedUnit } from './reported-unit.js';
import { liveUnits, UnitsSectionRef } from './units-section.js';
import type { UnitsKey } from './units-store.js';

interface Represented {
  id: string;
}
interface MovementReport extends Represented {
  __typename: 'MovementReport';
  key: UnitsKey;
}

/** A report that campaigns owns: its id says what it is of. */
export function representedMovementReport({ id }: Represented): MovementReport | null {
  const of = readMovementReportId(id);
  if (of === null) return null;
  const { locality, from, to, boundary } = of;
  return { __typename: 'MovementReport', id, key: { unit: locality, from, to, boundary } };
}

export const MovementReportRef = builder.objectRef<MovementReport>('MovementReport');
builder.objectType(MovementReportRef, {
  directives: key('id'),
  extensions: reference<LocalitiesContext, Represented>(representedMovementReport),
  interfaces: [NodeRef],
  fields: (t) => ({
    id: t.exposeID('id'),
    unit: t.field({
      type: ReportedUnitRef,
      nullable: true,
      description: 'The unit in words, beside `locality`, which leads to what it is called today.',
      resolve: ({ key }, _args, context) => reportedUnit(key, context),
    }),
    units: t.field({
      type: UnitsSectionRef,
      nullable: true,
      resolve: (report, _args, context) => liveUnits(report.key, context),
    }),
  }),
});
