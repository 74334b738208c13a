import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import { forbidden } from '@thi-dua/schema/errors';
import type { IndicatorsContext } from '../builder.js';
import { enforced } from '../policy.js';

/** Definitions are everyone's to read and the central board's to change, while it stands. Row-level security says the same. */
export async function requireCentralBoard(context: IndicatorsContext): Promise<void> {
  const [row] = await context.db.$queryRaw<{ commands: boolean }[]>(Prisma.sql`SELECT map.commands_map() AS commands`);
  if (!enforced(context, row?.commands ?? false))
    throw forbidden('Definitions are made for the whole country: only the central board adds and retires them.');
}
