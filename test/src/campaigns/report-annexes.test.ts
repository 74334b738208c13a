import { connect } from '@thi-dua/prisma/connect';
import { today } from '@thi-dua/schema/day';
import { unavailable } from '@thi-dua/schema/errors';
import { readGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import { expect, test } from 'vitest';
import { contributionKit } from '../contributions/kit.js';
import { exemplarKit } from '../exemplars/kit.js';
import { ask, awards, callerOf, campaigns, indicators } from '../kit/services.js';
import { annual, reporting } from './report-kit.js';

const { database, done, query, service, see } = await reporting();
const exemplars = exemplarKit(service);
const contributions = contributionKit(service);
const operator = await connect(database.operatorUrl);
const day = today();
const period = day.slice(0, 4);
const year = Number(period);

const ANNEXES = `{
  documents { tenant { id } type number issuedOn title plan { id } source { id } sourceNumber }
  resources { locality { id } year kinds { kind pledged given } sponsorships }
  awards { locality { id } year form { id } decidedBy occasion subject count }
  exemplars { tenant { id } title publishedOn exemplar { id } source { id } }
  progress { clause text dueOn provisional official plan { id } source { id } } }`;
const annexesOf = async (tenant: string, id: string, field = 'versions') => {
  const { report } = await query(tenant, `{ report(id: "${id}") { ${field} { annexes ${ANNEXES} } } }`);
  const found = Array.isArray(report[field]) ? report[field].at(-1) : report[field];
  return found.annexes;
};
const change = async (tenant: string, field: string, input: Record<string, unknown>, subject: string) => {
  const data = await query(
    tenant,
    `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { plan { id } errors { code path } } }`,
    { input },
    { subject },
  );
  expect(data[field].errors).toEqual([]);
  return String(data[field].plan.id);
};
const issued = async (tenant: string, number: string) => {
  const id = await change(
    tenant,
    'createPlan',
    {
      movement: 'VNN-2021-2025',
      title: `Kế hoạch ${number}`,
      periodFrom: year,
      periodTo: year + 1,
      document: { type: 'KẾ HOẠCH', number, symbol: 'KH-UBND', issuer: 'UBND', issuedOn: `${period}-02-01` },
      milestones: [
        { clause: 'IV', kinds: ['REPORT_DUE'], when: '--11-25', bound: 'BY', text: 'Báo cáo hằng năm' },
        { clause: 'V', kinds: ['FINAL_REVIEW'], when: `${year + 1}`, bound: 'WITHIN', text: 'Tổng kết' },
      ],
      targets: [
        {
          clause: 'II.1',
          text: 'Tỷ lệ hộ nghèo dưới 5%',
          parts: [
            {
              text: 'Tỷ lệ hộ nghèo dưới 5%',
              scope: { localities: [{ code: '04' }], fixed: true },
              rule: { kind: 'LEVEL_AT', indicator: 'POVERTY_RATE', comparator: 'LT', threshold: '5', at: period },
            },
          ],
        },
        { clause: 'II.2', text: 'Đời sống được nâng lên', parts: [] },
      ],
    },
    'planner',
  );
  await change(tenant, 'issuePlan', { id }, 'signer');
  return id;
};

test('a report is submitted with its annexes as they stand at that moment, and nothing changes them later', async () => {
  const plan = await issued('cao-bang', '15');
  const { recordSupervision } = await query(
    'cao-bang',
    `mutation ($input: RecordSupervisionInput!) { recordSupervision(input: $input) { errors { code } } }`,
    {
      input: {
        movement: 'VNN-2021-2025',
        kind: 'DIRECTIVE',
        addressee: 'so-dan-toc-ton-giao-cao-bang',
        number: '3/CT-UBND',
        day: `${period}-01-05`,
        subject: 'Đẩy mạnh phong trào',
        findings: 'x',
      },
    },
  );
  expect(recordSupervision.errors).toEqual([]);
  const model = await exemplars.published({ recordedOn: day });
  await contributions.recorded({ localityCode: '04', pledge: { amount: '500000000.5', on: `${period}-02-01` } });
  await operator.query(
    `INSERT INTO awards.award_count (locality_id, year, form_key, occasion, subject, count)
     SELECT l.locality_id, y, 'PROVINCIAL_CERTIFICATE~2024-01-01', 'ANNUAL', s, n FROM map.tenant l,
       (VALUES ($1::int, 'HOUSEHOLD', 7), ($1, 'ENTERPRISE', 2), ($1 - 1, 'HOUSEHOLD', 99)) AS c(y, s, n) WHERE l.slug = 'cao-bang'`,
    [year],
  );
  const { id } = await done('cao-bang', 'draftReport', { ...annual, period });
  expect(await annexesOf('cao-bang', id, 'draft')).toEqual({
    documents: [],
    resources: [],
    awards: [],
    exemplars: [],
    progress: [],
  });
  await done('cao-bang', 'submitReport', { id });
  const frozen = await annexesOf('trung-uong', id);
  const tenant = { id: toGlobalId('Tenant', 'cao-bang') };
  expect(frozen.documents).toEqual([
    {
      tenant,
      type: 'CHỈ ĐẠO',
      number: '3/CT-UBND',
      issuedOn: `${period}-01-05`,
      title: 'Đẩy mạnh phong trào',
      plan: null,
      source: null,
      sourceNumber: null,
    },
    {
      tenant,
      type: 'KẾ HOẠCH',
      number: '15/KH-UBND',
      issuedOn: `${period}-02-01`,
      title: 'Kế hoạch 15',
      plan: { id: plan },
      source: null,
      sourceNumber: null,
    },
  ]);
  expect(frozen.resources).toHaveLength(1);
  expect(frozen.resources[0]).toMatchObject({
    year,
    kinds: [
      { kind: 'MONEY', pledged: '500000000.5', given: '0' },
      { kind: 'GOODS', pledged: '0', given: '0' },
      { kind: 'LABOUR', pledged: '0', given: '0' },
    ],
    sponsorships: 0,
  });
  const form = { id: toGlobalId('AwardForm', 'PROVINCIAL_CERTIFICATE~2024-01-01') };
  expect(frozen.awards).toMatchObject([
    { year, form, occasion: 'ANNUAL', subject: 'ENTERPRISE', count: 2 },
    { year, form, occasion: 'ANNUAL', subject: 'HOUSEHOLD', count: 7 },
  ]);
  expect(frozen.exemplars).toMatchObject([
    { tenant, title: 'Nuôi bò sinh sản ở xã Thống Nhất', publishedOn: day, exemplar: { id: model }, source: null },
  ]);
  expect(frozen.progress).toMatchObject([
    { clause: 'II.1', dueOn: null, provisional: 'NO_DATA', official: 'NO_DATA', plan: { id: plan } },
    { clause: 'II.2', dueOn: null, provisional: null, official: null },
    { clause: 'IV', dueOn: `${period}-11-25`, provisional: null },
  ]);

  await issued('cao-bang', '16');
  await contributions.recorded({ localityCode: '04', pledge: { amount: '1', on: `${period}-02-02` } });
  await operator.query('UPDATE awards.award_count SET count = count + 1');
  await exemplars.act('withdrawExemplar', { id: model, version: 2, reason: 'x' });
  expect({ ...(await annexesOf('trung-uong', id)), exemplars: [] }).toEqual({ ...frozen, exemplars: [] });

  // A version that mends it says what holds by then.
  await done('trung-uong', 'returnReport', { id, remarks: 'x' });
  await done('cao-bang', 'reviseReport', { id, changes: 'x' });
  await done('cao-bang', 'submitReport', { id });
  const again = await annexesOf('trung-uong', id);
  expect(again.documents.map(({ number }: { number: string }) => number)).toEqual([
    '3/CT-UBND',
    '15/KH-UBND',
    '16/KH-UBND',
  ]);
  expect(again.awards.map(({ count }: { count: number }) => count)).toEqual([3, 8]);
  expect(again.exemplars).toEqual([]);
  await done('trung-uong', 'acceptReport', { id });

  // One level up the lists are taken over with their source; totals are the territory's own, which hold the province's.
  const nation = await done('trung-uong', 'draftReport', { ...annual, period });
  const drawn = await done('trung-uong', 'consolidateReport', { id: nation.id, edit: 1 });
  const upward = await annexesOf('trung-uong', nation.id, 'draft');
  expect(upward.documents).toEqual(again.documents.map((row: object) => ({ ...row, source: { id }, sourceNumber: 2 })));
  expect(upward.progress).toHaveLength(6);
  await done('trung-uong', 'consolidateReport', { id: nation.id, edit: drawn.draft.edit, sections: ['V'], from: [] });
  expect(await annexesOf('trung-uong', nation.id, 'draft')).toEqual(upward);
  await done('trung-uong', 'submitReport', { id: nation.id });
  const top = await annexesOf('trung-uong', nation.id);
  expect(top.documents.slice(-3)).toEqual(upward.documents);
  expect(top.resources.map(({ kinds }: { kinds: { pledged: string }[] }) => kinds[0]?.pledged)).toEqual([
    '500000001.5',
    '500000001.5',
  ]);
  // What was said below stays with a version that mends the nation's.
  await done('trung-uong', 'returnReport', { id: nation.id, remarks: 'x' }, 'second@trung-uong');
  await done('trung-uong', 'reviseReport', { id: nation.id, changes: 'x' });
  expect((await annexesOf('trung-uong', nation.id, 'draft')).documents).toEqual(upward.documents);
  expect(await see('cao-bang', nation.id)).toBeNull();
});

test.each(['awards', 'indicators'] as const)(
  'while %s is away nothing is submitted, and nothing is kept of the attempt',
  async (away) => {
    const peers = { awards: awards(database.appUrl), indicators: indicators(database.appUrl) };
    const alone = campaigns(database.appUrl, {
      peers: (name, request) => {
        if (name === away) throw unavailable();
        if (name !== 'awards' && name !== 'indicators') throw new Error(name);
        return peers[name].execute(request);
      },
    });
    const kind = away === 'awards' ? 'INTERIM' : 'FINAL';
    const { id } = await done('cao-bang', 'draftReport', { ...annual, period, kind });
    const { errors } = await ask(
      alone,
      callerOf('cao-bang'),
      'mutation ($id: ID!) { submitReport(input: { id: $id }) { report { id } errors { code } } }',
      { id },
    );
    expect(errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
    expect(await see('cao-bang', id)).toMatchObject({ status: 'DRAFT', draft: { number: 1 }, versions: [] });
    const { rows } = await operator.query(
      `SELECT (SELECT count(*) FROM campaigns.report_figure f WHERE f.version_id = v.id)
         + (SELECT count(*) FROM campaigns.report_document d WHERE d.version_id = v.id) AS kept
       FROM campaigns.report_version v WHERE v.report_id = $1`,
      [readGlobalUuid('Report', id)],
    );
    expect(rows).toEqual([{ kept: '0' }]);
    await done('cao-bang', 'submitReport', { id });
    expect((await annexesOf('cao-bang', id)).documents).toHaveLength(3);
  },
);
