/** An address, and what it means, said once more by hand. */
export interface Sample {
  operation: string;
  address: string;
  variables: Record<string, unknown>;
}

const sample = (operation: string, address: string, variables: Record<string, unknown> = {}): Sample => ({
  operation,
  address,
  variables,
});

/** Of every operation that needs no id of a record. */
export const SAMPLES: readonly Sample[] = [
  sample('locality', '/v1/localities/24?asOf=2022-12-31', { code: '24', asOf: '2022-12-31' }),
  sample('locality', '/v1/localities/24', { code: '24' }),
  sample('locality', '/v1/localities/99999', { code: '99999' }),
  sample('localities', '/v1/localities?name=thanh%20xuan&asOf=2022-06-30', { name: 'thanh xuan', asOf: '2022-06-30' }),
  sample('localities', '/v1/localities?codes=01&codes=04&levels=PROVINCE', {
    codes: ['01', '04'],
    levels: ['PROVINCE'],
  }),
  sample('localities', '/v1/localities?levels=PROVINCE&first=5', { levels: ['PROVINCE'], first: 5 }),
  sample('children', '/v1/localities/VN/children?asOf=2022-06-30&first=100', {
    code: 'VN',
    asOf: '2022-06-30',
    first: 100,
  }),
  sample('value', '/v1/localities/24/values/POVERTY_RATE/2022?asOf=2022-12-31&basis=PROVISIONAL', {
    code: '24',
    asOf: '2022-12-31',
    indicator: 'POVERTY_RATE',
    period: '2022',
    basis: 'PROVISIONAL',
  }),
  sample('value', '/v1/localities/04/values/ETHNIC_MINORITY_HOUSEHOLDS/2023-05', {
    code: '04',
    indicator: 'ETHNIC_MINORITY_HOUSEHOLDS',
    period: '2023-05',
  }),
  // Today's unit of that code did not stand then.
  sample('value', '/v1/localities/24/values/POVERTY_RATE/2022', {
    code: '24',
    indicator: 'POVERTY_RATE',
    period: '2022',
  }),
  sample('series', '/v1/localities/04/series/POVERTY_RATE?from=2020&to=2024', {
    code: '04',
    indicator: 'POVERTY_RATE',
    from: '2020',
    to: '2024',
  }),
  sample(
    'breakdown',
    '/v1/localities/VN/breakdown/POVERTY_RATE/2022?level=PROVINCE&orderBy=VALUE_DESCENDING&first=10',
    {
      code: 'VN',
      indicator: 'POVERTY_RATE',
      period: '2022',
      level: 'PROVINCE',
      orderBy: 'VALUE_DESCENDING',
      first: 10,
    },
  ),
  sample('contributionTotals', '/v1/localities/04/contributions/2023', { code: '04', year: 2023 }),
  sample('indicators', '/v1/indicators', {}),
  sample('indicator', '/v1/indicators/POVERTY_RATE', { code: 'POVERTY_RATE' }),
  sample('observations', '/v1/observations?period=2022&updatedSince=2020-01-01T00:00:00Z&first=200', {
    period: '2022',
    updatedSince: '2020-01-01T00:00:00Z',
    first: 200,
  }),
  sample('observations', '/v1/observations?indicator=ETHNIC_MINORITY_HOUSEHOLDS', {
    indicator: 'ETHNIC_MINORITY_HOUSEHOLDS',
  }),
  sample('plans', '/v1/plans?year=2022', { year: 2022 }),
  sample('plans', '/v1/plans?tenant=thanh-xuan&status=ISSUED', { tenant: 'thanh-xuan', status: 'ISSUED' }),
  sample('exemplars', '/v1/exemplars', {}),
  sample('awards', '/v1/awards?revoked=false&first=500', { revoked: false, first: 500 }),
  sample('boundaryChanges', '/v1/boundary-changes?from=2025-01-01&to=2025-12-31&first=20', {
    from: '2025-01-01',
    to: '2025-12-31',
    first: 20,
  }),
  sample('annualReport', '/v1/annual-reports/2022/VN?indicators=POVERTY_RATE&indicators=POOR_HOUSEHOLDS', {
    year: 2022,
    code: 'VN',
    indicators: ['POVERTY_RATE', 'POOR_HOUSEHOLDS'],
  }),
  sample('annualReport', '/v1/annual-reports/2023/04', { year: 2023, code: '04' }),
  sample('annualReportBreakdown', '/v1/annual-reports/2022/VN/breakdown?indicators=POOR_HOUSEHOLDS&first=3', {
    year: 2022,
    code: 'VN',
    indicators: ['POOR_HOUSEHOLDS'],
    first: 3,
  }),
  sample('tenants', '/v1/tenants?first=500', { first: 500 }),
  sample('tenant', '/v1/tenants/thanh-xuan', { slug: 'thanh-xuan' }),
  sample('tenant', '/v1/tenants/khong-co', { slug: 'khong-co' }),
];
