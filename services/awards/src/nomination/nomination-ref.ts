import type { Award, Decision, Nomination, NominationStep } from '@thi-dua/prisma/generated/awards/client';
import { builder } from '../builder.js';

/** Declared apart from their fields, which point to each other. */
export const NominationRef = builder.objectRef<Nomination>('Nomination');
export const NominationStepRef = builder.objectRef<NominationStep>('NominationStep');
export const AwardRef = builder.objectRef<Award>('Award');
export const DecisionRef = builder.objectRef<Decision>('Decision');
