import { builder, type LocalitiesContext } from '../builder.js';
import { LocalityLevelEnum, nameOn } from '../locality/locality-graph.js';
import { type LocalityLevel, localityById } from '../locality/locality-store.js';
import type { UnitsKey } from './units-store.js';

/** A unit in words, as a report bears them. */
export interface ReportedUnit {
  code: string;
  name: string;
  fullName: string;
  level: LocalityLevel;
}

/** As it was called on the day whose map the report follows, whatever it is called later; null where there is no such unit. */
export async function reportedUnit(
  { unit, to, boundary }: UnitsKey,
  context: LocalitiesContext,
): Promise<ReportedUnit | null> {
  const node = await localityById(context).load(unit);
  if (node === null) return null;
  const { code, level } = node;
  const { name, fullName } = await nameOn(node, boundary ?? `${to}-12-31`, context);
  return { code, name, fullName, level };
}

export const ReportedUnitRef = builder.objectRef<ReportedUnit>('ReportedUnit').implement({
  description:
    'The unit of a report as it was called on the day whose map is followed (the last one, or `boundary`): of a frozen report, in the words of then.',
  fields: (t) => ({
    code: t.exposeString('code'),
    name: t.exposeString('name', { description: 'Without its type.' }),
    fullName: t.exposeString('fullName', { description: 'With its type.' }),
    level: t.field({ type: LocalityLevelEnum, resolve: ({ level }) => level }),
  }),
});
