import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import type { CampaignsContext } from '../../builder.js';

/** Gives a new plan everything that another one says: an amendment begins as what it amends. */
export async function copyContent(context: CampaignsContext, from: string, to: string): Promise<void> {
  const source = Prisma.sql`${from}::uuid`;
  const target = Prisma.sql`${to}::uuid`;
  for (const [table, columns] of [
    ['citation', 'position, number, issued_on, issuer, title, relation, anchor, cited_plan_id'],
    ['clause', 'kind, position, clause, clause_raw, anchor, text'],
    ['target', 'position, clause, clause_raw, anchor, text'],
    ['milestone', 'position, clause, clause_raw, anchor, kinds, "when", bound, tentative, body, text'],
    ['assignment', 'position, clause, clause_raw, anchor, body, role, duty'],
    ['recipient', 'position, name, role'],
    ['plan_award_form', 'position, clause, clause_raw, anchor, award_form_key, text, level, condition, occasions'],
    ['annex', 'position, title, columns, rows'],
  ] as const) {
    await context.db.$executeRaw(Prisma.sql`
      INSERT INTO campaigns.${Prisma.raw(table)} (plan_id, ${Prisma.raw(columns)})
      SELECT ${target}, ${Prisma.raw(columns)} FROM campaigns.${Prisma.raw(table)} WHERE plan_id = ${source}`);
  }
  // A target is known by its place in the document, in both plans.
  for (const [table, columns] of [
    ['target_part', 'position, text, scope, rule'],
    ['scheduled_value', 'locality_id, year, indicator, meaning, value, position'],
  ] as const) {
    const copied = columns.split(', ').map((column) => `p.${column}`);
    await context.db.$executeRaw(Prisma.sql`
      INSERT INTO campaigns.${Prisma.raw(table)} (plan_id, target_id, ${Prisma.raw(columns)})
      SELECT ${target}, n.id, ${Prisma.raw(copied.join(', '))}
      FROM campaigns.${Prisma.raw(table)} p JOIN campaigns.target o ON o.id = p.target_id
      JOIN campaigns.target n ON n.plan_id = ${target} AND n.position = o.position
      WHERE p.plan_id = ${source}`);
  }
  await context.db.$executeRaw(Prisma.sql`
    WITH renewed AS MATERIALIZED (
      SELECT c.*, gen_random_uuid() AS new_id FROM campaigns.criterion c WHERE c.plan_id = ${source})
    INSERT INTO campaigns.criterion (id, plan_id, parent_id, position, clause, clause_raw, anchor, subject, purpose, text, rule)
    SELECT r.new_id, ${target}, above.new_id, r.position, r.clause, r.clause_raw, r.anchor, r.subject, r.purpose, r.text, r.rule
    FROM renewed r LEFT JOIN renewed above ON above.id = r.parent_id`);
}
