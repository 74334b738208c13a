/** The operations that are measured, and how often a round asks each. */
export interface Operation {
  name: string;
  query: string;
  requests: number;
}

export const PLANS = 50;

export const operations: readonly Operation[] = [
  {
    name: 'one subgraph',
    query: '{ locality(code: "00352", asOf: "2022-09-29") { code fullName level parent { code fullName } } }',
    requests: 300,
  },
  {
    name: 'three hops, 50 entities',
    query: `{ plans(first: ${PLANS}, filter: { movement: "BENCH" }) { nodes { title tenant { name locality { fullName
      value(indicator: "POOR_HOUSEHOLDS", period: "2022") { value coverage { expected reported } } } } } } }`,
    requests: 150,
  },
  {
    name: 'a large list',
    query: '{ localities(asOf: "2022-09-17", first: 400) { nodes { code fullName level } } }',
    requests: 100,
  },
];
