import { connect } from '@thi-dua/prisma/connect';
import type { Caller } from '@thi-dua/schema/caller';
import { toGlobalId } from '@thi-dua/schema/global-id';
import type { Subgraph } from '@thi-dua/schema/subgraph';
import type pg from 'pg';
import { afterAll, expect } from 'vitest';
import { type TestDatabase, testDatabase } from '../kit/database.js';
import { ask, callerOf } from '../kit/services.js';

/** A database with the seeded figures, and a connection that row-level security does not confine. */
export async function figuresDatabase(): Promise<{ database: TestDatabase; operator: pg.Client }> {
  const database = await testDatabase();
  const operator = await connect(database.operatorUrl);
  afterAll(() => operator.end());
  return { database, operator };
}

/** The inner id of the unit that bore a code on a day. */
export async function unitOf(operator: pg.ClientBase, code: string, asOf: string): Promise<string> {
  const { rows } = await operator.query<{ id: string }>(
    'SELECT id FROM map.locality WHERE code = $1 AND begins <= $2::date AND $2::date < ends',
    [code, asOf],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`no unit bore ${code} on ${asOf}`);
  return row.id;
}

/** The plain data of an answer without errors. */
export async function data(
  service: Subgraph,
  caller: Caller | string,
  query: string,
  variables?: Record<string, unknown>,
) {
  const who = typeof caller === 'string' ? callerOf(caller) : caller;
  const result = await ask(service, who, query, variables);
  expect(result.errors).toBeUndefined();
  return JSON.parse(JSON.stringify(result.data));
}

/** Fields of units as the gateway asks for them. */
export async function ofUnits(service: Subgraph, caller: Caller | string, units: string[], fields: string) {
  const { _entities } = await data(
    service,
    caller,
    `query ($units: [_Any!]!) { _entities(representations: $units) { ... on Locality { ${fields} } } }`,
    { units: units.map((id) => ({ __typename: 'Locality', id: toGlobalId('Locality', id) })) },
  );
  return _entities;
}
