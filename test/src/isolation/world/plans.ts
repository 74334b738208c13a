import { expect } from 'vitest';
import type { Graph } from '../graph.js';
import { figureOf } from './ground.js';
import type { Secret } from './secret.js';

/** A rule on the figure that the tenant reports: its verdict is no less secret. */
const ruleOn = (slug: string) => ({
  kind: 'LEVEL_AT',
  indicator: figureOf.indicator,
  comparator: 'GE',
  threshold: '1',
  at: figureOf.period(slug),
});

interface Made {
  id: string;
  targets: { id: string; parts: { id: string }[] }[];
  criteria: { id: string }[];
}
const partsOf = (plan: Made | null): Secret['parts'] => [
  ...(plan?.targets ?? []).flatMap(({ id, parts }) => [
    { typename: 'Target' as const, id },
    ...parts.map((part) => ({ typename: 'TargetPart' as const, id: part.id })),
  ]),
  ...(plan?.criteria ?? []).map(({ id }) => ({ typename: 'Criterion' as const, id })),
];

/** A draft, a plan that its line sees, and one that is open to everyone. */
export async function plansOf(graph: Graph, owner: string, day: string): Promise<Secret[]> {
  const plan = async (kind: 'draft' | 'issued' | 'open'): Promise<Secret> => {
    const marker = `«${kind}-${owner}»`;
    const { data, errors } = await graph.ask(
      owner,
      'mutation ($input: CreatePlanInput!) { createPlan(input: $input) { plan { id targets { id parts { id } } criteria { id } } errors { code } } }',
      {
        input: {
          movement: 'VNN-2021-2025',
          title: `Kế hoạch ${marker}`,
          visibility: kind === 'open' ? 'PUBLIC' : 'LINE',
          periodFrom: 2021,
          periodTo: 2025,
          document: {
            type: 'KẾ HOẠCH',
            number: marker,
            symbol: 'KH-UBND',
            issuer: `Cơ quan ${marker}`,
            issuedOn: day,
          },
          objectives: [{ clause: 'I.1', text: marker }],
          targets: [{ clause: 'I.2', text: marker, parts: [{ text: marker, rule: ruleOn(owner) }] }],
          criteria: [
            {
              clause: 'II.1',
              subject: { kinds: ['COMMUNE'], text: marker },
              purpose: 'EMULATION_CRITERION',
              text: marker,
              rule: ruleOn(owner),
            },
          ],
          milestones: [{ clause: 'III.1', kinds: ['REPORT_DUE'], when: '2024-06-30', bound: 'BY', text: marker }],
          assignments: [{ clause: 'IV.1', body: marker, duty: marker }],
          recipients: [{ name: marker }],
          awardForms: [{ clause: 'V.1', text: marker }],
          annexes: [{ title: marker, columns: ['x'], rows: [[marker]] }],
        },
      },
      { subject: `planner@${owner}` },
    );
    expect(errors, owner).toBeUndefined();
    const result = (data as { createPlan: { plan: Made | null; errors: unknown[] } }).createPlan;
    expect(result.errors, owner).toEqual([]);
    const id = result.plan?.id ?? '';
    if (kind !== 'draft') {
      const issued = await graph.ask(
        owner,
        'mutation ($input: IssuePlanInput!) { issuePlan(input: $input) { errors { code } } }',
        { input: { id } },
        { subject: `signer@${owner}` },
      );
      expect(issued.data, owner).toEqual({ issuePlan: { errors: [] } });
    }
    return { kind, owner, day, id, marker, parts: partsOf(result.plan) };
  };
  return [await plan('draft'), await plan('issued'), await plan('open')];
}
