import { readGlobalUuid } from '@thi-dua/schema/global-id';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, type CampaignsContext, userError } from '../builder.js';
import { fault } from '../plan/plan-result.js';
import { ExemplarRef } from './exemplar-ref.js';
import { type Exemplar, exemplarById, householdOf } from './exemplar-store.js';

export interface ExemplarResult {
  exemplar: Exemplar | null;
  errors: UserError[];
}

export const ExemplarResultRef = builder.objectRef<ExemplarResult>('ExemplarResult').implement({
  description: 'The exemplar as it now stands, or everything that was wrong with the input; never both.',
  fields: (t) => ({
    exemplar: t.field({ type: ExemplarRef, nullable: true, resolve: (result) => result.exemplar }),
    errors: t.field({ type: [userError], resolve: (result) => result.errors }),
  }),
});

export const refused = (...errors: UserError[]): ExemplarResult => ({ exemplar: null, errors });

/** One that may not be seen is answered as one that does not exist. */
export const noSuchExemplar = () => fault('NOT_FOUND', 'There is no such exemplar.', 'id');

export const staleExemplar = () =>
  fault(
    'STALE_VERSION',
    'The exemplar was changed since you read it. Read it again, then decide on what it says now.',
    'version',
  );

/** The exemplar that an id names, where the caller may see it. */
export async function meantBy(context: CampaignsContext, id: string): Promise<Exemplar | null> {
  const inner = readGlobalUuid('Exemplar', id);
  return inner === null ? null : exemplarById(context).load(inner);
}

/** The exemplar as it stands after a write. */
export async function readAgain(context: CampaignsContext, id: string): Promise<ExemplarResult> {
  exemplarById(context).clear(id);
  householdOf(context).clear(id);
  return { exemplar: await exemplarById(context).load(id), errors: [] };
}
