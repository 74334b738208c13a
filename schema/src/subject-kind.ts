/** Whom a criterion judges and whom an award honours, as the official documents tell them apart (design, section 5). */
export const SUBJECT_KINDS = [
  'AGENCY',
  'MASS_ORGANISATION',
  'ARMED_FORCES',
  'PROVINCE',
  'DISTRICT',
  'COMMUNE',
  'NEIGHBOURHOOD',
  'HOUSEHOLD',
  'ENTERPRISE',
  'COOPERATIVE',
  'CREDIT_INSTITUTION',
  'OFFICIAL',
  'COLLECTIVE',
  'INDIVIDUAL',
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** On which occasions awards are given, as the plans name them. */
export const OCCASIONS = ['ANNUAL', 'INTERIM', 'FINAL', 'EXTRAORDINARY'] as const;
export type Occasion = (typeof OCCASIONS)[number];
