import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Tells from where a request came; null where nobody says. */
export type ClientAddress = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string | null;

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** An IPv4 address that comes as an IPv6 one is written as what it is; some proxies name a port with it, which is no part of it. */
const plain = (address: string) =>
  address
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/, '$1')
    .replace(/^\[([^\]]+)\](?::\d{1,5})?$/, '$1')
    .replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');

/**
 * Whoever opened the connection; behind proxies that are trusted, whom they name in X-Forwarded-For, read from its end: what
 * stands before the first address that is no such proxy's may have been written by anyone.
 */
export function clientAddressBehind(proxies: readonly string[]): ClientAddress {
  const trusted = new BlockList();
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.split('/');
    trusted.addSubnet(address, Number(bits ?? (isIP(address) === 6 ? 128 : 32)), family(address));
  }
  const isTrusted = (address: string) => trusted.check(address, family(address));
  return ({ headers, socket }) => {
    const told = headers['x-forwarded-for'];
    const hops = (Array.isArray(told) ? told.join(',') : (told ?? '')).split(',').map((hop) => plain(hop.trim()));
    let address = plain(socket.remoteAddress ?? '');
    while (isIP(address) !== 0 && isTrusted(address)) {
      const before = hops.pop();
      // A proxy that names nobody asks for itself.
      if (before === undefined || before === '') break;
      address = before;
    }
    return isIP(address) === 0 ? null : address;
  };
}
