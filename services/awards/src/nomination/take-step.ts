import type { Nomination, Prisma } from '@thi-dua/prisma/generated/awards/client';
import type { AwardsContext } from '../builder.js';
import { given } from '../faults.js';
import { bodyOf } from '../setting/setting-store.js';
import { type NominationResult, readAgain } from './nomination-result.js';
import { STEPS } from './step-rules.js';

type Moved = Exclude<keyof typeof STEPS, 'SUBMITTED' | 'DECIDED'>;

/** Enters a step in the log, which moves the nomination; the database fills in who, when and the chain. */
export async function takeStep(
  context: AwardsContext,
  nomination: Nomination,
  step: Moved,
  says: {
    remarks?: string | null | undefined;
    toTenant?: string;
    formKey?: string;
    content?: Prisma.InputJsonObject;
  },
): Promise<NominationResult> {
  const { role } = STEPS[step];
  const body =
    nomination.atTenant !== null && (role === 'APPRAISER' || role === 'COUNCIL')
      ? await bodyOf(context, nomination.atTenant, role)
      : null;
  await context.db.nominationStep.createMany({
    data: [
      {
        nominationId: nomination.id,
        step,
        role,
        body,
        remarks: given(says.remarks),
        toTenant: says.toTenant ?? null,
        formKey: says.formKey ?? null,
        content: says.content ?? {},
      },
    ],
  });
  return readAgain(context, nomination);
}
