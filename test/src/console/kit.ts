import { createServices } from '@thi-dua/gateway/services';
import { connect } from '@thi-dua/prisma/connect';
import { afterAll, expect } from 'vitest';
import { serve, tokenFor } from '../gateway/served.js';
import { type TestDatabase, testDatabase } from '../kit/database.js';
import { serviceOptions } from '../kit/services.js';

type Act = (tenant: string, field: string, input: string, fields?: string) => Promise<{ report: { id: string } }>;

const sections = ['I', 'II.1', 'III.1', 'IV'].map((key) => `{ key: "${key}", text: "Đã thực hiện." }`).join(' ');

/** The seeded country behind a gateway; and what it lacks for every part of the page to have something to show. */
export async function servedCountry() {
  const database = await testDatabase();
  const services = createServices(serviceOptions(database.appUrl, { maxWaitMs: 60_000 }));
  const served = await serve(services);
  afterAll(() => Promise.all(services.map((service) => service.close())));
  const act: Act = async (tenant, field, input, fields = '') => {
    const query = `mutation { ${field}(input: ${input}) { ${fields} errors { code message } } }`;
    const { data, errors } = await (await served.post(tenant, { query })).json();
    expect(errors).toBeUndefined();
    expect(data[field].errors).toEqual([]);
    return data[field];
  };
  await act(
    'ha-noi',
    'createTenant',
    `{ slug: "phuong-khuong-dinh", kind: COMMUNE, name: "Ủy ban nhân dân phường Khương Đình", localityCode: "00364",
       superior: "ha-noi", establishedOn: "2025-07-01" }`,
  );
  await reportsOf2022(database, act);
  return { url: served.listener.url, tokenFor, act };
}

/** The board asked its provinces for a report on 2022: one came in time, one late, the others never. */
async function reportsOf2022(database: TestDatabase, act: Act) {
  const operator = await connect(database.operatorUrl);
  await operator.query(
    `INSERT INTO campaigns.report_duty (tenant_id, movement_code, kind, "when", set_on, set_by)
     VALUES ('trung-uong', 'VNN-2021-2025', 'ANNUAL', '2022-12-15', '2022-07-01', 'officer@trung-uong')`,
  );
  for (const [tenant, day] of [
    ['cao-bang', '2022-12-10'],
    ['ha-noi', '2022-12-20'],
  ] as const) {
    const { report } = await act(
      tenant,
      'draftReport',
      `{ movement: "VNN-2021-2025", kind: ANNUAL, period: "2022", title: "Báo cáo năm 2022", sections: [${sections}] }`,
      'report { id }',
    );
    await act(tenant, 'submitReport', `{ id: "${report.id}" }`);
    await operator.query(
      `UPDATE campaigns.report_version v SET submitted_at = $2 FROM campaigns.report r WHERE r.id = v.report_id AND r.tenant_id = $1`,
      [tenant, `${day}T03:00:00Z`],
    );
  }
  await operator.end();
}
