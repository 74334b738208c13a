import { acceptsJson } from '@thi-dua/gateway/http/accepts-json';
import { expect, test } from 'vitest';

test.each<[string | undefined, boolean]>([
  [undefined, true],
  ['', true],
  ['*/*', true],
  ['text/html, application/xhtml+xml, */*;q=0.8', true],
  ['application/*', true],
  ['Application/JSON; charset=utf-8', true],
  ['application/json;q=0.001', true],
  ['application/json;q=0', false],
  ['application/json;q=0.000, */*', false],
  ['*/*;q=0, application/json', true],
  ['text/csv', false],
  ['application/problem+json', false],
])('"%s" takes JSON: %s', (accept, taken) => {
  expect(acceptsJson(accept)).toBe(taken);
});
