import type { ReportDuty } from '@thi-dua/prisma/generated/campaigns/client';
import { covers } from '@thi-dua/schema/authority';
import type { CampaignsContext } from '../builder.js';
import { type AskedReport, type AskingDuty, askedReports } from '../duty/asked-report.js';
import { dutyFilter } from '../duty/duty-policy.js';
import { linesOfSuperiors } from '../duty/duty-store.js';
import { asDay } from '../plan/plan-dates.js';
import { linesOf } from '../plan/plan-policy.js';

/** A duty by what decides when it falls due, and its row. */
type Dated = AskingDuty & { row: ReportDuty };
export type Asked = Omit<AskedReport<Dated>, 'duty'> & {
  duty: ReportDuty;
  /** Whether the caller knows of it as one of those below: what is asked of it alone takes the place of what is asked of all. */
  fromBelow: boolean;
};

/**
 * What superiors in the caller's line have set to be reported, of everybody whom it binds on its day; also what was
 * withdrawn since, which is marked. Of two duties about the same report the caller is told the one that holds for it.
 */
export async function askedBetween(context: CampaignsContext, first: string, last: string): Promise<Asked[]> {
  const rows = await context.db.reportDuty.findMany({
    where: await dutyFilter(context),
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const duties = rows.map(
    (row): Dated => ({
      ...row,
      setOn: asDay(row.setOn) ?? '',
      withdrawnOn: asDay(row.withdrawnOn),
      row,
    }),
  );
  if (duties.length === 0) return [];
  const lines = await linesOfSuperiors(context, [...new Set(duties.map(({ tenantId }) => tenantId))]);
  const { tenant } = context.caller;
  const own = (await linesOf(context).load(tenant)).filter(
    ({ basis, subordinate }) => basis === 'LINE' && subordinate === tenant,
  );
  const asked = askedReports(duties, first, last).flatMap((one): Asked[] => {
    const { duty, on } = one;
    const above = own.filter(({ superior }) => superior === duty.tenantId);
    const binds = lines.some(
      ({ superior, subordinate, ...time }) =>
        superior === duty.tenantId &&
        (duty.subordinate === null || duty.subordinate === subordinate) &&
        time.begins <= on &&
        on < time.ends,
    );
    const concerns = above.length === 0 || above.some((row) => covers(row, on));
    return binds && concerns ? [{ ...one, duty: duty.row, fromBelow: above.length > 0 }] : [];
  });
  return asked.filter(
    (one) =>
      one.withdrawn ||
      !asked.some(
        (other) =>
          other !== one &&
          !other.withdrawn &&
          isSameReport(other, one) &&
          isSetAfter(other, one) &&
          (other.duty.subordinate === null || other.fromBelow),
      ),
  );
}

const isSameReport = (a: Asked, b: Asked) =>
  a.duty.tenantId === b.duty.tenantId &&
  a.duty.movementCode === b.duty.movementCode &&
  a.duty.kind === b.duty.kind &&
  a.period === b.period;

const isSetAfter = ({ duty: a }: Asked, { duty: b }: Asked) =>
  a.createdAt.getTime() === b.createdAt.getTime() ? a.id > b.id : a.createdAt > b.createdAt;
