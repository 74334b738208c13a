import type { RuleSpec } from '@thi-dua/schema/rule';
import type { UserError } from '@thi-dua/schema/user-error';
import type { CampaignsContext } from '../../builder.js';
import type { RuleGiven } from '../../rule/rule-input.js';
import { fault } from '../plan-result.js';
import type { PlanContent } from './content-input.js';
import { ContentReader } from './content-reader.js';
import { awardFormsOn, indicatorCodes, type KnownForm } from './peer-truth.js';
import { type FoundUnit, findUnits, unitKey } from './units.js';

/** What the lists speak of, found and understood: what the rows are made from. */
export interface Understood {
  units: ReadonlyMap<string, FoundUnit>;
  rules: ReadonlyMap<RuleGiven, RuleSpec>;
  forms: readonly KnownForm[];
  /** The day by which units and forms are looked up where none is named. */
  day: string;
}

const shown = (code: string) => code.slice(0, 40);

/** Everything that is wrong with what was handed in, all at once, or what it means. */
export async function understand(
  context: CampaignsContext,
  content: PlanContent,
  owner: string,
  day: string,
): Promise<{ understood: Understood; errors: UserError[] }> {
  const reader = new ContentReader(day);
  reader.read(content);
  const { errors, rules } = reader;

  const refs = reader.units.map(({ ref }) => ref);
  const units = await findUnits(context, owner, refs);
  for (const { ref, path } of reader.units) {
    const unit = units.get(unitKey(ref));
    if (unit === undefined)
      errors.push(fault('UNKNOWN_LOCALITY', `No unit bore the code "${shown(ref.code)}" on ${ref.asOf}.`, ...path));
    else if (!unit.inTerritory)
      errors.push(fault('OUTSIDE_TERRITORY', 'A plan binds only units of its own territory.', ...path));
  }

  const known = reader.indicators.length > 0 ? await indicatorCodes(context) : null;
  for (const { code, path } of reader.indicators) {
    if (known?.has(code) === false)
      errors.push(fault('UNKNOWN_INDICATOR', `No indicator has the code "${shown(code)}".`, ...path));
  }

  const named = (content.awardForms ?? []).some(({ form }) => form);
  const forms = named ? await awardFormsOn(context, day) : [];
  for (const [i, { form, class: grade }] of (content.awardForms ?? []).entries()) {
    if (form && formOf(forms, form, grade) === null)
      errors.push(
        fault('UNKNOWN_AWARD_FORM', `The law of ${day} knows no such form.`, 'awardForms', String(i), 'form'),
      );
  }
  return { understood: { units, rules, forms, day }, errors };
}

/** The form of this code; of an order without a class: of whatever class. */
export const formOf = (forms: readonly KnownForm[], code: string, grade: number | null | undefined): KnownForm | null =>
  forms.find((form) => form.code === code && form.class === (grade ?? null)) ?? null;
