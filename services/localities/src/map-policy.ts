import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import { forbidden } from '@thi-dua/schema/errors';
import type { LocalitiesContext } from './builder.js';

/** The map is everyone's to read and the central board's to change, while it stands. Row-level security says the same. */
export async function requireMapCommand(context: LocalitiesContext): Promise<void> {
  if (!context.policyEnforced) return;
  const [row] = await context.db.$queryRaw<{ commands: boolean }[]>(Prisma.sql`SELECT map.commands_map() AS commands`);
  if (row?.commands !== true) throw forbidden('The map is of the whole country: only the central board changes it.');
}
