import { readFileSync } from 'node:fs';
import { openApiFile } from '@thi-dua/gateway/schema-files';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';

export const committed = readFileSync(openApiFile, 'utf8');

// The description is no schema itself, but holds them: it is referred into.
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(JSON.parse(committed), 'openapi.json', undefined, false);

const pointer = (...parts: string[]) =>
  parts.map((part) => `/${encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');

function expectToFit(value: unknown, at: string): void {
  const validate = ajv.compile({ $ref: `openapi.json#${at}` });
  validate(value);
  expect(validate.errors ?? [], at).toEqual([]);
}

/** Holds an answer against what the description promises of the address. */
export const expectDescribed = (value: unknown, path: string) =>
  expectToFit(value, pointer('paths', path, 'get', 'responses', '200', 'content', 'application/json', 'schema'));

export const expectProblem = (value: unknown) => expectToFit(value, pointer('components', 'schemas', 'Problem'));
