import { connect } from '@thi-dua/prisma/connect';
import { tenantFacts } from '@thi-dua/prisma/seed/tenants';
import { today } from '@thi-dua/schema/day';
import { expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { relation } from './relation.js';

const { appUrl } = await testDatabase();
const slugs = tenantFacts.map((tenant) => tenant.slug);
// Before all ends, the last day of most, the first day after, and now.
const days = ['2017-11-09', '2022-07-08', '2025-02-28', '2025-03-01', '2025-06-30', '2025-07-01', today()];

test("the database's lines of authority say what design §2 grants, for every pair of tenants and every day", async () => {
  const app = await connect(appUrl);
  for (const viewer of slugs) {
    await app.query(`SELECT set_config('app.tenant', $1, false)`, [viewer]);
    for (const day of days) {
      const { rows } = await app.query<{ owner: string; acts: boolean; above: boolean; below: boolean }>(
        `SELECT slug AS owner, map.acts_for(slug) AS acts, map.above(slug, $1) AS above, map.below(slug, $1) AS below FROM map.tenant`,
        [day],
      );
      for (const { owner, acts, above, below } of rows) {
        const expected = relation(viewer, owner, day, today());
        const pair = `${viewer} towards ${owner} on ${day}`;
        expect(acts, pair).toBe(expected === 'own' || expected === 'successor');
        if (expected !== 'own' && expected !== 'successor') expect(above, pair).toBe(expected === 'superior');
        expect(below, pair).toBe(expected === 'subordinate');
      }
    }
  }
  await app.end();
});

test('nobody stands anywhere while no tenant is set', async () => {
  const app = await connect(appUrl);
  const { rows } = await app.query(
    'SELECT slug FROM map.tenant WHERE map.acts_for(slug) OR map.above(slug, NULL) OR map.below(slug, NULL)',
  );
  await app.end();
  expect(rows).toEqual([]);
});
