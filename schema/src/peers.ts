import type { DocumentNode, ExecutionResult } from 'graphql';
import type { Caller } from './caller.js';
import { unavailable } from './errors.js';
import type { IdentitySigner, ServiceName } from './identity.js';
import type { Log } from './log.js';
import { READ_SCOPES } from './scopes.js';

export interface PeerRequest {
  document: DocumentNode;
  variables?: Record<string, unknown> | undefined;
  /** Signed for the service that is asked. */
  identity: string;
}

/** How a service asks another one for its truth (design, section 9). */
export type Peers = (service: ServiceName, request: PeerRequest) => Promise<ExecutionResult>;

/** Asks another service as the caller: what its tenant and roles may not see stays hidden here, too. */
export type AskPeer = <Data>(
  service: ServiceName,
  document: DocumentNode,
  variables?: Record<string, unknown>,
) => Promise<Data>;

export interface AskOptions {
  caller: Caller;
  identities: IdentitySigner;
  peers: Peers | undefined;
  log: Log;
}

/** Throws UNAVAILABLE where the other service is away or answers with an error: a write is then not begun. */
export function askPeerAs({ caller, identities, peers, log }: AskOptions): AskPeer {
  // What a caller's own token is good for bounds what it is shown; what its write rests on is bounded by tenant and roles.
  const reader: Caller = { ...caller, scopes: READ_SCOPES };
  return async <Data>(service: ServiceName, document: DocumentNode, variables?: Record<string, unknown>) => {
    if (peers === undefined) throw new Error(`nobody said where ${service} answers`);
    const identity = await identities.sign(reader, service);
    const { data, errors } = await peers(service, { document, variables, identity });
    if (errors !== undefined && errors.length > 0) {
      log.error({ errors, peer: service }, 'another service answered with errors');
      throw unavailable(service);
    }
    return data as Data;
  };
}
