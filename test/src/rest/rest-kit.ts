import type { RestApi } from '@thi-dua/gateway/rest/api';
import { tokenFor } from '../gateway/served.js';

export interface Got {
  status: number;
  headers: Headers;
  text: string;
  body: unknown;
}

/** Asks addresses of a gateway, as a tenant. */
export const getFrom =
  (url: string) =>
  async (tenant: string, address: string, init: RequestInit = {}): Promise<Got> => {
    const response = await fetch(`${url}${address}`, {
      ...init,
      headers: { authorization: `Bearer ${await tokenFor(tenant)}`, ...init.headers },
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: response.headers.get('content-type')?.includes('json') && text !== '' ? JSON.parse(text) : null,
    };
  };

/** The endpoint that an operation has. */
export function endpointNamed({ endpoints }: RestApi, name: string) {
  const endpoint = endpoints.find((one) => one.name === name);
  if (endpoint === undefined) throw new Error(`no operation is called ${name}`);
  return endpoint;
}
