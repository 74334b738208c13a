import {
  type ConstValueNode,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  Kind,
} from 'graphql';
import type { Random } from './random.js';

type Values = readonly string[];

/** What exists, so that not every question is of nothing. */
export interface Known {
  ids: Values;
  codes: Values;
}

const text = (value: string): ConstValueNode => ({ kind: Kind.STRING, value });
const int = (value: string): ConstValueNode => ({ kind: Kind.INT, value });
const float = (value: string): ConstValueNode => ({ kind: Kind.FLOAT, value });

const INTS: Values = [
  ...['0', '1', '2', '5', '2022', '2023', '2025', '1945', '1', '3', '10'],
  ...['-1', '500', '501', '2147483647', '-2147483648', '2147483648', '-0', '9007199254740993', '1'.repeat(400)],
];
const FLOATS: Values = ['0.0', '1.5', '-1e3', '1e308', '1e309', '1e-400', '-0.0', '9.99e999999'];
const DECIMALS: Values = [
  ...['0', '1', '12.5', '-3', '1000000', '0.000001', '+1', '01', '1e5', '1E400', 'NaN', 'Infinity', '.5', '5.', ''],
  ...['9'.repeat(30), '9'.repeat(300), `0.${'1'.repeat(200)}`, '0x10', '1,5', '１２'],
];
const DAYS: Values = [
  ...['2022-09-17', '2023-01-01', '2024-06-30', '2025-07-01', '2026-01-01', '2023-12-31', '1945-09-02'],
  ...[
    '0001-01-01',
    '9999-12-31',
    '0000-01-01',
    '10000-01-01',
    '-001-01-01',
    '2023-02-29',
    '2023-13-01',
    '2023-1-1',
    '',
  ],
  ...['2023-01-01T00:00:00Z', 'infinity', 'epoch', '2023-01-01 BC'],
];
const TIMES: Values = [
  ...['2023-01-01T00:00:00Z', '2025-12-31T23:59:59.999999+07:00', '2022-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
  ...[
    '9999-12-31T23:59:59Z',
    '9999-12-31T23:59:59-14:00',
    '0000-01-01T00:00:00Z',
    '2023-06-30T23:59:60Z',
    '2023-01-01',
  ],
  ...['2023-01-01T24:00:00Z', '2023-01-01T00:00:00+99:99', '+275760-09-13T00:00:00Z', 'now', ''],
];
const TEXTS: Values = [
  ...[
    '2022',
    '2023',
    '2023-Q1',
    '2023-06',
    '2022-12',
    '0000',
    '9999',
    '9999-12',
    '2023-13',
    'PROVINCE',
    'VNN-2021-2025',
  ],
  ...[
    '',
    ' ',
    'x',
    'Hà Nội',
    'hà nội',
    'Ha\u0300 No\u0323\u0302i',
    "'; DROP TABLE x; --",
    '%',
    '_',
    '\\',
    '%_\\%',
    '"',
    '\\x00',
  ],
  ...['*', '(((', '[a', ':*', 'a & | b', '!', '<->', '$1', '{}', '[]', 'null', '__proto__', 'constructor', 'toString'],
  ...[
    '\u0000',
    '\ud800',
    '\udfff',
    '\u{10ffff}',
    '\ufeff',
    '\u202e',
    '\u200b',
    '\u0007',
    '\n\n',
    '😀'.repeat(50),
    'a'.repeat(5000),
  ],
  ...[
    'ấ'.repeat(300),
    'https://hooks.example.org/',
    'http://127.0.0.1:1/',
    'http://[::1]/',
    'javascript:1',
    '../../etc/passwd',
  ],
  ...[
    'GE',
    '1',
    '-1',
    '2147483648',
    '0',
    '00352',
    'I.1',
    'II',
    'map:read',
    '0.0.0.0/0',
    '1.2.3.4/33',
    'P1Y',
    'a b c d e f g',
  ],
];
const BROKEN_IDS: Values = [
  ...['', 'x', 'UGxhbg', 'UGxhbjo', 'UGxhbjp4', 'TG9jYWxpdHk6MQ', 'OjE', 'eA', '=====', 'é', 'UGxhbjoA', '\u0000'],
  ...[
    'UGxhbjowMDAwMDAwMC0wMDAwLTAwMDAtMDAwMC0wMDAwMDAwMDAwMDA',
    'X19wcm90b19fOjE',
    'Y29uc3RydWN0b3I6MQ',
    'A'.repeat(3000),
  ],
];

/** A value of the type, or near it: mostly one that fits, of the edges of what fits, at times one that does not. */
export function inputFor(type: GraphQLInputType, random: Random, known: Known, depth = 0): ConstValueNode {
  if (random.chance(0.02)) return wrong(random);
  if (isNonNullType(type)) return present(type.ofType, random, known, depth);
  return random.chance(0.05) ? { kind: Kind.NULL } : present(type, random, known, depth);
}

function present(type: GraphQLInputType, random: Random, known: Known, depth: number): ConstValueNode {
  if (isNonNullType(type)) return present(type.ofType, random, known, depth);
  if (isListType(type)) {
    // One alone stands for a list of one.
    if (random.chance(0.1)) return inputFor(type.ofType, random, known, depth + 1);
    const length = random.chance(0.03) ? 300 : random.below(4);
    const one = () => inputFor(type.ofType, random, known, depth + 1);
    if (length > 4) return { kind: Kind.LIST, values: Array.from({ length }).fill(one()) as ConstValueNode[] };
    return { kind: Kind.LIST, values: Array.from({ length }, one) };
  }
  if (isEnumType(type)) {
    return { kind: Kind.ENUM, value: random.pick(type.getValues()).name };
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const share = type.isOneOf ? 0 : depth > 4 ? 0 : 0.5;
    const one = type.isOneOf ? fields[random.below(fields.length)] : undefined;
    const chosen = fields.filter(
      (field) => field === one || (isRequiredInputField(field) ? !random.chance(0.01) : random.chance(share)),
    );
    return {
      kind: Kind.OBJECT,
      fields: [
        ...chosen.map((field) => ({
          kind: Kind.OBJECT_FIELD as const,
          name: { kind: Kind.NAME as const, value: field.name },
          value: inputFor(field.type, random, known, depth + 1),
        })),
        ...(random.chance(0.01)
          ? [
              {
                kind: Kind.OBJECT_FIELD as const,
                name: {
                  kind: Kind.NAME as const,
                  value: random.pick(['__proto__', 'constructor', 'toString', 'extra']),
                },
                value: wrong(random),
              },
            ]
          : []),
      ],
    };
  }
  switch (type.name) {
    case 'Int':
      return int(random.pick(INTS));
    case 'Float':
      return random.chance(0.5) ? int(random.pick(INTS)) : float(random.pick(FLOATS));
    case 'Boolean':
      return { kind: Kind.BOOLEAN, value: random.chance(0.5) };
    case 'ID':
      return text(random.chance(0.7) ? random.pick(known.ids) : random.pick(BROKEN_IDS));
    case 'Decimal':
      return text(random.pick(DECIMALS));
    case 'Date':
      return text(random.pick(DAYS));
    case 'DateTime':
      return text(random.pick(TIMES));
    default:
      return text(random.chance(0.5) ? random.pick(known.codes) : random.pick(TEXTS));
  }
}

/** Of no type in particular. */
function wrong(random: Random): ConstValueNode {
  const nested = (depth: number): ConstValueNode =>
    depth === 0 ? int('1') : { kind: Kind.LIST, values: [nested(depth - 1)] };
  return random.pick<ConstValueNode>([
    { kind: Kind.NULL },
    { kind: Kind.BOOLEAN, value: true },
    { kind: Kind.ENUM, value: 'NO_SUCH' },
    { kind: Kind.OBJECT, fields: [] },
    { kind: Kind.LIST, values: [] },
    nested(30),
    int(random.pick(INTS)),
    float(random.pick(FLOATS)),
    text(random.pick(TEXTS)),
  ]);
}
