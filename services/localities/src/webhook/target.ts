import { lookup as dnsLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

export type Network = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Where webhooks may go beside public addresses over https. */
export interface TargetRules {
  allowHttp: boolean;
  allowNetworks: readonly Network[];
}

export const PUBLIC_ONLY: TargetRules = { allowHttp: false, allowNetworks: [] };

/** Reads `10.1.0.0/16, fd00::/8`; null where one of them is no network. */
export function readNetworks(text: string): Network[] | null {
  const written = text.split(',').map((part) => part.trim());
  const networks = written.filter((part) => part !== '');
  return networks.every((part) => ipaddr.isValidCIDR(part)) ? networks.map((part) => ipaddr.parseCIDR(part)) : null;
}

/** Public by its range, yet answered by the machine's own cloud: Azure's metadata and agent. */
const CLOUD_INTERNAL = new Set(['168.63.129.16']);
/** Where global unicast addresses are assigned from (RFC 4291, section 2.4); the rest of IPv6 is special or unassigned. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Whether a connection may be opened to an address: one of the public network, or of a network that is allowed by name. */
export function isAllowedAddress(address: string, { allowNetworks }: TargetRules): boolean {
  if (!ipaddr.isValid(address)) return false;
  // What is written as IPv6 but reaches an IPv4 address is judged as that.
  const reached = ipaddr.process(address);
  const allowed = allowNetworks.some(
    ([network, bits]) => network.kind() === reached.kind() && reached.match(network, bits),
  );
  if (allowed) return true;
  if (reached.range() !== 'unicast' || CLOUD_INTERNAL.has(reached.toString())) return false;
  return reached instanceof ipaddr.IPv4 || reached.match(GLOBAL_IPV6);
}

export class RefusedTarget extends Error {}

const LONGEST_URL = 2000;
const isLocalName = (name: string) => name === 'localhost' || name.endsWith('.localhost');

/** Why no webhook may go to a URL; null where nothing in the URL itself speaks against it. Names are judged when they are resolved. */
export function targetFault(text: string, rules: TargetRules): string | null {
  if (text.length > LONGEST_URL || !URL.canParse(text)) return `Write a URL of at most ${LONGEST_URL} characters.`;
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && rules.allowHttp))
    return 'The URL must begin with https.';
  if (url.username !== '' || url.password !== '')
    return 'The URL must carry no user name or password: check the signature instead.';
  if (url.hash !== '') return 'The URL must have no fragment: it is not sent.';
  // The parser has written numbers in any base as the address they mean.
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const address = isLocalName(host) ? '127.0.0.1' : host;
  if (ipaddr.isValid(address) && !isAllowedAddress(address, rules))
    return 'The URL leads into a private or reserved network.';
  return null;
}

/** Finds all addresses of a name, as `dns.lookup` does. */
export type Resolve = (
  name: string,
  found: (error: Error | null, addresses: { address: string; family: number }[]) => void,
) => void;

export const resolveByDns: Resolve = (name, found) =>
  dnsLookup(name, { all: true }, (error, all) => found(error, all ?? []));

/**
 * Resolves a name for one connection and hands on nothing but addresses that were found allowed: what is connected to is
 * what was checked, whatever the name says a moment later. One address that is not allowed refuses the name.
 */
export function checkedLookup(rules: TargetRules, resolve: Resolve = resolveByDns): LookupFunction {
  return (name, options, callback) => {
    resolve(name, (error, addresses) => {
      const [first] = addresses;
      if (error !== null) callback(error, '', 0);
      else if (first === undefined || !addresses.every(({ address }) => isAllowedAddress(address, rules)))
        callback(new RefusedTarget('the name leads into a private or reserved network'), '', 0);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
