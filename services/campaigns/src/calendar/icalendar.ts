/** One property of a component: its name, parameters and value as they stand on the wire. */
export interface Property {
  name: string;
  parameters?: Readonly<Record<string, string>>;
  value: string;
}
export interface Component {
  name: string;
  properties: readonly Property[];
  components?: readonly Component[];
}

const MAX_OCTETS = 75;

/** A value of type TEXT (RFC 5545, 3.3.11): control characters other than tab and line break have no place in one. */
export const text = (value: string): string =>
  value
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');

/** A day as a value of type DATE. */
export const date = (day: string): string => day.replaceAll('-', '');

/** An instant as a value of type DATE-TIME in UTC. */
export const instant = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/**
 * Breaks a content line into pieces of at most 75 octets, the blank that begins a further piece included (RFC 5545,
 * 3.1), and never within a character: a program that joins octets and one that joins characters read the same.
 */
export function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MAX_OCTETS) {
      pieces.push(piece);
      piece = ' ';
      octets = 1;
    }
    piece += character;
    octets += size;
  }
  return [...pieces, piece].join('\r\n');
}

function* linesOf({ name, properties, components = [] }: Component): Generator<string> {
  yield `BEGIN:${name}`;
  for (const { name: property, parameters = {}, value } of properties) {
    const given = Object.entries(parameters).map(([parameter, of]) => `;${parameter}=${of}`);
    yield folded(`${property}${given.join('')}:${value}`);
  }
  for (const component of components) yield* linesOf(component);
  yield `END:${name}`;
}

/** A component as RFC 5545 writes it; every line ends with CRLF. */
export const printComponent = (component: Component): string => [...linesOf(component), ''].join('\r\n');
