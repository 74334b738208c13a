import { z } from 'zod';
import { LOCALITY_LEVELS } from '../locality/locality-store.js';
import type { ReportedUnit } from './reported-unit.js';
import type { UnitsSection } from './units-section.js';

const at = z.coerce.date().nullable();
/** A section as campaigns keeps it for us: what this service gave it, and nothing else. */
const Frozen = z.object({
  // Reports that were frozen before its words were kept show those of today.
  unit: z
    .object({ code: z.string(), name: z.string(), fullName: z.string(), level: z.enum(LOCALITY_LEVELS) })
    .nullish(),
  levels: z.array(
    z.object({
      level: z.enum(LOCALITY_LEVELS),
      atStart: z.number(),
      atEnd: z.number(),
      onBoundary: z.number().nullable(),
      begun: z.number(),
      ended: z.number(),
    }),
  ),
  changes: z.array(
    z.object({
      actId: z.string().nullable(),
      effectiveOn: z.string(),
      legalBasis: z.string().nullable(),
      number: z.string().nullable(),
      issuer: z.string().nullable(),
      title: z.string().nullable(),
      issuedOn: z.string().nullable(),
      enactedAt: at,
      withdrawnAt: at,
      withdrawnFor: z.string().nullable(),
    }),
  ),
});

export const snapshotOf = async ({ levels, changes }: UnitsSection, unit: ReportedUnit | null): Promise<string> =>
  JSON.stringify({ unit, levels: await levels(), changes: await changes() });

export function frozenUnits(text: string): UnitsSection & { unit: ReportedUnit | null } {
  const { unit = null, levels, changes } = Frozen.parse(JSON.parse(text));
  return { unit, levels: async () => levels, changes: async () => changes };
}
