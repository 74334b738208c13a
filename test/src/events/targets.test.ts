import { openPosition, sealPosition } from '@thi-dua/localities/event/cursor';
import { post } from '@thi-dua/localities/webhook/post';
import { JITTER, RETRY_AFTER, secondsUntilNext } from '@thi-dua/localities/webhook/retry';
import { PUBLIC_ONLY, type Resolve, readNetworks, targetFault } from '@thi-dua/localities/webhook/target';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { webhooks } from './events-kit.js';
import { certificate, receiver } from './receiver.js';

const local = webhooks.targets;

describe('a target is refused before anything is sent', () => {
  test.each([
    ['plain http', 'http://example.org/'],
    ['another scheme', 'ftp://example.org/'],
    ['no URL', 'example.org'],
    ['credentials', 'https://user:password@example.org/'],
    ['a fragment', 'https://example.org/#x'],
    ['loopback', 'https://127.0.0.1/'],
    ['loopback as one decimal number', 'https://2130706433/'],
    ['loopback in hexadecimal', 'https://0x7f.0x0.0x0.0x1/'],
    ['loopback in octal', 'https://0177.0.0.1/'],
    ['loopback shortened', 'https://127.1/'],
    ['loopback in other digits', 'https://①②⑦.⓪.⓪.①/'],
    ['all addresses of the machine', 'https://0.0.0.0/'],
    ['a name of loopback', 'https://localhost/'],
    ['a name of loopback with its root', 'https://api.localhost./'],
    ['IPv6 loopback', 'https://[::1]/'],
    ['loopback mapped into IPv6', 'https://[::ffff:127.0.0.1]/'],
    ['loopback behind NAT64', 'https://[64:ff9b::7f00:1]/'],
    ['loopback in 6to4', 'https://[2002:7f00:1::]/'],
    ['a private network', 'https://10.1.2.3/'],
    ['another', 'https://192.168.0.1/'],
    ["a carrier's network", 'https://100.64.0.1/'],
    ["a cloud's metadata", 'https://169.254.169.254/latest/meta-data/'],
    ["a cloud's metadata over IPv6", 'https://[fd00:ec2::254]/'],
    ["a cloud's agent on a public address", 'https://168.63.129.16/'],
    ['a link-local address', 'https://[fe80::1]/'],
    ['multicast', 'https://224.0.0.1/'],
    ['loopback in octal as one number', 'https://017700000001/'],
    ['metadata as one decimal number', 'https://2852039166/'],
    ['metadata in mixed notation', 'https://0xa9.0376.43518/'],
    ['metadata mapped into IPv6', 'https://[::ffff:a9fe:a9fe]/'],
    ['loopback compatible with IPv4', 'https://[::7f00:1]/'],
    ['loopback with its root', 'https://127.0.0.1./'],
    ['loopback with its digits escaped', 'https://%31%32%37.0.0.1/'],
    ['broadcast', 'https://255.255.255.255/'],
    ['a network kept for tests', 'https://198.18.0.1/'],
    ['Teredo', 'https://[2001:0:4136:e378::]/'],
    ['a site-local address', 'https://[fec0::1]/'],
    ['unassigned IPv6', 'https://[4000::1]/'],
  ])('for %s', (_what, url) => {
    expect(targetFault(url, PUBLIC_ONLY)).not.toBeNull();
  });

  test('and accepted where it is public, or where its network is allowed by name', () => {
    expect(targetFault('https://8.8.8.8/', PUBLIC_ONLY)).toBeNull();
    expect(targetFault('https://example.org/hook?x=1', PUBLIC_ONLY)).toBeNull();
    expect(
      targetFault('https://10.1.2.3/', { ...PUBLIC_ONLY, allowNetworks: readNetworks('10.1.0.0/16') ?? [] }),
    ).toBeNull();
    expect(
      targetFault('https://[::ffff:10.2.2.3]/', { ...PUBLIC_ONLY, allowNetworks: readNetworks('10.1.0.0/16') ?? [] }),
    ).not.toBeNull();
    expect(readNetworks('10.1.0.0/16, fd00::/8')).toHaveLength(2);
    expect(readNetworks('10.1.0.0/99')).toBeNull();
  });
});

describe('a request', () => {
  const sent = { headers: {}, body: '{}' };
  const names =
    (...addresses: string[]): Resolve =>
    (_name, found) =>
      found(
        null,
        addresses.map((address) => ({ address, family: 4 })),
      );

  test('goes to the address that was checked, whatever its name says later, and to none where one of its addresses is refused', async () => {
    const there = await receiver();
    const url = there.url.replace('127.0.0.1', 'hooks.example.org');
    let asked = 0;
    const rebinding: Resolve = (name, found) => names(asked++ === 0 ? '127.0.0.1' : '10.0.0.1')(name, found);
    expect(await post({ url, ...sent }, { rules: local, timeoutMs: 2000, resolve: rebinding })).toMatchObject({
      status: 204,
    });
    expect(asked).toBe(1);
    const refused = [
      ['10.0.0.1'],
      ['127.0.0.1', '10.0.0.1'],
      ['169.254.169.254'],
      ['::ffff:10.0.0.1'],
      ['fe80::1%lo'],
      [],
    ];
    for (const addresses of refused) {
      const answer = await post({ url, ...sent }, { rules: local, timeoutMs: 2000, resolve: names(...addresses) });
      expect(answer).toEqual({ status: null, error: 'TARGET_REFUSED' });
    }
    expect(there.received).toHaveLength(1);
  });

  test('over https goes to whom a trusted certificate names, and says nothing to anybody else', async () => {
    const there = await receiver({ secure: true });
    const at = (host: string) => ({ url: there.url.replace('127.0.0.1', host), ...sent });
    const options = { rules: { ...local, allowHttp: false }, timeoutMs: 2000, resolve: names('127.0.0.1') };
    const failed = { status: null, error: 'CONNECTION_FAILED' };
    expect(await post(at('hooks.example.org'), options)).toEqual(failed);
    expect(await post(at('other.example.org'), { ...options, ca: certificate })).toEqual(failed);
    expect(there.received).toEqual([]);
    expect(await post(at('hooks.example.org'), { ...options, ca: certificate })).toMatchObject({ status: 204 });
    expect(there.received).toHaveLength(1);
    const plain = await receiver();
    expect(await post({ url: plain.url, ...sent }, options)).toEqual({ status: null, error: 'TARGET_REFUSED' });
  });

  test('follows no redirect, takes in no endless body and waits no longer than it may', async () => {
    const inside = await receiver();
    const there = await receiver();
    there.answer((_received, response) => response.writeHead(302, { location: inside.url }).end());
    expect(await post({ url: there.url, ...sent }, { rules: local, timeoutMs: 2000 })).toMatchObject({ status: 302 });
    expect(inside.received).toEqual([]);
    const closed = new Promise<void>((resolve) => {
      there.answer((_received, response) => {
        response.writeHead(200).on('close', resolve);
        const fill = () => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
        };
        response.on('drain', fill);
        fill();
      });
    });
    expect(await post({ url: there.url, ...sent }, { rules: local, timeoutMs: 2000 })).toMatchObject({ status: 200 });
    await closed;
    there.answer(() => {});
    expect(await post({ url: there.url, ...sent }, { rules: local, timeoutMs: 100 })).toEqual({
      status: null,
      error: 'TIMEOUT',
    });
  });
});

describe('what failed is tried again', () => {
  test('ten times in about three days, never twice at the same distance, and not before an endpoint wants it', () => {
    expect(RETRY_AFTER).toHaveLength(9);
    const hours = RETRY_AFTER.reduce((sum, seconds) => sum + seconds, 0) / 3600;
    expect(hours).toBeGreaterThan(72);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
        const planned = RETRY_AFTER[attempt - 1] ?? 0;
        const wait = secondsUntilNext(attempt, null, random) ?? 0;
        expect(Math.abs(wait - planned)).toBeLessThanOrEqual(planned * JITTER + 1e-6);
        expect(secondsUntilNext(attempt, 90_000, random)).toBeGreaterThanOrEqual(86_400);
      }),
    );
    expect(secondsUntilNext(10, null, 0.5)).toBeNull();
  });
});

test('a cursor gives its position back to this server alone, and takes no other text', () => {
  const key = new Uint8Array(32).fill(1);
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 62n }), fc.string(), (position, text) => {
      const sealed = sealPosition(key, position);
      expect(openPosition(key, sealed)).toBe(position);
      expect(openPosition(new Uint8Array(32).fill(2), sealed)).toBeNull();
      if (text !== sealed) expect(openPosition(key, text)).toBeNull();
    }),
  );
});
