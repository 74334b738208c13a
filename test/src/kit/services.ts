import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileStore } from '@thi-dua/awards/dossier/store/file-store';
import { localFolder } from '@thi-dua/awards/dossier/store/local-folder';
import { type AwardsOptions, createAwards } from '@thi-dua/awards/service';
import { createCampaigns } from '@thi-dua/campaigns/service';
import { createIndicators } from '@thi-dua/indicators/service';
import { createLocalities } from '@thi-dua/localities/service';
import { type Caller, ROLES } from '@thi-dua/schema/caller';
import { createIdentitySigner } from '@thi-dua/schema/identity';
import { createLog } from '@thi-dua/schema/log';
import type { Peers } from '@thi-dua/schema/peers';
import { SCOPES } from '@thi-dua/schema/scopes';
import type { ServiceOptions, Subgraph } from '@thi-dua/schema/subgraph';
import { type ExecutionResult, parse } from 'graphql';
import { afterAll } from 'vitest';

export const silent = createLog('silent');
export const identityKey = new Uint8Array(randomBytes(32));
const signer = createIdentitySigner(identityKey);

export const callerOf = (tenant: string, over: Partial<Caller> = {}): Caller => ({
  subject: `officer@${tenant}`,
  tenant,
  roles: [...ROLES],
  scopes: SCOPES,
  ...over,
});

export const serviceOptions = (databaseUrl: string, over: Partial<ServiceOptions> = {}): ServiceOptions => ({
  databaseUrl,
  identityKey,
  log: silent,
  ...over,
});

/** The other services on the same database, each started when it is first asked. */
function peersOn(databaseUrl: string, over: Partial<ServiceOptions> = {}): Peers {
  const started = new Map<string, Subgraph>();
  const create = {
    localities: createLocalities,
    indicators: createIndicators,
    campaigns: createCampaigns,
    awards: createAwards,
  };
  afterAll(() => Promise.all([...started.values()].map((service) => service.close())));
  return (name, request) => {
    const peer = started.get(name) ?? create[name]({ databaseUrl, identityKey, log: silent, ...over });
    started.set(name, peer);
    return peer.execute(request);
  };
}

/** A folder for the files of dossiers, gone when the test file is done. */
export function fileFolder(): { folder: string; files: FileStore } {
  const folder = mkdtempSync(join(tmpdir(), 'thi-dua-test-files-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, files: localFolder(folder) };
}

/** Asks one subgraph, as the gateway does in its own process. */
export async function ask(
  subgraph: Subgraph,
  caller: Caller,
  document: string,
  variables?: Record<string, unknown>,
): Promise<ExecutionResult> {
  return subgraph.execute({ document: parse(document), variables, identity: await signer.sign(caller, subgraph.name) });
}

export function closeAfterAll<S extends { close(): Promise<void> }>(subgraph: S): S {
  afterAll(() => subgraph.close());
  return subgraph;
}

export const localities = (databaseUrl: string, over?: Partial<ServiceOptions>): Subgraph =>
  closeAfterAll(createLocalities(serviceOptions(databaseUrl, over)));

export const awards = (databaseUrl: string, { files, ...over }: Partial<AwardsOptions> = {}): Subgraph =>
  closeAfterAll(
    createAwards({
      ...serviceOptions(databaseUrl, { peers: peersOn(databaseUrl, over), ...over }),
      files: files ?? fileFolder().files,
    }),
  );

export const campaigns = (databaseUrl: string, over?: Partial<ServiceOptions>): Subgraph =>
  closeAfterAll(createCampaigns(serviceOptions(databaseUrl, { peers: peersOn(databaseUrl, over), ...over })));

export const indicators = (databaseUrl: string, over?: Partial<ServiceOptions>): Subgraph =>
  closeAfterAll(createIndicators(serviceOptions(databaseUrl, over)));

/** All four, of which some are given: they compose only together, since each adds to what others own. */
export const allServices = (databaseUrl: string, ...given: readonly Subgraph[]): Subgraph[] =>
  Object.entries({ localities, indicators, campaigns, awards }).map(
    ([name, create]) => given.find((service) => service.name === name) ?? create(databaseUrl),
  );
