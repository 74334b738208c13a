import type { UserError } from '@thi-dua/schema/user-error';
import { builder, type CampaignsContext } from '../builder.js';
import { asDate, type TenantTime } from '../plan/plan-dates.js';
import { fault } from '../plan/plan-result.js';
import { nfc, textFault } from '../plan/plan-text.js';
import { isSection, OUTLINE } from './outline.js';

/** A section of a report runs longer than any clause of a plan. */
const MAX_SECTION = 50_000;

const ReportSectionInput = builder.inputType('ReportSectionInput', {
  fields: (t) => ({
    key: t.string({ required: true, description: `One of ${OUTLINE.map(({ key }) => key).join(', ')}.` }),
    text: t.string({ required: false, description: 'Left out or empty: the section is taken out again.' }),
  }),
});

type InputFields = PothosSchemaTypes.InputFieldBuilder<(typeof builder)['$inferSchemaTypes'], 'InputObject'>;

/** What the tenant itself writes, the same in a new report and in a change to a draft. */
export const contentFields = (t: InputFields) => ({
  documentNumber: t.string({ required: false }),
  symbol: t.string({ required: false, description: '"BC-UBND".' }),
  issuedOn: t.field({ type: 'Date', required: false, description: 'The day on the document.' }),
  sections: t.field({
    type: [ReportSectionInput],
    required: false,
    description: 'Those that change; the others stay as they are.',
  }),
});

export interface ContentGiven {
  title?: string | null;
  documentNumber?: string | null;
  symbol?: string | null;
  issuedOn?: string | null;
  sections?: { key: string; text?: string | null }[] | null;
}

/** Everything that is wrong with what was handed in. */
export function contentFaults(given: ContentGiven, tenant: TenantTime, today: string): UserError[] {
  const faults: UserError[] = [];
  for (const name of ['title', 'documentNumber', 'symbol'] as const) {
    const text = given[name];
    if (typeof text === 'string') faults.push(...textFault(text, name));
  }
  const { issuedOn } = given;
  if (issuedOn) {
    if (issuedOn > today) faults.push(fault('ISSUED_IN_FUTURE', 'The day of issue lies in the future.', 'issuedOn'));
    if (issuedOn >= tenant.ends)
      faults.push(fault('AFTER_TENANT_END', `The tenant existed until ${tenant.ends}.`, 'issuedOn'));
    if (issuedOn < tenant.begins)
      faults.push(fault('BEFORE_TENANT_BEGIN', `The tenant exists since ${tenant.begins}.`, 'issuedOn'));
  }
  const seen = new Set<string>();
  for (const [i, { key, text }] of (given.sections ?? []).entries()) {
    const path = ['sections', String(i)];
    if (!isSection(key)) faults.push(fault('UNKNOWN_SECTION', 'The outline has no such section.', ...path, 'key'));
    else if (seen.has(key)) faults.push(fault('DUPLICATE', 'Each section is written once.', ...path, 'key'));
    seen.add(key);
    if ((text ?? '').length > MAX_SECTION)
      faults.push(fault('TOO_LONG', `A section has at most ${MAX_SECTION} characters.`, ...path, 'text'));
  }
  return faults;
}

/** What was given of a version's head, as it is stored. */
export const headColumns = ({ title, documentNumber, symbol, issuedOn }: ContentGiven) => ({
  ...(typeof title === 'string' && { title: nfc(title) }),
  ...(documentNumber !== undefined && { documentNumber: documentNumber ? nfc(documentNumber) : null }),
  ...(symbol !== undefined && { symbol: symbol ? nfc(symbol) : null }),
  ...(issuedOn !== undefined && { issuedOn: asDate(issuedOn) }),
});

/** Writes the sections that were given, each in place of what stood there. */
export async function writeSections(
  { db }: CampaignsContext,
  versionId: string,
  sections: ContentGiven['sections'],
): Promise<void> {
  if (!sections || sections.length === 0) return;
  await db.reportSection.deleteMany({ where: { versionId, section: { in: sections.map(({ key }) => key) } } });
  const written = sections.flatMap(({ key, text }) => {
    const kept = nfc(text ?? '');
    return kept === '' ? [] : [{ versionId, section: key, text: kept }];
  });
  if (written.length > 0) await db.reportSection.createMany({ data: written });
}
