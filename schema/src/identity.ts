import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { type Caller, ROLES } from './caller.js';
import { PublicError, unauthenticated } from './errors.js';
import type { Log } from './log.js';

export const SERVICES = ['localities', 'indicators', 'campaigns', 'awards'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** Carries the signed identity from the gateway to a subgraph. */
export const IDENTITY_HEADER = 'x-thi-dua-identity';

const issuer = 'thi-dua-gateway';
const lifetimeSeconds = 30;
/** A signed identity is handed out again until it is half as old as it may get. */
const reuseMs = (lifetimeSeconds * 1000) / 2;
/** By how much the signer's clock may be ahead: as far as it may be behind an identity that is handed out again. */
const aheadSeconds = reuseMs / 1000;
const remembered = 10_000;

const Claims = z.object({
  sub: z.string().min(1),
  tenant: z.string().min(1),
  roles: z.array(z.enum(ROLES)),
  scopes: z.array(z.string()),
  iat: z.number(),
  exp: z.number(),
});

export interface IdentitySigner {
  sign(caller: Caller, audience: ServiceName): Promise<string>;
}
export interface IdentityVerifier {
  /**
   * Throws UNAUTHENTICATED for anything but an identity that the gateway signed for this service; UNAVAILABLE for one that is of
   * another time, which says of clocks that they differ, and nothing of whoever asks.
   */
  verify(token: string | undefined): Promise<Caller>;
}

/** Signs who the caller is, for one subgraph and a few seconds: useless elsewhere or later. */
export function createIdentitySigner(key: Uint8Array): IdentitySigner {
  const signed = new WeakMap<Caller, Map<ServiceName, { token: Promise<string>; at: number }>>();
  return {
    sign(caller, audience) {
      const ofCaller = signed.get(caller) ?? new Map<ServiceName, { token: Promise<string>; at: number }>();
      signed.set(caller, ofCaller);
      const known = ofCaller.get(audience);
      const at = Date.now();
      // One from before the clock was put back is of a time to come.
      if (known && known.at <= at && at < known.at + reuseMs) return known.token;
      const token = new SignJWT({
        tenant: caller.tenant,
        roles: [...caller.roles],
        scopes: [...caller.scopes],
      })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(issuer)
        .setSubject(caller.subject)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(`${lifetimeSeconds}s`)
        .sign(key);
      ofCaller.set(audience, { token, at });
      return token;
    },
  };
}

export function createIdentityVerifier(key: Uint8Array, audience: ServiceName, log?: Log): IdentityVerifier {
  const verified = new Map<string, { caller: Caller; iat: number; exp: number }>();
  const isLive = ({ iat, exp }: { iat: number; exp: number }) => {
    const now = Date.now() / 1000;
    return iat - aheadSeconds <= now && now < exp;
  };
  const ofAnotherTime = ({ iat, exp }: { iat?: number; exp?: number }) => {
    log?.error(
      { iat, exp, now: Math.floor(Date.now() / 1000) },
      'an identity is of another time: do the clocks differ?',
    );
    return new PublicError(
      'UNAVAILABLE',
      'This part of the answer is not available at the moment. Repeat the request later.',
    );
  };
  return {
    async verify(token) {
      if (!token) throw unauthenticated();
      const known = verified.get(token);
      if (known && isLive(known)) return known.caller;
      let claims: z.infer<typeof Claims>;
      try {
        const { payload } = await jwtVerify(token, key, {
          issuer,
          audience,
          algorithms: ['HS256'],
          requiredClaims: ['exp', 'iat'],
        });
        claims = Claims.parse(payload);
      } catch (error) {
        throw error instanceof errors.JWTExpired ? ofAnotherTime(error.payload) : unauthenticated();
      }
      if (!isLive(claims)) throw ofAnotherTime(claims);
      const { sub: subject, tenant, roles, scopes, iat, exp } = claims;
      const caller: Caller = { subject, tenant, roles, scopes };
      if (verified.size >= remembered) verified.clear();
      verified.set(token, { caller, iat, exp });
      return caller;
    },
  };
}
