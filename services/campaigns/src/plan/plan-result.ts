import type { Plan } from '@thi-dua/prisma/generated/campaigns/client';
import type { FaultCode } from '@thi-dua/schema/fault-codes';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, userError } from '../builder.js';
import { PlanRef } from './plan-ref.js';

export interface PlanResult {
  plan: Plan | null;
  errors: UserError[];
}

export const PlanResultRef = builder.objectRef<PlanResult>('PlanResult').implement({
  description: 'The plan as it now stands, or everything that was wrong with the input; never both.',
  fields: (t) => ({
    plan: t.field({ type: PlanRef, nullable: true, resolve: (result) => result.plan }),
    errors: t.field({ type: [userError], resolve: (result) => result.errors }),
  }),
});

export const refused = (errors: UserError[]): PlanResult => ({ plan: null, errors });
export const fault = (code: FaultCode, message: string, ...path: string[]): UserError => ({ code, message, path });
