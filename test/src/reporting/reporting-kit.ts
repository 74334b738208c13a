import { serveSubgraph } from '@thi-dua/schema/subgraph-server';
import { afterAll } from 'vitest';
import { type Served, serve, tokenFor } from '../gateway/served.js';
import { allServices } from '../kit/services.js';

export interface Line {
  type: 'progress' | 'fault' | 'summary' | 'error';
  [member: string]: unknown;
}
export interface Answer {
  status: number;
  lines: Line[];
  faults: Line[];
  /** The last line. */
  end: Line | undefined;
}
export interface Sending {
  mode?: string;
  key?: string;
  media?: string;
  subject?: string;
}

export const CSV = 'text/csv';
export const NDJSON = 'application/x-ndjson';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface Reporting {
  served: Served;
  send(tenant: string, body: BodyInit, sending?: Sending): Promise<Answer>;
  template(tenant: string, query: string): Promise<Response>;
}

let keys = 0;
export const newKey = () => `file-${++keys}`;

/** A gateway before the services: in one process, or each alone over HTTP. */
export async function reporting(appUrl: string, over: 'in process' | 'over HTTP' = 'in process'): Promise<Reporting> {
  const services = allServices(appUrl);
  const servers = over === 'in process' ? [] : await Promise.all(services.map((s) => serveSubgraph(s, here)));
  afterAll(() => Promise.all(servers.map((server) => server.stop())));
  const subgraphs = Object.fromEntries(servers.map(({ url }, i) => [services[i]?.name, [url]]));
  const served = await serve(services, servers.length > 0 ? { subgraphs } : {});
  return {
    served,
    async send(tenant, body, { mode = 'ALL_OR_NOTHING', key = newKey(), media = CSV, subject } = {}) {
      const response = await fetch(`${served.listener.url}/import/observations?mode=${mode}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await tokenFor(tenant, subject)}`,
          'content-type': media,
          'idempotency-key': key,
        },
        body,
      });
      return answerOf(response);
    },
    template: async (tenant, query) =>
      fetch(`${served.listener.url}/templates/observations?${query}`, {
        headers: { authorization: `Bearer ${await tokenFor(tenant)}` },
      }),
  };
}

const here = { host: '127.0.0.1', port: 0 };

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const lines = response.ok
    ? text
        .split('\n')
        .filter((line) => line !== '')
        .map((line): Line => JSON.parse(line))
    : [{ type: 'error', ...JSON.parse(text).errors[0].extensions } as Line];
  return {
    status: response.status,
    lines,
    faults: lines.filter((line) => line.type === 'fault'),
    end: lines.at(-1),
  };
}

/** A CSV file of rows that are written as in one: "450,HOUSEHOLDS,2023,7". */
export const csv = (rows: readonly string[], header = 'localityCode,indicator,period,value'): string =>
  `${[header, ...rows].join('\n')}\n`;
