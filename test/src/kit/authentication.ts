import { createApiKeys } from '@thi-dua/gateway/access-token/api-keys';
import { type Authentication, createAuthentication } from '@thi-dua/gateway/access-token/authentication';
import { createTokenVerifier } from '@thi-dua/gateway/access-token/verifier';
import type { Gateway } from '@thi-dua/gateway/gateway';
import { clientAddressBehind } from '@thi-dua/gateway/http/client-address';
import { silent } from './services.js';

/** As a gateway for local use has it: tokens signed with this key, and API keys. */
export const localAuthentication = (gateway: Pick<Gateway, 'serve'>, localKey: Uint8Array): Authentication =>
  createAuthentication({
    tokens: createTokenVerifier({ localKey }, silent),
    keys: createApiKeys(gateway),
    addressOf: clientAddressBehind([]),
  });
