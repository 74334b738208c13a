import type pg from 'pg';
import { awardFormFacts, awardFormKey } from './awards/award-forms.js';
import { conferralFacts } from './awards/conferrals.js';
import { decreeFacts } from './awards/decrees.js';
import { holidayFacts } from './awards/holidays.js';
import { awardDefaultFacts } from './awards/limits.js';
import { EVER_AFTER, EVER_BEFORE } from './days.js';
import { insertMissing } from './insert.js';

/** Writes the law of awards: forms, who confers them, working days and limits. Safe to repeat. */
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
  await insertMissing(
    client,
    'awards.award_conferral',
    conferralFacts.map((conferral) => ({
      form_key: conferral.formKey,
      tenant_kind: conferral.tenantKind,
      begins: conferral.validFrom ?? EVER_BEFORE,
      ends: conferral.validTo ?? EVER_AFTER,
      subjects: conferral.subjects,
      occasions: conferral.occasions,
      quorum_percent: conferral.quorumPercent,
      approval_percent: conferral.approvalPercent,
      submitted_by: conferral.submittedBy,
      required_files: conferral.requiredFiles,
      legal_basis: conferral.legalBasis,
      confirmed: conferral.confirmed,
    })),
  );
  await insertMissing(
    client,
    'awards.decree',
    decreeFacts.map(({ number, validFrom, validTo, confirmed }) => ({
      number,
      begins: validFrom ?? EVER_BEFORE,
      ends: validTo ?? EVER_AFTER,
      confirmed,
    })),
  );
  await insertMissing(
    client,
    'awards.holiday',
    holidayFacts.map(({ day, name }) => ({ day, name, off: true, confirmed: false })),
  );
  await insertMissing(
    client,
    'awards.award_default',
    awardDefaultFacts.map((facts) => ({
      tenant_kind: facts.tenantKind,
      quorum_percent: facts.quorumPercent,
      approval_percent: facts.approvalPercent,
      decide_days: facts.decideDays,
      escalate_days: facts.escalateDays,
      legal_basis: 'Nghị định 91/2017/NĐ-CP',
      confirmed: false,
    })),
  );
}
