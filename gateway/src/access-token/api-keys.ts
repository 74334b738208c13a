import {
  hashOfKey,
  idOfKey,
  KEY_STANDS,
  keyOfSubject,
  keyVerifier,
  type Presented,
  Standing,
  subjectOfKey,
  VERIFY_KEY,
  Verdict,
} from '@thi-dua/schema/api-key';
import type { Caller } from '@thi-dua/schema/caller';
import { PublicError, unauthenticated } from '@thi-dua/schema/errors';
import type { RouteAddress } from '@thi-dua/schema/route';
import type { Gateway } from '../gateway.js';

export interface ApiKeys {
  /** Whom a key speaks for, presented from an address. Throws UNAUTHENTICATED, or UNAVAILABLE while keys cannot be looked up. */
  verify(key: string, address: string | null): Promise<Caller>;
}

/** How long an answer is taken for granted: a key that is revoked ends everywhere within this time. */
export const KEY_REMEMBERED_MS = 3000;
const remembered = 10_000;

const away = () =>
  new PublicError('UNAVAILABLE', 'API keys cannot be verified at the moment. Repeat the request later.', {
    service: 'localities',
  });

async function askKeys(serve: Gateway['serve'], at: RouteAddress, asked: unknown): Promise<unknown> {
  const answer = await serve(
    { ...at, service: 'localities' },
    {
      query: new URLSearchParams(),
      headers: { 'content-type': 'application/json' },
      body: (async function* () {
        yield Buffer.from(JSON.stringify(asked));
      })(),
      signal: AbortSignal.timeout(10_000),
    },
    keyVerifier,
    { unmetered: true },
  );
  let text = '';
  if (typeof answer.body === 'string') text = answer.body;
  else for await (const piece of answer.body) text += Buffer.from(piece).toString();
  if (answer.status !== 200) throw away();
  return JSON.parse(text);
}

/**
 * Whether whoever began something may have it go on: a person or system that came by a token, as before; a key, as long as it
 * stands. Throws UNAVAILABLE while that cannot be found out.
 */
export async function stillStands(serve: Gateway['serve'], { subject }: Pick<Caller, 'subject'>): Promise<boolean> {
  const id = keyOfSubject(subject);
  return id === null || Standing.parse(await askKeys(serve, KEY_STANDS, { id })).stands;
}

/** Asks the service that keeps the keys, by a hash: the key itself goes no further than this process. */
export function createApiKeys({ serve }: Pick<Gateway, 'serve'>, rememberedMs = KEY_REMEMBERED_MS): ApiKeys {
  // How long it is remembered is by a clock that nobody puts back; until when a key is good, by the one of its day.
  const known = new Map<string, { caller: Promise<Caller | null>; askedAt: number; until: number }>();

  const look = async (presented: Presented): Promise<{ caller: Caller | null; until: number }> => {
    const { key } = Verdict.parse(await askKeys(serve, VERIFY_KEY, presented));
    if (key === null) return { caller: null, until: Number.POSITIVE_INFINITY };
    const { tenant, roles, scopes, trustedDocumentsOnly, until } = key;
    return {
      caller: { subject: subjectOfKey(presented.id), tenant, roles, scopes, trustedDocumentsOnly },
      until: Date.parse(until),
    };
  };

  const remember = (name: string, presented: Presented): Promise<Caller | null> => {
    if (known.size >= remembered) for (const oldest of known.keys()) if (known.delete(oldest)) break;
    const found = look(presented);
    const caller = found.then((verdict) => verdict.caller);
    const entry = { caller, askedAt: performance.now(), until: Number.POSITIVE_INFINITY };
    known.set(name, entry);
    found.then(
      ({ until }) => {
        entry.until = until;
      },
      () => known.delete(name),
    );
    return entry.caller;
  };

  return {
    async verify(key, address) {
      const id = idOfKey(key);
      if (id === null) throw unauthenticated();
      const hash = hashOfKey(key).toString('base64url');
      const name = `${hash} ${address}`;
      const entry = known.get(name);
      const isOld = entry !== undefined && performance.now() - entry.askedAt >= rememberedMs;
      if (entry !== undefined && (isOld || entry.until <= Date.now())) known.delete(name);
      const caller = await (known.get(name)?.caller ?? remember(name, { id, hash, address }));
      if (caller === null) throw unauthenticated();
      return caller;
    },
  };
}
