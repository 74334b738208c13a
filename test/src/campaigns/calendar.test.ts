import { Writable } from 'node:stream';
import { folded, printComponent, text } from '@thi-dua/campaigns/calendar/icalendar';
import { connect } from '@thi-dua/prisma/connect';
import { signFeedToken } from '@thi-dua/schema/feed-token';
import { keyFor } from '@thi-dua/schema/server-key';
import { serveSubgraph } from '@thi-dua/schema/subgraph-server';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, describe, expect, test } from 'vitest';
import { serve } from '../gateway/served.js';
import { testDatabase } from '../kit/database.js';
import { allServices, ask, callerOf, campaigns, identityKey } from '../kit/services.js';
import { propertyOf, type ReadComponent, readStrictly } from './strict-calendar.js';

const { appUrl, operatorUrl } = await testDatabase();
const lines: string[] = [];
const log = pino(
  { level: 'trace' },
  new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  }),
);
const service = campaigns(appUrl, { log });
const services = allServices(appUrl, service);
const served = await serve(services, { log });

const mutate = async (tenant: string, field: string, input?: Record<string, unknown>, roles: 'ADMIN'[] = ['ADMIN']) => {
  const { data, errors } = await ask(
    service,
    callerOf(tenant, { roles }),
    input === undefined
      ? `mutation { ${field} { feed { path validUntil } errors { code path } } }`
      : `mutation ($input: RotateCalendarFeedInput!) { ${field}(input: $input) { feed { path validUntil } errors { code path } } }`,
    input && { input },
  );
  if (errors) return { refused: errors[0]?.extensions.code };
  return JSON.parse(JSON.stringify(data))[field];
};
const newAddress = async (tenant: string, input: Record<string, unknown> = {}): Promise<string> => {
  const { feed, errors } = await mutate(tenant, 'rotateCalendarFeed', input);
  expect(errors).toEqual([]);
  return feed.path;
};
const get = (path: string, headers: Record<string, string> = {}, base = served.listener.url, method = 'GET') =>
  fetch(`${base}${path}`, { headers, method });
const eventsOf = ({ components }: ReadComponent) => components.filter(({ name }) => name === 'VEVENT');
const calendarOf = async (path: string) => {
  const response = await get(path);
  expect(response.status).toBe(200);
  return readStrictly(new Uint8Array(await response.arrayBuffer()));
};
/** Everything of an answer that tells it from another. */
const whole = async (response: Response) => ({
  status: response.status,
  headers: [...response.headers].filter(([name]) => name !== 'date'),
  body: await response.text(),
});

const year = new Date().getFullYear();
const plan = {
  movement: 'VNN-2021-2025',
  title: 'Kế hoạch phát động; "không ai", đường \\ nét\ndòng hai',
  periodFrom: year - 2,
  periodTo: year + 3,
  document: {
    type: 'KẾ HOẠCH',
    number: '77',
    symbol: 'KH-UBND',
    issuer: 'UBND tỉnh Cao Bằng',
    issuedOn: `${year - 2}-02-01`,
  },
};
const steps = [
  {
    clause: 'IV.1',
    kinds: ['REPORT_DUE'],
    when: '--11-25',
    bound: 'BY',
    text: 'Báo cáo hằng năm; chậm nhất 25/11, gửi Sở Nội vụ',
    body: 'Các sở, ban, ngành',
  },
  {
    clause: 'IV.2',
    kinds: ['INTERIM_REVIEW', 'AWARDING'],
    when: `${year}-Q4`,
    bound: 'WITHIN',
    text: `Sơ kết ${'rất dài '.repeat(30)}`,
    tentative: true,
  },
];
async function changePlan(field: string, input: Record<string, unknown>, subject: string) {
  const { data, errors } = await ask(
    service,
    callerOf('cao-bang', { subject }),
    `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { plan { id version } errors { code } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  const result = JSON.parse(JSON.stringify(data))[field];
  expect(result.errors).toEqual([]);
  return result.plan as { id: string; version: number };
}
async function issued(milestones: typeof steps) {
  const { id } = await changePlan('createPlan', { ...plan, milestones }, 'planner');
  await changePlan('issuePlan', { id }, 'signer');
  return id;
}

describe("a tenant's calendar", async () => {
  const id = await issued(steps);
  const path = await newAddress('cao-bang');
  const own = (calendar: ReadComponent) =>
    eventsOf(calendar).filter((event) => propertyOf(event, 'DESCRIPTION')?.includes('77/KH-UBND'));

  test('is what RFC 5545 allows, in Vietnamese, with whole days', async () => {
    const response = await get(path);
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
    const calendar = readStrictly(new Uint8Array(await response.arrayBuffer()));
    expect(propertyOf(calendar, 'NAME')).toBe('Thi đua: Tỉnh Cao Bằng');
    expect(calendar.properties).toContainEqual({
      name: 'REFRESH-INTERVAL',
      parameters: { VALUE: 'DURATION' },
      value: 'PT12H',
    });
    // With a METHOD, each event would owe an ORGANIZER (RFC 5546, 3.2.1).
    expect(propertyOf(calendar, 'METHOD')).toBeUndefined();
    const yearly = own(calendar).filter((event) => propertyOf(event, 'SUMMARY')?.startsWith('Báo cáo: '));
    expect(yearly.map((event) => propertyOf(event, 'DTSTART'))).toEqual([-1, 0, 1, 2, 3].map((n) => `${year + n}1125`));
    expect(propertyOf(yearly[0] as ReadComponent, 'DTEND')).toBe(`${year - 1}1126`);
    expect(propertyOf(yearly[0] as ReadComponent, 'DESCRIPTION')).toBe(
      `Báo cáo hằng năm; chậm nhất 25/11, gửi Sở Nội vụ\nThực hiện: Các sở, ban, ngành\nTheo 77/KH-UBND ngày 01/02/${year - 2} của UBND tỉnh Cao Bằng, mục IV.1: ${plan.title}`,
    );
    const review = own(calendar).find((event) => propertyOf(event, 'STATUS') === 'TENTATIVE');
    expect(propertyOf(review as ReadComponent, 'CATEGORIES')).toBe('Sơ kết,Khen thưởng');
    expect(propertyOf(review as ReadComponent, 'DESCRIPTION')).toContain(`từ 01/10/${year} đến 31/12/${year}`);
    const uids = eventsOf(calendar).map((event) => propertyOf(event, 'UID'));
    expect(new Set(uids).size).toBe(uids.length);
  });

  test('keeps the identity of an event through an amendment, whose SEQUENCE is higher', async () => {
    const before = own(await calendarOf(path));
    const amendment = await changePlan(
      'amendPlan',
      { id, changes: 'Đổi hạn', document: { ...plan.document, issuedOn: `${year - 1}-02-01` } },
      'planner',
    );
    await changePlan(
      'updatePlan',
      {
        ...amendment,
        milestones: steps.map((step) => ({ ...step, ...(step.clause === 'IV.1' && { when: '--11-20' }) })),
      },
      'planner',
    );
    expect(own(await calendarOf(path))).toEqual(before);
    await changePlan('issuePlan', { id: amendment.id }, 'signer');
    const after = own(await calendarOf(path));
    const facts = (events: ReadComponent[], name: string) => events.map((event) => propertyOf(event, name));
    expect(facts(after, 'UID').toSorted()).toEqual(facts(before, 'UID').toSorted());
    expect(new Set(facts(before, 'SEQUENCE'))).toEqual(new Set(['0']));
    expect(new Set(facts(after, 'SEQUENCE'))).toEqual(new Set(['1']));
    expect(facts(after, 'DTSTART')).toContain(`${year}1120`);
  });

  test('shows the line of its tenant and nothing of any other', async () => {
    const shown = async (tenant: string) =>
      JSON.stringify(
        eventsOf(await calendarOf(await newAddress(tenant))).map((event) => propertyOf(event, 'DESCRIPTION')),
      );
    expect(await shown('trung-uong')).toContain('77/KH-UBND');
    expect(await shown('so-dan-toc-ton-giao-cao-bang')).toContain('77/KH-UBND');
    expect(await shown('ha-noi')).not.toContain('77/KH-UBND');
    expect(await shown('quang-tri')).not.toContain('77/KH-UBND');
  });

  test('is a valid file also where nothing is due', async () => {
    const operator = await connect(operatorUrl);
    await operator.query(
      `INSERT INTO map.tenant (slug, kind, name, begins, ends) VALUES ('mot-minh', 'AGENCY', 'Cơ quan; một, mình', '2020-01-01', '9999-12-31')`,
    );
    await operator.end();
    const calendar = await calendarOf(await newAddress('mot-minh'));
    expect(eventsOf(calendar)).toEqual([]);
    expect(propertyOf(calendar, 'X-WR-CALNAME')).toBe('Thi đua: Cơ quan; một, mình');
  });

  test('is sent again only when it has changed', async () => {
    const first = await get(path);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{32}"$/);
    for (const held of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await get(path, { 'if-none-match': held });
      expect([again.status, await again.text(), again.headers.get('etag')], held).toEqual([304, '', etag]);
    }
    expect((await get(path, { 'if-none-match': '"other"' })).status).toBe(200);
    const head = await get(path, {}, undefined, 'HEAD');
    expect([head.status, head.headers.get('etag')]).toEqual([200, etag]);
    await issued([{ ...(steps[0] as (typeof steps)[0]), when: `${year}-06-30` }]);
    expect((await get(path, { 'if-none-match': etag })).status).toBe(200);
  });

  test('comes the same from a service that runs alone', async () => {
    const alone = await serveSubgraph(service, { host: '127.0.0.1', port: 0 });
    afterAll(() => alone.stop());
    const { listener } = await serve(services, { subgraphs: { campaigns: [alone.url] } });
    const direct = await get(path);
    const through = await get(path, {}, listener.url);
    expect(await through.text()).toBe(await direct.text());
    const kept = (response: Response) =>
      ['etag', 'content-type', 'cache-control'].map((name) => response.headers.get(name));
    expect(kept(through)).toEqual(kept(direct));
    const again = await get(path, { 'if-none-match': direct.headers.get('etag') ?? '' }, listener.url);
    expect(again.status).toBe(304);
    expect(await whole(await get('/calendar/x.y.z.ics', {}, listener.url))).toEqual(
      await whole(await get('/nowhere', {}, listener.url)),
    );
    // Not even the service itself, asked without a feed's identity, tells more.
    const bare = await fetch(new URL('/calendar', alone.url));
    expect(bare.status).toBe(401);
  });
});

describe('an address', () => {
  const nowhere = async () => whole(await get('/nowhere'));

  test('leads nowhere once another one took its place, and once it is withdrawn', async () => {
    const first = await newAddress('ha-noi');
    const second = await newAddress('ha-noi');
    expect(second).not.toBe(first);
    expect(await whole(await get(first))).toEqual(await nowhere());
    expect((await get(second)).status).toBe(200);
    const { data } = await ask(service, callerOf('ha-noi', { roles: [] }), '{ calendarFeed { path } }');
    expect(data).toEqual({ calendarFeed: { path: second } });
    expect(await mutate('ha-noi', 'revokeCalendarFeed')).toEqual({ feed: null, errors: [] });
    expect(await whole(await get(second))).toEqual(await nowhere());
    expect((await mutate('ha-noi', 'revokeCalendarFeed')).errors).toEqual([{ code: 'NO_FEED', path: [] }]);
    expect((await ask(service, callerOf('ha-noi'), '{ calendarFeed { path } }')).data).toEqual({ calendarFeed: null });
    expect((await get(await newAddress('ha-noi'))).status).toBe(200);
  });

  test('leads nowhere after its last day', async () => {
    expect((await mutate('quang-tri', 'rotateCalendarFeed', { validUntil: '2024-01-01' })).errors).toEqual([
      { code: 'DAY_PAST', path: ['validUntil'] },
    ]);
    const path = await newAddress('quang-tri', { validUntil: '2099-12-31' });
    expect((await get(path)).status).toBe(200);
    const operator = await connect(operatorUrl);
    const { rows } = await operator.query(
      `UPDATE campaigns.calendar_feed SET valid_until = '2024-01-01' WHERE tenant_id = 'quang-tri' RETURNING feed_id, issued_at`,
    );
    await operator.end();
    expect(await whole(await get(path))).toEqual(await nowhere());
    const expired = await signFeedToken(keyFor(identityKey, 'calendar feed'), {
      id: rows[0].feed_id,
      tenant: 'quang-tri',
      issuedAt: rows[0].issued_at,
      validUntil: '2024-01-01',
    });
    expect(await whole(await get(`/calendar/${expired}.ics`))).toEqual(await nowhere());
  });

  test('that was not signed here, for this tenant and for a calendar, leads nowhere', async () => {
    const path = await newAddress('cao-bang');
    const token = path.slice('/calendar/'.length, -'.ics'.length);
    const [head, body, signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(body ?? '', 'base64url').toString());
    const forged = (over: object) => Buffer.from(JSON.stringify({ ...claims, ...over })).toString('base64url');
    const feed = { id: claims.jti, tenant: 'cao-bang', issuedAt: new Date(claims.iat * 1000), validUntil: null };
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const bad of [
      'x',
      'x.y.z',
      `${head}.${forged({ sub: 'ha-noi' })}.${signature}`,
      `${head}.${body}.${signature.slice(0, -2)}AA`,
      `${none}.${body}.`,
      await signFeedToken(new Uint8Array(32), feed),
      await signFeedToken(identityKey, feed),
      // Signed, but of another tenant's feed.
      await signFeedToken(keyFor(identityKey, 'calendar feed'), { ...feed, tenant: 'ha-noi' }),
      'a'.repeat(5000),
      '..%2f..',
    ])
      expect(await whole(await get(`/calendar/${bad}.ics`)), bad.slice(0, 40)).toEqual(await nowhere());
    expect((await get(path)).status).toBe(200);
  });

  test('allows no operation of the graph', async () => {
    const path = await newAddress('cao-bang');
    const token = path.slice('/calendar/'.length, -'.ics'.length);
    const response = await served.post(
      'cao-bang',
      { query: '{ plans { totalCount } }' },
      { authorization: `Bearer ${token}` },
    );
    expect(response.status).toBe(401);
    expect((await get(path, {}, undefined, 'POST')).status).toBe(405);
    // Nor does an access token open the calendar without its address.
    expect((await get('/calendar')).status).toBe(404);
  });

  test('is made and withdrawn by an ADMIN only, and appears in no log', async () => {
    expect(await mutate('cao-bang', 'rotateCalendarFeed', {}, [])).toEqual({ refused: 'FORBIDDEN' });
    expect(await mutate('cao-bang', 'revokeCalendarFeed', undefined, [])).toEqual({ refused: 'FORBIDDEN' });
    const path = await newAddress('cao-bang');
    await get(path);
    await get(`${path.slice(0, -8)}AAAA.ics`);
    await get(path, {}, undefined, 'POST');
    expect(lines.some((line) => line.includes('"route":"/calendar"'))).toBe(true);
    const secret = path.split('.')[1] ?? '';
    expect(lines.filter((line) => line.includes(secret.slice(0, 30)) || line.includes('.ics'))).toEqual([]);
  });
});

describe('a line of the file', () => {
  const anything = fc.string({
    unit: fc.oneof(
      fc.constantFrom('ế', 'Đ', ';', ',', '\\', '\n', '\r', 'n', '👩‍👩‍👧', '\u0007'),
      fc.string({ minLength: 1, maxLength: 1, unit: 'grapheme' }),
    ),
    maxLength: 300,
  });

  test('reads back as the text it was made from, whatever that is', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const file = printComponent({
          name: 'VCALENDAR',
          properties: [
            { name: 'PRODID', value: 'x' },
            { name: 'VERSION', value: '2.0' },
            { name: 'NAME', value: text(given) },
          ],
          components: [{ name: 'VTIMEZONE', properties: [{ name: 'TZID', value: 'x' }] }],
        });
        const expected = given
          .normalize('NFC')
          .replace(/\r\n?/g, '\n')
          // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
          .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
        expect(propertyOf(readStrictly(Buffer.from(file)), 'NAME')).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  test('is folded within 75 octets and never within a character', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const line = given.replace(/[\r\n]/g, '');
        const pieces = folded(line).split('\r\n');
        for (const piece of pieces) {
          expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(75);
          expect(piece).not.toMatch(/\p{Surrogate}/u);
        }
        expect(pieces.map((piece, i) => (i === 0 ? piece : piece.slice(1))).join('')).toBe(line);
      }),
      { numRuns: 500 },
    );
  });
});
