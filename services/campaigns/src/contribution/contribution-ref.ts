import { builder } from '../builder.js';
import { CONTRIBUTION_KINDS, type Contribution, RECIPIENTS, STATUSES } from './contribution-store.js';

/** Declared apart from its fields: an exemplar lists what it received. */
export const ContributionRef = builder.objectRef<Contribution>('Contribution');

export const ContributionKindEnum = builder.enumType('ContributionKind', {
  description:
    'What is given decides the unit of its amounts. MONEY: đồng. GOODS: their estimated value in đồng. LABOUR: days (ngày công).',
  values: CONTRIBUTION_KINDS,
});
export const RecipientEnum = builder.enumType('ContributionRecipient', {
  description: 'To whom it goes: a unit, a group of households in it, or a model (an exemplar).',
  values: RECIPIENTS,
});
export const ContributionStatusEnum = builder.enumType('ContributionStatus', {
  description:
    'GIVEN: all that was pledged, or more, or without a pledge. CANCELLED: the rest of the pledge will not come.',
  values: STATUSES,
});
