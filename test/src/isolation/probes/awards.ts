import { toGlobalId } from '@thi-dua/schema/global-id';
import { isNomination, type Secret } from '../world/secret.js';
import type { MutationProbes } from './mutation.js';
import { idOfNoSuch } from './nothing.js';

const onNomination =
  (field: string, type: string, more: Record<string, unknown> = {}) =>
  (secret: Secret, id: string) =>
    isNomination(secret)
      ? {
          query: `mutation ($input: ${type}!) { ${field}(input: $input) { nomination { id } errors { code message } } }`,
          input: { id, ...more },
        }
      : null;

/** Changes of nominations, awards and the law of awards. */
export const awardsProbes: MutationProbes = {
  createNomination: ({ owner, day, kind }) =>
    kind === 'award'
      ? {
          query:
            'mutation ($input: CreateNominationInput!) { createNomination(input: $input) { nomination { id } errors { code } } }',
          input: {
            tenant: owner,
            form: toGlobalId('AwardForm', 'MERIT_LETTER~2024-01-01'),
            occasion: 'ANNUAL',
            period: day.slice(0, 4),
            nominee: { subject: 'HOUSEHOLD', name: 'x' },
            achievement: 'x',
            datedOn: day,
          },
        }
      : null,
  updateNomination: onNomination('updateNomination', 'UpdateNominationInput', { version: 1, achievement: 'x' }),
  removeDossierFile: (secret, id) =>
    secret.file === undefined
      ? null
      : {
          query:
            'mutation ($input: RemoveDossierFileInput!) { removeDossierFile(input: $input) { nomination { id } errors { code message } } }',
          input: { id: id === secret.id ? secret.file : idOfNoSuch('DossierFile') },
        },
  submitNomination: onNomination('submitNomination', 'NominationStepInput'),
  returnNomination: onNomination('returnNomination', 'NominationStepInput', { remarks: 'x' }),
  rejectNomination: onNomination('rejectNomination', 'NominationStepInput', { remarks: 'x' }),
  appraiseNomination: onNomination('appraiseNomination', 'NominationStepInput'),
  escalateNomination: onNomination('escalateNomination', 'NominationStepInput'),
  recordCouncilVote: onNomination('recordCouncilVote', 'CouncilVoteInput', {
    heldOn: '2024-06-06',
    minutes: 'x',
    members: 1,
    inFavour: 1,
  }),
  decideNominations: (secret, id) =>
    isNomination(secret)
      ? {
          query:
            'mutation ($input: DecisionInput!) { decideNominations(input: $input) { decision { id } errors { code } } }',
          input: {
            tenant: secret.owner,
            number: 'x',
            day: secret.day,
            signer: { name: 'x', position: 'x' },
            nominations: [id],
          },
        }
      : null,
  revokeAward: ({ kind, day }, id) =>
    kind === 'award'
      ? {
          query: 'mutation ($input: RevokeAwardInput!) { revokeAward(input: $input) { award { id } errors { code } } }',
          input: { id, number: 'x', day, reason: 'x' },
        }
      : null,
  configureAwards: ({ owner, kind }) =>
    kind === 'award'
      ? {
          query:
            'mutation ($input: ConfigureAwardsInput!) { configureAwards(input: $input) { procedure { version } errors { code } } }',
          input: { tenant: owner, council: 'x' },
        }
      : null,
  // Of the law, which is nobody's secret: the central board's alone to mend.
  mendConferral: ({ kind }) =>
    kind === 'award'
      ? {
          query:
            'mutation ($input: MendConferralInput!) { mendConferral(input: $input) { conferral { confirmed } errors { code } } }',
          input: {
            form: toGlobalId('AwardForm', 'MERIT_LETTER~2024-01-01'),
            conferredBy: 'COMMUNE',
            occasions: ['ANNUAL'],
          },
        }
      : null,
  setHoliday: ({ kind, day }) =>
    kind === 'award'
      ? {
          query: 'mutation ($input: SetHolidayInput!) { setHoliday(input: $input) { errors { code } } }',
          input: { day, name: 'x' },
        }
      : null,
};
