import type { UserError } from '@thi-dua/schema/user-error';
import { tenantBySlug } from '../authority.js';
import { type AwardsContext, builder, userError } from '../builder.js';
import { asDate } from '../days.js';
import { fault, nfc, textFault } from '../faults.js';

const ResultRef = builder.objectRef<{ errors: UserError[] }>('SetHolidayResult').implement({
  description: 'Nothing, or everything that was wrong with the input.',
  fields: (t) => ({ errors: t.field({ type: [userError], resolve: (result) => result.errors }) }),
});
const SetHolidayInput = builder.inputType('SetHolidayInput', {
  fields: (t) => ({
    day: t.field({ type: 'Date', required: true }),
    name: t.string({ required: true }),
    off: t.boolean({ required: true, defaultValue: true, description: 'False: everybody works on this day.' }),
  }),
});
type Input = (typeof SetHolidayInput)['$inferInput'];

async function setHoliday({ day, name, off }: Input, context: AwardsContext): Promise<{ errors: UserError[] }> {
  const caller = await tenantBySlug(context).load(context.caller.tenant);
  if (caller?.kind !== 'CENTRAL_BOARD')
    return { errors: [fault('NOT_YOURS', 'Only the central board sets public holidays.', 'day')] };
  const errors = textFault(name, 'name');
  if (errors.length > 0) return { errors };
  const data = { name: nfc(name), off, confirmed: true, changedBy: context.caller.subject, changedAt: new Date() };
  await context.db.holiday.upsert({ where: { day: asDate(day) }, create: { ...data, day: asDate(day) }, update: data });
  return { errors: [] };
}

builder.mutationField('setHoliday', (t) =>
  t.field({
    type: ResultRef,
    description:
      'Says of a day that it is a public holiday, or that everybody works on it. Limits that run already stay as they were reckoned. Errors: NOT_YOURS, EMPTY, TOO_LONG. Role ADMIN of the central board.',
    requiresScopes: ['definitions:write'],
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: SetHolidayInput, required: true }) },
    resolve: (_root, { input }, context) => setHoliday(input, context),
  }),
);
