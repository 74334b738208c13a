import type { Role } from '@thi-dua/schema/caller';
import { SignJWT } from 'jose';

export const LOCAL_ISSUER = 'thi-dua-local';
export const LOCAL_AUDIENCE = 'thi-dua-graph';
const lifetime = '12h';

/** A token for local use, signed with the key in DATA_DIR. */
export const signLocalToken = (
  key: Uint8Array,
  caller: { tenant: string; subject: string; roles: readonly Role[] },
): Promise<string> =>
  new SignJWT({ tenant: caller.tenant, roles: [...caller.roles] })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(LOCAL_ISSUER)
    .setAudience(LOCAL_AUDIENCE)
    .setSubject(caller.subject)
    .setIssuedAt()
    .setExpirationTime(lifetime)
    .sign(key);
