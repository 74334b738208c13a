import type { CampaignsContext } from '../builder.js';
import { asDate } from '../plan/plan-dates.js';
import type { Frozen } from './freeze-annexes.js';

/** Annex 05: the tenant's exemplars that were published within the period, by day; nothing that tells who a household is. */
export async function freezeExemplars(
  { db }: CampaignsContext,
  { report: { tenantId }, versionId, first, last }: Frozen,
): Promise<void> {
  const rows = await db.exemplar.findMany({
    where: {
      tenantId,
      status: 'PUBLISHED',
      publishedOn: { gte: asDate(first) ?? first, lte: asDate(last) ?? last },
    },
    orderBy: [{ publishedOn: 'asc' }, { id: 'asc' }],
  });
  const drawn = await db.reportExemplar.count({ where: { versionId } });
  await db.reportExemplar.createMany({
    data: rows.flatMap(({ id, title, subject, topics, localityId, publishedOn }, i) =>
      publishedOn === null
        ? []
        : [
            {
              versionId,
              position: drawn + i,
              tenant: tenantId,
              exemplarId: id,
              title,
              subject,
              topics,
              localityId,
              publishedOn,
            },
          ],
    ),
  });
}
