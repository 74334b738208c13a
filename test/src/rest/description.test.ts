import { randomBytes } from 'node:crypto';
import { Validator } from '@seriousme/openapi-schema-validator';
import { createGateway } from '@thi-dua/gateway/gateway';
import { costOf } from '@thi-dua/gateway/limits/cost';
import { defaultLimits } from '@thi-dua/gateway/limits/limit-error';
import { createPreparer } from '@thi-dua/gateway/prepared';
import { restApi } from '@thi-dua/gateway/rest/api';
import { openApi } from '@thi-dua/gateway/rest/openapi/document';
import { createScopeGuard } from '@thi-dua/gateway/scopes/scope-guard';
import { committedSupergraph } from '@thi-dua/gateway/supergraph';
import { SCOPES, type Scope } from '@thi-dua/schema/scopes';
import { afterAll, describe, expect, test } from 'vitest';
import { callerOf, silent } from '../kit/services.js';
import { committed, expectDescribed } from './described.js';

const gateway = await createGateway({
  supergraph: committedSupergraph(),
  subgraphs: [],
  identityKey: new Uint8Array(randomBytes(32)),
  log: silent,
});
afterAll(() => gateway.close());
const api = restApi(gateway.schema);
const prepare = createPreparer(gateway.schema, defaultLimits);
const admit = createScopeGuard(committedSupergraph(), gateway.schema);

describe('the description', () => {
  test('is OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(JSON.parse(committed));
    expect(errors ?? []).toEqual([]);
    expect({ valid, version: validator.version }).toEqual({ valid: true, version: '3.1' });
  });
  test('that is served is the one that is committed', () => {
    expect(openApi(api, gateway.scopesOf)).toBe(committed);
  });
  test('names of every operation the scopes that it takes, and no other: one less, and a part is refused', () => {
    const { paths } = JSON.parse(committed);
    for (const { path, name, query } of api.endpoints) {
      const [{ token: scopes }, { key }] = paths[path].get.security;
      expect([scopes.length > 0, key]).toEqual([true, scopes]);
      const prepared = prepare(query, name);
      if ('errors' in prepared) throw prepared.errors[0];
      const refused = (having: readonly Scope[]) => admit(prepared, {}, callerOf('ha-noi', { scopes: having })).refused;
      expect(refused(scopes), path).toEqual([]);
      for (const scope of scopes) {
        const others = SCOPES.filter((one) => one !== scope);
        expect(refused(others).length, `${path} ${scope}`).toBeGreaterThan(0);
      }
    }
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
