import { LOCAL_AUDIENCE, LOCAL_ISSUER } from '@thi-dua/gateway/access-token/local-token';
import { createHeadWatch } from '@thi-dua/gateway/events/head-watch';
import { createGateway } from '@thi-dua/gateway/gateway';
import { createHandler, type HandlerOptions } from '@thi-dua/gateway/http/handler';
import { listen } from '@thi-dua/gateway/http/server';
import type { Subgraphs } from '@thi-dua/gateway/subgraph-transport';
import { ROLES } from '@thi-dua/schema/caller';
import { serveSubgraph } from '@thi-dua/schema/subgraph-server';
import { SignJWT } from 'jose';
import { afterAll, describe, expect, test } from 'vitest';
import { localAuthentication } from '../kit/authentication.js';
import { testDatabase } from '../kit/database.js';
import { allServices, identityKey, silent } from '../kit/services.js';
import { supergraphOf } from '../kit/supergraph.js';
import { dispatching, planning } from './events-kit.js';

const database = await testDatabase();
const services = allServices(database.appUrl, dispatching(database));
const plans = planning(database);
const key = new Uint8Array(32).fill(7);
const token = async (tenant: string, expires = '1h') => {
  const signed = await new SignJWT({ tenant, roles: [...ROLES] })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(LOCAL_ISSUER)
    .setAudience(LOCAL_AUDIENCE)
    .setSubject(`officer@${tenant}`)
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(key);
  return `Bearer ${signed}`;
};

async function gatewayBefore(subgraphs: Subgraphs, over: Partial<HandlerOptions> = {}) {
  const gateway = await createGateway({ supergraph: supergraphOf(services), subgraphs, identityKey, log: silent });
  const listener = await listen({ host: '127.0.0.1', port: 0 }, silent);
  listener.serve(
    createHandler({
      gateway,
      authentication: localAuthentication(gateway, key),
      readiness: async () => ({ status: 'ready', database: 'up', subgraphs: {} }),
      isDraining: () => listener.draining,
      bodyLimit: 100_000,
      streams: { all: 10, ofOneTenant: 2, everyMs: 50, keepAliveMs: 100 },
      log: silent,
      ...over,
    }),
  );
  const stop = () => listener.stop({ delayMs: 0, timeoutMs: 5000 });
  afterAll(async () => {
    await stop();
    await gateway.close();
  });
  return { url: `${listener.url}/graphql`, stop };
}
const { url } = await gatewayBefore(services);

interface Message {
  event: string;
  id?: string;
  data: {
    data?: { told: { type: string; subject: string; cursor: string } };
    errors?: { extensions: { code: string } }[];
  };
}
const SUBSCRIPTION =
  'subscription ($types: [EventType!], $after: String) { told: events(types: $types, after: $after) { ...E } } fragment E on Event { type subject cursor }';

/** Opens a stream as somebody who reads it message by message. */
async function stream(
  tenant: string,
  over: { at?: string; variables?: object; headers?: Record<string, string>; authorization?: string } = {},
) {
  const leaving = new AbortController();
  const response = await fetch(over.at ?? url, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      authorization: over.authorization ?? (await token(tenant)),
      ...over.headers,
    },
    body: JSON.stringify({ query: SUBSCRIPTION, variables: over.variables ?? {} }),
    signal: leaving.signal,
  });
  async function* messages(): AsyncGenerator<Message> {
    let text = '';
    const decoder = new TextDecoder();
    const reader = response.body?.getReader();
    for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
      text += decoder.decode(read.value, { stream: true });
      for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
        const lines = text.slice(0, end).split('\n');
        text = text.slice(end + 2);
        const field = (name: string) =>
          lines
            .find((line) => line.startsWith(`${name}:`))
            ?.slice(name.length + 1)
            .trim();
        const event = field('event');
        const id = field('id');
        if (event !== undefined)
          yield { event, ...(id !== undefined && { id }), data: JSON.parse(field('data') || 'null') };
      }
    }
  }
  const reading = messages();
  return {
    response,
    next: async () => (await reading.next()).value as Message | undefined,
    leave: () => leaving.abort(),
  };
}
const told = (message: Message | undefined) => {
  const { type, subject } = message?.data.data?.told ?? {};
  return [type, subject];
};

describe('a subscription', () => {
  test('tells of what is new as it happens, under the names that the client chose, and only of what it asked for', async () => {
    await plans.issue('cao-bang');
    const { response, next, leave } = await stream('cao-bang', { variables: { types: ['PLAN_CLOSED'] } });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const plan = await plans.issue('cao-bang');
    await plans.close('cao-bang', plan);
    const message = await next();
    expect(told(message)).toEqual(['PLAN_CLOSED', plan]);
    expect(message?.id).toBe(message?.data.data?.told.cursor);
    leave();
  });

  test('goes on after the last message, named in the header or as "after", without a gap and without a repetition', async () => {
    const first = await stream('cao-bang');
    const made = [await plans.issue('cao-bang'), await plans.issue('cao-bang'), await plans.issue('cao-bang')];
    const seen = await first.next();
    first.leave();
    expect(told(seen)).toEqual(['PLAN_ISSUED', made[0]]);
    const header = await stream('cao-bang', { headers: { 'last-event-id': seen?.id ?? '' } });
    expect([told(await header.next())[1], told(await header.next())[1]]).toEqual(made.slice(1));
    header.leave();
    const named = await stream('cao-bang', { variables: { after: seen?.id } });
    expect([told(await named.next())[1], told(await named.next())[1]]).toEqual(made.slice(1));
    named.leave();
  });

  test('shows to each tenant what it may see: its line hears of an issued plan, a stranger does not', async () => {
    const begin = await stream('ha-noi');
    const superior = await stream('trung-uong');
    const subordinate = await stream('ha-lang');
    const hidden = await plans.issue('cao-bang');
    expect(told(await superior.next())).toEqual(['PLAN_ISSUED', hidden]);
    expect(told(await subordinate.next())).toEqual(['PLAN_ISSUED', hidden]);
    // What a stranger hears first is what comes after.
    const own = await plans.issue('ha-noi');
    expect(told(await begin.next())).toEqual(['PLAN_ISSUED', own]);
    for (const { leave } of [begin, superior, subordinate]) leave();
  });

  test('is answered alike where the services run on their own', async () => {
    const servers = await Promise.all(
      services.map((service) => serveSubgraph(service, { host: '127.0.0.1', port: 0 })),
    );
    afterAll(() => Promise.all(servers.map((server) => server.stop())));
    const urls = Object.fromEntries(services.map(({ name }, i) => [name, [servers[i]?.url ?? '']]));
    const far = await gatewayBefore(urls);
    const { next, leave } = await stream('cao-bang', { at: far.url });
    const plan = await plans.issue('cao-bang');
    expect(told(await next())).toEqual(['PLAN_ISSUED', plan]);
    leave();
  });

  test('ends when its access token does, and says so', async () => {
    const { next } = await stream('cao-bang', { authorization: await token('cao-bang', '2s') });
    const last = await next();
    expect(last?.data.errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    expect((await next())?.event).toBe('complete');
    expect(await next()).toBeUndefined();
  });

  test('ends when the server drains, which waits for it no longer than for any other answer', async () => {
    const other = await gatewayBefore(services);
    const { next } = await stream('cao-bang', { at: other.url });
    const stopped = other.stop();
    expect((await next())?.event).toBe('complete');
    await stopped;
  });

  test('says that it is still there while nothing happens, by comments that clients pass over', async () => {
    const { response, leave } = await stream('quang-binh');
    const reader = response.body?.getReader();
    let text = '';
    while (text.length < 12) text += new TextDecoder().decode((await reader?.read())?.value);
    expect(text).toMatch(/^(:\n\n)+$/);
    leave();
  });

  test('is refused with OVERLOADED where a tenant has as many open as it may, and taken again when one is left', async () => {
    const open = [await stream('bac-giang'), await stream('bac-giang')];
    const { response } = await stream('bac-giang');
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    for (const { leave } of open) leave();
    await expect
      .poll(async () => {
        const again = await stream('bac-giang');
        again.leave();
        return again.response.status;
      })
      .toBe(200);
  });

  test('with a cursor that is none is answered with BAD_USER_INPUT, and ends', async () => {
    const { next } = await stream('cao-bang', { variables: { after: 'x' } });
    expect((await next())?.data.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect((await next())?.event).toBe('complete');
  });

  test('is refused without a token, and where the client takes no stream', async () => {
    expect((await stream('cao-bang', { authorization: 'Bearer x' })).response.status).toBe(401);
    const { response } = await stream('cao-bang', { headers: { accept: 'application/json' } });
    expect(response.status).toBe(400);
    expect((await response.json()).errors[0].message).toContain('text/event-stream');
  });
});

test('a look that is never answered is given up, and followed by others', async () => {
  let looks = 0;
  const serve: Parameters<typeof createHeadWatch>[0]['serve'] = async (_at, { signal }) => {
    if (++looks === 1) await new Promise((_resolve, reject) => signal.addEventListener('abort', reject));
    return { status: 200, headers: {}, body: JSON.stringify({ head: '7' }) };
  };
  const seen: boolean[] = [];
  const stop = createHeadWatch({ serve }, 1, silent, 20).watch((changed) => seen.push(changed));
  await expect.poll(() => seen.length).toBeGreaterThan(2);
  stop();
  // What could not be seen counts as happened; then what was there for the first time; then nothing.
  expect(seen.slice(0, 3)).toEqual([true, true, false]);
});

test('whoever takes nothing but streams gets the answer to a query as one', async () => {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      authorization: await token('cao-bang'),
    },
    body: JSON.stringify({ query: '{ viewer { subject } }' }),
  });
  expect(await response.text()).toBe(
    'event: next\ndata: {"data":{"viewer":{"subject":"officer@cao-bang"}}}\n\nevent: complete\ndata:\n\n',
  );
});

test('a stream can be asked for by GET, a query cannot', async () => {
  const headers = { accept: 'text/event-stream', authorization: await token('cao-bang') };
  const leaving = new AbortController();
  const at = (query: string) => fetch(`${url}?${new URLSearchParams({ query })}`, { headers, signal: leaving.signal });
  expect((await at('subscription { events { id } }')).status).toBe(200);
  expect((await at('{ viewer { subject } }')).status).toBe(405);
  leaving.abort();
});
