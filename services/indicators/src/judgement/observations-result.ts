import type { UserError } from '@thi-dua/schema/user-error';
import { builder, userError } from '../builder.js';
import type { Observation } from '../observation/observation.js';
import { ObservationRef } from '../observation/observation-graph.js';
import { observationById } from '../observation/observation-store.js';

export interface ObservationsResult {
  ids: string[];
  errors: UserError[];
}

export const ObservationsResultRef = builder.objectRef<ObservationsResult>('ObservationsResult').implement({
  fields: (t) => ({
    count: t.int({
      description: 'How many changed: cheaper than the list, where they are thousands.',
      resolve: (result) => result.ids.length,
    }),
    observations: t.field({
      type: [ObservationRef],
      description: 'Those that changed; none where there are errors.',
      resolve: async (result, _args, context) => {
        const found = await observationById(context).loadMany(result.ids);
        return found.filter(
          (observation): observation is Observation => observation !== null && !(observation instanceof Error),
        );
      },
    }),
    errors: t.field({ type: [userError], resolve: (result) => result.errors }),
  }),
});
