import { connect } from '@thi-dua/prisma/connect';
import { describe, expect, test } from 'vitest';
import { type Graph, graph, withoutRowLevelSecurity } from '../isolation/graph.js';
import { testDatabase } from '../kit/database.js';

const FREEZE =
  'mutation ($input: FreezeAnnualReportInput!) { freezeAnnualReport(input: $input) { report { frozenAt } errors { code } } }';
const freeze = ({ ask }: Graph, tenant: string, year: number) => ask(tenant, FREEZE, { input: { year, code: '04' } });
const frozenAt = async ({ ask }: Graph, tenant: string) => {
  const { data } = await ask(tenant, '{ annualReport(year: 2022, code: "04") { frozenAt live { id } } }');
  return JSON.parse(JSON.stringify(data)).annualReport;
};

describe.each(['row-level security', 'the policy of the services'])(
  "a frozen report is its tenant's by %s alone",
  async (layer) => {
    const database = await testDatabase();
    const rowLevel = layer === 'row-level security';
    const guarded = await graph(database, !rowLevel);
    if (!rowLevel) await withoutRowLevelSecurity(database);
    const operator = await connect(database.operatorUrl);

    test('nobody else is shown it, and nobody else makes one', async () => {
      const made = await freeze(guarded, 'cao-bang', 2022);
      expect(made.data).toMatchObject({ freezeAnnualReport: { errors: [] } });
      expect((await frozenAt(guarded, 'cao-bang')).frozenAt).not.toBeNull();
      for (const tenant of ['trung-uong', 'bac-giang', 'ban-dan-toc-cao-bang']) {
        expect(await frozenAt(guarded, tenant)).toEqual({ frozenAt: null, live: null });
        const { data, errors } = await freeze(guarded, tenant, 2021);
        expect(
          errors === undefined ? JSON.parse(JSON.stringify(data)).freezeAnnualReport.errors : [{ code: 'NOT_YOURS' }],
        ).toEqual([{ code: 'NOT_YOURS' }]);
      }
      const { rows } = await operator.query('SELECT tenant_id, year FROM campaigns.frozen_report');
      expect(rows).toEqual([{ tenant_id: 'cao-bang', year: 2022 }]);
    });
  },
);
