import type pg from 'pg';
import { awardFormFacts, awardFormKey } from './awards/award-forms.js';
import { EVER_AFTER, EVER_BEFORE } from './days.js';
import { insertMissing } from './insert.js';

/** Writes the catalogue of award forms. Safe to repeat. */
export async function seedAwards(client: pg.ClientBase): Promise<void> {
  await insertMissing(
    client,
    'awards.award_form',
    awardFormFacts.map((form, position) => ({
      key: awardFormKey(form),
      code: form.code,
      class: form.class,
      name: form.name,
      in_name_of: form.inNameOf,
      decided_by: form.decidedBy,
      begins: form.validFrom ?? EVER_BEFORE,
      ends: form.validTo ?? EVER_AFTER,
      legal_basis: form.legalBasis,
      confirmed: form.confirmed,
      position,
    })),
  );
}
