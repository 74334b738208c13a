import { builder } from '../builder.js';

export const HouseholdInput = builder.inputType('ExemplarHouseholdInput', {
  description: "What tells who a household is. It is kept apart, and shown to the owner's line alone.",
  fields: (t) => ({
    name: t.string({ required: true }),
    address: t.string({ required: false }),
    contact: t.string({ required: false }),
    circumstances: t.string({ required: false }),
  }),
});
export type HouseholdGiven = (typeof HouseholdInput)['$inferInput'];
