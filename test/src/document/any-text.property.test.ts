import { readPlan } from '@thi-dua/campaigns/document/read-plan';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documents, made } from './made-up/index.js';
import { expectSupported } from './supported.js';

const texts = [...documents.map(([, { text }]) => text), made.withTable('Trùng Khánh')];
/** What scans do to a letter. */
const slips: Record<string, string> = {
  l: '1',
  '1': 'l',
  o: '0',
  ế: 'e',
  ộ: 'o',
  ư: 'u',
  đ: 'd',
  '.': ',',
  ' ': '',
  '\n': '\n\n',
};

/** A document of the family, cut, with lines dropped, doubled or moved and letters garbled. */
const noisy = fc
  .record({
    text: fc.constantFrom(...texts),
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    to: fc.double({ min: 0, max: 1, noNaN: true }),
    lines: fc.array(fc.tuple(fc.nat(400), fc.constantFrom('drop', 'double', 'break', 'join', 'move')), {
      maxLength: 12,
    }),
    letters: fc.array(fc.nat(20_000), { maxLength: 40 }),
  })
  .map(({ text, from, to, lines, letters }) => {
    const garbled = text.split('');
    for (const at of letters) {
      const i = at % garbled.length;
      garbled[i] = slips[garbled[i] ?? ''] ?? '';
    }
    const rows = garbled.join('').split('\n');
    for (const [at, what] of lines) {
      const i = at % rows.length;
      const row = rows[i] ?? '';
      if (what === 'drop') rows.splice(i, 1);
      else if (what === 'double') rows.splice(i, 0, row);
      else if (what === 'break') rows.splice(i, 1, row.slice(0, row.length / 2), row.slice(row.length / 2));
      else if (what === 'join') rows.splice(i, 2, `${row} ${rows[i + 1] ?? ''}`);
      else rows.push(...rows.splice(i, 1));
    }
    const all = rows.join('\n');
    return all.slice(
      Math.floor(Math.min(from, to) * 0.5 * all.length),
      Math.ceil(Math.max(0.2, from, to) * all.length),
    );
  });

describe('any text at all', () => {
  it('is read to facts that each have their place and their words there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
        expectSupported(text, readPlan(text));
      }),
      { numRuns: 150 },
    );
  });

  it('of the family, however cut and garbled, is read to facts that each have their place and their words there', () => {
    fc.assert(
      fc.property(noisy, (text) => {
        expectSupported(text, readPlan(text));
      }),
      { numRuns: 250 },
    );
  }, 60_000);

  it('of the family, with lines dropped, promises no measure that the whole text does not', () => {
    const rules = (text: string) =>
      readPlan(text).targets.flatMap(({ parts }) =>
        parts.flatMap(({ rule, text: said }) => (rule ? [[said, JSON.stringify(rule)] as const] : [])),
      );
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(fc.nat(400), { maxLength: 6 }), (text, dropped) => {
        const rows = text.split('\n');
        // The lines that state the period and the issuer decide windows and scopes: they stay.
        const kept = rows.filter((_, i) => i < 22 || !dropped.some((at) => at % rows.length === i));
        const whole = new Map<string, string[]>();
        // A sentence can state several.
        for (const [said, rule] of rules(text)) whole.set(said, [...(whole.get(said) ?? []), rule]);
        for (const [said, rule] of rules(kept.join('\n'))) if (whole.has(said)) expect(whole.get(said)).toContain(rule);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  const hostile: [string, string][] = [
    ['digits', '1'.repeat(200_000)],
    ['dots and digits', '1.1'.repeat(60_000)],
    ['quotes', '“”"'.repeat(60_000)],
    ['brackets', '('.repeat(100_000)],
    ['blanks', `KẾ HOẠCH\n${' '.repeat(200_000)}x`],
    ['tabs', `KẾ HOẠCH\n${'\t'.repeat(200_000)}x`],
    ['one word', 'giảm tỷ lệ hộ nghèo '.repeat(10_000)],
    ['days', `KẾ HOẠCH\nTên\n\nI. NỘI DUNG\n\n1. ${'ngày 1 tháng 1 năm 2022 '.repeat(8000)}`],
    ['bodies', `KẾ HOẠCH\nTên\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. ${'Ủy ban nhân dân xã, '.repeat(9000)}`],
    ['numbers of documents', `KẾ HOẠCH\nTên\n\n${'Căn cứ Quyết định số 1/QĐ-TTg của '.repeat(5000)}`],
    ['laws', `KẾ HOẠCH\nTên\n\nCăn cứ ${'Luật Thi đua; Luật Đất đai ngày 1 '.repeat(5000)}`],
    ['households', `KẾ HOẠCH\nTên\n\nI. CHỈ TIÊU\n\n1. Không có hộ tái nghèo${', hộ nghèo mới'.repeat(10_000)}`],
    ['dashes', 'I. NỘI DUNG\n'.concat('- a\n'.repeat(40_000))],
    ['repeated letters', 'I. NỘI DUNG\n'.concat('a) x\n'.repeat(3000))],
    ['combining marks', 'e\u0301'.repeat(50_000).concat('\u0301'.repeat(100_000))],
    ['tags', '<ul><li>'.repeat(30_000)],
  ];
  it.each(hostile)(
    'made of %s is read in bounded time',
    (_, text) => {
      const begun = performance.now();
      readPlan(text);
      expect(performance.now() - begun).toBeLessThan(6000);
    },
    30_000,
  );

  it('of two hundred pages is read within seconds', () => {
    const page = made.province.text.slice(
      made.province.text.indexOf('I. MỤC ĐÍCH'),
      made.province.text.indexOf('Trên đây'),
    );
    const text = made.province.text.replace(page, page.repeat(240));
    expect(text.length).toBeGreaterThan(400_000);
    const begun = performance.now();
    const draft = readPlan(text);
    expect(performance.now() - begun).toBeLessThan(8000);
    expect(draft.targets.length).toBeGreaterThan(100);
  }, 30_000);
});
