import type { CampaignsContext } from '../builder.js';
import { asDate } from '../plan/plan-dates.js';
import type { Frozen } from './freeze-annexes.js';

/** "9/KH-UBND" before "10/KH-UBND". */
const byNumber = new Intl.Collator('vi', { numeric: true });

/** Annex 01: the plans and directives that the tenant issued on the movement within the period, by day and number. */
export async function freezeDocuments(
  { db }: CampaignsContext,
  { report: { tenantId, movementCode }, versionId, first, last }: Frozen,
): Promise<void> {
  const within = { gte: asDate(first) ?? first, lte: asDate(last) ?? last };
  const plans = await db.plan.findMany({
    where: { tenantId, movementCode, status: { not: 'DRAFT' }, issuedOn: within },
    orderBy: { id: 'asc' },
  });
  const directives = await db.supervision.findMany({
    where: { tenantId, movementCode, kind: 'DIRECTIVE', day: within },
    orderBy: { id: 'asc' },
  });
  const issued = [
    ...plans.map((plan) => ({
      planId: plan.id,
      type: plan.documentType,
      documentNumber: plan.raw ?? ([plan.number, plan.symbol].filter(Boolean).join('/') || null),
      issuedOn: plan.issuedOn,
      title: plan.title,
    })),
    ...directives.map(({ number, day, subject }) => ({
      planId: null,
      type: 'CHỈ ĐẠO',
      documentNumber: number,
      issuedOn: day,
      title: subject,
    })),
  ].sort(
    (a, b) =>
      (a.issuedOn?.getTime() ?? 0) - (b.issuedOn?.getTime() ?? 0) ||
      byNumber.compare(a.documentNumber ?? '', b.documentNumber ?? ''),
  );
  const drawn = await db.reportDocument.count({ where: { versionId } });
  await db.reportDocument.createMany({
    data: issued.map((one, i) => ({ ...one, versionId, position: drawn + i, tenant: tenantId })),
  });
}
