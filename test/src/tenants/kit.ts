import type { Caller } from '@thi-dua/schema/caller';
import { expect } from 'vitest';
import { type Graph, graph } from '../isolation/graph.js';
import { type TestDatabase, testDatabase } from '../kit/database.js';

export interface CreateTenant {
  slug: string;
  kind: 'CENTRAL_BOARD' | 'PROVINCE' | 'DISTRICT' | 'COMMUNE' | 'AGENCY';
  name?: string;
  localityCode?: string;
  asOf?: string;
  superior: string;
  establishedOn: string;
  transfers?: { superior: string; from: string }[];
  dissolvedOn?: string;
  legalBasis?: string;
}
export interface Inputs {
  createTenant: CreateTenant;
  dissolveTenant: { slug: string; on: string; legalBasis?: string };
  transferTenant: { slug: string; superior: string; from: string };
  nameSuccessor: { tenant: string; successor: string; insteadOf?: string };
}
export type Mutation = keyof Inputs;

const fields = `slug kind name establishedOn dissolvedOn endedBy superior { slug } locality { code }
  lines { superior { slug } validFrom validTo } successors { slug }`;

export interface Fault {
  code: string;
  path: string[];
}
export interface Changed {
  tenant: {
    slug: string;
    superior: { slug: string } | null;
    lines: { superior: { slug: string }; validFrom: string | null; validTo: string | null }[];
    [field: string]: unknown;
  } | null;
  errors: (Fault & { message: string })[];
}

/** What was answered, as plain JSON. */
type Data = ReturnType<typeof JSON.parse>;

const defaults = { createTenant: { name: 'Cơ quan' }, dissolveTenant: { legalBasis: 'Nghị quyết số 1' } };

/** The graph on a database of its own, asked as tenants. */
export async function tenantGraph(
  given?: TestDatabase,
  policyEnforced = true,
): Promise<{
  database: TestDatabase;
  asked: Graph;
  /** What a mutation answered; that it answered. */
  change<M extends Mutation>(caller: string, mutation: M, input: Inputs[M], over?: Partial<Caller>): Promise<Changed>;
  /** The faults it was refused with, as "CODE path". */
  faults<M extends Mutation>(caller: string, mutation: M, input: Inputs[M]): Promise<string[]>;
  /** Expects no fault. */
  done<M extends Mutation>(caller: string, mutation: M, input: Inputs[M]): Promise<NonNullable<Changed['tenant']>>;
  data(caller: string, query: string, variables?: Record<string, unknown>): Promise<Data>;
}> {
  const database = given ?? (await testDatabase());
  const asked = await graph(database, policyEnforced);
  const data = async (
    caller: string,
    query: string,
    variables?: Record<string, unknown>,
    over?: Partial<Caller>,
  ): Promise<Data> => {
    const answer = await asked.ask(caller, query, variables, over);
    expect(answer.errors).toBeUndefined();
    return JSON.parse(JSON.stringify(answer.data));
  };
  const change = async <M extends Mutation>(
    caller: string,
    mutation: M,
    input: Inputs[M],
    over?: Partial<Caller>,
  ): Promise<Changed> => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const answer = await data(
      caller,
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { tenant { ${fields} } errors { code message path } } }`,
      { input: { ...defaults[mutation as keyof typeof defaults], ...input } },
      over,
    );
    const changed: Changed = answer[mutation];
    // Never both, never neither.
    expect(changed.tenant === null).toBe(changed.errors.length > 0);
    return changed;
  };
  return {
    database,
    asked,
    change,
    data,
    faults: async (caller, mutation, input) =>
      (await change(caller, mutation, input)).errors.map(({ code, path }) => `${code} ${path.join('.')}`),
    done: async (caller, mutation, input) => {
      const { tenant, errors } = await change(caller, mutation, input);
      expect(errors).toEqual([]);
      if (tenant === null) throw new Error('no tenant');
      return tenant;
    },
  };
}
