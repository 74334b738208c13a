import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type ClientRequest, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MOST_BYTES } from '@thi-dua/awards/dossier/received-file';
import { LINK_SECONDS, signFileLink } from '@thi-dua/schema/file-link';
import { readGlobalId, toGlobalId } from '@thi-dua/schema/global-id';
import { keyFor } from '@thi-dua/schema/server-key';
import { serveSubgraph } from '@thi-dua/schema/subgraph-server';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { serve, tokenFor } from '../gateway/served.js';
import { testDatabase } from '../kit/database.js';
import { allServices, fileFolder, identityKey } from '../kit/services.js';
import { awarding, household } from './award-kit.js';
import { docx, jpeg, pdf, png, webp } from './dossier-files.js';
import { codesOf, hashesIn, type Upload, upload } from './dossier-kit.js';

// A folder of this file's own for what is being received: others receive as well.
const scratch = mkdtempSync(join(tmpdir(), 'thi-dua-test-scratch-'));
vi.stubEnv('TMPDIR', scratch);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const database = await testDatabase();
const { files: store } = fileFolder();
const awards = await awarding(database, true, store);
const { service, done, act, query, throughCouncil } = awards;
const services = allServices(database.appUrl, service);
const { listener } = await serve(services);

const OWNER = 'ban-dan-toc-cao-bang';
let number = 0;
const draft = async (tenant = OWNER) => {
  const nominee = { subject: 'HOUSEHOLD', name: `Hộ ${++number}` };
  return (await done(tenant, 'createNomination', { ...household, nominee })).id as string;
};
const dossier = async (tenant: string, id: string) =>
  (
    await query(
      tenant,
      `{ nomination(id: "${id}") { version status files { id kind name size mediaType sha256 by { id } person url uploadedOn } log { step from to person role } } }`,
    )
  ).nomination;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const address = (id: string, kind = 'SUBMISSION_LETTER', name = 'Tờ trình.pdf') =>
  `${listener.url}/nominations/${id}/files?kind=${kind}&name=${encodeURIComponent(name)}`;
const leftBehind = () => readdirSync(scratch).filter((name) => name.startsWith('thi-dua-dossier-'));

describe('a file of a dossier', () => {
  test('is sent through the gateway, listed with its hash, entered into the log, and read by its link under its own name', async () => {
    const id = await draft();
    const bytes = pdf('Tờ trình số 1');
    const sent = await fetch(address(id), {
      method: 'POST',
      headers: { authorization: `Bearer ${await tokenFor(OWNER)}`, 'content-type': 'application/pdf' },
      body: new Uint8Array(bytes),
    });
    expect(sent.status).toBe(201);
    const answer = (await sent.json()) as { file: { id: string }; nomination: { id: string; version: number } };
    const { files, log, version } = await dossier(OWNER, id);
    expect(files).toMatchObject([
      {
        id: answer.file.id,
        kind: 'SUBMISSION_LETTER',
        name: 'Tờ trình.pdf',
        size: bytes.length,
        mediaType: 'application/pdf',
        sha256: sha256(bytes),
        by: { id: toGlobalId('Tenant', OWNER) },
        person: `officer@${OWNER}`,
      },
    ]);
    expect(answer.nomination).toEqual({ id, version });
    expect(log).toMatchObject([{ step: 'FILE_ADDED', from: 'DRAFT', to: 'DRAFT', role: 'PLANNER' }]);

    const read = await fetch(`${listener.url}${files[0].url}`);
    expect(read.status).toBe(200);
    expect(Buffer.from(await read.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(read.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="To trinh.pdf"; filename*=UTF-8''T%E1%BB%9D%20tr%C3%ACnh.pdf`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      etag: `"${sha256(bytes)}"`,
    });
    const again = await fetch(`${listener.url}${files[0].url}`, { headers: { 'if-none-match': `"${sha256(bytes)}"` } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(leftBehind()).toEqual([]);
  });
});

const send = (id: string, over: Partial<Upload> = {}, tenant = OWNER) =>
  upload(service, tenant, { nomination: id, ...over });

describe('a file is taken in', () => {
  test.each([
    ['Báo cáo.docx', docx(), undefined],
    ['Biên bản.PNG', png(), 'image/png'],
    ['ảnh.jpeg', jpeg(), 'image/jpg'],
    ['ảnh.webp', webp(), 'application/octet-stream'],
    ['Tờ trình.pdf', pdf(), 'application/pdf; charset=binary'],
  ])('%s', async (name, body, type) => {
    const id = await draft();
    expect(codesOf(await send(id, { name, body, type, kind: 'OTHER' }))).toBe('201');
  });

  test('once, where it is sent again: the answer is that of the first time, and the log says nothing more', async () => {
    const id = await draft();
    const [first, again] = [await send(id), await send(id)];
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    expect((await dossier(OWNER, id)).log).toHaveLength(1);
    // Another name, or another kind, is another file; its content is stored once.
    const stored = await hashesIn(store);
    expect((await send(id, { kind: 'OTHER' })).status).toBe(201);
    expect(await hashesIn(store)).toEqual(stored);
  });

  test('once, where it is sent twice at the same moment', async () => {
    const id = await draft();
    const both = await Promise.all([send(id), send(id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 201]);
  });
});

describe('a file is refused, by a stable code and with nothing left behind:', () => {
  test.each<[string, Partial<Upload>]>([
    ['400 BAD_USER_INPUT', { kind: 'LETTER' }],
    ['400 BAD_USER_INPUT BAD_USER_INPUT', { kind: '', name: '' }],
    ['400 BAD_USER_INPUT', { name: '../Tờ trình.pdf' }],
    ['400 BAD_USER_INPUT', { name: 'to\r\nset-cookie: x.pdf' }],
    ['400 BAD_USER_INPUT', { name: 'to\u202efdp.exe.pdf' }],
    ['400 BAD_USER_INPUT', { name: `${'x'.repeat(200)}.pdf` }],
    ['415 UNSUPPORTED_TYPE', { name: 'Tờ trình.doc' }],
    ['415 UNSUPPORTED_TYPE', { name: 'Tờ trình' }],
    ['415 UNSUPPORTED_TYPE', { encoding: 'gzip' }],
    ['415 TYPE_MISMATCH', { type: 'text/html' }],
    ['415 TYPE_MISMATCH', { type: 'image/png' }],
    ['415 TYPE_MISMATCH', { body: png() }],
    ['415 TYPE_MISMATCH', { name: 'ảnh.png' }],
    ['415 UNSUPPORTED_TYPE', { body: Buffer.from('MZ') }],
    ['422 EMPTY_FILE', { body: Buffer.alloc(0) }],
    ['422 FILE_UNREADABLE', { body: pdf().subarray(0, 50) }],
    ['422 MACROS', { name: 'x.docx', body: docx({ 'word/vbaProject.bin': 'x' }) }],
    ['413 TOO_LARGE', { body: Buffer.alloc(MOST_BYTES + 1) }],
    ['404 NOT_FOUND', { nomination: toGlobalId('Nomination', '00000000-0000-4000-8000-000000000000') }],
    ['404 NOT_FOUND', { nomination: 'x' }],
  ])('%s %j', async (codes, over) => {
    const id = await draft();
    const stored = await hashesIn(store);
    expect(codesOf(await send(id, over))).toBe(codes);
    expect((await dossier(OWNER, id)).files).toEqual([]);
    expect(await hashesIn(store)).toEqual(stored);
    expect(leftBehind()).toEqual([]);
  });

  test('of 20 MB to the byte it is taken; of one more it is not, and the rest is not waited for', async () => {
    const id = await draft();
    const sound = pdf();
    const filled = (size: number) => {
      const bytes = Buffer.alloc(size, 0x20);
      sound.copy(bytes);
      // Nothing but blanks comes behind its end: a PDF of any size.
      return bytes;
    };
    expect(codesOf(await send(id, { body: filled(MOST_BYTES) }))).toBe('422 FILE_UNREADABLE');
    const exact = Buffer.concat([
      sound.subarray(0, 30),
      Buffer.alloc(MOST_BYTES - sound.length, 0x0a),
      sound.subarray(30),
    ]);
    expect(exact.length).toBe(MOST_BYTES);
    expect(codesOf(await send(id, { body: exact }))).toBe('201');
    let given = 0;
    const endless = (async function* () {
      for (;;) {
        given += 1024 * 1024;
        yield Buffer.alloc(1024 * 1024);
      }
    })();
    expect(codesOf(await send(id, { body: endless }))).toBe('413 TOO_LARGE');
    expect(given).toBeLessThan(3 * MOST_BYTES);
  });

  test('a client that hangs up midway leaves nothing, through the gateway', async () => {
    const id = await draft();
    const stored = await hashesIn(store);
    const token = await tokenFor(OWNER);
    const sending = await new Promise<ClientRequest>((resolve) => {
      const made = request(address(id), {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/pdf', 'content-length': 1_000_000 },
      });
      made.on('error', () => {});
      made.write(Buffer.alloc(200_000), () => resolve(made));
    });
    while (leftBehind().length === 0) await sleep(10);
    sending.destroy();
    while (leftBehind().length > 0) await sleep(10);
    expect((await dossier(OWNER, id)).files).toEqual([]);
    expect(await hashesIn(store)).toEqual(stored);
  });

  test('of more than twenty million bytes through the gateway the client gets to read why', async () => {
    const id = await draft();
    const answer = await fetch(address(id), {
      method: 'POST',
      headers: { authorization: `Bearer ${await tokenFor(OWNER)}` },
      body: new Uint8Array(MOST_BYTES + 1_000_000),
    });
    expect([
      answer.status,
      ((await answer.json()) as { errors: { extensions: unknown }[] }).errors[0]?.extensions,
    ]).toEqual([413, { code: 'TOO_LARGE' }]);
  });

  test('the fifty-first', async () => {
    const id = await draft();
    for (let i = 0; i < 50; i++) expect((await send(id, { name: `${i}.pdf` })).status).toBe(201);
    expect(codesOf(await send(id, { name: 'x.pdf' }))).toBe('409 TOO_MANY_FILES');
  });
});

describe('who adds to a dossier, and when', () => {
  const minutes = { kind: 'MINUTES', name: 'Biên bản.pdf' };
  test('needs the role of whoever has it in hands', async () => {
    const id = await draft();
    const as = (roles: ('PLANNER' | 'APPRAISER' | 'COUNCIL' | 'SIGNER')[], over: Partial<Upload> = {}) =>
      upload(service, OWNER, { nomination: id, ...over }, { roles });
    expect(codesOf(await as(['SIGNER']))).toBe('403 FORBIDDEN');
    expect(codesOf(await as(['APPRAISER']))).toBe('403 FORBIDDEN');
    expect(codesOf(await as(['PLANNER']))).toBe('201');
    await done(OWNER, 'submitNomination', { id });
    expect(codesOf(await as(['PLANNER'], minutes))).toBe('403 FORBIDDEN');
    expect(codesOf(await as(['COUNCIL'], minutes))).toBe('201');
  });

  test('a draft takes everything from its owner; a submitted one only the minutes, from where it stands, until the vote', async () => {
    const id = await draft();
    for (const kind of ['SUBMISSION_LETTER', 'ACHIEVEMENT_REPORT', 'MINUTES', 'OTHER'])
      expect(codesOf(await send(id, { kind }))).toBe('201');
    await done(OWNER, 'submitNomination', { id, to: 'cao-bang' });
    expect(codesOf(await send(id, { name: 'b.pdf' }))).toBe('409 WRONG_STATE');
    expect(codesOf(await send(id, minutes))).toBe('409 NOT_YOURS');
    expect(codesOf(await send(id, { kind: 'OTHER' }, 'cao-bang'))).toBe('409 WRONG_STATE');
    expect(codesOf(await send(id, minutes, 'cao-bang'))).toBe('201');
    await done('cao-bang', 'appraiseNomination', { id });
    expect(codesOf(await send(id, { ...minutes, name: 'b.pdf' }, 'cao-bang'))).toBe('201');
    await done('cao-bang', 'recordCouncilVote', { id, heldOn: '2022-10-10', minutes: '1', members: 9, inFavour: 9 });
    expect(codesOf(await send(id, { ...minutes, name: 'c.pdf' }, 'cao-bang'))).toBe('409 WRONG_STATE');
    await done('cao-bang', 'returnNomination', { id, remarks: 'Bổ sung' });
    expect(codesOf(await send(id, { ...minutes, name: 'c.pdf' }, 'cao-bang'))).toBe('409 NOT_YOURS');
    expect(codesOf(await send(id, { name: 'b.pdf' }))).toBe('201');
    const { files } = await dossier(OWNER, id);
    expect(
      files.map(({ kind, by }: { kind: string; by: { id: string } }) => `${kind} ${readGlobalId('Tenant', by.id)}`),
    ).toEqual([
      `SUBMISSION_LETTER ${OWNER}`,
      `ACHIEVEMENT_REPORT ${OWNER}`,
      `MINUTES ${OWNER}`,
      `OTHER ${OWNER}`,
      'MINUTES cao-bang',
      'MINUTES cao-bang',
      `SUBMISSION_LETTER ${OWNER}`,
    ]);
  });

  test('a file that was added since it was read stops a step that names the version', async () => {
    const id = await draft();
    const { version } = await dossier(OWNER, id);
    await send(id);
    const { errors } = await act(OWNER, 'submitNomination', { id, version });
    expect(errors.map(({ code }) => code)).toEqual(['STALE_VERSION']);
  });
});

describe('what is taken out', () => {
  const remove = async (tenant: string, id: string, over: Record<string, unknown> = {}) => {
    const { removeDossierFile } = await query(
      tenant,
      `mutation ($input: RemoveDossierFileInput!) { removeDossierFile(input: $input) { nomination { files { name } log { step file { name sha256 kind mediaType size } } } errors { code } } }`,
      { input: { id, ...over } },
    );
    return removeDossierFile.nomination ?? removeDossierFile.errors.map(({ code }: { code: string }) => code).join();
  };

  test('of a draft is gone from the dossier, and stays named in the log', async () => {
    const id = await draft();
    const bytes = pdf('nhầm');
    const { body } = await send(id, { body: bytes });
    const entry = {
      name: 'Tờ trình.pdf',
      sha256: sha256(bytes),
      kind: 'SUBMISSION_LETTER',
      mediaType: 'application/pdf',
      size: bytes.length,
    };
    expect(await remove(OWNER, body.file.id)).toEqual({
      files: [],
      log: [
        { step: 'FILE_ADDED', file: entry },
        { step: 'FILE_REMOVED', file: entry },
      ],
    });
    expect(await remove(OWNER, body.file.id)).toBe('NOT_FOUND');
    expect((await send(id, { body: bytes })).status).toBe(201);
  });

  test('cannot be what was submitted: it stays, also after the nomination was returned', async () => {
    const id = await draft();
    const { body } = await send(id);
    await done(OWNER, 'submitNomination', { id, to: 'cao-bang' });
    expect(await remove(OWNER, body.file.id)).toBe('WRONG_STATE');
    expect(await remove('cao-bang', body.file.id)).toBe('NOT_YOURS');
    expect(await remove('ha-noi', body.file.id)).toBe('NOT_FOUND');
    await done('cao-bang', 'returnNomination', { id, remarks: 'x' });
    expect(await remove(OWNER, body.file.id)).toBe('ALREADY_SUBMITTED');
    const added = await send(id, { name: 'b.pdf' });
    expect(await remove(OWNER, added.body.file.id, { version: 1 })).toBe('STALE_VERSION');
    expect((await remove(OWNER, added.body.file.id)).files).toEqual([{ name: 'Tờ trình.pdf' }]);
  });
});

describe('a link', async () => {
  const linkKey = keyFor(identityKey, 'file link');
  const asked = async (path: string, init?: RequestInit) => {
    const answer = await fetch(`${listener.url}${path}`, init);
    return [answer.status, await answer.text()];
  };
  const nothing = await asked('/files/x.y.z');
  const linked = (file: string, tenant: string, issuedAt = new Date(), key = linkKey) =>
    signFileLink(key, { file: readGlobalId('DossierFile', file) ?? file, tenant, issuedAt }).then(
      (token) => `/files/${token}`,
    );

  test('leads nowhere once it has expired, was altered, was signed for another purpose, or names a tenant that may not read', async () => {
    const id = await draft();
    const { body } = await send(id);
    const { id: file } = body.file;
    const good = await linked(file, OWNER);
    expect((await asked(good))[0]).toBe(200);
    expect(nothing[0]).toBe(404);
    const token = good.slice('/files/'.length);
    const [head, payload = '', signature] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forged = (over: object) =>
      `/files/${[head, Buffer.from(JSON.stringify({ ...claims, ...over })).toString('base64url'), signature].join('.')}`;
    for (const path of [
      await linked(file, OWNER, new Date(Date.now() - (LINK_SECONDS + 5) * 1000)),
      await linked(file, OWNER, new Date(), keyFor(identityKey, 'calendar feed')),
      await linked(file, OWNER, new Date(), identityKey),
      await linked(file, 'cao-bang'),
      await linked(file, 'trung-uong'),
      await linked(toGlobalId('DossierFile', '00000000-0000-4000-8000-000000000000'), OWNER),
      forged({ sub: 'cao-bang' }),
      forged({ exp: claims.exp + 1000 }),
      forged({ jti: '00000000-0000-4000-8000-000000000000' }),
      `/files/${await tokenFor(OWNER)}`,
      `/calendar/${token}.ics`,
      `${good}x`,
    ])
      expect(await asked(path), path).toEqual(nothing);
    expect((await asked(good, { method: 'POST' }))[0]).toBe(405);
    expect(await asked(good, { method: 'HEAD' })).toEqual([200, '']);
  });

  test('is of no use as an access token', async () => {
    const id = await draft();
    await send(id);
    const [{ url }] = (await dossier(OWNER, id)).files;
    const answer = await fetch(`${listener.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${url.slice('/files/'.length)}`, 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    });
    expect(answer.status).toBe(401);
  });

  test('is good for whoever the nomination has reached, from then on', async () => {
    const id = await draft();
    const { body } = await send(id);
    const early = await linked(body.file.id, 'cao-bang');
    expect(await asked(early)).toEqual(nothing);
    await done(OWNER, 'submitNomination', { id, to: 'cao-bang' });
    const [{ url }] = (await dossier('cao-bang', id)).files;
    for (const path of [url, early]) expect((await asked(path))[0]).toBe(200);
    expect(await asked(await linked(body.file.id, 'trung-uong'))).toEqual(nothing);
    await throughCouncil('cao-bang', id, '2022-10-10');
    await done('cao-bang', 'escalateNomination', { id });
    expect((await asked(await linked(body.file.id, 'trung-uong')))[0]).toBe(200);
    // Its owner ended; the successor acts for it.
    expect((await asked(await linked(body.file.id, 'so-dan-toc-ton-giao-cao-bang')))[0]).toBe(200);
    for (const other of ['ha-noi', 'ha-lang', 'quang-tri', 'a-stranger'])
      expect(await asked(await linked(body.file.id, other)), other).toEqual(nothing);
  });
});

test('the same holds where the service runs alone, behind a gateway that knows but its address', async () => {
  const alone = await Promise.all(services.map((each) => serveSubgraph(each, { host: '127.0.0.1', port: 0 })));
  const urls = Object.fromEntries(services.map(({ name }, i) => [name, [alone[i]?.url ?? '']]));
  const { listener: before } = await serve(services, { subgraphs: urls });
  const id = await draft();
  const bytes = Buffer.concat([pdf().subarray(0, 30), Buffer.alloc(3_000_000, 0x0a), pdf().subarray(30)]);
  const sent = await fetch(`${before.url}/nominations/${id}/files?kind=OTHER&name=a.pdf`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await tokenFor(OWNER)}` },
    body: new Uint8Array(bytes),
  });
  expect(sent.status).toBe(201);
  const [{ url }] = (await dossier(OWNER, id)).files;
  const read = await fetch(`${before.url}${url}`);
  expect([read.status, read.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
  expect(Buffer.from(await read.arrayBuffer()).equals(bytes)).toBe(true);
  expect((await fetch(`${before.url}${url}x`)).status).toBe(404);
  const large = await fetch(`${before.url}/nominations/${id}/files?kind=OTHER&name=b.pdf`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await tokenFor(OWNER)}` },
    body: new Uint8Array(MOST_BYTES + 1_000_000),
  });
  expect(large.status).toBe(413);
  await Promise.all(alone.map((server) => server.stop()));
});
