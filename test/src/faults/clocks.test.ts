import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createApiKeys } from '@thi-dua/gateway/access-token/api-keys';
import { newKey, newKeyId } from '@thi-dua/schema/api-key';
import { createIdentitySigner, createIdentityVerifier, SERVICES } from '@thi-dua/schema/identity';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { serve } from '../gateway/served.js';
import { testDatabase } from '../kit/database.js';
import { commandEnv } from '../kit/env.js';
import { allServices, callerOf, identityKey } from '../kit/services.js';

const HOUR = 3600_000;

describe('a clock that is put back or ahead', () => {
  afterEach(() => {
    vi.useRealTimers();
  });
  /** The clock of the day alone: by the other one nothing happens. */
  const put = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });

  const away = { extensions: { code: 'UNAVAILABLE' } };

  test.each([-HOUR, HOUR])(
    'of gateway and service together (%i ms) costs nothing: identities are signed anew',
    async (ms) => {
      const caller = callerOf('cao-bang');
      const signer = createIdentitySigner(identityKey);
      const verifier = createIdentityVerifier(identityKey, 'indicators');
      const before = await signer.sign(caller, 'indicators');
      expect(await verifier.verify(before)).toMatchObject({ tenant: 'cao-bang' });
      put(ms);
      const after = await signer.sign(caller, 'indicators');
      expect(after).not.toBe(before);
      expect(await verifier.verify(after)).toMatchObject({ tenant: 'cao-bang' });
      // Though it was verified before: it is of another time now.
      await expect(verifier.verify(before)).rejects.toMatchObject(away);
    },
  );

  test.each([-HOUR, -20_000, 40_000, HOUR])(
    'of one of them by more than an identity lasts (%i ms) is not put on the caller',
    async (ms) => {
      const signed = await createIdentitySigner(identityKey).sign(callerOf('cao-bang'), 'indicators');
      put(ms);
      await expect(createIdentityVerifier(identityKey, 'indicators').verify(signed)).rejects.toMatchObject(away);
    },
  );

  test.each([-10_000, 10_000])('by less (%i ms) is nothing', async (ms) => {
    const signed = await createIdentitySigner(identityKey).sign(callerOf('cao-bang'), 'indicators');
    put(ms);
    expect(await createIdentityVerifier(identityKey, 'indicators').verify(signed)).toMatchObject({
      tenant: 'cao-bang',
    });
  });

  test('makes no key last longer than it is remembered', async () => {
    let stands = true;
    const key = {
      tenant: 'cao-bang',
      roles: [],
      scopes: [],
      trustedDocumentsOnly: false,
      until: '2100-01-01T00:00:00.000Z',
    };
    const body = () => JSON.stringify({ key: stands ? key : null });
    const keys = createApiKeys({ serve: async () => ({ status: 200, headers: {}, body: body() }) }, 30);
    const presented = newKey(newKeyId());
    expect(await keys.verify(presented, null)).toMatchObject({ tenant: 'cao-bang' });
    stands = false;
    put(-HOUR);
    await expect
      .poll(() => keys.verify(presented, null).catch((error) => error.extensions.code), { interval: 10 })
      .toBe('UNAUTHENTICATED');
  });
});

describe('a service whose clock is not that of the gateway', async () => {
  const { appUrl } = await testDatabase();
  const started: Partial<Record<(typeof SERVICES)[number], readonly string[]>> = {};
  let indicators: ChildProcess;
  const services = allServices(appUrl);
  let ask: (query: string) => Promise<{ status: number; body: unknown }>;

  beforeAll(async () => {
    indicators = fork(fileURLToPath(new URL('../../../services/indicators/src/main.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx', '--import', new URL('shifted-clock.ts', import.meta.url).href],
      env: {
        ...commandEnv(),
        PORT: '0',
        APP_DATABASE_URL: appUrl,
        IDENTITY_KEY: Buffer.from(identityKey).toString('base64url'),
        LOG_LEVEL: 'silent',
      },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    if (indicators.stdout === null) throw new Error('it says nothing');
    const [said] = await once(indicators.stdout, 'data');
    const url = /^ready (\S+)/.exec(String(said))?.[1];
    for (const name of SERVICES) started[name] = [url ?? ''];
    const { post } = await serve(services, { subgraphs: started });
    ask = async (query) => {
      const response = await post('cao-bang', { query });
      return { status: response.status, body: await response.json() };
    };
  }, 60_000);
  afterAll(() => indicators.kill('SIGKILL'));

  const shift = async (ms: number) => {
    indicators.send(ms);
    await once(indicators, 'message');
  };
  const one = '{ indicator(code: "POOR_HOUSEHOLDS") { code } }';
  const answered = { status: 200, body: { data: { indicator: { code: 'POOR_HOUSEHOLDS' } } } };

  test.each([-400 * 24 * HOUR, -HOUR, HOUR, 400 * 24 * HOUR])(
    'by %i ms does not answer, and is asked again at once when its clock is right: nobody is sent for a new token',
    async (ms) => {
      expect(await ask(one)).toEqual(answered);
      await shift(ms);
      for (let n = 0; n < 6; n++)
        expect(await ask(one)).toMatchObject({
          status: 503,
          body: { errors: [{ extensions: { code: 'UNAVAILABLE', service: 'indicators' } }] },
        });
      await shift(0);
      expect(await ask(one)).toEqual(answered);
    },
  );
});
