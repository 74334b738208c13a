import { pageArgs, paginateAll } from '@thi-dua/schema/connection';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, userError } from '../builder.js';
import { LOCALITY_LEVELS } from '../locality/locality-store.js';
import { TenantRef } from '../tenant/tenant-graph.js';
import type { TenantRow } from '../tenant/tenant-store.js';
import { BoundaryChangeRef, BoundaryChangeUnitConnectionRef, UnitChangeEnum } from './boundary-change-graph.js';
import type { BoundaryChange } from './change-store.js';
import type { ChangedUnit } from './changed-units.js';

export interface BoundaryChangeResult {
  change: BoundaryChange | null;
  units: readonly ChangedUnit[];
  tenants: readonly TenantRow[];
  errors: UserError[];
}

const keyOf = ({ level, code, kind }: ChangedUnit) => `${LOCALITY_LEVELS.indexOf(level)} ${code} ${kind}`;

export const BoundaryChangeResultRef = builder.objectRef<BoundaryChangeResult>('BoundaryChangeResult').implement({
  description: 'What was enacted, or would be, or everything that speaks against it.',
  fields: (t) => ({
    change: t.field({
      type: BoundaryChangeRef,
      nullable: true,
      description: 'Null where nothing was written: for a dry run, and where there are errors.',
      resolve: (result) => result.change,
    }),
    units: t.field({
      type: BoundaryChangeUnitConnectionRef,
      description: 'How the map differs by it, from above and by code; also of a dry run. None where there are errors.',
      args: { kind: t.arg({ type: UnitChangeEnum, required: false }), ...pageArgs(t) },
      resolve: ({ units }, { kind, ...page }) => {
        const asked = units.filter((unit) => !kind || unit.kind === kind);
        const sorted = asked
          .map((unit) => ({ unit, key: keyOf(unit) }))
          .sort((a, b) => (a.key < b.key ? -1 : 1))
          .map(({ unit }) => unit);
        return paginateAll(page, sorted, keyOf);
      },
    }),
    tenants: t.field({
      type: [TenantRef],
      description:
        'Authorities on whom it calls for a decision: their territory ends, or lies no longer in that of their superior. See dissolveTenant, nameSuccessor and transferTenant.',
      resolve: ({ tenants }) => [...tenants],
    }),
    errors: t.field({ type: [userError], resolve: (result) => result.errors }),
  }),
});

export const refused = (errors: UserError[]): BoundaryChangeResult => ({
  change: null,
  units: [],
  tenants: [],
  errors,
});
