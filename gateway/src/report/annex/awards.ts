import type { ReportFile, SubjectKind } from '../model.js';
import { type Annex, number, text } from '../table.js';
import type { Texts } from '../texts/vi.js';

export type SubjectGroup = 'collective' | 'individual' | 'household' | 'enterprise';
const GROUPS = ['collective', 'individual', 'household', 'enterprise'] as const;

/** The four columns in which reports count who was commended. */
export const groupOf: Record<SubjectKind, SubjectGroup> = {
  AGENCY: 'collective',
  ARMED_FORCES: 'collective',
  COLLECTIVE: 'collective',
  COMMUNE: 'collective',
  COOPERATIVE: 'enterprise',
  CREDIT_INSTITUTION: 'enterprise',
  DISTRICT: 'collective',
  ENTERPRISE: 'enterprise',
  HOUSEHOLD: 'household',
  INDIVIDUAL: 'individual',
  MASS_ORGANISATION: 'collective',
  NEIGHBOURHOOD: 'collective',
  OFFICIAL: 'individual',
  PROVINCE: 'collective',
};

type Count = NonNullable<ReportFile['report']['awards']>[number];

/** Annex 04 of the outline: form and who decides it, by whom it went to. */
export function awardsAnnex({ report: { awards } }: ReportFile, texts: Texts, number_: string): Annex {
  const words = texts.awards;
  const lines = new Map<string, { first: Count; counts: Record<SubjectGroup, number> }>();
  for (const award of awards ?? []) {
    const key = `${award.form.code} ${award.form.class ?? ''} ${award.form.decidedBy} ${award.occasion}`;
    const line = lines.get(key) ?? {
      first: award,
      counts: { collective: 0, individual: 0, household: 0, enterprise: 0 },
    };
    line.counts[groupOf[award.subject]] += award.count;
    lines.set(key, line);
  }
  return {
    number: number_,
    sheet: words.sheet,
    title: words.title,
    columns: [
      { heading: texts.order, width: 5 },
      { heading: words.form, width: 46 },
      { heading: words.decidedBy, width: 34 },
      { heading: words.occasion, width: 20 },
      ...GROUPS.map((group) => ({ heading: words[group], width: 13 })),
      { heading: words.total, width: 10 },
    ],
    rows: [...lines.values()].map(({ first: { form, occasion }, counts }, i) => [
      number(i + 1),
      text(form.name),
      text(form.decidedBy),
      text(texts.occasion[occasion]),
      ...GROUPS.map((group) => number(counts[group])),
      number(GROUPS.reduce((sum, group) => sum + counts[group], 0)),
    ]),
    totals: 0,
    notes: awards === null ? [texts.missing] : awards.length === 0 ? [texts.nothing] : [],
  };
}
