import type { PrismaClient } from '@thi-dua/prisma/generated/indicators/client';
import type PrismaTypes from '@thi-dua/prisma/generated/indicators/pothos';
import { getDatamodel } from '@thi-dua/prisma/generated/indicators/pothos';
import { createBuilder } from '@thi-dua/schema/builder';
import type { Context } from '@thi-dua/schema/context';

export type IndicatorsContext = Context<PrismaClient>;

export const { builder, connection, userError } = createBuilder<IndicatorsContext, PrismaTypes>(getDatamodel());
