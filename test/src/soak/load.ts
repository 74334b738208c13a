/** One kind of request of the mixed load: how many of a hundred are of it, and what each asks. */
export interface Kind {
  name: string;
  share: number;
  tenant: string;
  /** The `n`th of all requests. */
  ask(n: number): { query: string; variables?: Record<string, unknown> };
}

const figure = `query ($code: String!) { locality(code: $code, asOf: "2022-12-31") { fullName value(indicator: "POVERTY_RATE", period: "2022") {
  value numerator denominator origin coverage { expected reported complete } } } }`;
const annual = `{ annualReport(year: 2022) { complete indicators { indicator { name } opening { value } closing { value
  coverage { expected reported } } change } plans { issued } discipline { due onTime late missing } awards { count } } }`;
const submit = `mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { accepted errors { code } } }`;
const search = `query ($query: String!) { search(query: $query, first: 10) { totalCount } }`;
const words = ['nghèo', 'nông thôn mới', 'khen thưởng', 'nhà ở', 'thoát nghèo bền vững'];

/** A working day in small: mostly reading, some reports, some figures handed in (every third a second time), searches, exports. */
export const kinds: readonly Kind[] = [
  {
    name: 'figure',
    share: 60,
    tenant: 'trung-uong',
    ask: (n) => ({ query: figure, variables: { code: ['44', '01', '24', '27', '04'][n % 5] } }),
  },
  { name: 'annual report', share: 10, tenant: 'trung-uong', ask: () => ({ query: annual }) },
  {
    name: 'submission',
    share: 15,
    tenant: 'thanh-xuan',
    ask: (n) => {
      const which = n - (n % 3);
      const row = {
        localityCode: '00352',
        asOf: '2023-05-05',
        indicator: 'ETHNIC_MINORITY_HOUSEHOLDS',
        period: `2023-${String((which % 12) + 1).padStart(2, '0')}`,
        value: String(which % 1000),
      };
      return { query: submit, variables: { input: { idempotencyKey: `soak-${which}`, rows: [row] } } };
    },
  },
  {
    name: 'search',
    share: 14,
    tenant: 'ha-noi',
    ask: (n) => ({ query: search, variables: { query: words[n % words.length] } }),
  },
  {
    name: 'export',
    share: 1,
    tenant: 'ha-noi',
    ask: () => ({ query: 'mutation { startExport { export { id } errors { code } } }' }),
  },
];

/** The kind of the `n`th request: the same mix in every hundred, well stirred (37 and 100 have no common divisor). */
export function kindOf(n: number): Kind | undefined {
  let place = (n * 37) % 100;
  return kinds.find(({ share }) => {
    place -= share;
    return place < 0;
  });
}
