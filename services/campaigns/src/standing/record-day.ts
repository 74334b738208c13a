import type { UserError } from '@thi-dua/schema/user-error';
import type { TenantTime } from '../plan/plan-dates.js';
import { fault } from '../plan/plan-result.js';

const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** The day a record bears where none is named: today, or its tenant's last where that has ended. */
export const presentDay = (tenant: TenantTime, today: string): string =>
  tenant.ends <= today ? dayBefore(tenant.ends) : today;

/** Nothing is dated in the future, nor outside the time of its tenant (design, section 2). */
export function dayFaults(day: string, tenant: TenantTime, today: string, ...path: string[]): UserError[] {
  const faults: UserError[] = [];
  if (day > today) faults.push(fault('IN_FUTURE', 'The day lies in the future.', ...path));
  if (day >= tenant.ends)
    faults.push(
      fault('AFTER_TENANT_END', `The tenant existed until ${tenant.ends}: nothing is dated from then on.`, ...path),
    );
  if (day < tenant.begins)
    faults.push(
      fault('BEFORE_TENANT_BEGIN', `The tenant exists since ${tenant.begins}: nothing is dated earlier.`, ...path),
    );
  return faults;
}
