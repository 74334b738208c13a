import { expect } from 'vitest';
import type { Graph } from '../graph.js';
import { figureOf, type Territory } from './ground.js';
import type { Secret } from './secret.js';

/** A figure of the tenant's own territory, which nobody has verified. */
export async function figuresOf(
  graph: Graph,
  owner: string,
  { day, territory, value }: { day: string; territory: Territory; value: string },
): Promise<Secret[]> {
  const { data, errors } = await graph.ask(
    owner,
    'mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { accepted errors { code message } observations { id } } }',
    {
      input: {
        idempotencyKey: `matrix-${owner}`,
        rows: [
          {
            localityCode: territory.code,
            asOf: territory.asOf,
            indicator: figureOf.indicator,
            period: figureOf.period(owner),
            value,
          },
        ],
      },
    },
    { subject: `reporter@${owner}` },
  );
  expect(errors, owner).toBeUndefined();
  const result = (data as { submitObservations: { errors: unknown[]; observations: { id: string }[] } })
    .submitObservations;
  expect(result.errors, owner).toEqual([]);
  return [{ kind: 'figure', owner, day, id: result.observations[0]?.id ?? '', marker: value }];
}
