import { type AwardConferral, type Decree, type Holiday, Prisma } from '@thi-dua/prisma/generated/awards/client';
import { defineLoader } from '@thi-dua/schema/context';
import type { AwardsContext } from '../builder.js';
import { asDate } from '../days.js';

/** Who confers a form; from the highest authority down. */
export const conferralsOf = defineLoader<AwardsContext, string, AwardConferral[]>(async (keys, context) => {
  const rows = await context.db.awardConferral.findMany({
    where: { formKey: { in: [...keys] } },
    orderBy: { tenantKind: 'asc' },
  });
  return keys.map((key) => rows.filter((row) => row.formKey === key));
});

/** All decrees are a handful: read once, whatever number of forms asks for them. */
const decrees = defineLoader<AwardsContext, 'all', Decree[]>(async (keys, context) => {
  const rows = await context.db.decree.findMany({ orderBy: { begins: 'asc' } });
  return keys.map(() => rows);
});

/** Those that are in force at some time of a stretch (half-open), the first first. */
export const decreesDuring = async (context: AwardsContext, begins: Date, ends: Date): Promise<Decree[]> =>
  (await decrees(context).load('all')).filter((decree) => decree.begins < ends && begins < decree.ends);

export const holidaysIn = (context: AwardsContext, from: string, to: string): Promise<Holiday[]> =>
  context.db.holiday.findMany({
    where: { day: { gte: asDate(from), lte: asDate(to) } },
    orderBy: { day: 'asc' },
  });

/** Who confers a form as a kind of authority; null where the law knows none. */
export const conferralBy = async (
  context: AwardsContext,
  formKey: string,
  kind: AwardConferral['tenantKind'],
): Promise<AwardConferral | null> =>
  (await conferralsOf(context).load(formKey)).find(({ tenantKind }) => tenantKind === kind) ?? null;

export interface Conferred {
  tenant: string;
  formKey: string;
  subject: string;
  occasion: string;
  day: string;
}

/**
 * The key of a form as the law of a day has it, where the tenant may confer it on such a subject and occasion; null where
 * it may not. The database's own rule, which also holds each decision against it.
 */
export async function conferrable(context: AwardsContext, { tenant, formKey, subject, occasion, day }: Conferred) {
  const [row] = await context.db.$queryRaw<{ key: string | null }[]>(
    Prisma.sql`SELECT awards.conferrable(${tenant}, ${formKey}, ${subject}, ${occasion}, ${day}::date) AS key`,
  );
  return row?.key ?? null;
}

/** The day on which the law first forbids rewarding one achievement twice (Luật 06/2022/QH15, Điều 5). */
export const ONE_AWARD_SINCE = '2024-01-01';
