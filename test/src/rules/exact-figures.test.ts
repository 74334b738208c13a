import { toGlobalId } from '@thi-dua/schema/global-id';
import type { Comparator, RuleBrief } from '@thi-dua/schema/rule';
import { describe, expect, test } from 'vitest';
import { data, figuresDatabase } from '../indicators/figures-kit.js';
import { type Place, plant, province, type Stated, state, withAllBelow } from '../indicators/small-country.js';
import { indicators } from '../kit/services.js';

const { database, operator } = await figuresDatabase();
const service = indicators(database.appUrl);
/** One district of three communes. */
const place = province('X1', [1, 3]);
await plant(operator, [place]);

async function reported(unit: Place, figures: Omit<Stated, 'period'>[]) {
  for (const figure of figures) await state(operator, unit, { period: '2023', ...figure });
}
const communes = withAllBelow(place).filter(({ level }) => level === 'COMMUNE');
const [district] = place.children;
if (district === undefined) throw new Error('unreachable');
const free = { methodology: null };
await operator.query('BEGIN');
for (const [i, commune] of communes.entries())
  await reported(commune, [
    { indicator: 'HOUSEHOLDS', value: 1, ...free },
    { indicator: 'POOR_HOUSEHOLDS', value: i === 0 ? 1 : 0 },
    { indicator: 'POOR_HOUSEHOLD_MEMBERS', value: 1 },
    { indicator: 'POOR_HOUSEHOLD_INCOME_PER_CAPITA', value: i === 0 ? 2 : 1 },
  ]);
// What a district published without its parts, to more places than are shown.
await reported(district, [{ indicator: 'NEAR_POVERTY_RATE', value: '4.0000001' }]);
await operator.query('COMMIT');

async function verdict(indicator: string, comparator: Comparator, threshold: string) {
  const brief: RuleBrief = {
    rule: { kind: 'LEVEL_AT', indicator, comparator, threshold, at: '2023' },
    owner: 'trung-uong',
    scope: null,
    from: 2021,
    to: 2025,
    day: '2021-06-01',
    schedule: [],
    promised: {},
  };
  const { _entities } = await data(
    service,
    'trung-uong',
    `query ($u: [_Any!]!) { _entities(representations: $u) { ... on Criterion {
       progress(locality: "${toGlobalId('Locality', district?.id ?? '')}", basis: PROVISIONAL) { verdict figures { value numerator denominator } } } } }`,
    { u: [{ __typename: 'Criterion', id: toGlobalId('Criterion', place.id), ruleSpec: JSON.stringify(brief) }] },
  );
  return _entities[0].progress;
}

describe('a threshold is compared with the exact value, not with what is shown', () => {
  test.each([
    ['a mean: 4/3, shown as 1.333333', 'POOR_HOUSEHOLD_INCOME_PER_CAPITA', '1.333333', '1.3333333'],
    ['a rate: 100/3, shown as 33.333333', 'POVERTY_RATE', '33.333333', '33.3333333'],
    ['a published rate: 4.0000001, shown as 4', 'NEAR_POVERTY_RATE', '4', '4.00000005'],
  ])('%s', async (_name, indicator, shown, closer) => {
    const { verdict: above, figures } = await verdict(indicator, 'GT', shown);
    expect(figures[0].value).toBe(shown);
    expect(above).toBe('MET');
    expect((await verdict(indicator, 'LE', shown)).verdict).toBe('NOT_MET');
    expect((await verdict(indicator, 'EQ', shown)).verdict).toBe('NOT_MET');
    expect((await verdict(indicator, 'GE', closer)).verdict).toBe('MET');
  });

  test('the sums of a mean are not shown: they are no count of anything', async () => {
    const { figures } = await verdict('POOR_HOUSEHOLD_INCOME_PER_CAPITA', 'GT', '1');
    expect(figures).toEqual([{ value: '1.333333', numerator: null, denominator: null }]);
    expect((await verdict('POVERTY_RATE', 'GT', '1')).figures[0]).toMatchObject({ numerator: '1', denominator: '3' });
  });
});
