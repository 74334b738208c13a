import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentsFile } from '@thi-dua/gateway/console/folders';
import { readManifest } from '@thi-dua/gateway/trusted/manifest';
import { documentId, trustedDocuments } from '@thi-dua/gateway/trusted/trusted-documents';
import { connect } from '@thi-dua/prisma/connect';
import { afterAll, describe, expect, test } from 'vitest';
import { serve } from '../gateway/served.js';
import { testDatabase } from '../kit/database.js';
import { allServices } from '../kit/services.js';

const { appUrl, operatorUrl } = await testDatabase();
const services = allServices(appUrl);
const text = 'query Me($with: Boolean = true) { viewer { subject @include(if: $with) } }';
const id = documentId(text);
const other = '{ viewer { subject } }';
const trusted = trustedDocuments([text]);
const open = await serve(services, { documents: { trusted, only: false } });
const closed = await serve(services, { documents: { trusted, only: true } });
const me = { data: { viewer: { subject: 'officer@ha-noi' } } };
const asked = async (at: typeof open, body: object) => {
  const response = await at.post('ha-noi', body);
  const { errors, ...rest } = await response.json();
  return { status: response.status, ...rest, ...(errors && { code: errors[0].extensions.code }) };
};

describe.each([
  ['where any document is taken', open],
  ['where only trusted ones are', closed],
])('%s, a trusted document', (_where, at) => {
  test.each([
    ['is asked for by its id', { documentId: id }],
    ['by its id, with variables', { documentId: id, variables: { with: true }, operationName: 'Me' }],
    ['by its text', { query: text }],
    ['by both', { query: text, documentId: id }],
    ['by the hash in extensions', { extensions: { persistedQuery: { version: 1, sha256Hash: id.slice(7) } } }],
  ])('%s', async (_how, body) => {
    expect(await asked(at, body)).toEqual({ status: 200, ...me });
  });

  test.each([
    ['an id that is not known', { documentId: documentId(other) }, 400, 'PERSISTED_QUERY_NOT_FOUND'],
    ['an id that is a property of every object', { documentId: '__proto__' }, 400, 'PERSISTED_QUERY_NOT_FOUND'],
    ['an id that is no text', { documentId: 7 }, 400, 'BAD_REQUEST'],
    ['the id of another text', { documentId: id, query: other }, 400, 'BAD_REQUEST'],
    ['neither id nor text', { variables: {} }, 400, 'BAD_REQUEST'],
  ])('%s is refused', async (_what, body, status, code) => {
    expect(await asked(at, body)).toEqual({ status, code });
  });
});

test('any other document is taken where it may be, and refused where only trusted ones are', async () => {
  expect(await asked(open, { query: other })).toEqual({ status: 200, ...me });
  const refused = { status: 403, code: 'DOCUMENT_NOT_TRUSTED' };
  expect(await asked(closed, { query: other })).toEqual(refused);
  expect(await asked(closed, { query: other, documentId: documentId(other) })).toEqual(refused);
  expect(await asked(closed, { query: `${text} ` })).toEqual(refused);
  const operator = await connect(operatorUrl);
  const entered = async () =>
    (await operator.query('SELECT tenant_id AS tenant, action, codes, times FROM audit.entry')).rows;
  await expect
    .poll(entered, { timeout: 10_000 })
    .toEqual([{ tenant: 'ha-noi', action: 'graphql', codes: ['DOCUMENT_NOT_TRUSTED'], times: 3 }]);
  await operator.end();
});

test('an API key that may send trusted documents only is held to them, where others are not', async () => {
  const made = await open.post('ha-noi', {
    query: `mutation { createApiKey(input: { name: "dashboard", scopes: ["map:read"], trustedDocumentsOnly: true }) {
      key apiKey { trustedDocumentsOnly } errors { code } } }`,
  });
  const { createApiKey } = (await made.json()).data;
  expect(createApiKey).toMatchObject({ errors: [], apiKey: { trustedDocumentsOnly: true } });
  const authorization = `Bearer ${createApiKey.key}`;
  const by = async (body: object) => {
    const response = await open.post('ha-noi', body, { authorization });
    const { data, errors } = await response.json();
    return { status: response.status, subject: data?.viewer.subject, code: errors?.[0].extensions.code };
  };
  expect(await by({ query: other })).toEqual({ status: 403, code: 'DOCUMENT_NOT_TRUSTED' });
  const taken = { status: 200, subject: expect.stringMatching(/^api-key:/) };
  expect(await by({ documentId: id })).toEqual(taken);
  expect(await by({ query: text })).toEqual(taken);
});

describe('a manifest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'thi-dua-manifest-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const read = (content: string) => {
    const file = join(folder, 'documents.json');
    writeFileSync(file, content);
    return readManifest(file, open.gateway.schema);
  };

  test('holds documents by their ids, with or without the name of the hash', () => {
    expect(read(JSON.stringify({ [id]: text, [documentId(other).slice(7)]: other }))).toEqual([text, other]);
  });

  test('tells every fault at once: a wrong id, a text that is no document, one that the schema does not know', () => {
    const unknown = '{ nothing }';
    const broken = '{ viewer';
    const faults = () =>
      read(JSON.stringify({ [id]: other, [documentId(unknown)]: unknown, [documentId(broken)]: broken }));
    expect(faults).toThrow(/hash is sha256:[\s\S]*"nothing"[\s\S]*Syntax Error/);
  });

  test.each(['', '[]', '{"a":1}'])('that is not an object of texts is refused: %j', (content) => {
    expect(() => read(content)).toThrow('is not a JSON object of ids and texts');
  });

  test('that is not there is refused', () => {
    expect(() => readManifest(join(folder, 'none.json'), open.gateway.schema)).toThrow('cannot be read');
  });

  test('of the console is one of them', () => {
    expect(readManifest(documentsFile, open.gateway.schema).length).toBeGreaterThan(3);
  });
});
