import type { Plan } from '@thi-dua/prisma/generated/campaigns/client';
import { builder } from '../builder.js';

/** Declared apart from its fields: a citation points back to a plan. */
export const PlanRef = builder.objectRef<Plan>('Plan');
