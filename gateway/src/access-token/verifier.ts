import type { Caller } from '@thi-dua/schema/caller';
import { PublicError, unauthenticated } from '@thi-dua/schema/errors';
import type { Log } from '@thi-dua/schema/log';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify } from 'jose';
import { callerFrom } from './claims.js';
import { LOCAL_AUDIENCE, LOCAL_ISSUER } from './local-token.js';

/** Whose tokens count: those of one issuer, or, without one, those signed with this machine's own key. */
export type TokenSource = { jwksUrl: string; issuer: string; audience: string } | { localKey: Uint8Array };

export interface TokenVerifier {
  /** Who asks, from the Authorization header. Throws UNAUTHENTICATED, or UNAVAILABLE while the issuer's keys cannot be read. */
  verify(authorization: string | undefined): Promise<Caller>;
}

/** Public-key algorithms only: nobody who can verify a token can make one, and "none" is not among them. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const clockToleranceSeconds = 5;
/** A token is looked at again after this long even if it lives longer: its key may have been withdrawn. */
const rememberedMs = 5 * 60_000;
const remembered = 10_000;
const longest = 8192;

export function createTokenVerifier(source: TokenSource, log: Log): TokenVerifier {
  const verifyJwt = verifierOf(source, log);
  const known = new Map<string, { caller: Caller; until: number }>();
  return {
    async verify(authorization) {
      const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+) *$/i.exec(authorization ?? '')?.[1];
      if (token === undefined || token.length > longest) throw unauthenticated();
      const found = known.get(token);
      if (found !== undefined && found.until > Date.now()) return found.caller;
      known.delete(token);
      const { payload } = await verifyJwt(token).catch((error: unknown) => {
        throw error instanceof PublicError ? error : unauthenticated();
      });
      const caller = callerFrom(payload);
      if (caller === null) throw unauthenticated();
      if (known.size >= remembered) for (const oldest of known.keys()) if (known.delete(oldest)) break;
      known.set(token, { caller, until: Math.min((payload.exp ?? 0) * 1000, Date.now() + rememberedMs) });
      return caller;
    },
  };
}

function verifierOf(source: TokenSource, log: Log) {
  const requiredClaims = ['exp', 'sub', 'tenant'];
  if ('localKey' in source) {
    const options: JWTVerifyOptions = {
      issuer: LOCAL_ISSUER,
      audience: LOCAL_AUDIENCE,
      algorithms: ['HS256'],
      requiredClaims,
    };
    return (token: string) => jwtVerify(token, source.localKey, options);
  }
  const { issuer, audience } = source;
  const options: JWTVerifyOptions = {
    issuer,
    audience,
    algorithms,
    requiredClaims,
    clockTolerance: clockToleranceSeconds,
  };
  const remote = createRemoteJWKSet(new URL(source.jwksUrl));
  const keys: JWTVerifyGetKey = async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      // A key that the issuer does not have is the token's fault; keys that cannot be read are not.
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JOSENotSupported) throw error;
      log.error({ err: error }, 'the keys in JWKS_URL cannot be read');
      throw new PublicError('UNAVAILABLE', 'Access tokens cannot be verified at the moment. Repeat the request later.');
    }
  };
  return (token: string) => jwtVerify(token, keys, options);
}
