import type { AwardForm } from '@thi-dua/prisma/generated/awards/client';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import type { AwardsContext } from '../builder.js';

export const awardFormByKey = defineLoader<AwardsContext, string, AwardForm | null>(async (keys, context) => {
  const rows = await context.db.awardForm.findMany({ where: { key: { in: [...keys] } } });
  return inOrder(keys, rows, (row) => row.key);
});

/** The forms that the law of a day knows, from the highest down. */
export function awardFormsOn(context: AwardsContext, day: string): Promise<AwardForm[]> {
  const at = new Date(`${day}T00:00:00Z`);
  return context.db.awardForm.findMany({
    where: { begins: { lte: at }, ends: { gt: at } },
    orderBy: { position: 'asc' },
  });
}

/** Whether a form is one with classes, in which it is conferred. */
export const hasClasses = async (context: AwardsContext, code: string): Promise<boolean> =>
  (await context.db.awardForm.count({ where: { code, class: { not: null } } })) > 0;
