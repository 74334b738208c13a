import { expect } from 'vitest';
import { ask, callerOf, type campaigns } from '../kit/services.js';

type Service = ReturnType<typeof campaigns>;

export interface Answer {
  contribution: { id: string; version: number; [field: string]: unknown } | null;
  sponsorship: { id: string; version: number; [field: string]: unknown } | null;
  totals: unknown;
  errors: { code: string; path: string[] }[];
}

const fields = `id version status pledged pledgedQuantity given givenQuantity outstanding recordedOn contributor
  householdGroup households goods unit cancelledOn gifts { id amount givenOn struckOn struckReason }`;
const payloads: Record<string, string> = {
  releaseContributions: 'totals { year }',
  recordSponsorship: 'sponsorship { id version households householdNames support from to }',
  updateSponsorship: 'sponsorship { id version households householdNames support from to }',
};
const typeOf = (field: string) => `${field.charAt(0).toUpperCase()}${field.slice(1)}Input!`;

/** Money that nothing is wrong with. */
export const money = {
  kind: 'MONEY',
  contributor: 'Công ty TNHH Đường Biên',
  contributorKind: 'ENTERPRISE',
  localityCode: '04',
  pledge: { amount: '500000000', on: '2023-02-01' },
};

export function contributionKit(service: Service) {
  const act = async (
    field: string,
    input: Record<string, unknown>,
    tenant = 'cao-bang',
    subject = 'reporter',
  ): Promise<Answer> => {
    const { data, errors } = await ask(
      service,
      callerOf(tenant, { subject: `${subject}@${tenant}` }),
      `mutation ($input: ${typeOf(field)}) { ${field}(input: $input) { ${payloads[field] ?? `contribution { ${fields} }`} errors { code path } } }`,
      { input },
    );
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data))[field];
  };
  const read = async (tenant: string, selection: string) => {
    const { data, errors } = await ask(service, callerOf(tenant), `{ ${selection} }`);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  };
  return {
    act,
    read,
    recorded: async (over: Record<string, unknown> = {}, tenant = 'cao-bang') => {
      const { contribution, errors } = await act('recordContribution', { ...money, ...over }, tenant);
      expect(errors).toEqual([]);
      if (contribution === null) throw new Error('nothing recorded');
      return contribution;
    },
    /** The totals of units, by their global ids, of a year each. */
    totals: async (tenant: string, asked: readonly { id: string; year: number }[]) => {
      const { data, errors } = await ask(
        service,
        callerOf(tenant),
        `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Locality { id ${[
          ...new Set(asked.map(({ year }) => year)),
        ]
          .map(
            (year) =>
              `y${year}: contributionTotals(year: ${year}) { kinds { kind pledged given pledges gifts } sponsorships sponsoredHouseholds }`,
          )
          .join(' ')} } } }`,
        { r: asked.map(({ id }) => ({ __typename: 'Locality', id })) },
      );
      expect(errors).toBeUndefined();
      const rows = JSON.parse(JSON.stringify(data))._entities as Record<string, Totals | null>[];
      return asked.map(({ year }, i) => rows[i]?.[`y${year}`] ?? null);
    },
  };
}

export interface Totals {
  kinds: { kind: string; pledged: string; given: string; pledges: number; gifts: number }[];
  sponsorships: number;
  sponsoredHouseholds: number;
}

export const codes = ({ errors }: Answer) => errors.map(({ code }) => code);
export const faults = ({ errors }: Answer) => errors.map(({ code, path }) => `${code} ${path.join('.')}`).sort();
