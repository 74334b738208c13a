import type { PrismaClient } from '@thi-dua/prisma/generated/campaigns/client';
import type PrismaTypes from '@thi-dua/prisma/generated/campaigns/pothos';
import { getDatamodel } from '@thi-dua/prisma/generated/campaigns/pothos';
import { createBuilder } from '@thi-dua/schema/builder';
import type { Context } from '@thi-dua/schema/context';

export type CampaignsContext = Context<PrismaClient>;

export const { builder, connection, userError } = createBuilder<CampaignsContext, PrismaTypes>(getDatamodel());
builder.mutationType({});
