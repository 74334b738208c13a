import { EXCERPT_LENGTH, excerpt } from '@thi-dua/campaigns/search/excerpt';
import { plain } from '@thi-dua/campaigns/words/plain';
import { describe, expect, test } from 'vitest';

/** A fixed sequence: a failure can be looked at again. */
function random(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
const below = random(20_261_124);
const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
const words = [
  'hộ',
  'nghèo',
  'Đường',
  'biên',
  'xã',
  'ĐBKK',
  '05',
  'mô',
  'hình',
  'ß',
  'ﬁn',
  '😀',
  'ho\u0323\u0302',
  'x'.repeat(300),
];
const gaps = [' ', ' ', ' ', ', ', '. ', '\n', ' – ', '/', '...'];
const text = () => Array.from({ length: below(120) }, () => pick(words) + pick(gaps)).join('');

describe('a quotation', () => {
  const cases = Array.from({ length: 500 }, () => ({ of: text(), query: `${pick(words)} ${pick(words)}` }));

  test('is the text itself to the letter, but for what it leaves out before and behind', () => {
    for (const { of, query } of cases) {
      const parts = excerpt(of, query);
      const cutBefore = parts[0]?.text === '…' && !parts[0].marked && !of.startsWith('…');
      const cutBehind = parts.at(-1)?.text === '…' && parts.length > 1;
      const inner = parts
        .slice(cutBefore ? 1 : 0, cutBehind ? -1 : undefined)
        .map((part) => part.text)
        .join('');
      expect(of).toContain(inner);
      expect(inner.length).toBeLessThanOrEqual(EXCERPT_LENGTH);
      if (!cutBefore) expect(of.startsWith(inner)).toBe(true);
      if (!cutBehind) expect(of.endsWith(inner)).toBe(true);
      if (of.length <= EXCERPT_LENGTH) expect(inner).toBe(of);
    }
  });

  test('marks the words asked for, all of them in it, and nothing else', () => {
    for (const { of, query } of cases) {
      const asked = new Set(plain(query).split(' ').filter(Boolean));
      for (const { text: stretch, marked } of excerpt(of, query)) {
        const said = plain(stretch).split(' ').filter(Boolean);
        if (marked) expect(said.length > 0 && said.every((word) => asked.has(word)), stretch).toBe(true);
        else
          expect(
            said.some((word) => asked.has(word)),
            stretch,
          ).toBe(false);
      }
    }
  });

  test('of a long text holds the words, wherever they stand', () => {
    const long = `${'mở đầu '.repeat(200)}hộ nghèo vùng biên${' kết thúc'.repeat(200)}`;
    const parts = excerpt(long, 'ho ngheo bien');
    expect(parts.filter(({ marked }) => marked).map((part) => part.text)).toEqual(['hộ nghèo', 'biên']);
    expect([parts[0]?.text, parts.at(-1)?.text]).toEqual(['…', '…']);
  });
});
