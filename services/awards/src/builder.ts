import type { PrismaClient } from '@thi-dua/prisma/generated/awards/client';
import type PrismaTypes from '@thi-dua/prisma/generated/awards/pothos';
import { getDatamodel } from '@thi-dua/prisma/generated/awards/pothos';
import { createBuilder } from '@thi-dua/schema/builder';
import type { Context } from '@thi-dua/schema/context';

export type AwardsContext = Context<PrismaClient>;

export const { builder, connection, userError } = createBuilder<AwardsContext, PrismaTypes>(getDatamodel());
builder.mutationType({});
