import { figureOf, territoryOf } from '../world/ground.js';
import type { MutationProbes } from './mutation.js';

/** Changes of figures and what they are of. */
export const figuresProbes: MutationProbes = {
  defineIndicator: ({ owner }) => ({
    query:
      'mutation ($input: DefineIndicatorInput!) { defineIndicator(input: $input) { indicator { code } errors { code } } }',
    input: {
      code: `PROBE_${owner.toUpperCase().replaceAll('-', '_')}`,
      name: 'x',
      nameEn: 'x',
      unit: 'x',
      kind: 'COUNT',
      timeBehaviour: 'STOCK',
      levels: ['COMMUNE'],
    },
  }),
  retireIndicator: () => ({
    query:
      'mutation ($input: RetireIndicatorInput!) { retireIndicator(input: $input) { indicator { code } errors { code } } }',
    input: { code: 'POVERTY_REDUCTION_MODELS', on: '2100-01-01' },
  }),
  defineMethodology: ({ owner }) => ({
    query:
      'mutation ($input: DefineMethodologyInput!) { defineMethodology(input: $input) { methodology { code } errors { code } } }',
    input: {
      code: `PROBE_${owner.toUpperCase().replaceAll('-', '_')}`,
      name: 'x',
      validFrom: '1950-01-01',
      validTo: '1950-02-01',
    },
  }),
  submitObservations: (secret) => {
    const territory = territoryOf(secret.owner);
    return territory === null
      ? null
      : {
          query:
            'mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { accepted errors { code } observations { id } } }',
          input: {
            idempotencyKey: `probe-${secret.owner}`,
            rows: [
              {
                localityCode: territory.code,
                asOf: territory.asOf,
                indicator: figureOf.indicator,
                period: figureOf.period(secret.owner),
                value: '1',
              },
            ],
          },
        };
  },
  verifyObservations: (secret, id) =>
    secret.kind === 'figure'
      ? {
          query:
            'mutation ($input: SelectObservationsInput!) { verifyObservations(input: $input) { observations { id } errors { code } } }',
          input: { ids: [id], decision: 'x' },
        }
      : null,
  returnObservations: (secret, id) =>
    secret.kind === 'figure'
      ? {
          query:
            'mutation ($input: ReturnObservationsInput!) { returnObservations(input: $input) { observations { id } errors { code } } }',
          input: { ids: [id], reason: 'x' },
        }
      : null,
  releaseObservations: (secret, id) =>
    secret.kind === 'figure'
      ? {
          query:
            'mutation ($input: ReleaseObservationsInput!) { releaseObservations(input: $input) { observations { id } errors { code } } }',
          input: { ids: [id], decision: 'x' },
        }
      : null,
  releaseFigures: (secret) => {
    const territory = territoryOf(secret.owner);
    return secret.kind !== 'figure' || territory === null
      ? null
      : {
          query:
            'mutation ($input: ReleaseFiguresInput!) { releaseFigures(input: $input) { released errors { code } } }',
          input: {
            localityCode: territory.code,
            asOf: territory.asOf,
            period: figureOf.period(secret.owner),
            basis: 'PROVISIONAL',
            decision: 'x',
          },
        };
  },
};
