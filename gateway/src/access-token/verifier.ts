import type { Caller } from '@thi-dua/schema/caller';
import { PublicError, unauthenticated } from '@thi-dua/schema/errors';
import type { Log } from '@thi-dua/schema/log';
import { decodeJwt, errors, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify } from 'jose';
import { callerFrom, plainReading, type Reading } from './claims.js';
import { ALGORITHMS, type Issuer } from './issuer.js';
import { type IssuerKeysOptions, issuerKeys } from './issuer-keys.js';
import { LOCAL_AUDIENCE, LOCAL_ISSUER } from './local-token.js';

/** Whose tokens count: those of some issuers, or, without any, those signed with this machine's own key. */
export type TokenSource =
  | ({ issuers: readonly Issuer[]; clockSkewSeconds?: number } & Pick<IssuerKeysOptions, 'throttleMs' | 'freshMs'>)
  | { localKey: Uint8Array };

export interface TokenVerifier {
  /** Who asks, from the Authorization header. Throws UNAUTHENTICATED, or UNAVAILABLE while the issuer's keys cannot be read. */
  verify(authorization: string | undefined): Promise<Caller>;
}

/** What an access token may call itself (RFC 9068, 2.1); nothing that was made for another purpose. */
const TYPES: ReadonlySet<string> = new Set(['jwt', 'at+jwt', 'application/at+jwt']);
const usualSkewSeconds = 5;
/** A token is looked at again after this long even if it lives longer: its key may have been withdrawn. */
const rememberedMs = 5 * 60_000;
const remembered = 10_000;
const longest = 8192;

/** How tokens of one issuer are judged, and read. */
interface Judge {
  verify(token: string): Promise<{ payload: JWTPayload; protectedHeader: { typ?: string } }>;
  reading: Reading;
}

export function createTokenVerifier(source: TokenSource, log: Log): TokenVerifier {
  const judgeFor = judgesOf(source, log);
  const known = new Map<string, { caller: Caller; verifiedAt: number; until: number }>();
  return {
    async verify(authorization) {
      const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+) *$/i.exec(authorization ?? '')?.[1];
      if (token === undefined || token.length > longest) throw unauthenticated();
      const found = known.get(token);
      // For how long is by a clock that nobody puts back; until when the token is good, by the one of its day.
      const isRecent = found !== undefined && performance.now() - found.verifiedAt < rememberedMs;
      if (isRecent && found.until > Date.now()) return found.caller;
      known.delete(token);
      const judge = judgeFor(issuerIn(token));
      if (judge === undefined) throw unauthenticated();
      const { payload, protectedHeader } = await judge.verify(token).catch((error: unknown) => {
        throw error instanceof PublicError ? error : unauthenticated();
      });
      if (protectedHeader.typ !== undefined && !TYPES.has(protectedHeader.typ.toLowerCase())) throw unauthenticated();
      const caller = callerFrom(payload, judge.reading);
      if (caller === null) throw unauthenticated();
      if (known.size >= remembered) for (const oldest of known.keys()) if (known.delete(oldest)) break;
      known.set(token, { caller, verifiedAt: performance.now(), until: (payload.exp ?? 0) * 1000 });
      return caller;
    },
  };
}

/** Whose a token says it is: only whom to ask. That it is so, the keys of that one issuer prove, and no other's. */
function issuerIn(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch {
    return '';
  }
}

/** An issuer may give its keys no names: then any of those that fit may have signed. */
async function verifyByAny(token: string, keys: JWTVerifyGetKey, options: JWTVerifyOptions) {
  try {
    return await jwtVerify(token, keys, options);
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    for await (const key of error) {
      try {
        return await jwtVerify(token, key, options);
      } catch (fault) {
        if (!(fault instanceof errors.JWSSignatureVerificationFailed)) throw fault;
      }
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
}

function judgesOf(source: TokenSource, log: Log): (issuer: string) => Judge | undefined {
  const requiredClaims = ['exp', 'iss', 'aud'];
  if ('localKey' in source) {
    const options: JWTVerifyOptions = {
      issuer: LOCAL_ISSUER,
      audience: LOCAL_AUDIENCE,
      algorithms: ['HS256'],
      requiredClaims,
    };
    const judge = { verify: (token: string) => jwtVerify(token, source.localKey, options), reading: plainReading };
    return () => judge;
  }
  const judges = new Map(
    source.issuers.map((each): [string, Judge] => {
      const { issuer, audience, jwksUrl, algorithms = ALGORITHMS, tenants = null } = each;
      const { throttleMs, freshMs, clockSkewSeconds = usualSkewSeconds } = source;
      const keys: JWTVerifyGetKey = issuerKeys({
        issuer,
        jwksUrl,
        log,
        ...(throttleMs !== undefined && { throttleMs }),
        ...(freshMs !== undefined && { freshMs }),
      });
      const options: JWTVerifyOptions = {
        issuer,
        audience: typeof audience === 'string' ? audience : [...audience],
        algorithms: [...algorithms],
        requiredClaims,
        clockTolerance: clockSkewSeconds,
      };
      return [issuer, { verify: (token) => verifyByAny(token, keys, options), reading: { ...each, tenants } }];
    }),
  );
  return (issuer) => judges.get(issuer);
}
