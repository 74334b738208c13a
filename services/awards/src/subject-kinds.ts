import { builder } from './builder.js';

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
export const SubjectKindEnum = builder.enumType('SubjectKind', { values: SUBJECT_KINDS });

export const OCCASIONS = ['ANNUAL', 'INTERIM', 'FINAL', 'EXTRAORDINARY'] as const;
export type Occasion = (typeof OCCASIONS)[number];
export const OccasionEnum = builder.enumType('Occasion', { values: OCCASIONS });

/** Of an array or column that the database keeps as text. */
export const subjectKind = (text: string) => text as SubjectKind;
export const occasion = (text: string) => text as Occasion;

export const TenantKindEnum = builder.enumType('TenantKind', {
  values: ['CENTRAL_BOARD', 'PROVINCE', 'DISTRICT', 'COMMUNE', 'AGENCY'] as const,
});
