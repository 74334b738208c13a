import type { AwardConferral, Decree, Holiday } from '@thi-dua/prisma/generated/awards/client';
import { badInput } from '@thi-dua/schema/errors';
import { AwardFormRef } from '../award-form/award-form-graph.js';
import { builder } from '../builder.js';
import { asDate, asDay, EVER_AFTER, EVER_BEFORE } from '../days.js';
import { isFileKind } from '../dossier/dossier-rules.js';
import { DossierFileKindEnum } from '../dossier/file-kind.js';
import { OccasionEnum, occasion, SubjectKindEnum, subjectKind, TenantKindEnum } from '../subject-kinds.js';
import { conferralsOf, decreesDuring, holidaysIn } from './law-store.js';

export const AwardConferralRef = builder.objectRef<AwardConferral>('AwardConferral').implement({
  description:
    'A kind of authority that confers a form, on whom and on which occasions. The central board records what President, Government and Prime Minister decide.',
  fields: (t) => ({
    conferredBy: t.field({ type: TenantKindEnum, resolve: (conferral) => conferral.tenantKind }),
    subjects: t.field({ type: [SubjectKindEnum], resolve: (conferral) => conferral.subjects.map(subjectKind) }),
    occasions: t.field({ type: [OccasionEnum], resolve: (conferral) => conferral.occasions.map(occasion) }),
    validFrom: t.field({
      type: 'Date',
      nullable: true,
      description: 'Null where it was so before the first record.',
      resolve: ({ begins }) => (asDay(begins) === EVER_BEFORE ? null : begins),
    }),
    validTo: t.field({
      type: 'Date',
      nullable: true,
      description:
        'The day from which it confers the form no more; null while it does. Districts ended on 1 July 2025.',
      resolve: ({ ends }) => (asDay(ends) === EVER_AFTER ? null : ends),
    }),
    quorumPercent: t.exposeInt('quorumPercent', {
      nullable: true,
      description:
        "The share of a council's members, in percent, that must be there for this form; null: the tenant's own.",
    }),
    approvalPercent: t.exposeInt('approvalPercent', {
      nullable: true,
      description: "The share of those present, in percent, that must agree for this form; null: the tenant's own.",
    }),
    submittedBy: t.exposeString('submittedBy', {
      nullable: true,
      description:
        'On whose submission it is decided: the decision then names the letter and its day. Null where none need be recorded.',
    }),
    requiredFiles: t.field({
      type: [DossierFileKindEnum],
      description:
        'What the dossier of a nomination for this form holds when it is submitted, unless on an extraordinary occasion. Letter and report since 1 January 2024 (Luật 06/2022/QH15, Điều 84); nothing before, of which no source at hand says anything.',
      resolve: ({ requiredFiles }) => requiredFiles.filter(isFileKind),
    }),
    legalBasis: t.exposeString('legalBasis'),
    confirmed: t.exposeBoolean('confirmed', {
      description:
        'Whether a published source at hand says that this authority confers it. Subjects, occasions and shares are confirmed by none; the central board mends them.',
    }),
  }),
});

builder.objectField(AwardFormRef, 'conferrals', (t) =>
  t.field({
    type: [AwardConferralRef],
    description: 'Who confers it, on whom and when.',
    resolve: (form, _args, context) => conferralsOf(context).load(form.key),
  }),
);

const DecreeRef = builder.objectRef<Decree>('Decree').implement({
  description: 'A decree that details the law of awards.',
  fields: (t) => ({
    number: t.exposeString('number'),
    validFrom: t.field({
      type: 'Date',
      nullable: true,
      description: 'Null where no source at hand says since when.',
      resolve: ({ begins }) => (asDay(begins) === EVER_BEFORE ? null : begins),
    }),
    validTo: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day from which it no longer holds; null while it does.',
      resolve: ({ ends }) => (asDay(ends) === EVER_AFTER ? null : ends),
    }),
    confirmed: t.exposeBoolean('confirmed', { description: 'False where no source at hand confirms its time.' }),
  }),
});

builder.objectField(AwardFormRef, 'decrees', (t) =>
  t.field({
    type: [DecreeRef],
    description: 'The decrees that detail it, in the time for which its law knows it.',
    resolve: ({ begins, ends }, _args, context) => decreesDuring(context, begins, ends),
  }),
);

const HolidayRef = builder.objectRef<Holiday>('Holiday').implement({
  description: 'A day on which nobody works, by which limits in working days are counted.',
  fields: (t) => ({
    day: t.field({ type: 'Date', resolve: ({ day }) => day }),
    name: t.exposeString('name'),
    off: t.exposeBoolean('off', { description: 'False: a day of a weekend on which everybody works.' }),
    confirmed: t.exposeBoolean('confirmed', {
      description: 'False while it is reckoned by rule: which days are free is decided anew each year.',
    }),
  }),
});

const LONGEST = 20 * 366 * 86_400_000;
builder.queryField('holidays', (t) =>
  t.field({
    type: [HolidayRef],
    description: 'Public holidays between two days, both included; at most twenty years.',
    requiresScopes: ['definitions:read'],
    args: { from: t.arg({ type: 'Date', required: true }), to: t.arg({ type: 'Date', required: true }) },
    resolve: (_root, { from, to }, context) => {
      if (from > to || asDate(to).getTime() - asDate(from).getTime() > LONGEST)
        throw badInput('"to" is not before "from", and at most twenty years after it.', 'to');
      return holidaysIn(context, from, to);
    },
  }),
);
