import { expect } from 'vitest';
import type { Graph } from '../graph.js';
import type { Secret } from './secret.js';

/** One that waits for its superior, and one that the central board has published, of a household that the line knows. */
export async function exemplarsOf(graph: Graph, owner: string, day: string): Promise<Secret[]> {
  const submit = async (kind: 'exemplar' | 'published-exemplar', household?: { name: string }): Promise<Secret> => {
    const marker = `«${kind}-${owner}»`;
    const { data, errors } = await graph.ask(
      owner,
      'mutation ($input: SubmitExemplarInput!) { submitExemplar(input: $input) { exemplar { id } errors { code } } }',
      {
        input: {
          title: `Mô hình ${marker}`,
          topics: ['ma trận', marker],
          subject: 'HOUSEHOLD',
          summary: marker,
          story: marker,
          recordedOn: day,
          household: household && { ...household, address: household.name, circumstances: household.name },
        },
      },
      { subject: `planner@${owner}` },
    );
    expect(errors, owner).toBeUndefined();
    const result = (data as { submitExemplar: { exemplar: { id: string } | null; errors: unknown[] } }).submitExemplar;
    expect(result.errors, owner).toEqual([]);
    return { kind, owner, day, id: result.exemplar?.id ?? '', marker };
  };
  const household = `«household-${owner}»`;
  const waiting = await submit('exemplar');
  const published = await submit('published-exemplar', { name: household });
  const { data } = await graph.ask(
    'trung-uong',
    'mutation ($input: PublishExemplarInput!) { publishExemplar(input: $input) { errors { code } } }',
    { input: { id: published.id, version: 1 } },
    { subject: 'signer@trung-uong' },
  );
  expect(data, owner).toEqual({ publishExemplar: { errors: [] } });
  return [waiting, published, { kind: 'household', owner, day, id: household, marker: household }];
}
