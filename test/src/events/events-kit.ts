import { createLocalities } from '@thi-dua/localities/service';
import type { WebhookOptions } from '@thi-dua/localities/webhook/settings';
import { readNetworks } from '@thi-dua/localities/webhook/target';
import type { Caller } from '@thi-dua/schema/caller';
import type { Subgraph } from '@thi-dua/schema/subgraph';
import { expect } from 'vitest';
import type { TestDatabase } from '../kit/database.js';
import { ask, callerOf, campaigns, closeAfterAll, serviceOptions } from '../kit/services.js';

type Data = ReturnType<typeof JSON.parse>;

/** As in service, but for receivers on this machine. */
export const webhooks: WebhookOptions = {
  targets: { allowHttp: true, allowNetworks: readNetworks('127.0.0.0/8') ?? [] },
  atOnce: 4,
  timeoutMs: 2000,
  patienceSeconds: 5 * 86_400,
  keptSeconds: 90 * 86_400,
  source: 'urn:thi-dua-test',
};

/** Localities with what sends events out. */
export const dispatching = ({ appUrl }: TestDatabase, over: Partial<WebhookOptions> = {}): Subgraph =>
  closeAfterAll(createLocalities({ ...serviceOptions(appUrl), webhooks: { ...webhooks, ...over } }));

/** Asks a service as people of tenants; that it answered. */
export const asking =
  (service: Subgraph) =>
  async (
    tenant: string,
    document: string,
    variables?: Record<string, unknown>,
    over?: Partial<Caller>,
  ): Promise<Data> => {
    const { data, errors } = await ask(service, callerOf(tenant, over), document, variables);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  };
export type Ask = ReturnType<typeof asking>;

const upper = (field: string) => `${field.charAt(0).toUpperCase()}${field.slice(1)}`;

/** One mutation by an ADMIN of a tenant, refused or not. */
export const mutating =
  (query: Ask, shape: string) =>
  async (tenant: string, field: string, input: Record<string, unknown>): Promise<Data> =>
    (
      await query(
        tenant,
        `mutation ($input: ${upper(field)}Input!) { ${field}(input: $input) { ${shape} errors { code path } } }`,
        { input },
      )
    )[field];

export const endpointShape =
  'secret endpoint { id url types enabled disabledReason failingSince previousSecretUntil deliveries { nodes { id state attempts lastStatus lastError event { id type } } } }';

/** Plans of a tenant, drafted and issued by different people. */
export function planning({ appUrl }: TestDatabase) {
  const query = asking(campaigns(appUrl));
  const act = async (tenant: string, field: string, input: Record<string, unknown>, subject: string) => {
    const data = await query(
      tenant,
      `mutation ($input: ${upper(field)}Input!) { ${field}(input: $input) { plan { id } errors { code } } }`,
      { input },
      { subject: `${subject}@${tenant}` },
    );
    expect(data[field].errors).toEqual([]);
    return data[field].plan.id as string;
  };
  const document = { type: 'KẾ HOẠCH', issuer: 'UBND', issuedOn: '2023-02-01', number: '15', symbol: 'KH-UBND' };
  const draft = (tenant: string) =>
    act(
      tenant,
      'createPlan',
      { movement: 'VNN-2021-2025', title: 'Kế hoạch', periodFrom: 2021, periodTo: 2025, document },
      'planner',
    );
  return {
    draft,
    issue: async (tenant: string) => act(tenant, 'issuePlan', { id: await draft(tenant) }, 'signer'),
    close: (tenant: string, id: string) => act(tenant, 'closePlan', { id, closedOn: '2023-03-01' }, 'signer'),
    amend: async (tenant: string, id: string) => {
      const amendment = await act(tenant, 'amendPlan', { id, changes: 'x', document }, 'planner');
      return act(tenant, 'issuePlan', { id: amendment }, 'signer');
    },
  };
}
