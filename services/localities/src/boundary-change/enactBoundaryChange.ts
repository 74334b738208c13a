import { builder, type LocalitiesContext } from '../builder.js';
import { requireMapCommand } from '../map-policy.js';
import { actOf, BoundaryChangeInput } from './boundary-change-input.js';
import { type BoundaryChangeResult, BoundaryChangeResultRef, refused } from './boundary-change-result.js';
import { actById } from './change-store.js';
import { enact } from './enact.js';

type Input = (typeof BoundaryChangeInput)['$inferInput'];

async function enactBoundaryChange(input: Input, context: LocalitiesContext): Promise<BoundaryChangeResult> {
  await requireMapCommand(context);
  const outcome = await enact(context, actOf(input), { dryRun: input.dryRun });
  if ('faults' in outcome) return refused(outcome.faults);
  const { id, units, tenants } = outcome.enacted;
  const change = input.dryRun ? null : await actById(context).load(id);
  return { change, units, tenants, errors: [] };
}

builder.mutationField('enactBoundaryChange', (t) =>
  t.field({
    type: BoundaryChangeResultRef,
    description:
      'Enacts a resolution that changes the map: merges, divides, renames, retypes, moves, establishes and ends units, or ends a level, whole or not at all. ' +
      'Villages follow the heir of their commune; designations follow where a unit keeps its territory and level, else they end with it. ' +
      'The central board alone. Role ADMIN.',
    requiresScopes: ['map:write'],
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: BoundaryChangeInput, required: true }) },
    resolve: (_root, { input }, context) => enactBoundaryChange(input, context),
  }),
);
