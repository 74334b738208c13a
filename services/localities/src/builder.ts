import type { PrismaClient } from '@thi-dua/prisma/generated/localities/client';
import type PrismaTypes from '@thi-dua/prisma/generated/localities/pothos';
import { getDatamodel } from '@thi-dua/prisma/generated/localities/pothos';
import { createBuilder } from '@thi-dua/schema/builder';
import type { Context } from '@thi-dua/schema/context';

export type LocalitiesContext = Context<PrismaClient>;

export const { builder, connection, userError } = createBuilder<LocalitiesContext, PrismaTypes>(getDatamodel());
builder.mutationType({});
