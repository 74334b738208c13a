import type { Random } from './random.js';

const PIECES = [
  ...[
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '$',
    '@',
    '...',
    '!',
    ':',
    '|',
    '&',
    '"',
    '"""',
    '#',
    '\\u0000',
    '\\u{1F600}',
    '\\uD800',
  ],
  ...[
    'on',
    'query',
    'mutation',
    'subscription',
    'fragment',
    '__typename',
    '__schema { types { name } }',
    '@defer',
    '@skip(if: true)',
  ],
  ...[
    'null',
    'true',
    '-',
    '0',
    '00',
    '1e999',
    '\u0000',
    '\ufeff',
    '\ud800',
    '😀',
    ' ',
    '\n',
    ',',
    '__proto__',
    'type',
    'extend',
  ],
] as const;

/** One to four blows: pieces cut out, doubled, moved, or driven in. */
export function mutated(text: string, random: Random): string {
  let out = text;
  for (let blows = 1 + random.below(4); blows > 0; blows--) {
    const at = random.below(out.length + 1);
    const end = Math.min(out.length, at + random.below(12));
    const cut = out.slice(at, end);
    const kind = random.below(4);
    if (kind === 0) out = out.slice(0, at) + out.slice(end);
    else if (kind === 1) out = out.slice(0, end) + cut + out.slice(end);
    else if (kind === 2) out = out.slice(0, at) + random.pick(PIECES) + out.slice(at);
    else out = out.slice(0, at) + random.pick(PIECES) + out.slice(end);
  }
  return out;
}

/** The same with the bytes of a body. */
export function mutatedBytes(bytes: Buffer, random: Random): Buffer {
  const out = Buffer.from(bytes);
  for (let blows = 1 + random.below(4); blows > 0; blows--) out[random.below(out.length)] = random.below(256);
  return out;
}
