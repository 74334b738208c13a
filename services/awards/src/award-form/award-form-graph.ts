import type { AwardForm } from '@thi-dua/prisma/generated/awards/client';
import { readGlobalId, toGlobalId } from '@thi-dua/schema/global-id';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { type AwardsContext, builder } from '../builder.js';
import { awardFormByKey, awardFormsOn } from './award-form-store.js';

const day = (date: Date) => date.toISOString().slice(0, 10);
const EVER_BEFORE = '0001-01-01';
const EVER_AFTER = '9999-12-31';

export const AwardFormRef = builder.objectRef<AwardForm>('AwardForm');
builder.objectType(AwardFormRef, {
  description:
    'A form of commendation under one law. A new law makes a new form, even where nothing of it changes; which one holds is decided by the day.',
  directives: key('id'),
  extensions: reference<AwardsContext, { id: string }>(async ({ id }, context) => {
    const inner = readGlobalId('AwardForm', id);
    const form = inner === null ? null : await awardFormByKey(context).load(inner);
    return form === null ? null : { __typename: 'AwardForm', ...form };
  }),
  fields: (t) => ({
    id: t.id({ resolve: (form) => toGlobalId('AwardForm', form.key) }),
    code: t.exposeString('code'),
    name: t.exposeString('name', { description: "The form's exact words, in Vietnamese." }),
    class: t.exposeInt('class', {
      nullable: true,
      description:
        'The class of an order, 1 the highest; null for a form without classes, or an order of whatever class.',
    }),
    inNameOf: t.exposeString('inNameOf', {
      description: "In whose name it is given: a flag in the committee's, a certificate in the chair's own.",
    }),
    decidedBy: t.exposeString('decidedBy', { description: 'Who decides it.' }),
    validFrom: t.field({
      type: 'Date',
      nullable: true,
      description: 'Null where it was known before the first record.',
      resolve: (form) => (day(form.begins) === EVER_BEFORE ? null : day(form.begins)),
    }),
    validTo: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day from which it no longer is; null while it is.',
      resolve: (form) => (day(form.ends) === EVER_AFTER ? null : day(form.ends)),
    }),
    legalBasis: t.exposeString('legalBasis', { description: 'The law, with its article where a source names it.' }),
    confirmed: t.exposeBoolean('confirmed', {
      description: 'False where no published source at hand confirms who decides it under this law.',
    }),
  }),
});

builder.queryField('awardForms', (t) =>
  t.field({
    type: [AwardFormRef],
    description: 'The forms that the law of a day knows (today where none is named), from the highest down.',
    requiresScopes: ['definitions:read'],
    args: { asOf: t.arg({ type: 'Date', required: false }) },
    resolve: (_root, { asOf }, context) => awardFormsOn(context, asOf ?? context.today),
  }),
);
