import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { signLocalToken } from '@thi-dua/gateway/access-token/local-token';
import { exportFolder } from '@thi-dua/gateway/export/export-folder';
import { type Exporter, type ExporterOptions, startExporter } from '@thi-dua/gateway/export/exporter';
import { createHandler } from '@thi-dua/gateway/http/handler';
import { listen } from '@thi-dua/gateway/http/server';
import { type Caller, ROLES } from '@thi-dua/schema/caller';
import { afterAll, afterEach, expect } from 'vitest';
import type { Graph } from '../isolation/graph.js';
import { localAuthentication } from '../kit/authentication.js';
import { callerOf, silent } from '../kit/services.js';

const key = new Uint8Array(randomBytes(32));
const token = ({ tenant, subject, roles }: Pick<Caller, 'tenant' | 'subject' | 'roles'>) =>
  signLocalToken(key, { tenant, subject, roles: [...roles] });

export interface Shown {
  id: string;
  status: string;
  objectCount: number;
  bytes: number;
  url: string | null;
  expiresAt: string | null;
  error: { code: string } | null;
}
export const FIELDS = 'id status objectCount bytes url expiresAt error { code }';

export interface Line {
  __typename: string;
  id?: string;
  __parentId?: string;
  [name: string]: unknown;
}
export const linesIn = (text: string): Line[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

type Over = Partial<Pick<ExporterOptions, 'gateway' | 'atOnce' | 'keptMs'>>;

/** A graph behind a listener, with a folder for exports; whoever works them off is started by the test. */
export async function bulk(graph: Graph, limits = { bytes: 1e9, fileBytes: 1e9 }) {
  const path = mkdtempSync(join(tmpdir(), 'thi-dua-test-exports-'));
  const folder = exportFolder(path, limits);
  const { gateway } = graph;
  const listener = await listen({ host: '127.0.0.1', port: 0 }, silent);
  listener.serve(
    createHandler({
      gateway,
      authentication: localAuthentication(gateway, key),
      readiness: async () => ({ status: 'ready', database: 'up', subgraphs: {} }),
      isDraining: () => false,
      bodyLimit: 1e6,
      exports: folder,
      log: silent,
    }),
  );
  const started = new Set<Exporter>();
  const stopAll = async () => {
    for (const exporter of started) await exporter.stop();
    started.clear();
  };
  afterEach(stopAll);
  afterAll(async () => {
    await listener.stop({ delayMs: 0, timeoutMs: 1000 });
    rmSync(path, { recursive: true, force: true });
  });

  const ask = async (tenant: string, query: string, variables?: Record<string, unknown>, over?: Partial<Caller>) => {
    const answer = await graph.ask(tenant, query, variables, over);
    expect(answer.errors).toBeUndefined();
    return JSON.parse(JSON.stringify(answer.data));
  };
  const start = async (tenant: string, input: Record<string, unknown> = {}, over?: Partial<Caller>) =>
    (
      await ask(
        tenant,
        `mutation ($input: StartExportInput!) { startExport(input: $input) { export { ${FIELDS} } errors { code message } } }`,
        { input },
        over,
      )
    ).startExport as { export: Shown | null; errors: { code: string; message: string }[] };
  const look = async (tenant: string, id: string, over?: Partial<Caller>): Promise<Shown | null> =>
    (await ask(tenant, `query ($id: ID!) { bulkExport(id: $id) { ${FIELDS} } }`, { id }, over)).bulkExport;
  /** Waits until it is neither waiting nor running. */
  const ended = async (tenant: string, id: string, over?: Partial<Caller>): Promise<Shown> => {
    for (;;) {
      const shown = await look(tenant, id, over);
      if (shown === null) throw new Error('the export is gone');
      if (shown.status !== 'WAITING' && shown.status !== 'RUNNING') return shown;
      await sleep(50);
    }
  };
  const exporter = (over: Over) =>
    startExporter({ gateway, folder, atOnce: 2, keptMs: 60_000, log: silent, everyMs: 20, ...over });
  return {
    path,
    files: () => readdirSync(path),
    url: listener.url,
    ask,
    start,
    look,
    ended,
    stopAll,
    work(over: Over = {}) {
      started.add(exporter(over));
    },
    /** Another that nobody stops: as a process that is gone, where its gateway does not answer any more. */
    abandon(over: Over) {
      exporter({ atOnce: 1, ...over });
    },
    fetch: (path: string, headers: Record<string, string> = {}, method = 'GET') =>
      fetch(`${listener.url}${path}`, { method, headers }),
    bearer: async (tenant: string, over: Partial<Caller> = {}) => ({
      authorization: `Bearer ${await token(callerOf(tenant, { roles: ROLES, ...over }))}`,
    }),
  };
}
