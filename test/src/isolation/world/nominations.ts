import { tenantFacts } from '@thi-dua/prisma/seed/tenants';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { expect } from 'vitest';
import { pdf } from '../../awards/dossier-files.js';
import { upload } from '../../awards/dossier-kit.js';
import type { Graph } from '../graph.js';
import { awardDayOf } from './ground.js';
import type { Secret } from './secret.js';

/** A draft, a nomination that has reached its own tenant alone, and an award: of forms that the tenant confers itself. */
export async function nominationsOf(
  graph: Graph,
  owner: string,
  day: string,
  draft: string | undefined,
): Promise<Secret[]> {
  const secrets: Secret[] = [];
  const awards = graph.services.find(({ name }) => name === 'awards');
  if (awards === undefined) throw new Error('awards was not started');
  const { kind: level } = tenantFacts.find(({ slug }) => slug === owner) ?? { kind: 'AGENCY' as const };
  const code =
    level === 'CENTRAL_BOARD'
      ? 'PRIME_MINISTER_CERTIFICATE'
      : level === 'PROVINCE'
        ? 'PROVINCIAL_CERTIFICATE'
        : 'MERIT_LETTER';
  const mutate = async (field: string, type: string, shape: string, input: Record<string, unknown>) => {
    const { data, errors } = await graph.ask(
      owner,
      `mutation ($input: ${type}!) { ${field}(input: $input) { ${shape} errors { code } } }`,
      { input },
      { subject: `${field}@${owner}` },
    );
    expect(errors, owner).toBeUndefined();
    const answer = (data as Record<string, { errors: unknown[] }>)[field];
    expect(answer?.errors, `${field} ${owner}`).toEqual([]);
    return JSON.parse(JSON.stringify(answer));
  };
  for (const kind of ['nomination-draft', 'nomination', 'award'] as const) {
    const marker = `«${kind}-${owner}»`;
    const { nomination } = await mutate('createNomination', 'CreateNominationInput', 'nomination { id }', {
      form: toGlobalId('AwardForm', `${code}~2024-01-01`),
      occasion: 'EXTRAORDINARY',
      period: day.slice(0, 4),
      nominee: { subject: 'HOUSEHOLD', name: `Hộ ${marker}` },
      achievement: marker,
      datedOn: awardDayOf(owner),
      // A hidden plan must not show through what was conferred under it.
      plan: kind === 'award' ? draft : null,
    });
    const { id } = nomination;
    const added = await upload(awards, owner, { nomination: id, name: `${marker}.pdf`, body: pdf(marker) });
    expect(added.status, owner).toBe(201);
    const file: string = added.body.file.id;
    if (kind !== 'nomination-draft') {
      await mutate('submitNomination', 'NominationStepInput', 'nomination { id }', { id, remarks: marker });
    }
    if (kind !== 'award') {
      secrets.push({ kind, owner, day, id, marker, file });
      continue;
    }
    await mutate('appraiseNomination', 'NominationStepInput', 'nomination { id }', { id });
    const heldOn = awardDayOf(owner);
    await mutate('recordCouncilVote', 'CouncilVoteInput', 'nomination { id }', {
      id,
      heldOn,
      minutes: '1',
      members: 3,
      inFavour: 3,
    });
    const { decision } = await mutate('decideNominations', 'DecisionInput', 'decision { awards { id } }', {
      number: marker,
      day: heldOn,
      signer: { name: 'A', position: 'B' },
      nominations: [id],
    });
    secrets.push({ kind, owner, day: heldOn, id: decision.awards[0].id, nomination: id, marker });
  }
  return secrets;
}
