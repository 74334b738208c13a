import { connect } from '@thi-dua/prisma/connect';
import { readGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import { describe, expect, test } from 'vitest';
import { ask, callerOf, indicators } from '../kit/services.js';
import { annual, reporting, sections } from './report-kit.js';

const { database, act, done, faults, forbidden, query, see } = await reporting();
const tenantId = (slug: string) => toGlobalId('Tenant', slug);
const drafted = async (over: Record<string, unknown> = {}, tenant = 'cao-bang'): Promise<string> =>
  (await done(tenant, 'draftReport', { ...annual, ...over })).id;
const submitted = async (over: Record<string, unknown> = {}, tenant = 'cao-bang') => {
  const id = await drafted(over, tenant);
  await done(tenant, 'submitReport', { id });
  return id;
};

describe('a report', () => {
  test('is drafted for the superior directly above, and seen by nobody else until it is submitted', async () => {
    const report = await done('cao-bang', 'draftReport', annual);
    expect(report).toMatchObject({
      status: 'DRAFT',
      superior: { id: tenantId('trung-uong') },
      versions: [],
      draft: { number: 1, edit: 1, sections: sections.map((section) => ({ ...section, quotes: [] })) },
    });
    for (const other of ['trung-uong', 'ha-lang', 'ha-noi', 'ban-dan-toc-cao-bang'])
      expect(await see(other, report.id), other).toBeNull();
    await done('cao-bang', 'submitReport', { id: report.id, edit: 1 });
    expect(await see('trung-uong', report.id)).toMatchObject({
      status: 'SUBMITTED',
      draft: null,
      versions: [{ number: 1 }],
    });
    for (const other of ['ha-lang', 'ha-noi', 'ban-dan-toc-cao-bang'])
      expect(await see(other, report.id), other).toBeNull();
  });

  test('is edited section by section, and a stale edit is refused', async () => {
    const id = await drafted({ period: '2021' });
    const after = await done('cao-bang', 'updateReport', {
      id,
      edit: 1,
      documentNumber: '12',
      sections: [
        { key: 'II.1', text: '  ' },
        { key: 'II.4', text: 'Ba mô hình' },
      ],
    });
    expect(after.draft.edit).toBe(2);
    expect(after.draft.sections.map(({ key }: { key: string }) => key)).toEqual(['I', 'II.4', 'III.1', 'IV']);
    expect(await faults('cao-bang', 'updateReport', { id, edit: 1, title: 'x' })).toEqual(['STALE_VERSION edit']);
    expect(await faults('cao-bang', 'submitReport', { id, edit: 1 })).toEqual(['STALE_VERSION edit']);
    expect((await see('cao-bang', id)).draft.title).toBe('Báo cáo năm 2022');
  });

  test('with faults anywhere is refused with all of them at once', async () => {
    expect(
      await faults('cao-bang', 'draftReport', {
        ...annual,
        movement: 'NONE',
        period: '2022-13',
        title: ' ',
        issuedOn: '2999-01-01',
        sections: [
          { key: 'VI', text: 'x' },
          { key: 'I', text: 'x' },
          { key: 'I', text: 'x'.repeat(50_001) },
        ],
      }),
    ).toEqual(
      [
        'EMPTY title',
        'ISSUED_IN_FUTURE issuedOn',
        'AFTER_TENANT_END issuedOn',
        'UNKNOWN_SECTION sections.0.key',
        'DUPLICATE sections.2.key',
        'TOO_LONG sections.2.text',
        'UNKNOWN_MOVEMENT movement',
        'BAD_PERIOD period',
      ].filter((line) => line !== 'AFTER_TENANT_END issuedOn'),
    );
    const id = await drafted({ period: '2020', sections: [{ key: 'II.3', text: 'x' }] });
    expect(await faults('cao-bang', 'submitReport', { id })).toEqual([
      'MISSING_CHAPTER sections.I',
      'MISSING_CHAPTER sections.III',
      'MISSING_CHAPTER sections.IV',
    ]);
  });

  test.each<[string, string, Record<string, unknown>, string]>([
    ['of another tenant', 'cao-bang', { tenant: 'ha-noi' }, 'NOT_YOURS tenant'],
    ['of a tenant that is none', 'cao-bang', { tenant: 'nowhere' }, 'NOT_YOURS tenant'],
    ['to somebody not above', 'cao-bang', { superior: 'ha-noi', period: '2019' }, 'NOT_ABOVE superior'],
    ['on a period to come', 'cao-bang', { period: '2099' }, 'PERIOD_IN_FUTURE period'],
    ['on a period after its tenant ended', 'ha-lang', { period: '2026' }, 'OUTSIDE_TENANT_TIME period'],
    ['on a period before its tenant began', 'quang-tri', { period: '2022' }, 'OUTSIDE_TENANT_TIME period'],
  ])('%s is refused', async (_what, tenant, over, expected) => {
    expect(await faults(tenant, 'draftReport', { ...annual, ...over })).toEqual([expected]);
  });

  test('of the same kind and period to the same superior is there once', async () => {
    await drafted({ period: '2018' });
    expect(await faults('cao-bang', 'draftReport', { ...annual, period: '2018' })).toEqual(['EXISTS period']);
    await drafted({ period: '2018', kind: 'INTERIM' });
  });

  test('is written and judged in the role of CONSOLIDATOR alone', async () => {
    const others = ['REPORTER', 'VERIFIER', 'PLANNER', 'SIGNER', 'ADMIN'] as const;
    for (const [field, input] of Object.entries({
      draftReport: annual,
      updateReport: { id: 'x', edit: 1 },
      submitReport: { id: 'x' },
      acceptReport: { id: 'x' },
      returnReport: { id: 'x', remarks: 'x' },
      reviseReport: { id: 'x', changes: 'x' },
    }))
      expect(await forbidden('cao-bang', field, input, [...others]), field).toBe('FORBIDDEN');
  });
});

describe('a submitted report', () => {
  test('is returned with remarks, mended in a new version and accepted; every version stays as it was', async () => {
    const id = await submitted({ period: '2017' });
    const first = (await see('trung-uong', id)).versions[0];
    expect(await faults('trung-uong', 'returnReport', { id, remarks: ' ' })).toEqual(['EMPTY remarks']);
    await done('trung-uong', 'returnReport', { id, number: 1, remarks: 'Thiếu số liệu' });
    const returned = await see('cao-bang', id);
    expect(returned).toMatchObject({ status: 'RETURNED', draft: null, versions: [{ remarks: 'Thiếu số liệu' }] });
    expect(await faults('cao-bang', 'submitReport', { id })).toEqual(['NOT_A_DRAFT id']);

    await done('cao-bang', 'reviseReport', { id, changes: 'Bổ sung số liệu' });
    // A correction under way shows nowhere but at home.
    expect(await see('trung-uong', id)).toMatchObject({ status: 'RETURNED', draft: null, versions: [{ number: 1 }] });
    await done('cao-bang', 'updateReport', { id, edit: 1, sections: [{ key: 'II.1', text: 'Giảm 1.250 hộ' }] });
    await done('cao-bang', 'submitReport', { id });
    await done('trung-uong', 'acceptReport', { id, number: 2 });
    await done('cao-bang', 'reviseReport', { id, changes: 'Đính chính' });
    await done('cao-bang', 'submitReport', { id });
    const last = await see('trung-uong', id);
    expect(last).toMatchObject({ status: 'SUBMITTED', inForce: { number: 2 } });
    expect(last.versions.map(({ number, status }: { number: number; status: string }) => [number, status])).toEqual([
      [1, 'RETURNED'],
      [2, 'ACCEPTED'],
      [3, 'SUBMITTED'],
    ]);
    const { status: _s, decidedBy: _b, decidedFor: _f, remarks: _r, ...text } = first;
    expect(last.versions[0]).toMatchObject(text);
    await done('trung-uong', 'acceptReport', { id });
    expect((await see('cao-bang', id)).inForce).toEqual({ number: 3 });
  });

  test('is judged by a superior only, once, and never in the place of a version that was not read', async () => {
    const id = await submitted({ period: '2016' });
    expect(await faults('cao-bang', 'acceptReport', { id })).toEqual(['NOT_ABOVE id']);
    expect(await faults('ha-noi', 'acceptReport', { id })).toEqual(['NOT_FOUND id']);
    expect(await faults('trung-uong', 'acceptReport', { id, number: 2 })).toEqual(['STALE_VERSION number']);
    expect(await faults('trung-uong', 'acceptReport', { id }, 'officer@cao-bang')).toEqual(['SAME_PERSON id']);
    await done('trung-uong', 'acceptReport', { id });
    expect(await faults('trung-uong', 'returnReport', { id, remarks: 'x' })).toEqual(['NOT_SUBMITTED id']);
    expect(await faults('cao-bang', 'updateReport', { id, edit: 1, title: 'x' })).toEqual(['NOT_A_DRAFT id']);
  });

  test('of two who judge at once, one does', async () => {
    const id = await submitted({ period: '2015' });
    const answers = await Promise.all([
      act('trung-uong', 'acceptReport', { id }, 'a'),
      act('trung-uong', 'returnReport', { id, remarks: 'x' }, 'b'),
    ]);
    expect(answers.map(({ errors }) => errors.length).toSorted()).toEqual([0, 1]);
  });

  test('is revised when it was judged, and once at a time', async () => {
    const id = await submitted({ period: '2014' });
    expect(await faults('cao-bang', 'reviseReport', { id, changes: 'x' })).toEqual(['NOT_JUDGED id']);
    await done('trung-uong', 'acceptReport', { id });
    await done('cao-bang', 'reviseReport', { id, changes: 'x' });
    expect(await faults('cao-bang', 'reviseReport', { id, changes: ' ' })).toEqual([
      'EMPTY changes',
      'DRAFT_EXISTS id',
    ]);
  });

  test('of an ended tenant is completed by its successor and judged by who stood above it', async () => {
    const id = await submitted({ tenant: 'quang-binh', period: '2025' }, 'quang-tri');
    expect(await see('trung-uong', id)).toMatchObject({ tenant: { id: tenantId('quang-binh') }, status: 'SUBMITTED' });
    await done('trung-uong', 'acceptReport', { id });
    // Hạ Lang's successor is its superior as well: two persons of it, then.
    const other = await submitted({ tenant: 'ha-lang', period: '2024' }, 'cao-bang');
    expect(await faults('cao-bang', 'acceptReport', { id: other })).toEqual(['SAME_PERSON id']);
    await done('cao-bang', 'acceptReport', { id: other }, 'second@cao-bang');
  });

  test('of the central board goes to nobody and is accepted by a second person of its own', async () => {
    const id = await submitted({ period: '2022' }, 'trung-uong');
    expect((await see('trung-uong', id)).superior).toBeNull();
    expect(await faults('trung-uong', 'acceptReport', { id })).toEqual(['SAME_PERSON id']);
    await done('trung-uong', 'acceptReport', { id }, 'second@trung-uong');
    expect(await see('cao-bang', id)).toBeNull();
  });

  test('keeps the figures of its submission on both bases, with their coverage, whatever comes later', async () => {
    const id = await submitted({ period: '2022' }, 'bac-giang');
    const figures = async () =>
      (
        await query(
          'trung-uong',
          `{ report(id: "${id}") { versions { figures { indicator { code } locality { id } basis period value opening origin methodology coverage { expected reported complete } } } } }`,
        )
      ).report.versions[0].figures;
    const before = await figures();
    const poor = before.filter(
      ({ indicator }: { indicator: { code: string } }) => indicator.code === 'POOR_HOUSEHOLDS',
    );
    expect(new Set(poor.map(({ basis }: { basis: string }) => basis))).toEqual(new Set(['PROVISIONAL', 'OFFICIAL']));
    // Bắc Giang's figures of 2022 are submitted and not yet verified.
    expect(poor.slice(0, 1)).toMatchObject([
      { basis: 'PROVISIONAL', value: '18100', opening: '24800', origin: 'REPORTED', methodology: 'ND07_2021' },
    ]);
    const [official] = poor.filter(({ basis }: { basis: string }) => basis === 'OFFICIAL');
    expect(official).toMatchObject({ value: null, coverage: { reported: 0, complete: false } });
    expect(official.coverage.expected).toBeGreaterThan(0);
    const corrected = await ask(
      indicators(database.appUrl),
      callerOf('bac-giang'),
      `mutation { submitObservations(input: { idempotencyKey: "k", rows: [{ localityCode: "24", asOf: "2022-12-31",
        indicator: "POOR_HOUSEHOLDS", period: "2022", value: "18101" }] }) { accepted errors { code } } }`,
    );
    expect(corrected.data).toEqual({ submitObservations: { accepted: 1, errors: [] } });
    expect(await figures()).toEqual(before);
    await done('trung-uong', 'returnReport', { id, remarks: 'Số liệu đã thay đổi' });
    await done('bac-giang', 'reviseReport', { id, changes: 'Số liệu mới' });
    await done('bac-giang', 'submitReport', { id });
    expect(await figures()).toEqual(before);
    const latest = await query(
      'bac-giang',
      `{ report(id: "${id}") { versions { figures { indicator { code } value } } } }`,
    );
    expect(JSON.stringify(latest.report.versions[1])).toContain('"18101"');
  });

  test('is found page by page, in the order of periods and tenants', async () => {
    const list = (page: string) =>
      query('trung-uong', `{ reports(${page}) { totalCount pageInfo { hasNextPage endCursor } nodes { id period } } }`);
    const { reports: all } = await list('first: 500');
    expect(all.nodes.length).toBe(all.totalCount);
    const paged: unknown[] = [];
    for (let after = ''; ; ) {
      const { reports } = await list(`first: 2${after}`);
      paged.push(...reports.nodes);
      if (!reports.pageInfo.hasNextPage) break;
      after = `, after: "${reports.pageInfo.endCursor}"`;
    }
    expect(paged).toEqual(all.nodes);
    const { reports: some } = await list('filter: { tenant: "cao-bang", status: SUBMITTED, year: 2022 }');
    expect(some.nodes.map(({ period }: { period: string }) => period)).toEqual(['2022']);
  });
});

describe('the database itself', () => {
  test('lets nobody alter what was submitted, nor judge it from below', async () => {
    const id = readGlobalUuid('Report', await submitted({ period: '2013' })) ?? '';
    const app = await connect(database.appUrl);
    const attempt = async (tenant: string, sql: string) => {
      await app.query('BEGIN');
      await app.query(`SELECT set_config('app.tenant', $1, true)`, [tenant]);
      try {
        return (await app.query(sql)).rowCount;
      } catch (error) {
        return error instanceof Error && 'code' in error ? error.code : error;
      } finally {
        await app.query('ROLLBACK');
      }
    };
    const judged = `status = 'ACCEPTED', decided_by = 'x', decided_for = 'x', decided_at = now()`;
    const where = `WHERE report_id = '${id}'`;
    expect(await attempt('trung-uong', `UPDATE campaigns.report_version SET ${judged} ${where}`)).toBe(1);
    expect(await attempt('trung-uong', `UPDATE campaigns.report_version SET title = 'x', ${judged} ${where}`)).toBe(
      '23514',
    );
    expect(
      await attempt(
        'trung-uong',
        `UPDATE campaigns.report_version SET ${judged.replace("'x'", "'officer@cao-bang'")} ${where}`,
      ),
    ).toBe('23514');
    for (const tenant of ['cao-bang', 'ha-noi', 'ha-lang'])
      expect(await attempt(tenant, `UPDATE campaigns.report_version SET ${judged} ${where}`), tenant).toBe(0);
    const own = `WHERE version_id IN (SELECT id FROM campaigns.report_version ${where})`;
    expect(await attempt('cao-bang', `UPDATE campaigns.report_section SET text = 'x' ${own}`)).toBe(0);
    expect(await attempt('cao-bang', `DELETE FROM campaigns.report_section ${own}`)).toBe(0);
    expect(await attempt('cao-bang', `DELETE FROM campaigns.report_version ${where}`)).toBe(0);
    expect(await attempt('cao-bang', `UPDATE campaigns.report SET status = 'ACCEPTED' WHERE id = '${id}'`)).toBe(
      '23514',
    );
    expect(await attempt('trung-uong', `UPDATE campaigns.report SET superior = NULL WHERE id = '${id}'`)).toBe('23514');
    await app.end();
  });
});
