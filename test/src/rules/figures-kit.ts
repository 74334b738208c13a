import { expect } from 'vitest';
import type { Graph } from '../isolation/graph.js';

export type Read = Graph['ask'];

/** The plain data of an answer without errors. */
export async function answered(read: Read, who: string, query: string, variables?: Record<string, unknown>) {
  const { data, errors } = await read(who, query, variables);
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data));
}

export interface Row {
  localityCode: string;
  indicator: string;
  period: string;
  value: string;
  asOf?: string;
}
let keys = 0;

/** Submits figures as the tenant's own people do. */
export async function report(read: Read, tenant: string, rows: readonly Row[]): Promise<void> {
  const { data, errors } = await read(
    tenant,
    'mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { accepted errors { row code message } } }',
    { input: { idempotencyKey: `rules-${++keys}`, rows } },
    { subject: `reporter@${tenant}` },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({ submitObservations: { accepted: rows.length, errors: [] } });
}

/** Verifies all that was submitted of a unit and those below it for a period. */
export async function verify(read: Read, superior: string, input: Record<string, unknown>): Promise<void> {
  const { data, errors } = await read(
    superior,
    'mutation ($input: SelectObservationsInput!) { verifyObservations(input: $input) { errors { code message } } }',
    { input },
    { subject: `verifier@${superior}` },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({ verifyObservations: { errors: [] } });
}
