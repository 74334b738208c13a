import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createGateway } from '@thi-dua/gateway/gateway';
import { generatedSchemas } from '@thi-dua/gateway/generated-schemas';
import { examples } from '@thi-dua/gateway/graphiql/examples';
import { costOf } from '@thi-dua/gateway/limits/cost';
import { defaultLimits } from '@thi-dua/gateway/limits/limit-error';
import { createPreparer } from '@thi-dua/gateway/prepared';
import { committedSupergraph } from '@thi-dua/gateway/supergraph';
import { printSchema } from 'graphql';
import { afterAll, describe, expect, test } from 'vitest';
import { silent } from '../kit/services.js';

test.each([...generatedSchemas()])('%s is what the code says (else: npm run compose)', (file, content) => {
  expect(readFileSync(file, 'utf8')).toBe(content);
});

const gateway = await createGateway({
  supergraph: committedSupergraph(),
  subgraphs: [],
  identityKey: new Uint8Array(randomBytes(32)),
  log: silent,
});
afterAll(() => gateway.close());

describe('what clients see', () => {
  test('has nothing of the machinery between the services', () => {
    const printed = printSchema(gateway.schema);
    expect(printed).not.toMatch(/_entities|_service|\b_Any\b|join__|ruleSpec|RuleSpec/);
  });
  const prepare = createPreparer(gateway.schema, defaultLimits);
  test.each(examples.map(({ name, query }) => [name, query]))(
    'has all that the example "%s" asks for, within the limits',
    (_name, query) => {
      const prepared = prepare(query, undefined);
      if ('errors' in prepared) expect(prepared.errors).toEqual([]);
      else
        expect(costOf(gateway.schema, prepared.document, prepared.operation, {})).toBeLessThan(defaultLimits.cost / 10);
    },
  );
});
