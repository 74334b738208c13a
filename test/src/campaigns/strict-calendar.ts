/** What a strict reader makes of an iCalendar file. It shares no code with what writes one. */
export interface ReadComponent {
  name: string;
  properties: { name: string; parameters: Record<string, string>; value: string }[];
  components: ReadComponent[];
}

const NAME = /^[A-Z0-9-]+$/;
const TEXT = new Set(['SUMMARY', 'DESCRIPTION', 'NAME', 'X-WR-CALNAME']);
const VALUES: Record<string, RegExp> = {
  UID: /^[\x21-\x7e]+$/,
  DTSTAMP: /^\d{8}T\d{6}Z$/,
  'LAST-MODIFIED': /^\d{8}T\d{6}Z$/,
  SEQUENCE: /^\d+$/,
  STATUS: /^(TENTATIVE|CONFIRMED|CANCELLED)$/,
  TRANSP: /^(OPAQUE|TRANSPARENT)$/,
  VERSION: /^2\.0$/,
  CALSCALE: /^GREGORIAN$/,
  TZOFFSETFROM: /^[+-]\d{4}$/,
  TZOFFSETTO: /^[+-]\d{4}$/,
};
/** What must be there once, and what may be there once, by component (RFC 5545, 3.4 and 3.6). */
const RULES: Record<string, { once: string[]; atMostOnce: string[] }> = {
  VCALENDAR: { once: ['PRODID', 'VERSION'], atMostOnce: ['CALSCALE', 'METHOD'] },
  VEVENT: {
    once: ['UID', 'DTSTAMP', 'DTSTART'],
    atMostOnce: ['DTEND', 'SUMMARY', 'DESCRIPTION', 'SEQUENCE', 'STATUS', 'TRANSP', 'LAST-MODIFIED'],
  },
  VTIMEZONE: { once: ['TZID'], atMostOnce: [] },
  STANDARD: { once: ['DTSTART', 'TZOFFSETFROM', 'TZOFFSETTO'], atMostOnce: [] },
};

/** The text that a value of type TEXT stands for; throws for one that is not escaped as it must be. */
function textOf(value: string): string {
  if (/(^|[^\\])(\\\\)*[;,]/.test(value)) throw new Error(`unescaped separator: ${value}`);
  return value.replace(/\\(.|$)/g, (_all, escaped: string) => {
    if (escaped === 'n' || escaped === 'N') return '\n';
    if (escaped === '\\' || escaped === ';' || escaped === ',') return escaped;
    throw new Error(`no such escape: \\${escaped}`);
  });
}

function contentLine(line: string) {
  const [, head = '', value = ''] = /^([^:"]*(?:"[^"]*"[^:"]*)*):(.*)$/s.exec(line) ?? [];
  const [name = '', ...given] = head.split(';');
  if (!NAME.test(name)) throw new Error(`no content line: ${line}`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there.
  if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(value)) throw new Error(`control character: ${line}`);
  const parameters = Object.fromEntries(
    given.map((one) => {
      const [parameter = '', of = ''] = one.split('=');
      if (!NAME.test(parameter) || of === '') throw new Error(`no parameter: ${one}`);
      return [parameter, of];
    }),
  );
  const form = VALUES[name];
  if (form && !form.test(value)) throw new Error(`${name} cannot be ${value}`);
  if (parameters.VALUE === 'DATE' && !/^\d{8}$/.test(value)) throw new Error(`${name} is no day: ${value}`);
  return { name, parameters, value: TEXT.has(name) ? textOf(value) : value };
}

/** Reads a file octet by octet as RFC 5545 has it, and refuses the first thing that is not so. */
export function readStrictly(file: Uint8Array): ReadComponent {
  const whole = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file);
  if (!whole.endsWith('\r\n')) throw new Error('the last line does not end');
  const physical = whole.slice(0, -2).split('\r\n');
  for (const line of physical) {
    if (/[\r\n]/.test(line)) throw new Error(`a bare line break: ${line}`);
    if (Buffer.byteLength(line) > 75) throw new Error(`longer than 75 octets: ${line}`);
    if (line === '') throw new Error('an empty line');
  }
  const lines: string[] = [];
  for (const line of physical) {
    if (!/^[ \t]/.test(line)) lines.push(line);
    else if (lines.length === 0) throw new Error('folded before it begins');
    else lines.push((lines.pop() ?? '') + line.slice(1));
  }
  const root: ReadComponent = { name: '', properties: [], components: [] };
  const open = [root];
  for (const line of lines) {
    const property = contentLine(line);
    const inner = open.at(-1) ?? root;
    if (property.name === 'BEGIN') {
      const component = { name: property.value, properties: [], components: [] };
      inner.components.push(component);
      open.push(component);
    } else if (property.name === 'END') {
      if (inner.name !== property.value) throw new Error(`END of ${property.value} in ${inner.name}`);
      check(inner);
      open.pop();
    } else inner.properties.push(property);
  }
  const [calendar, ...further] = root.components;
  if (calendar?.name !== 'VCALENDAR' || further.length > 0 || open.length !== 1) throw new Error('not one calendar');
  if (calendar.components.length === 0) throw new Error('a calendar without a component');
  return calendar;
}

function check({ name, properties }: ReadComponent): void {
  const rule = RULES[name];
  if (rule === undefined) throw new Error(`no such component: ${name}`);
  const count = (property: string) => properties.filter((one) => one.name === property).length;
  for (const property of rule.once) if (count(property) !== 1) throw new Error(`${name} needs one ${property}`);
  for (const property of rule.atMostOnce) if (count(property) > 1) throw new Error(`${name} has two of ${property}`);
}

/** The value of a property that a component has once. */
export const propertyOf = ({ properties }: ReadComponent, name: string): string | undefined =>
  properties.find((property) => property.name === name)?.value;
