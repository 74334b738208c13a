import { expect } from 'vitest';
import type { Graph } from '../graph.js';
import type { Territory } from './ground.js';
import type { Secret } from './secret.js';

/** Money that was given in the tenant's territory, which adds up to its total, and a sponsorship. */
export async function contributionsOf(
  graph: Graph,
  owner: string,
  territory: Territory,
  amount: string,
): Promise<Secret[]> {
  const day = territory.asOf;
  const record = async (field: string, type: string, payload: string, input: Record<string, unknown>) => {
    const { data, errors } = await graph.ask(
      owner,
      `mutation ($input: ${type}!) { ${field}(input: $input) { ${payload} { id } errors { code } } }`,
      { input: { ...input, localityCode: territory.code } },
      { subject: `reporter@${owner}` },
    );
    expect(errors, owner).toBeUndefined();
    const result = (data as Record<string, Record<string, { id: string } | null> & { errors: unknown[] }>)[field];
    expect(result?.errors, owner).toEqual([]);
    return result?.[payload]?.id ?? '';
  };
  const [giver, sponsor] = [`«contribution-${owner}»`, `«sponsorship-${owner}»`];
  const contribution = await record('recordContribution', 'RecordContributionInput', 'contribution', {
    kind: 'GOODS',
    contributor: giver,
    contributorKind: 'ENTERPRISE',
    recipient: 'HOUSEHOLD_GROUP',
    householdGroup: giver,
    purpose: giver,
    goods: giver,
    unit: giver,
    pledge: { amount, quantity: amount, on: day },
    gift: { amount, quantity: amount, on: day, note: giver },
  });
  const sponsorship = await record('recordSponsorship', 'RecordSponsorshipInput', 'sponsorship', {
    sponsor,
    sponsorKind: 'AGENCY',
    households: 2,
    householdNames: [sponsor],
    support: sponsor,
    from: day,
  });
  const hidden = { owner, day };
  return [
    { ...hidden, kind: 'contribution', id: contribution, marker: giver },
    // The amount shows in the record and, where nothing lies below, as the total of the tenant's unit.
    { ...hidden, kind: 'contribution-total', id: amount, marker: amount },
    { ...hidden, kind: 'sponsorship', id: sponsorship, marker: sponsor },
  ];
}
