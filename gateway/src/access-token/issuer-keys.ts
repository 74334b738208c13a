import { PublicError } from '@thi-dua/schema/errors';
import type { Log } from '@thi-dua/schema/log';
import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

export interface IssuerKeysOptions {
  issuer: string;
  /** Found by discovery where left out. */
  jwksUrl?: string | undefined;
  log: Log;
  /** How long to wait before the keys are fetched again, whatever is asked for. */
  throttleMs?: number;
  /** After how long known keys are looked at again, so that one that was withdrawn ends. */
  freshMs?: number;
}

const TIMEOUT_MS = 5000;
const LARGEST = 512 * 1024;

const Discovered = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });
const Keys = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(200) });

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    text += decoder.decode(part.value, { stream: true });
    if (text.length > LARGEST) {
      await reader?.cancel();
      throw new Error(`${url} answers more than ${LARGEST} characters`);
    }
  }
  return JSON.parse(text);
}

const unverifiable = () =>
  new PublicError('UNAVAILABLE', 'Access tokens cannot be verified at the moment. Repeat the request later.');

/** Where an issuer says that its keys are (OpenID Connect Discovery 1.0, 4): only of itself, and not less safely than it is asked. */
async function discover(issuer: string): Promise<string> {
  const found = Discovered.parse(await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`));
  if (found.issuer !== issuer) throw new Error(`the issuer calls itself ${found.issuer}`);
  if (new URL(issuer).protocol === 'https:' && new URL(found.jwks_uri).protocol !== 'https:')
    throw new Error('the issuer has its keys at an address without TLS');
  return found.jwks_uri;
}

/**
 * The published keys of one issuer. A key that is not known yet is fetched at once, but not more often than the throttle allows,
 * whoever invents one; keys are looked at again after a while; while they cannot be, the known ones stay good.
 */
export function issuerKeys({
  issuer,
  jwksUrl,
  log,
  throttleMs = 10_000,
  freshMs = 600_000,
}: IssuerKeysOptions): JWTVerifyGetKey {
  let keys: ReturnType<typeof createLocalJWKSet> | null = null;
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let fetching: Promise<void> | null = null;
  let isAway = false;

  const load = async () => {
    try {
      // Asked anew each time: an issuer may move its keys.
      keys = createLocalJWKSet(Keys.parse(await fetchJson(jwksUrl ?? (await discover(issuer)))));
      fetchedAt = performance.now();
      isAway = false;
    } catch (error) {
      isAway = true;
      log.error({ err: error, issuer }, 'the keys of an issuer cannot be read');
    } finally {
      fetching = null;
    }
  };
  const refresh = async () => {
    if (fetching === null && performance.now() - triedAt >= throttleMs) {
      triedAt = performance.now();
      fetching = load();
    }
    await fetching;
  };

  return async (header, token) => {
    if (keys === null) await refresh();
    else if (performance.now() - fetchedAt >= freshMs) void refresh();
    if (keys === null) throw unverifiable();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await refresh();
      // It may be signed with a key that is newer than what was last read: nobody can say that it is not.
      return keys(header, token).catch((fault: unknown) => {
        throw isAway && fault instanceof errors.JWKSNoMatchingKey ? unverifiable() : fault;
      });
    }
  };
}
