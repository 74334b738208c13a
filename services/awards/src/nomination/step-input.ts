import { builder } from '../builder.js';

const CriterionAnswerInput = builder.inputType('CriterionAnswerInput', {
  fields: (t) => ({
    criterion: t.id({ required: true, description: 'A criterion of the plan, or a part of one.' }),
    applies: t.boolean({
      required: true,
      defaultValue: true,
      description: 'False: the nominee is not of the group that it judges ("các huyện còn lại").',
    }),
    met: t.boolean({ required: true }),
    note: t.string({ required: true }),
  }),
});

/** One input for every step that needs no more than words. */
export const NominationStepInput = builder.inputType('NominationStepInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    version: t.int({ required: false, description: 'The `version` you read: what was changed since is not acted on.' }),
    remarks: t.string({ required: false, description: 'Required where it is returned or rejected.' }),
    to: t.string({
      required: false,
      description:
        "Of submitting and escalating: to whom, by slug. Left out: when submitted, to the tenant's own appraisers and council; when escalated, to the direct superior. Must be named where an ended superior has several successors.",
    }),
    answers: t.field({
      type: [CriterionAnswerInput],
      required: false,
      description:
        'Of appraising: what the appraisers find of criteria that no rule judges, or that are not meant here.',
    }),
    form: t.id({
      required: false,
      description:
        'Of appraising: another form, or the class of an order, that the appraisers propose to their council. Of escalating: the form that the superior is asked for. The same where left out.',
    }),
  }),
});
