import { askedReports } from '@thi-dua/campaigns/duty/asked-report';
import { maySeeDuty } from '@thi-dua/campaigns/duty/duty-policy';
import { connect } from '@thi-dua/prisma/connect';
import { tenantFacts } from '@thi-dua/prisma/seed/tenants';
import type { AuthorityRow } from '@thi-dua/schema/authority';
import { today } from '@thi-dua/schema/day';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { serve } from '../gateway/served.js';
import { allServices, ask, callerOf, campaigns } from '../kit/services.js';
import { reporting } from './report-kit.js';
import { propertyOf, readStrictly } from './strict-calendar.js';

const { database, query, service } = await reporting();
const operator = await connect(database.operatorUrl);
await operator.query(`
  INSERT INTO map.tenant (slug, kind, name, begins, ends) VALUES
    ('huyen-a', 'AGENCY', 'Huyện A', '0001-01-01', '9999-12-31'), ('huyen-b', 'AGENCY', 'Huyện B', '0001-01-01', '9999-12-31'),
    ('xa-a', 'AGENCY', 'Xã A', '0001-01-01', '9999-12-31'), ('huyen-cu', 'AGENCY', 'Huyện Cũ', '0001-01-01', '2096-06-15');
  INSERT INTO map.tenant_line (subordinate, superior, begins, ends) VALUES
    ('huyen-a', 'cao-bang', '0001-01-01', '9999-12-31'), ('huyen-b', 'cao-bang', '0001-01-01', '9999-12-31'),
    ('xa-a', 'huyen-a', '0001-01-01', '9999-12-31'), ('huyen-cu', 'cao-bang', '0001-01-01', '2096-06-15');
  SELECT map.rebuild_authority()`);

const year = new Date().getFullYear();
const set = async (tenant: string, input: Record<string, unknown>): Promise<string> => {
  const { setReportDuty } = await query(
    tenant,
    'mutation ($input: SetReportDutyInput!) { setReportDuty(input: $input) { duty { id } errors { code path } } }',
    { input: { movement: 'VNN-2021-2025', ...input } },
  );
  expect(setReportDuty.errors).toEqual([]);
  return setReportDuty.duty.id;
};
const withdraw = async (tenant: string, id: string) => {
  const { withdrawReportDuty } = await query(
    tenant,
    'mutation ($input: WithdrawReportDutyInput!) { withdrawReportDuty(input: $input) { errors { code } } }',
    { input: { id } },
  );
  expect(withdrawReportDuty.errors).toEqual([]);
};
interface Node {
  dueOn: string;
  period: string | null;
  plan: { id: string } | null;
  milestone: { kinds: string[] } | null;
  duty: { text: string } | null;
}
const deadlines = async (tenant: string, from: string, to: string): Promise<Node[]> => {
  const { data, errors } = await ask(
    service,
    callerOf(tenant),
    `{ deadlines(from: "${from}", to: "${to}", first: 500) { nodes { dueOn period plan { id } milestone { kinds } duty { text } } } }`,
  );
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data)).deadlines.nodes;
};
const asked = async (tenant: string, from: string, to: string) =>
  (await deadlines(tenant, from, to)).flatMap(({ dueOn, period, duty }) =>
    duty === null ? [] : [`${dueOn} ${period} ${duty.text}`],
  );

test('what a superior has set is among the deadlines of those who owe it, of its own line, and of nobody else', async () => {
  await set('cao-bang', { kind: 'EXTRAORDINARY', when: '2096-06-30', period: '2096-Q2', text: 'mọi huyện' });
  await set('cao-bang', { kind: 'EXTRAORDINARY', when: '2096-07-31', subordinate: 'huyen-a', text: 'huyện A' });
  const both = ['2096-06-30 2096-Q2 mọi huyện', '2096-07-31 2096 huyện A'];
  const among = (tenant: string) => asked(tenant, '2096-01-01', '2096-12-31');
  for (const tenant of ['cao-bang', 'trung-uong', 'huyen-a']) expect(await among(tenant), tenant).toEqual(both);
  // Plans of Cao Bằng show to those two levels below, too.
  for (const tenant of ['huyen-b', 'xa-a']) expect(await among(tenant), tenant).toEqual(both.slice(0, 1));
  for (const tenant of ['ha-noi', 'quang-tri', 'huyen-cu']) expect(await among(tenant), tenant).toEqual([]);
});

test('a tenant is told of no day on which it stands below no more', async () => {
  await set('cao-bang', { kind: 'INTERIM', when: '--03-01', yearFrom: 2095, yearTo: 2098, text: 'hằng năm' });
  const days = (tenant: string) => asked(tenant, '2095-01-01', '2099-12-31');
  expect(await days('huyen-cu')).toEqual(['2095-03-01 2095 hằng năm', '2096-03-01 2096 hằng năm']);
  expect((await days('huyen-b')).filter((text) => text.includes('hằng năm'))).toHaveLength(4);
});

test("it takes the place of its plan's step about the same report, for all of them or for the one that is asked otherwise", async () => {
  const change = async (field: string, input: Record<string, unknown>, subject: string) => {
    const data = await query(
      'cao-bang',
      `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { plan { id } errors { code } } }`,
      { input },
      { subject },
    );
    expect(data[field].errors).toEqual([]);
    return data[field].plan.id;
  };
  const step = { clause: 'IV', kinds: ['REPORT_DUE'], when: '--11-25', bound: 'BY', text: 'Báo cáo năm' };
  const id = await change(
    'createPlan',
    {
      movement: 'VNN-2021-2025',
      title: 'Kế hoạch',
      periodFrom: 2021,
      periodTo: 2099,
      document: { type: 'KẾ HOẠCH', issuer: 'UBND tỉnh', issuedOn: '2021-06-01' },
      milestones: [step, { ...step, clause: 'V', kinds: ['REPORT_DUE', 'FINAL_REVIEW'], when: '2094-12-01' }],
    },
    'planner',
  );
  await change('issuePlan', { id }, 'signer');
  const days = async (tenant: string) =>
    (await deadlines(tenant, '2094-01-01', '2094-12-31')).map(
      ({ dueOn, milestone, duty }) => `${dueOn} ${milestone?.kinds.join('+') ?? duty?.text}`,
    );
  const review = '2094-12-01 REPORT_DUE+FINAL_REVIEW';
  expect(await days('huyen-b')).toEqual(['2094-11-25 REPORT_DUE', review]);
  await set('cao-bang', { when: '2094-11-30', subordinate: 'huyen-a', text: 'huyện A' });
  expect(await days('huyen-a')).toEqual(['2094-11-30 huyện A', review]);
  expect(await days('huyen-b')).toEqual(['2094-11-25 REPORT_DUE', review]);
  for (const tenant of ['cao-bang', 'trung-uong'])
    expect(await days(tenant), tenant).toEqual(['2094-11-25 REPORT_DUE', '2094-11-30 huyện A', review]);
  const all = await set('cao-bang', { when: '2094-12-15', text: 'tất cả' });
  for (const tenant of ['cao-bang', 'huyen-a', 'huyen-b'])
    expect(await days(tenant), tenant).toEqual([review, '2094-12-15 tất cả']);
  await withdraw('cao-bang', all);
  expect(await days('huyen-a')).toEqual(['2094-11-30 huyện A', review]);
});

test('the calendar keeps the identity of such an event when it is changed, and says so when it is withdrawn', async () => {
  const { listener } = await serve(allServices(database.appUrl, service));
  const addresses = new Map<string, string>();
  const events = async (tenant: string) => {
    let path = addresses.get(tenant);
    if (path === undefined) {
      const { rotateCalendarFeed } = await query(
        tenant,
        'mutation { rotateCalendarFeed(input: {}) { feed { path } } }',
      );
      path = String(rotateCalendarFeed.feed.path);
      addresses.set(tenant, path);
    }
    const response = await fetch(`${listener.url}${path}`);
    return readStrictly(new Uint8Array(await response.arrayBuffer()))
      .components.filter((event) => propertyOf(event, 'DESCRIPTION')?.includes('Theo yêu cầu'))
      .map((event) => Object.fromEntries(event.properties.map(({ name, value }) => [name, value])));
  };
  const ask = { kind: 'FINAL', subordinate: 'huyen-b', period: `${year}` };
  const first = await set('cao-bang', { ...ask, when: `${year + 1}-01-15`, text: 'Tổng kết; gửi Sở Nội vụ, bản giấy' });
  const [event, ...none] = await events('huyen-b');
  expect(none).toEqual([]);
  expect(event).toMatchObject({
    SEQUENCE: '0',
    STATUS: 'CONFIRMED',
    DTSTART: `${year + 1}0115`,
    DTEND: `${year + 1}0116`,
    SUMMARY: `Báo cáo tổng kết năm ${year}: Tổng kết; gửi Sở Nội vụ, bản giấy`,
    CATEGORIES: 'Báo cáo',
  });
  expect(event?.DESCRIPTION).toContain('Đơn vị báo cáo: Huyện B\nNơi nhận: Tỉnh Cao Bằng\n');
  expect(await events('huyen-a')).toEqual([]);

  await withdraw('cao-bang', first);
  const [gone] = await events('huyen-b');
  expect(gone).toMatchObject({ UID: event?.UID, SEQUENCE: '1', STATUS: 'CANCELLED', DTSTART: `${year + 1}0115` });
  expect(gone?.DESCRIPTION).toContain('Đã thu hồi ngày');
  expect(await asked('huyen-b', `${year + 1}-01-01`, `${year + 1}-12-31`)).toEqual([]);

  const second = await set('cao-bang', { ...ask, when: `${year + 1}-02-28`, text: 'Tổng kết' });
  const third = await set('cao-bang', { ...ask, when: `${year + 1}-03-31`, text: 'Tổng kết, gia hạn' });
  const [moved, ...more] = await events('huyen-b');
  expect(more).toEqual([]);
  expect(moved).toMatchObject({ UID: event?.UID, SEQUENCE: '3', STATUS: 'CONFIRMED', DTSTART: `${year + 1}0331` });
  await withdraw('cao-bang', third);
  expect((await events('huyen-b'))[0]).toMatchObject({ UID: event?.UID, SEQUENCE: '4', DTSTART: `${year + 1}0228` });
  await withdraw('cao-bang', second);
  expect((await events('cao-bang'))[0]).toMatchObject({ UID: event?.UID, SEQUENCE: '5', STATUS: 'CANCELLED' });
});

test('whatever is set and withdrawn, a report has one event, and its SEQUENCE rises with every change of it', () => {
  const base = {
    tenantId: 't',
    subordinate: null,
    movementCode: 'm',
    kind: 'ANNUAL',
    period: '2030',
    ofPreviousYear: false,
  };
  const act = fc.record({ withdraw: fc.boolean(), which: fc.nat(), month: fc.integer({ min: 1, max: 9 }) });
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 12 }), (acts) => {
      const duties: Parameters<typeof askedReports>[0][number][] = [];
      let before = '';
      let sequence = -1;
      for (const { withdraw: back, which, month } of acts) {
        const open = duties.filter(({ withdrawnOn }) => withdrawnOn === null);
        const duty = open[which % Math.max(1, open.length)];
        if (!back) {
          const when = `2030-0${month}-15`;
          duties.push({ ...base, when, yearFrom: null, yearTo: null, setOn: '2029-01-01', withdrawnOn: null });
        } else if (duty) duties[duties.indexOf(duty)] = { ...duty, withdrawnOn: '2029-06-01' };
        const reports = askedReports(duties, '2030-01-01', '2030-12-31');
        expect(reports).toHaveLength(duties.length > 0 ? 1 : 0);
        const [report] = reports;
        if (report === undefined) continue;
        const shown = `${report.on} ${report.withdrawn}`;
        if (shown !== before) expect(report.changes).toBeGreaterThan(sequence);
        expect(report.changes).toBeGreaterThanOrEqual(sequence);
        [before, sequence] = [shown, report.changes];
      }
    }),
  );
});

const viewers = [...tenantFacts.map(({ slug }) => slug), 'huyen-a', 'xa-a', 'a-stranger'];
const policy = campaigns(database.operatorUrl);
const rowLevelSecurity = campaigns(database.appUrl, { policyEnforced: false });
const { rows: authority } = await operator.query<AuthorityRow>(
  'SELECT superior, subordinate, basis::text AS basis, begins::text AS begins, ends::text AS ends FROM map.authority',
);
// Everybody's, asked of all and of each alone, set on days under lines of now and then; due while all of them stand.
const facts = tenantFacts.flatMap(({ slug, superior }) =>
  ['2020-01-01', '2024-05-05', '2026-01-01'].flatMap((setOn) =>
    [null, slug].map((subordinate) => ({ tenantId: superior ?? slug, subordinate, setOn })),
  ),
);
await operator.query(
  `INSERT INTO campaigns.report_duty (tenant_id, subordinate, movement_code, kind, "when", period, text, set_on, set_by)
   SELECT t, s, 'VNN-2021-2025', 'EXTRAORDINARY', '2093-01-01', (1999 + n)::text, 'P' || n, d, 'x'
   FROM unnest($1::text[], $2::text[], $3::date[]) WITH ORDINALITY AS f(t, s, d, n)`,
  [facts.map(({ tenantId }) => tenantId), facts.map(({ subordinate }) => subordinate), facts.map(({ setOn }) => setOn)],
);
await operator.end();

test.each(viewers)(
  'for %s the filter and row-level security tell of the same duties as the predicate allows',
  async (viewer) => {
    const allowed = new Set(
      facts.flatMap((duty, i) => (maySeeDuty(viewer, duty, authority, today()) ? [`P${i + 1}`] : [])),
    );
    const told: string[][] = [];
    for (const one of [policy, rowLevelSecurity]) {
      const { data, errors } = await ask(
        one,
        callerOf(viewer),
        '{ deadlines(from: "2093-01-01", to: "2093-01-01", first: 500) { nodes { duty { text } } } }',
      );
      expect(errors).toBeUndefined();
      const { nodes } = JSON.parse(JSON.stringify(data)).deadlines as { nodes: { duty: { text: string } | null }[] };
      told.push(nodes.flatMap(({ duty }) => (duty ? [duty.text] : [])).toSorted());
    }
    expect(told[0]).toEqual(told[1]);
    for (const text of told[0] ?? []) expect(allowed).toContain(text);
    // Of what binds nobody on its day, those who ended are not told.
    const ended = tenantFacts.some(({ slug, dissolvedOn }) => slug === viewer && dissolvedOn !== null);
    if (!ended) expect(told[0]?.length === 0).toBe(allowed.size === 0);
  },
);
