import type { PrismaClient } from '@thi-dua/prisma/generated/localities/client';
import type PrismaTypes from '@thi-dua/prisma/generated/localities/pothos';
import { getDatamodel } from '@thi-dua/prisma/generated/localities/pothos';
import { createBuilder } from '@thi-dua/schema/builder';
import type { Context } from '@thi-dua/schema/context';
import type { TargetRules } from './webhook/target.js';

export interface LocalitiesContext extends Context<PrismaClient> {
  /** Where webhooks may go. */
  readonly webhookTargets: TargetRules;
}

export const { builder, connection, userError } = createBuilder<LocalitiesContext, PrismaTypes>(getDatamodel());
builder.mutationType({});
