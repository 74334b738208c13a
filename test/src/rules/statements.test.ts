import { describe, expect, test } from 'vitest';
import { graph } from '../isolation/graph.js';
import { testDatabase } from '../kit/database.js';
import { counted } from '../kit/statements.js';
import { answered } from './figures-kit.js';

const database = await testDatabase();
const { ask } = await graph(database);

describe('the number of statements behind verdicts does not grow', () => {
  const COUNTS = 'overview(basis: PROVISIONAL) { targets met notMet noData }';
  const read = (filter: string, fields: string) =>
    counted(database.appUrl, () => answered(ask, 'trung-uong', `{ plans(${filter}) { nodes { title ${fields} } } }`));

  test('with the plans of a page: six overviews cost what one does, and a look-up of each kind that the one had no need of', async () => {
    await read('first: 50', COUNTS); // Definitions and prepared statements of a first execution are not what is counted.
    const [one, all] = [await read('filter: { tenant: "quang-binh" }', COUNTS), await read('first: 50', COUNTS)];
    expect(all.answer.plans.nodes.length).toBeGreaterThanOrEqual(6);
    // Designations, and whether a cited plan is the caller's own.
    expect(all.statements).toBeLessThanOrEqual(one.statements + 2);
    expect(all.statements).toBeLessThanOrEqual(20);
  });

  test('with the targets, parts and units: 153 communes and districts are judged like one district', async () => {
    const fields = `targets { progress { verdict byUnit { verdict } figures { value } } scheduleProgress { totals { actual } }
      parts { progress { verdict byUnit { verdict } } } }`;
    await read('first: 50', fields);
    const [few, many] = [
      await read('filter: { tenant: "tp-bac-giang" }', fields),
      await read('filter: { tenant: "quang-binh" }', fields),
    ];
    const units = (answer: {
      plans: { nodes: { targets: { parts: { progress: { byUnit: unknown[] } | null }[] }[] }[] };
    }) =>
      answer.plans.nodes.flatMap(({ targets }) =>
        targets.flatMap(({ parts }) => parts.flatMap(({ progress }) => progress?.byUnit ?? [])),
      ).length;
    expect([units(few.answer) < 20, units(many.answer) > 150]).toEqual([true, true]);
    expect(many.statements).toBeLessThanOrEqual(few.statements + 2);
    expect(many.statements).toBeLessThanOrEqual(24);
  });
});
