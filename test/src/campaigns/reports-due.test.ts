import { occurrencesOf, standingOf } from '@thi-dua/campaigns/duty/occurrence';
import { connect } from '@thi-dua/prisma/connect';
import { readGlobalUuid } from '@thi-dua/schema/global-id';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ask, callerOf } from '../kit/services.js';
import { annual, reporting } from './report-kit.js';

const { database, done, query, service } = await reporting();

// Two districts of Quảng Bình, and one that came later.
const operator = await connect(database.operatorUrl);
await operator.query(`
  INSERT INTO map.tenant (slug, kind, name, begins, ends) VALUES
    ('le-thuy', 'AGENCY', 'Lệ Thủy', '0001-01-01', '2025-07-01'), ('minh-hoa', 'AGENCY', 'Minh Hóa', '0001-01-01', '2025-07-01'),
    ('ba-don', 'AGENCY', 'Ba Đồn', '2023-06-01', '2025-07-01'), ('mot-nhanh', 'AGENCY', 'Một nhánh', '0001-01-01', '9999-12-31');
  INSERT INTO map.tenant_line (subordinate, superior, begins, ends) VALUES
    ('le-thuy', 'quang-binh', '0001-01-01', '2025-07-01'), ('minh-hoa', 'quang-binh', '0001-01-01', '2025-07-01'),
    ('ba-don', 'quang-binh', '2023-06-01', '2025-07-01'), ('mot-nhanh', 'cao-bang', '0001-01-01', '9999-12-31');
  SELECT map.rebuild_authority()`);

const tenantOf = (id: string) => Buffer.from(id, 'base64url').toString().split(':')[1];
async function due(tenant: string, from: string, to: string, filter = '', page = 'first: 500') {
  const { dueReports } = await query(
    tenant,
    `{ dueReports(from: "${from}", to: "${to}", filter: { ${filter} }, ${page}) { totalCount pageInfo { hasNextPage endCursor }
       nodes { tenant { id } superior { id } kind period dueOn standing report { id status } milestone { when } duty { when text } } } }`,
  );
  return dueReports;
}
const brief = ({ nodes }: { nodes: { tenant: { id: string }; dueOn: string; standing: string }[] }) =>
  nodes.map(({ tenant, dueOn, standing }) => `${dueOn} ${tenantOf(tenant.id)} ${standing}`);
/** As if it had been submitted on a day. */
const submittedOn = async (tenant: string, period: string, day: string) => {
  const { id } = await done(tenant, 'draftReport', { ...annual, period });
  await done(tenant, 'submitReport', { id });
  await operator.query('UPDATE campaigns.report_version SET submitted_at = $2 WHERE report_id = $1', [
    readGlobalUuid('Report', id),
    `${day}T16:59:00Z`,
  ]);
  return id;
};
const set = async (tenant: string, input: Record<string, unknown>) => {
  const { setReportDuty } = await query(
    tenant,
    'mutation ($input: SetReportDutyInput!) { setReportDuty(input: $input) { duty { id when } errors { code path } } }',
    { input },
  );
  return setReportDuty;
};

describe("Quảng Bình's plan asks its units for a report every year by 25 November", () => {
  test('and what came in time, late or not at all is told by tenant, the missing ones too', async () => {
    await submittedOn('le-thuy', '2022', '2022-11-25');
    await submittedOn('minh-hoa', '2022', '2022-11-26');
    await submittedOn('le-thuy', '2023', '2023-11-01');
    const seen = await due('quang-binh', '2022-01-01', '2023-12-31', 'superior: "quang-binh"');
    expect(brief(seen)).toEqual([
      '2022-11-25 le-thuy ON_TIME',
      '2022-11-25 minh-hoa LATE',
      '2023-11-25 ba-don MISSING',
      '2023-11-25 le-thuy ON_TIME',
      '2023-11-25 minh-hoa MISSING',
    ]);
    expect(seen.nodes[0]).toMatchObject({ period: '2022', kind: 'ANNUAL', milestone: { when: '--11-25' }, duty: null });
    const missing = await due('quang-binh', '2022-01-01', '2023-12-31', 'superior: "quang-binh", standing: MISSING');
    expect(missing.totalCount).toBe(2);
  });

  test('as its superior and its successor see it; a unit sees its own, and nobody else any', async () => {
    const all = brief(await due('quang-binh', '2022-01-01', '2022-12-31', 'superior: "quang-binh"'));
    for (const tenant of ['trung-uong', 'quang-tri'])
      expect(brief(await due(tenant, '2022-01-01', '2022-12-31', 'superior: "quang-binh"')), tenant).toEqual(all);
    expect(brief(await due('le-thuy', '2022-01-01', '2022-12-31'))).toEqual(['2022-11-25 le-thuy ON_TIME']);
    for (const filter of ['superior: "quang-binh"', 'tenant: "le-thuy"'])
      expect(brief(await due('le-thuy', '2022-01-01', '2022-12-31', filter)), filter).toEqual([
        '2022-11-25 le-thuy ON_TIME',
      ]);
    for (const filter of ['', 'superior: "quang-binh"', 'tenant: "le-thuy"', 'superior: "nowhere"']) {
      expect((await due('ha-noi', '2022-01-01', '2022-12-31', filter)).totalCount, filter).toBe(0);
    }
    expect(brief(await due('minh-hoa', '2022-01-01', '2022-12-31', 'tenant: "le-thuy"'))).toEqual([]);
  });

  test('comes page by page the same', async () => {
    const all = await due('quang-binh', '2021-01-01', '2025-12-31', 'superior: "quang-binh"');
    const paged: unknown[] = [];
    for (let after = ''; ; ) {
      const part = await due('quang-binh', '2021-01-01', '2025-12-31', 'superior: "quang-binh"', `first: 2${after}`);
      paged.push(...part.nodes);
      if (!part.pageInfo.hasNextPage) break;
      after = `, after: "${part.pageInfo.endCursor}"`;
    }
    expect(paged).toEqual(all.nodes);
  });

  test('a report that was returned has not come; a correction of one that was accepted stays in time', async () => {
    const id = await submittedOn('le-thuy', '2024', '2024-11-20');
    const standing = async () => brief(await due('le-thuy', '2024-01-01', '2024-12-31'));
    await done('quang-binh', 'returnReport', { id, remarks: 'x' });
    expect(await standing()).toEqual(['2024-11-25 le-thuy MISSING']);
    await done('le-thuy', 'reviseReport', { id, changes: 'x' });
    await done('le-thuy', 'submitReport', { id });
    expect(await standing()).toEqual(['2024-11-25 le-thuy LATE']);
    await operator.query(
      `UPDATE campaigns.report_version SET submitted_at = '2024-11-24T00:00:00Z' WHERE report_id = $1 AND number = 2`,
      [readGlobalUuid('Report', id)],
    );
    await done('quang-binh', 'acceptReport', { id });
    await done('le-thuy', 'reviseReport', { id, changes: 'x' });
    await done('le-thuy', 'submitReport', { id });
    expect(await standing()).toEqual(['2024-11-25 le-thuy ON_TIME']);
  });
});

describe('a superior sets a duty', () => {
  const year = new Date().getFullYear();
  const movement = 'VNN-2021-2025';

  test('of one below it or of all, in the place of what its plan says, and withdraws it again', async () => {
    const named = await set('cao-bang', {
      movement,
      kind: 'EXTRAORDINARY',
      when: `${year + 1}-06-30`,
      period: '2025-Q3',
      subordinate: 'mot-nhanh',
      text: 'Đột xuất',
    });
    expect(named.errors).toEqual([]);
    const every = await set('cao-bang', { movement, when: '--01-15', ofPreviousYear: true, yearTo: year + 1 });
    expect(every.errors).toEqual([]);
    const seen = await due('mot-nhanh', `${year + 1}-01-01`, `${year + 3}-12-31`);
    expect(
      seen.nodes.map(({ dueOn, period, kind, standing }: Record<string, string>) => [dueOn, period, kind, standing]),
    ).toEqual([
      [`${year + 1}-01-15`, String(year), 'ANNUAL', 'DUE'],
      [`${year + 1}-06-30`, '2025-Q3', 'EXTRAORDINARY', 'DUE'],
      [`${year + 2}-01-15`, String(year + 1), 'ANNUAL', 'DUE'],
    ]);
    const others = await due('so-dan-toc-ton-giao-cao-bang', `${year + 1}-01-01`, `${year + 3}-12-31`);
    expect(JSON.stringify(others)).not.toContain('Đột xuất');
    expect(others.totalCount).toBe(2);
    const withdraw = (tenant: string, id: string) =>
      query(
        tenant,
        'mutation ($id: ID!) { withdrawReportDuty(input: { id: $id }) { duty { withdrawnOn } errors { code } } }',
        { id },
      );
    for (const tenant of ['mot-nhanh', 'trung-uong', 'ha-noi'])
      expect((await withdraw(tenant, every.duty.id)).withdrawReportDuty.errors, tenant).toEqual([
        { code: 'NOT_FOUND' },
      ]);
    expect((await withdraw('cao-bang', every.duty.id)).withdrawReportDuty.errors).toEqual([]);
    expect((await withdraw('cao-bang', every.duty.id)).withdrawReportDuty.errors).toEqual([{ code: 'WITHDRAWN' }]);
    expect((await due('so-dan-toc-ton-giao-cao-bang', `${year + 1}-01-01`, `${year + 3}-12-31`)).totalCount).toBe(0);
  });

  test('with faults anywhere and is told all of them at once', async () => {
    const { errors } = await set('cao-bang', {
      movement: 'NONE',
      when: '2020-01-01',
      period: '2020-13',
      ofPreviousYear: true,
      yearFrom: 20,
      subordinate: 'ha-noi',
      text: ' ',
    });
    expect(errors.map(({ code, path }: { code: string; path: string[] }) => `${code} ${path.join('.')}`)).toEqual([
      'DAY_PAST when',
      'BAD_PERIOD period',
      'NOT_EVERY_YEAR ofPreviousYear',
      'NOT_EVERY_YEAR yearFrom',
      'YEAR_OUT_OF_RANGE yearFrom',
      'EMPTY text',
      'UNKNOWN_MOVEMENT movement',
      'NOT_BELOW subordinate',
    ]);
    const ended = await set('bac-giang', { movement, when: '25/11' });
    expect(ended.errors.map(({ code }: { code: string }) => code)).toEqual(['BAD_WHEN', 'TENANT_ENDED']);
    expect((await set('cao-bang', { movement, when: '--11-25', period: '2025' })).errors).toEqual([
      { code: 'PERIOD_OF_EVERY_YEAR', path: ['period'] },
    ]);
  });
});

describe('whether a report came in time', () => {
  const day = fc
    .integer({ min: 0, max: 4000 })
    .map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10));

  test('follows from the first arrival alone, whatever came after it', () => {
    fc.assert(
      fc.property(day, fc.array(day, { maxLength: 5 }), day, (on, arrivals, today) => {
        const first = arrivals.toSorted()[0];
        const expected = first === undefined ? (today > on ? 'MISSING' : 'DUE') : first > on ? 'LATE' : 'ON_TIME';
        expect(standingOf(on, arrivals, today)).toBe(expected);
        if (first !== undefined) expect(standingOf(on, [...arrivals, '2999-01-01'], today)).toBe(expected);
      }),
    );
  });

  test('a duty is owed once a year, never before it was set nor once it was withdrawn', () => {
    fc.assert(
      fc.property(day, day, fc.option(day), fc.boolean(), (setOn, when, withdrawnOn, ofPreviousYear) => {
        const duty = {
          when: `--${when.slice(5)}`,
          period: null,
          ofPreviousYear,
          yearFrom: 2021,
          yearTo: 2028,
          setOn,
          withdrawnOn,
        };
        const all = occurrencesOf(duty, '2015-01-01', '2035-12-31');
        expect(new Set(all.map(({ period }) => period)).size).toBe(all.length);
        for (const { on, period } of all) {
          expect(on >= setOn && (withdrawnOn === null || on < withdrawnOn)).toBe(true);
          expect(Number(on.slice(0, 4)) - Number(period)).toBe(ofPreviousYear ? 1 : 0);
          expect(Number(period) >= 2021 && Number(period) <= 2028).toBe(true);
        }
      }),
    );
  });
});

test.each([
  ['2024-01-01', '2023-01-01'],
  ['1990-01-01', '2026-01-01'],
])('a stretch of time from %s to %s is refused', async (from, to) => {
  const { errors } = await ask(
    service,
    callerOf('cao-bang'),
    `{ dueReports(from: "${from}", to: "${to}") { totalCount } }`,
  );
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});
