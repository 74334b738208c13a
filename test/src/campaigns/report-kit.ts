import type { Caller, Role } from '@thi-dua/schema/caller';
import { expect } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { ask, callerOf, campaigns } from '../kit/services.js';

type Data = ReturnType<typeof JSON.parse>;
const upper = (field: string) => `${field.charAt(0).toUpperCase()}${field.slice(1)}`;

export const version =
  'number status edit title changes submittedBy decidedBy remarks decidedFor { id } sections { key heading text quotes { number text tenant { id } report { id } } }';
const shape = `id kind period status tenant { id } superior { id } inForce { number } draft { ${version} } versions { ${version} }`;

/** Campaigns on a database of its own, asked as people of tenants. */
export async function reporting(policyEnforced = true) {
  const database = await testDatabase();
  const service = campaigns(database.appUrl, { policyEnforced });
  const query = async (
    tenant: string,
    document: string,
    variables?: Record<string, unknown>,
    over?: Partial<Caller>,
  ): Promise<Data> => {
    const { data, errors } = await ask(service, callerOf(tenant, over), document, variables);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  };
  /** A mutation of reports by a person of a tenant; that it answered. */
  const act = async (
    tenant: string,
    field: string,
    input: Record<string, unknown>,
    subject = `officer@${tenant}`,
  ): Promise<{ report: Data; errors: { code: string; path: string[] }[] }> => {
    const data = await query(
      tenant,
      `mutation ($input: ${upper(field)}Input!) { ${field}(input: $input) { report { ${shape} } errors { code path } } }`,
      { input },
      { subject },
    );
    const answer = data[field];
    // Never both, never neither.
    expect(answer.report === null).toBe(answer.errors.length > 0);
    return answer;
  };
  const faults = async (...given: Parameters<typeof act>) =>
    (await act(...given)).errors.map(({ code, path }) => `${code} ${path.join('.')}`.trim());
  const done = async (...given: Parameters<typeof act>): Promise<Data> => {
    const { report, errors } = await act(...given);
    expect(errors).toEqual([]);
    return report;
  };
  const forbidden = async (tenant: string, field: string, input: Record<string, unknown>, roles: Role[]) => {
    const { errors } = await ask(
      service,
      callerOf(tenant, { roles }),
      `mutation ($input: ${upper(field)}Input!) { ${field}(input: $input) { errors { code } } }`,
      { input },
    );
    return errors?.[0]?.extensions.code;
  };
  const see = async (tenant: string, id: string) =>
    (await query(tenant, `{ report(id: "${id}") { ${shape} } }`)).report;
  return { database, service, query, act, faults, done, forbidden, see };
}

export const sections = [
  { key: 'I', text: 'Đã ban hành kế hoạch' },
  { key: 'II.1', text: 'Giảm 1.200 hộ nghèo' },
  { key: 'III.1', text: 'Đoàn kết' },
  { key: 'IV', text: 'Tiếp tục phấn đấu' },
];
export const annual = {
  movement: 'VNN-2021-2025',
  kind: 'ANNUAL',
  period: '2022',
  title: 'Báo cáo năm 2022',
  sections,
};
