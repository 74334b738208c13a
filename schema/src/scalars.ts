import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const fault = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

/** The years that PostgreSQL and a text of four digits both hold: there is no year 0. */
const hasYear = (iso: string) => /^\d{4}-/.test(iso) && !iso.startsWith('0000');

/** True for a day of the calendar written as YYYY-MM-DD ("2023-02-29" is not one, nor is any of the year 0). */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !hasYear(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function scalar<T>(
  name: string,
  description: string,
  parse: (text: string) => T,
  serialize: (value: unknown) => string,
) {
  const fromInput = (value: unknown): T => {
    if (typeof value !== 'string') throw fault(`${name} is written as a string.`);
    return parse(value);
  };
  return new GraphQLScalarType<T, string>({
    name,
    description,
    serialize,
    parseValue: fromInput,
    parseLiteral: (node) => {
      if (node.kind !== Kind.STRING) throw fault(`${name} is written as a string.`);
      return fromInput(node.value);
    },
  });
}

/** Internally a day is its ISO text: no time zone can move it. */
export const DateScalar = scalar<string>(
  'Date',
  'ISO 8601 day, e.g. "2022-07-08".',
  (text) => {
    if (!isDay(text)) throw fault(`"${text.slice(0, 40)}" is not a day. Write it as YYYY-MM-DD, e.g. "2022-07-08".`);
    return text;
  },
  (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value)),
);

export const DateTimeScalar = scalar<Date>(
  'DateTime',
  'ISO 8601 instant in UTC, e.g. "2022-07-08T03:00:00.000Z".',
  (text) => {
    const instant = new Date(text);
    // An offset can carry an instant out of the years that there are.
    if (!/^\d{4}-\d{2}-\d{2}T/.test(text) || Number.isNaN(instant.getTime()) || !hasYear(instant.toISOString())) {
      throw fault(`"${text.slice(0, 40)}" is not an instant. Write it as e.g. "2022-07-08T03:00:00Z".`);
    }
    return instant;
  },
  (value) => (value instanceof Date ? value.toISOString() : String(value)),
);

/** Internally the canonical text of the decimal: exact at any size, never a float. */
export const DecimalScalar = scalar<string>(
  'Decimal',
  'Exact decimal as a JSON string, e.g. "4.03": no exponent, no thousands separator, no trailing zeros.',
  (text) => {
    if (!/^-?\d{1,18}(\.\d{1,12})?$/.test(text)) {
      throw fault(
        `"${text.slice(0, 40)}" is not a decimal. Write it with a point and without separators, e.g. "1057374" or "4.03".`,
      );
    }
    return canonicalDecimal(text);
  },
  (value) => canonicalDecimal(String(value)),
);

/** "04.030" → "4.03", "-0.0" → "0". */
export function canonicalDecimal(text: string): string {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)0*(\d+?)(?:\.(\d*?)0*)?$/.exec(text) ?? [];
  const digits = fraction === '' ? whole : `${whole}.${fraction}`;
  return digits === '0' ? '0' : sign + digits;
}
