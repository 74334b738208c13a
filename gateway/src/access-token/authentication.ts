import type { IncomingMessage } from 'node:http';
import { looksLikeKey } from '@thi-dua/schema/api-key';
import type { Caller } from '@thi-dua/schema/caller';
import type { ClientAddress } from '../http/client-address.js';
import type { ApiKeys } from './api-keys.js';
import type { TokenVerifier } from './verifier.js';

export interface Authentication {
  /** Who asks. Throws UNAUTHENTICATED, or UNAVAILABLE while that cannot be found out. */
  callerOf(request: Pick<IncomingMessage, 'headers' | 'socket'>): Promise<Caller>;
  /** From where it comes, for the log; null where nobody says. */
  readonly addressOf: ClientAddress;
}

export interface AuthenticationOptions {
  tokens: TokenVerifier;
  keys: ApiKeys;
  addressOf: ClientAddress;
}

/** An access token or an API key, either in the Authorization header: caches and logs keep that one secret of themselves. */
export const createAuthentication = ({ tokens, keys, addressOf }: AuthenticationOptions): Authentication => ({
  addressOf,
  callerOf: async (request) => {
    const { authorization } = request.headers;
    const credential = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1] ?? '';
    return looksLikeKey(credential) ? keys.verify(credential, addressOf(request)) : tokens.verify(authorization);
  },
});

/** For the log: who it was nobody knows, whose token or key is not good; from where it came is all there is. */
export const refusedFrom = (
  { addressOf }: Pick<Authentication, 'addressOf'>,
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
  { statusCode }: { statusCode: number },
): { from?: string | null } => (statusCode === 401 ? { from: addressOf(request) } : {});
