import type { CampaignsContext } from '../builder.js';
import type { PlanDraft } from './draft.js';
import { fold } from './fold.js';

/** What every plan of the movement speaks of, in whatever phase. */
const MOVEMENT = /\bvi nguoi ngheo\b/;

/**
 * The phase of the movement that a document belongs to: the one within whose years the plan's own years, or its day,
 * lie. Null where none does, or the document does not speak of the movement in its title or opening.
 */
export async function movementOf(context: CampaignsContext, draft: PlanDraft, source: string): Promise<string | null> {
  const opening = fold(`${draft.title?.value ?? ''} ${source.slice(0, 8000)}`.normalize('NFC'));
  if (!MOVEMENT.test(opening)) return null;
  const issued = draft.issuedOn === null ? null : Number(draft.issuedOn.value.slice(0, 4));
  const from = draft.periodFrom?.value ?? issued ?? draft.periodTo?.value ?? null;
  const to = draft.periodTo?.value ?? issued ?? from;
  if (from === null || to === null) return null;
  const phases = await context.db.movement.findMany();
  const within = phases.filter(({ periodFrom, periodTo }) => periodFrom <= from && to <= periodTo);
  return within.length === 1 ? (within[0]?.code ?? null) : null;
}
