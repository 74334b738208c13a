import type { UserError } from '@thi-dua/schema/user-error';
import { fault } from './plan-result.js';

const isCounted = (year: number) => year >= 1945 && year <= 2100;

/** The time for which a tenant exists; half-open. */
export interface TenantTime {
  begins: string;
  ends: string;
}

/** What can be wrong with the days of a plan (design §2: nothing is dated outside the time of its tenant). */
export function dateFaults(
  plan: { periodFrom: number | null; periodTo: number | null; issuedOn: string | null },
  tenant: TenantTime,
  today: string,
  issuedOnPath: string[],
): UserError[] {
  const faults: UserError[] = [];
  const { periodFrom, periodTo, issuedOn } = plan;
  for (const [name, year] of [
    ['periodFrom', periodFrom],
    ['periodTo', periodTo],
  ] as const) {
    if (year !== null && !isCounted(year))
      faults.push(fault('YEAR_OUT_OF_RANGE', 'A period lies between 1945 and 2100.', name));
  }
  if (periodFrom !== null && periodTo !== null && periodFrom > periodTo) {
    faults.push(fault('PERIOD_REVERSED', 'The period ends before it begins.', 'periodTo'));
  }
  if (periodFrom !== null && `${periodFrom}-01-01` >= tenant.ends) {
    faults.push(
      fault('AFTER_TENANT_END', `The tenant existed until ${tenant.ends}: no plan of it begins later.`, 'periodFrom'),
    );
  }
  if (issuedOn === null) return faults;
  if (periodTo !== null && Number(issuedOn.slice(0, 4)) > periodTo) {
    faults.push(
      fault('ISSUED_AFTER_PERIOD', `A plan until ${periodTo} cannot be issued on ${issuedOn}.`, ...issuedOnPath),
    );
  }
  if (issuedOn > today) faults.push(fault('ISSUED_IN_FUTURE', 'The day of issue lies in the future.', ...issuedOnPath));
  if (issuedOn >= tenant.ends) {
    faults.push(
      fault(
        'AFTER_TENANT_END',
        `The tenant existed until ${tenant.ends}: nothing can be dated from that day on.`,
        ...issuedOnPath,
      ),
    );
  }
  if (issuedOn < tenant.begins) {
    faults.push(
      fault(
        'BEFORE_TENANT_BEGIN',
        `The tenant exists since ${tenant.begins}: nothing can be dated earlier.`,
        ...issuedOnPath,
      ),
    );
  }
  return faults;
}

/** The day by which a plan is judged; the database checks the same. Null also for a year that `dateFaults` refuses. */
export const recordDate = (issuedOn: string | null, periodFrom: number | null): Date | null => {
  return asDate(issuedOn ?? (periodFrom === null || !isCounted(periodFrom) ? null : `${periodFrom}-01-01`));
};

/** A day as the database driver takes it. */
export const asDate = (day: string | null): Date | null => (day === null ? null : new Date(`${day}T00:00:00Z`));
export const asDay = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;
