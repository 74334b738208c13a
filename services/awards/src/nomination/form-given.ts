import { readGlobalId } from '@thi-dua/schema/global-id';
import type { UserError } from '@thi-dua/schema/user-error';
import { awardFormByKey } from '../award-form/award-form-store.js';
import type { AwardsContext } from '../builder.js';
import { asDay } from '../days.js';
import { fault } from '../faults.js';

/** The form that a step names: its key (null: it names none), or what is wrong with it. */
export async function formGiven(
  context: AwardsContext,
  id: string | number | null | undefined,
): Promise<{ key: string | null; faults: UserError[] }> {
  if (id == null) return { key: null, faults: [] };
  const inner = readGlobalId('AwardForm', String(id));
  const form = inner === null ? null : await awardFormByKey(context).load(inner);
  if (form === null)
    return { key: null, faults: [fault('UNKNOWN_FORM', 'There is no such form; see "awardForms".', 'form')] };
  if (asDay(form.begins) > context.today)
    return {
      key: null,
      faults: [fault('FORM_NOT_IN_FORCE', 'The law does not know this version of the form yet.', 'form')],
    };
  return { key: form.key, faults: [] };
}
