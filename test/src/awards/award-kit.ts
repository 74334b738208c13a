import type { FileStore } from '@thi-dua/awards/dossier/store/file-store';
import { connect } from '@thi-dua/prisma/connect';
import { localityId } from '@thi-dua/prisma/seed/seed-localities';
import type { Caller } from '@thi-dua/schema/caller';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { expect } from 'vitest';
import { type TestDatabase, testDatabase } from '../kit/database.js';
import { ask, awards, callerOf } from '../kit/services.js';

// biome-ignore lint/suspicious/noExplicitAny: what was answered, as plain JSON.
export type Data = any;
const upper = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

export const form = (code: string, since: 'old' | '2024-01-01' = '2024-01-01', rank?: number) =>
  toGlobalId('AwardForm', `${code}${rank === undefined ? '' : `.${rank}`}~${since}`);
export const unit = (key: string) => toGlobalId('Locality', localityId(key));
export const tenantId = (slug: string) => toGlobalId('Tenant', slug);

const INPUT: Record<string, string> = {
  recordCouncilVote: 'CouncilVoteInput',
  decideNominations: 'DecisionInput',
};
const STEPS = ['submit', 'return', 'appraise', 'escalate', 'reject'].map((step) => `${step}Nomination`);
const inputOf = (field: string) =>
  INPUT[field] ?? (STEPS.includes(field) ? 'NominationStepInput' : `${upper(field)}Input`);

export const nominationShape = `id status version form { code class inNameOf } occasion subject name dueOn overdue at { id } plan { id }
  log { number step to tenant { id } actedBy { id } person role body remarks vote { passed } hash previousHash }
  awards { id form { id code } decidedOn conferredBy { id } revocation { number reason } } duplicates { id }`;
const SHAPE: Record<string, [string, string]> = {
  decideNominations: [
    'decision',
    'id number submission { number day } awards { id name form { code class } nomination { id status } duplicates { id } }',
  ],
  revokeAward: ['award', 'id revocation { number reason day } nomination { status }'],
  configureAwards: ['procedure', 'appraiser council councilMembers quorumPercent decideDays version'],
  mendConferral: [
    'conferral',
    'subjects occasions requiredFiles quorumPercent submittedBy validFrom validTo confirmed',
  ],
};

export const signer = { name: 'Nguyễn Văn A', position: 'Chủ tịch', onBehalfOf: 'TM. ỦY BAN NHÂN DÂN' };

/** The awards service on a database of its own, asked as people of tenants: each step by another person. */
export async function awarding(given?: TestDatabase, policyEnforced = true, files?: FileStore, dossiers = false) {
  const database = given ?? (await testDatabase());
  // Of dossiers other tests tell: here a step is asked for by itself.
  const operator = await connect(database.operatorUrl);
  if (!dossiers) await operator.query(`UPDATE awards.award_conferral SET required_files = '{}'`);
  await operator.end();
  const service = awards(database.appUrl, { policyEnforced, ...(files && { files }) });
  const query = async (
    tenant: string,
    document: string,
    variables?: Record<string, unknown>,
    over?: Partial<Caller>,
  ): Promise<Data> => {
    const { data, errors } = await ask(service, callerOf(tenant, over), document, variables);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  };
  const act = async (tenant: string, field: string, input: Record<string, unknown>, subject = `${field}@${tenant}`) => {
    const [name, shape] = SHAPE[field] ?? ['nomination', nominationShape];
    const data = await query(
      tenant,
      `mutation ($input: ${inputOf(field)}!) { ${field}(input: $input) { ${name} { ${shape} } errors { code path message } } }`,
      { input },
      { subject },
    );
    const answer = data[field];
    expect(answer[name] === null).toBe(answer.errors.length > 0);
    return { made: answer[name], errors: answer.errors as { code: string; path: string[]; message: string }[] };
  };
  const faults = async (...asked: Parameters<typeof act>) =>
    (await act(...asked)).errors.map(({ code, path }) => `${code} ${path.join('.')}`.trim());
  const done = async (...asked: Parameters<typeof act>): Promise<Data> => {
    const { made, errors } = await act(...asked);
    expect(errors).toEqual([]);
    return made;
  };
  const see = async (tenant: string, id: string): Promise<Data> =>
    (await query(tenant, `{ nomination(id: "${id}") { ${nominationShape} } }`)).nomination;

  /** Appraised and voted for where it stands. */
  const throughCouncil = async (tenant: string, id: string, heldOn: string) => {
    await done(tenant, 'appraiseNomination', { id });
    return done(tenant, 'recordCouncilVote', { id, heldOn, minutes: '01/BB', members: 9, inFavour: 9 });
  };
  let decisions = 0;
  const decided = (tenant: string, ids: string[], day: string, over: Record<string, unknown> = {}) =>
    done(tenant, 'decideNominations', { number: `${++decisions}/QĐ`, day, signer, nominations: ids, ...over });
  return { database, service, query, act, faults, done, see, throughCouncil, decided };
}

/** A household of a ward, nominated by its district in 2022. */
export const household = {
  form: form('MERIT_LETTER', 'old'),
  occasion: 'INTERIM',
  period: '2022',
  nominee: { subject: 'HOUSEHOLD', name: 'Hộ ông Trần Văn B' },
  achievement: 'Tự nguyện xin thoát nghèo',
  datedOn: '2022-09-29',
};
