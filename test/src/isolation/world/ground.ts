import { localityFacts } from '@thi-dua/prisma/seed/localities/index';
import { tenantFacts } from '@thi-dua/prisma/seed/tenants';

export const slugs = tenantFacts.map((tenant) => tenant.slug);

/** A day on which the tenant existed, and on which its records are dated. */
export const dayOf = (slug: string) =>
  tenantFacts.find((tenant) => tenant.slug === slug)?.establishedOn === null ? '2023-05-05' : '2025-08-08';

/** A day of each tenant's under the law of today. */
export const awardDayOf = (slug: string) => (dayOf(slug) < '2024-01-01' ? '2024-05-05' : dayOf(slug));

export interface Territory {
  code: string;
  asOf: string;
}
export function territoryOf(slug: string): Territory | null {
  const key = tenantFacts.find((tenant) => tenant.slug === slug)?.locality ?? null;
  const unit = localityFacts.find((locality) => locality.key === key);
  return unit === undefined ? null : { code: unit.code, asOf: dayOf(slug) };
}
export const figureOf = { indicator: 'ETHNIC_MINORITY_HOUSEHOLDS', period: (slug: string) => dayOf(slug).slice(0, 7) };

/** The year that a tenant froze: told from the one of today by when that was. */
export const frozenYear = ({ asOf }: Territory) => (asOf < '2025' ? 2022 : 2025);
