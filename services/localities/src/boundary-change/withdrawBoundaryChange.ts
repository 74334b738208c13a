import { readGlobalUuid } from '@thi-dua/schema/global-id';
import { builder, type LocalitiesContext } from '../builder.js';
import { requireMapCommand } from '../map-policy.js';
import { type BoundaryChangeResult, BoundaryChangeResultRef, refused } from './boundary-change-result.js';
import { actById } from './change-store.js';
import { withdraw } from './withdraw.js';

const WithdrawBoundaryChangeInput = builder.inputType('WithdrawBoundaryChangeInput', {
  fields: (t) => ({
    id: t.id({ required: true, description: 'Of an act that has not taken effect.' }),
    reason: t.string({ required: true, description: 'Kept with the act.' }),
  }),
});
type Input = (typeof WithdrawBoundaryChangeInput)['$inferInput'];

async function withdrawBoundaryChange(
  { id, reason }: Input,
  context: LocalitiesContext,
): Promise<BoundaryChangeResult> {
  await requireMapCommand(context);
  const outcome = await withdraw(context, readGlobalUuid('BoundaryChange', id), reason);
  if ('faults' in outcome) return refused(outcome.faults);
  return { change: await actById(context).load(outcome.withdrawn), units: [], tenants: [], errors: [] };
}

builder.mutationField('withdrawBoundaryChange', (t) =>
  t.field({
    type: BoundaryChangeResultRef,
    description:
      'Undoes an act before the day on which it takes effect: the map is then exactly what it was. Refused from that day on, ' +
      'and where something later rests on it. The central board alone. Role ADMIN.',
    requiresScopes: ['map:write'],
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: WithdrawBoundaryChangeInput, required: true }) },
    resolve: (_root, { input }, context) => withdrawBoundaryChange(input, context),
  }),
);
