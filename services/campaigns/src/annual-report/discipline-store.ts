import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import { defineLoader } from '@thi-dua/schema/context';
import { z } from 'zod';
import type { CampaignsContext } from '../builder.js';
import { type Line, type Owed, owedAlong } from '../duty/duty-store.js';
import { type ReportScope, scopeName } from './scope.js';
import { lastsIn, scopeFacts, scopeRows } from './scope-store.js';

export const DisciplineCounts = z.object({
  due: z.number(),
  onTime: z.number(),
  late: z.number(),
  missing: z.number(),
});
export type DisciplineCounts = z.infer<typeof DisciplineCounts>;
/** How tenants kept to what they owed, by tenant. */
export const Discipline = DisciplineCounts.extend({
  /** `name`, of a frozen report: as it was called then. */
  tenants: z.array(DisciplineCounts.extend({ tenant: z.string(), name: z.string().optional() })),
});
export type Discipline = z.infer<typeof Discipline>;

export function countsOf(owed: readonly Owed[]): DisciplineCounts {
  const of = (standing: Owed['standing']) => owed.filter((one) => one.standing === standing).length;
  return { due: owed.length, onTime: of('ON_TIME'), late: of('LATE'), missing: of('MISSING') };
}

export function disciplineOf(owed: readonly Owed[]): Discipline {
  const tenants = [...new Set(owed.map(({ tenant }) => tenant))].sort();
  return {
    ...countsOf(owed),
    tenants: tenants.map((tenant) => ({ tenant, ...countsOf(owed.filter((one) => one.tenant === tenant)) })),
  };
}

/** A report belongs to the year it is about; of a movement, the reviews that follow its last year belong to it as well. */
function concerns({ from, to, movement }: ReportScope, owed: Owed): boolean {
  const year = Number(owed.period.slice(0, 4));
  const review = owed.kind === 'INTERIM' || owed.kind === 'FINAL';
  if (movement === null) return from <= year && year <= to;
  return owed.movement === movement && from <= year && year <= (review ? to + 1 : to);
}

/**
 * The reports about the years that a unit's own tenants owe, and that those directly below owe these. Null where the
 * caller does not answer for the unit and does not stand above: a count never depends on who asks.
 */
export const owedIn = defineLoader<CampaignsContext, ReportScope, Owed[] | null, string>(async (scopes, context) => {
  const facts = await scopeFacts(context).loadMany(scopes);
  const mayKnow = facts.map((one) => one !== null && !(one instanceof Error) && (one.whole || !context.policyEnforced));
  const known = scopes.filter((_scope, i) => mayKnow[i]);
  if (known.length === 0) return scopes.map(() => null);
  const rows = await context.db.$queryRaw<(Line & { n: number })[]>(Prisma.sql`
    SELECT DISTINCT k.n::int AS n, l.superior, l.subordinate, l.begins::text AS begins, l.ends::text AS ends
    FROM ${scopeRows(known)} JOIN map.tenant t ON t.locality_id = k.unit AND ${lastsIn('t')}
    JOIN map.tenant_line l ON t.slug IN (l.superior, l.subordinate)`);
  const name = ({ superior, subordinate, begins }: Line) => `${superior} ${subordinate} ${begins}`;
  const lines = new Map(rows.map(({ n: _n, ...line }) => [name(line), line]));
  const first = Math.min(...known.map(({ from }) => from));
  const last = Math.max(...known.map(({ to }) => to));
  // A report is due at the latest in the year behind the one that it is about.
  const owed = await owedAlong(context, [...lines.values()], `${first}-01-01`, `${last + 1}-12-31`);
  return scopes.map((scope, i) => {
    if (!mayKnow[i]) return null;
    const n = known.indexOf(scope) + 1;
    const pairs = new Set(rows.filter((row) => row.n === n).map((row) => `${row.superior} ${row.subordinate}`));
    return owed.filter((one) => pairs.has(`${one.superior} ${one.tenant}`) && concerns(scope, one));
  });
}, scopeName);
