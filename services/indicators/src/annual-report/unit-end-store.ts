import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import type { IndicatorsContext } from '../builder.js';

/** A unit's last day; null while it stands, and where there is no such unit. */
export const lastDayOfUnit = defineLoader<IndicatorsContext, string, string | null>(async (ids, context) => {
  const rows = await context.db.$queryRaw<{ id: string; day: string }[]>(Prisma.sql`
    SELECT l.id::text AS id, (l.ends - 1)::text AS day FROM map.locality l
    WHERE l.id = ANY(${[...ids]}::uuid[]) AND l.ends < '9999-12-31'`);
  return inOrder(ids, rows, (row) => row.id).map((row) => row?.day ?? null);
});
