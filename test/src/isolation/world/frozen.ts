import { expect } from 'vitest';
import type { Graph } from '../graph.js';
import { frozenYear, type Territory } from './ground.js';
import type { Secret } from './secret.js';

/** The report on a year of its own territory. */
export async function frozenBy(graph: Graph, owner: string, territory: Territory): Promise<Secret> {
  const year = frozenYear(territory);
  const { data } = await graph.ask(
    owner,
    'mutation ($input: FreezeAnnualReportInput!) { freezeAnnualReport(input: $input) { report { frozenAt } errors { code } } }',
    { input: { year, code: territory.code } },
    { subject: `consolidator@${owner}` },
  );
  const { report, errors } = (
    data as { freezeAnnualReport: { report: { frozenAt: string } | null; errors: unknown[] } }
  ).freezeAnnualReport;
  expect(errors, owner).toEqual([]);
  const at = report?.frozenAt ?? '';
  return { kind: 'frozen', owner, day: `${year}-12-31`, id: at, marker: at };
}
