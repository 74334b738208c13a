import { connect } from '@thi-dua/prisma/connect';
import type { Role } from '@thi-dua/schema/caller';
import { print } from 'graphql';
import { describe, expect, test } from 'vitest';
import { graph } from '../isolation/graph.js';
import { testDatabase } from '../kit/database.js';
import { ask as askService, awards, callerOf, campaigns, indicators, localities } from '../kit/services.js';

const database = await testDatabase();
const { ask } = await graph(database);
const operator = await connect(database.operatorUrl);

const query = async (tenant: string, document: string, variables?: Record<string, unknown>) => {
  const { data, errors } = await ask(tenant, document, variables);
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data));
};
const FREEZE =
  'mutation ($input: FreezeAnnualReportInput!) { freezeAnnualReport(input: $input) { report { frozenAt } errors { code path } } }';
const freeze = async (tenant: string, input: Record<string, unknown>) =>
  (await query(tenant, FREEZE, { input })).freezeAnnualReport;
const faults = async (tenant: string, input: Record<string, unknown>) =>
  (await freeze(tenant, input)).errors.map(({ code }: { code: string }) => code);

const sections = `complete restricted units { levels { level atStart atEnd } changes { effectiveOn legalBasis } }
  indicators { indicator { code } opening { period value methodology { code } } closing { period value origin coverage { expected reported } reconciliation { difference } } provisional { value } change provisionalChange standardBreak { on } }
  targets { targets met noData } plans { issued closed plans { nodes { title } } } milestones { dueOn reported } discipline { due byTenant { due } }
  exemplars contributions { kinds { kind given } } awards { count } narrative { key text }`;
const report = async (tenant: string, year: number, code: string, fields: string) =>
  (await query(tenant, `{ annualReport(year: ${year}, code: "${code}") { ${fields} } }`)).annualReport;

let submissions = 0;
const submit = async (tenant: string, localityCode: string, indicator: string, period: string, value: string) => {
  submissions += 1;
  const { submitObservations } = await query(
    tenant,
    'mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { accepted errors { code message } } }',
    {
      input: {
        idempotencyKey: `freeze-${submissions}`,
        rows: [{ localityCode, asOf: `${period}-12-31`, indicator, period, value }],
      },
    },
  );
  expect(submitObservations).toEqual({ accepted: 1, errors: [] });
};

describe('a frozen report', () => {
  test('stays as it was, beside what holds today and what has changed since', async () => {
    const before = await report('cao-bang', 2022, '04', sections);
    const made = await freeze('cao-bang', { year: 2022, code: '04' });
    expect(made.errors).toEqual([]);
    expect(made.report.frozenAt).toMatch(/^20/);
    await submit('cao-bang', '04', 'ETHNIC_MINORITY_HOUSEHOLDS', '2022', '123456');
    const after = await report(
      'cao-bang',
      2022,
      '04',
      `frozenAt ${sections} live { frozenAt ${sections} } corrections { section path frozen live }`,
    );
    const { frozenAt, live, corrections, ...frozen } = after;
    expect(frozenAt).toBe(made.report.frozenAt);
    expect(frozen).toEqual(before);
    expect(live.frozenAt).toBeNull();
    const of = (one: typeof live) =>
      one.indicators.find(
        (each: { indicator: { code: string } }) => each.indicator.code === 'ETHNIC_MINORITY_HOUSEHOLDS',
      ).provisional?.value;
    expect([of(frozen), of(live)]).toEqual([null, '123456']);
    expect(corrections).toContainEqual({
      section: 'indicators',
      path: 'ETHNIC_MINORITY_HOUSEHOLDS.closing.PROVISIONAL.value',
      frozen: null,
      live: '123456',
    });
    expect(new Set(corrections.map(({ section }: { section: string }) => section))).toEqual(new Set(['indicators']));
  });

  test("is its tenant's alone: whoever stands above sees today's", async () => {
    const seen = await report(
      'trung-uong',
      2022,
      '04',
      'frozenAt live { id } corrections { path } indicators(codes: ["ETHNIC_MINORITY_HOUSEHOLDS"]) { provisional { value } }',
    );
    expect(seen).toMatchObject({
      frozenAt: null,
      live: null,
      corrections: null,
      indicators: [{ provisional: { value: '123456' } }],
    });
  });

  test('holds those of the units directly below as well, and each knows it', async () => {
    expect((await freeze('trung-uong', { year: 2021 })).errors).toEqual([]);
    const value =
      'breakdown(first: 5) { nodes { frozenAt locality { code } indicators(codes: ["ETHNIC_MINORITY_HOUSEHOLDS"]) { provisional { value } } } }';
    const before = await report('trung-uong', 2021, 'VN', value);
    await submit('cao-bang', '04', 'ETHNIC_MINORITY_HOUSEHOLDS', '2021', '111222');
    expect(await report('trung-uong', 2021, 'VN', value)).toEqual(before);
    expect(before.breakdown.nodes.every(({ frozenAt }: { frozenAt: string | null }) => frozenAt !== null)).toBe(true);
    const { live } = await report('trung-uong', 2021, 'VN', `live { ${value} }`);
    const of = (nodes: { locality: { code: string } }[]) => nodes.find(({ locality }) => locality.code === '04');
    expect(of(live.breakdown.nodes)).toMatchObject({
      frozenAt: null,
      indicators: [{ provisional: { value: '111222' } }],
    });
  });

  test('is what its successor sees of a tenant that has ended', async () => {
    expect((await freeze('bac-ninh', { year: 2023, code: '24' })).errors).toEqual([]);
    for (const tenant of ['bac-giang', 'bac-ninh'])
      expect((await report(tenant, 2023, '24', 'frozenAt')).frozenAt).not.toBeNull();
    expect((await report('cao-bang', 2023, '24', 'frozenAt')).frozenAt).toBeNull();
  });

  test('is made once: of two at once one wins, and neither leaves anything else behind', async () => {
    const both = await Promise.all([
      faults('cao-bang', { year: 2020, code: '04' }),
      faults('cao-bang', { year: 2020, code: '04' }),
    ]);
    expect(both.sort()).toEqual([['ALREADY_FROZEN'], []].sort());
    expect(await faults('cao-bang', { year: 2020, code: '04' })).toEqual(['ALREADY_FROZEN']);
    const { rows } = await operator.query(
      `SELECT count(*)::int AS count FROM campaigns.frozen_report WHERE year = 2020`,
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  test('cannot be of a year that is not over, of a unit of another, or of none', async () => {
    const now = new Date().getUTCFullYear();
    expect(await faults('cao-bang', { year: now, code: '04' })).toEqual(['YEAR_NOT_OVER']);
    expect(await faults('cao-bang', { year: now, code: '24' })).toEqual(['NOT_YOURS', 'YEAR_NOT_OVER']);
    expect(await faults('trung-uong', { year: 2019, code: '04' })).toEqual(['NOT_YOURS']);
    expect(await faults('ban-dan-toc-cao-bang', { year: 2019, code: '04' })).toEqual(['NOT_YOURS']);
    expect(await faults('trung-uong', { year: 2019, code: '99' })).toEqual(['NOT_FOUND']);
  });

  test('takes the role of a consolidator', async () => {
    const roles: Role[] = ['SIGNER', 'ANALYST'];
    const { errors } = await ask('cao-bang', FREEZE, { input: { year: 2018, code: '04' } }, { roles });
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  test('is not made while a section cannot be asked', async () => {
    const service = campaigns(database.appUrl, { peers: async () => ({ errors: [], data: null }) });
    const away = campaigns(database.appUrl, {
      peers: async () => {
        throw new Error('away');
      },
    });
    const others = [localities, indicators, awards].map((create) => create(database.appUrl));
    // Away for a moment only: what it is asked first, it answers.
    const unsteady = campaigns(database.appUrl, {
      peers: async (name, request) => {
        if (print(request.document).includes('figuresComplete')) throw new Error('away');
        const peer = others.find((other) => other.name === name);
        return peer ? peer.execute(request) : { errors: [], data: null };
      },
    });
    for (const one of [service, away, unsteady]) {
      const { data, errors } = await askService(one, callerOf('cao-bang'), FREEZE, {
        input: { year: 2018, code: '04' },
      });
      expect(data).toBeNull();
      expect(errors).toHaveLength(1);
    }
    expect((await report('cao-bang', 2018, '04', 'frozenAt')).frozenAt).toBeNull();
  });

  test('is altered by nobody, and bears the digest of what it holds', async () => {
    for (const statement of [
      `UPDATE campaigns.frozen_report SET sections = '{}'`,
      'DELETE FROM campaigns.frozen_report',
      `UPDATE campaigns.frozen_report_part SET sections = '{}'`,
    ])
      await expect(operator.query(statement)).rejects.toThrow('never altered');
    const { rows } = await operator.query(
      `SELECT bool_and(sha256 = encode(sha256(convert_to(sections::text, 'UTF8')), 'hex')) AS sound FROM campaigns.frozen_report`,
    );
    expect(rows).toEqual([{ sound: true }]);
  });
});
