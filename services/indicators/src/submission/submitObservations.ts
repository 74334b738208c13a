import { badInput } from '@thi-dua/schema/errors';
import { builder } from '../builder.js';
import type { Observation } from '../observation/observation.js';
import { ObservationRef } from '../observation/observation-graph.js';
import { observationById } from '../observation/observation-store.js';
import { isIdempotencyKey } from './idempotency-key.js';
import { type SubmissionError, type Submitted, submit } from './submit.js';

/** How many rows one submission may carry. */
const ROW_LIMIT = 10_000;

const SubmitModeEnum = builder.enumType('SubmitMode', {
  description: 'ALL_OR_NOTHING: one faulty row stops the submission. ACCEPT_VALID: the others are taken in.',
  values: ['ALL_OR_NOTHING', 'ACCEPT_VALID'] as const,
});

const ObservationRowInput = builder.inputType('ObservationRow', {
  description: 'One value. `asOf` says which unit bore the code; left out: the last day of the period.',
  fields: (t) => ({
    localityCode: t.string({ required: true }),
    asOf: t.field({ type: 'Date', required: false }),
    indicator: t.string({ required: true }),
    period: t.string({ required: true }),
    value: t.field({ type: 'Decimal', required: true }),
    methodology: t.string({
      required: false,
      description: "Left out: the national standard in force on the period's last day.",
    }),
  }),
});

const SubmitObservationsInput = builder.inputType('SubmitObservationsInput', {
  fields: (t) => ({
    idempotencyKey: t.string({
      required: true,
      description: 'Your own name for this submission: a retry with it is answered, not done again.',
    }),
    mode: t.field({ type: SubmitModeEnum, required: true, defaultValue: 'ALL_OR_NOTHING' }),
    rows: t.field({ type: [ObservationRowInput], required: true, description: `At most ${ROW_LIMIT}.` }),
  }),
});

const SubmissionErrorRef = builder.objectRef<SubmissionError>('SubmissionError').implement({
  description: 'What is wrong with a row, or, without a row, with the submission.',
  fields: (t) => ({
    row: t.exposeInt('row', { nullable: true, description: 'Counted from 0.' }),
    field: t.exposeString('field', { nullable: true }),
    code: t.exposeString('code', { description: 'Stable, in capitals.' }),
    message: t.exposeString('message', { description: 'What is wrong and what to do.' }),
  }),
});

const SubmitObservationsResultRef = builder
  .objectRef<Submitted & { replayed: boolean }>('SubmitObservationsResult')
  .implement({
    fields: (t) => ({
      accepted: t.exposeInt('accepted'),
      rejected: t.exposeInt('rejected', { description: 'Rows that were not taken in.' }),
      observations: t.field({
        type: [ObservationRef],
        description: 'Those taken in, in the order of their rows.',
        resolve: async (result, _args, context) => {
          const found = await observationById(context).loadMany(result.observations);
          return found.filter(
            (observation): observation is Observation => observation !== null && !(observation instanceof Error),
          );
        },
      }),
      errors: t.field({ type: [SubmissionErrorRef], resolve: (result) => result.errors }),
      replayed: t.exposeBoolean('replayed', {
        description: 'True for the stored answer of an earlier call with the same key.',
      }),
    }),
  });

builder.mutationField('submitObservations', (t) =>
  t.field({
    type: SubmitObservationsResultRef,
    description:
      'Reports figures of your own units, or of units below that have no authority of their own. A second report of a figure is its correction.',
    requiresScopes: ['observations:submit'],
    authScopes: { role: 'REPORTER' },
    args: { input: t.arg({ type: SubmitObservationsInput, required: true }) },
    resolve: (_root, { input }, context) => {
      if (!isIdempotencyKey(input.idempotencyKey)) {
        throw badInput('"idempotencyKey" must have 1 to 200 visible ASCII characters.', 'idempotencyKey');
      }
      if (input.rows.length === 0 || input.rows.length > ROW_LIMIT) {
        throw badInput(`A submission has 1 to ${ROW_LIMIT} rows; this one has ${input.rows.length}.`, 'rows');
      }
      return submit(context, input);
    },
  }),
);
