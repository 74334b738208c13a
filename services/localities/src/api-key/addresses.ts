import ipaddr from 'ipaddr.js';

/** An address alone is the network of that one address. */
function networkOf(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | null {
  try {
    if (text.includes('/')) return ipaddr.parseCIDR(text);
    const address = ipaddr.parse(text);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  } catch {
    return null;
  }
}

// Shorthands such as "127.1" or "0x7f000001" are read differently by different programs.
const plain = /^[0-9A-Fa-f:.]+(\/\d{1,3})?$/;
const dotted = /^\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?$/;

export const isCidr = (text: string): boolean =>
  plain.test(text) && (text.includes(':') || dotted.test(text)) && networkOf(text) !== null;

/** Whether an address lies in one of some networks; an IPv4 address is the same when it comes as an IPv6 one. */
export function liesIn(address: string, networks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const from = ipaddr.process(address);
  return networks.some((text) => {
    const network = networkOf(text);
    return network !== null && network[0].kind() === from.kind() && from.match(network);
  });
}
