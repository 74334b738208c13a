import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ERROR_CODES, isErrorCode } from '@thi-dua/schema/error-codes';
import { FAULT_CODES } from '@thi-dua/schema/fault-codes';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const declarations = ['error-codes.ts', 'fault-codes.ts'];

/** The source of the graph, without where the codes are declared. */
const sources = ['schema', 'gateway', ...readdirSync(`${root}services`).map((name) => `services/${name}`)].flatMap(
  (folder) =>
    readdirSync(`${root}${folder}/src`, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !declarations.includes(file))
      .map((file) => ({ file: `${folder}/src/${file}`, text: readFileSync(`${root}${folder}/src/${file}`, 'utf8') })),
);
const source = sources.map(({ text }) => text).join('\n');
const written = new Set([...source.matchAll(/'([A-Z][A-Z0-9_]+)'/g)].map((match) => match[1]));

/** Where an error is made with a code that no type checks. */
const made = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/extensions: \{\s*code: '(\w+)'|\bcode: status === \d+ \? '(\w+)' : '(\w+)'/g)].flatMap((match) =>
    match
      .slice(1)
      .filter((code) => code !== undefined)
      .map((code) => ({ file, code })),
  ),
);

describe('every code of an error', () => {
  test('that is thrown is declared, with its status and what to do', () => {
    expect(made.length).toBeGreaterThan(5);
    expect(made.filter(({ code }) => !isErrorCode(code))).toEqual([]);
  });
  test('that is declared is thrown somewhere', () => {
    expect(Object.keys(ERROR_CODES).filter((code) => !written.has(code))).toEqual([]);
  });
  // That no other is returned is for the compiler: `UserError.code` is of their type.
  test('in the results of mutations that is declared is returned somewhere', () => {
    expect(Object.keys(FAULT_CODES).filter((code) => !written.has(code))).toEqual([]);
  });
  test('stands in order, and says what it means in a sentence', () => {
    for (const codes of [ERROR_CODES, FAULT_CODES]) expect(Object.keys(codes)).toEqual(Object.keys(codes).sort());
    for (const meaning of Object.values(FAULT_CODES)) expect(meaning).toMatch(/^[A-Z].*[.]$/);
    for (const { when, remedy } of Object.values(ERROR_CODES)) {
      expect(when).toMatch(/[.]$/);
      expect(remedy).toMatch(/[.]$/);
    }
  });
});
