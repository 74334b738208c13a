import { OCCASIONS, type Occasion, SUBJECT_KINDS, type SubjectKind } from '@thi-dua/schema/subject-kind';
import { builder } from './builder.js';

export const SubjectKindEnum = builder.enumType('SubjectKind', { values: SUBJECT_KINDS });

export const OccasionEnum = builder.enumType('Occasion', { values: OCCASIONS });

/** Of an array or column that the database keeps as text. */
export const subjectKind = (text: string) => text as SubjectKind;
export const occasion = (text: string) => text as Occasion;

export const TenantKindEnum = builder.enumType('TenantKind', {
  values: ['CENTRAL_BOARD', 'PROVINCE', 'DISTRICT', 'COMMUNE', 'AGENCY'] as const,
});
