import type { Nomination } from '@thi-dua/prisma/generated/awards/client';
import { readGlobalId, readGlobalUuid } from '@thi-dua/schema/global-id';
import type { SubjectKind } from '@thi-dua/schema/subject-kind';
import type { UserError } from '@thi-dua/schema/user-error';
import type { TenantFacts } from '../authority.js';
import { awardFormByKey } from '../award-form/award-form-store.js';
import { type AwardsContext, builder } from '../builder.js';
import { asDate, asDay } from '../days.js';
import { fault, nfc, textFault } from '../faults.js';
import { type OccasionEnum, SubjectKindEnum } from '../subject-kinds.js';
import { achievementKey } from './achievement-key.js';
import { territoryFaults } from './nominee-place.js';
import { planIsSeen } from './plan-visibility.js';

export const CountedAsEnum = builder.enumType('CountedAs', {
  description: 'What a plan counts a nominee as, where that is not its own kind: a household, say.',
  values: ['COLLECTIVE', 'INDIVIDUAL'] as const,
});

export const NomineeInput = builder.inputType('NomineeInput', {
  fields: (t) => ({
    subject: t.field({ type: SubjectKindEnum, required: true }),
    countedAs: t.field({ type: CountedAsEnum, required: false }),
    name: t.string({ required: true, description: 'As the award will name it.' }),
    locality: t.id({
      required: false,
      description:
        "Where it is: its own unit for a province, district, commune or residential group; in the tenant's territory.",
    }),
  }),
});

/** What a nomination says, as it is given; `before` is what it said until now. */
export interface Said {
  plan?: string | null | undefined;
  form?: string | null | undefined;
  occasion?: (typeof OccasionEnum)['$inferType'] | null | undefined;
  period?: string | null | undefined;
  nominee?: (typeof NomineeInput)['$inferInput'] | null | undefined;
  achievement?: string | null | undefined;
  datedOn?: string | null | undefined;
}

export type NominationColumns = Pick<
  Nomination,
  | 'planId'
  | 'formKey'
  | 'occasion'
  | 'period'
  | 'subject'
  | 'countedAs'
  | 'name'
  | 'localityId'
  | 'achievement'
  | 'achievementKey'
  | 'recordDate'
>;

const UNIT_KINDS: readonly SubjectKind[] = ['PROVINCE', 'DISTRICT', 'COMMUNE', 'NEIGHBOURHOOD'];

function periodFault(period: string, tenant: TenantFacts): UserError[] {
  const match = /^(\d{4})(?:-(\d{4}))?$/.exec(period);
  const [from, to] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
  // One period is written one way: by it one achievement is told from another.
  const backwards = match?.[2] !== undefined && to <= from;
  if (match === null || from < 1945 || to > 2100 || backwards)
    return [fault('BAD_PERIOD', 'Write a year (2022), or the first and the last (2021-2025).', 'period')];
  if (`${from}-01-01` >= tenant.ends || `${to}-12-31` < tenant.begins)
    return [fault('OUTSIDE_TENANT_TIME', 'The tenant did not exist in this period.', 'period')];
  return [];
}

/** Checks what a nomination says, and turns it into what is stored; all faults at once. */
export async function readNomination(
  context: AwardsContext,
  said: Said,
  tenant: TenantFacts,
  before: Nomination | null,
): Promise<{ columns: NominationColumns } | { faults: UserError[] }> {
  const faults: UserError[] = [];
  const datedOn = said.datedOn ?? (before && asDay(before.recordDate)) ?? context.today;
  if (datedOn > context.today) faults.push(fault('IN_FUTURE', 'The day lies in the future.', 'datedOn'));
  else if (datedOn >= tenant.ends)
    faults.push(
      fault(
        'AFTER_TENANT_END',
        `The tenant existed until ${tenant.ends}: nothing is dated from that day on.`,
        'datedOn',
      ),
    );
  else if (datedOn < tenant.begins)
    faults.push(fault('BEFORE_TENANT_BEGIN', `The tenant exists since ${tenant.begins}.`, 'datedOn'));

  const planId =
    said.plan == null ? (said.plan === null ? null : (before?.planId ?? null)) : readGlobalUuid('Plan', said.plan);
  if (said.plan != null && (planId === null || !(await planIsSeen(context).load(planId))))
    faults.push(fault('UNKNOWN_PLAN', 'There is no such plan.', 'plan'));
  const formKey = said.form == null ? (before?.formKey ?? null) : readGlobalId('AwardForm', said.form);
  const form = formKey === null ? null : await awardFormByKey(context).load(formKey);
  if (form === null) faults.push(fault('UNKNOWN_FORM', 'There is no such form; see "awardForms".', 'form'));
  else if (!(asDay(form.begins) <= datedOn && datedOn < asDay(form.ends)))
    faults.push(fault('FORM_NOT_IN_FORCE', `The law of ${datedOn} has another version of this form.`, 'form'));

  const period = said.period ?? before?.period ?? '';
  faults.push(...periodFault(period, tenant));
  const achievement = said.achievement ?? before?.achievement ?? '';
  faults.push(...textFault(achievement, 'achievement'));
  const nominee = said.nominee ?? null;
  const subject = nominee?.subject ?? before?.subject ?? '';
  const name = nominee?.name ?? before?.name ?? '';
  faults.push(...textFault(name, 'nominee', 'name'));
  const localityId =
    nominee === null
      ? (before?.localityId ?? null)
      : nominee.locality == null
        ? null
        : readGlobalUuid('Locality', nominee.locality);
  if (nominee?.locality != null && localityId === null)
    faults.push(fault('UNKNOWN_LOCALITY', 'There is no such unit.', 'nominee', 'locality'));
  else if (localityId === null && UNIT_KINDS.some((kind) => kind === subject))
    faults.push(fault('LOCALITY_MISSING', 'Say which unit it is.', 'nominee', 'locality'));
  else if (localityId !== null) faults.push(...(await territoryFaults(context, tenant, localityId, subject, datedOn)));
  const occasion = said.occasion ?? before?.occasion ?? '';
  if (faults.length > 0 || form === null) return { faults };
  return {
    columns: {
      planId,
      formKey: form.key,
      occasion,
      period,
      subject,
      countedAs: nominee === null ? (before?.countedAs ?? null) : (nominee.countedAs ?? null),
      name: nfc(name),
      localityId,
      achievement: nfc(achievement),
      achievementKey: achievementKey({ tenant: tenant.slug, subject, name, localityId }, occasion, period),
      recordDate: asDate(datedOn),
    },
  };
}
