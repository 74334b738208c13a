import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { type Caller, ROLES } from './caller.js';
import { unauthenticated } from './errors.js';

export const SERVICES = ['localities', 'indicators', 'campaigns', 'awards'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** Carries the signed identity from the gateway to a subgraph. */
export const IDENTITY_HEADER = 'x-thi-dua-identity';

const issuer = 'thi-dua-gateway';
const lifetimeSeconds = 30;
/** A signed identity is handed out again until it is half as old as it may get. */
const reuseMs = (lifetimeSeconds * 1000) / 2;
const remembered = 10_000;

const Claims = z.object({
  sub: z.string().min(1),
  tenant: z.string().min(1),
  roles: z.array(z.enum(ROLES)),
  scopes: z.array(z.string()),
  exp: z.number(),
});

export interface IdentitySigner {
  sign(caller: Caller, audience: ServiceName): Promise<string>;
}
export interface IdentityVerifier {
  /** Throws UNAUTHENTICATED for anything but a live identity that the gateway signed for this service. */
  verify(token: string | undefined): Promise<Caller>;
}

/** Signs who the caller is, for one subgraph and a few seconds: useless elsewhere or later. */
export function createIdentitySigner(key: Uint8Array): IdentitySigner {
  const signed = new WeakMap<Caller, Map<ServiceName, { token: Promise<string>; until: number }>>();
  return {
    sign(caller, audience) {
      const ofCaller = signed.get(caller) ?? new Map<ServiceName, { token: Promise<string>; until: number }>();
      signed.set(caller, ofCaller);
      const known = ofCaller.get(audience);
      if (known && known.until > Date.now()) return known.token;
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
      ofCaller.set(audience, { token, until: Date.now() + reuseMs });
      return token;
    },
  };
}

export function createIdentityVerifier(key: Uint8Array, audience: ServiceName): IdentityVerifier {
  const verified = new Map<string, { caller: Caller; until: number }>();
  return {
    async verify(token) {
      if (!token) throw unauthenticated();
      const known = verified.get(token);
      if (known && known.until > Date.now()) return known.caller;
      let claims: z.infer<typeof Claims>;
      try {
        const { payload } = await jwtVerify(token, key, {
          issuer,
          audience,
          algorithms: ['HS256'],
          requiredClaims: ['exp'],
        });
        claims = Claims.parse(payload);
      } catch {
        throw unauthenticated();
      }
      const { sub: subject, tenant, roles, scopes } = claims;
      const caller: Caller = { subject, tenant, roles, scopes };
      if (verified.size >= remembered) verified.clear();
      verified.set(token, { caller, until: claims.exp * 1000 });
      return caller;
    },
  };
}
