import { randomBytes } from 'node:crypto';
import { Validator } from '@seriousme/openapi-schema-validator';
import { createGateway } from '@thi-dua/gateway/gateway';
import { costOf } from '@thi-dua/gateway/limits/cost';
import { defaultLimits } from '@thi-dua/gateway/limits/limit-error';
import { createPreparer } from '@thi-dua/gateway/prepared';
import { restApi } from '@thi-dua/gateway/rest/api';
import { openApi } from '@thi-dua/gateway/rest/openapi/document';
import { committedSupergraph } from '@thi-dua/gateway/supergraph';
import { afterAll, describe, expect, test } from 'vitest';
import { silent } from '../kit/services.js';
import { committed, expectDescribed } from './described.js';

const gateway = await createGateway({
  supergraph: committedSupergraph(),
  subgraphs: [],
  identityKey: new Uint8Array(randomBytes(32)),
  log: silent,
});
afterAll(() => gateway.close());
const api = restApi(gateway.schema);

describe('the description', () => {
  test('is OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(JSON.parse(committed));
    expect(errors ?? []).toEqual([]);
    expect({ valid, version: validator.version }).toEqual({ valid: true, version: '3.1' });
  });
  test('that is served is the one that is committed', () => {
    expect(openApi(api)).toBe(committed);
  });
  test('tells an answer that is none of the address', () => {
    const tenant = { slug: 'x', name: 'X' };
    const entry = { ...tenant, id: 'x', kind: 'DISTRICT', establishedOn: null, dissolvedOn: null, endedBy: null };
    const whole = { ...entry, locality: null, superior: tenant, successors: [tenant] };
    expectDescribed(whole, '/v1/tenants/{slug}');
    for (const wrong of [{ kind: 'STATE' }, { dissolvedOn: '2025-7-1' }, { name: null }, { successors: null }])
      expect(() => expectDescribed({ ...whole, ...wrong }, '/v1/tenants/{slug}')).toThrow();
  });
  test('names every operation once', () => {
    const names = api.endpoints.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(api.endpoints.map(({ path }) => path.replaceAll(/\{\w+\}/g, '{}'))).size).toBe(names.length);
  });
});

const prepare = createPreparer(gateway.schema, defaultLimits);
test.each(api.endpoints.map(({ path, query, paged }) => [path, query, paged] as const))(
  '%s is within the limits, also with the longest page',
  (_path, query, paged) => {
    const prepared = prepare(query, undefined);
    if ('errors' in prepared) expect(prepared.errors).toEqual([]);
    else {
      const cost = costOf(gateway.schema, prepared.document, prepared.operation, paged ? { first: 500 } : {});
      expect(cost).toBeLessThan(defaultLimits.cost);
    }
  },
);
