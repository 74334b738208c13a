import type { Nomination } from '@thi-dua/prisma/generated/awards/client';
import type { UserError } from '@thi-dua/schema/user-error';
import { type AwardsContext, builder, userError } from '../builder.js';
import { NominationRef } from './nomination-ref.js';
import { forget, nominationById } from './nomination-store.js';

export interface NominationResult {
  nomination: Nomination | null;
  errors: UserError[];
}

export const NominationResultRef = builder.objectRef<NominationResult>('NominationResult').implement({
  description: 'The nomination as it now stands, or everything that was wrong with the input; never both.',
  fields: (t) => ({
    nomination: t.field({ type: NominationRef, nullable: true, resolve: (result) => result.nomination }),
    errors: t.field({ type: [userError], resolve: (result) => result.errors }),
  }),
});

export const refused = (errors: UserError[]): NominationResult => ({ nomination: null, errors });

/** The nomination as it stands after a write. */
export async function readAgain(context: AwardsContext, nomination: Nomination): Promise<NominationResult> {
  forget(context, nomination);
  return { nomination: await nominationById(context).load(nomination.id), errors: [] };
}
