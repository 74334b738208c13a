import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import type { UserError } from '@thi-dua/schema/user-error';
import type { CampaignsContext } from '../builder.js';
import { fault } from '../plan/plan-result.js';
import type { ScopeWords, TargetDraft } from './draft.js';
import { fold } from './fold.js';

interface Unit {
  code: string;
  name: string;
  level: string;
}
export interface NamedUnits {
  /** The codes of the units that a scope's words name; null where they could not be told. */
  codesOf(scope: ScopeWords): string[] | null;
  codeOf(name: string): string | null;
  errors: UserError[];
}

const KIND = /^(?:phuong|xa|thi tran|huyen|quan|thi xa|thanh pho|tp\.?) /;
const keyOf = (name: string) => fold(name).trim();

/**
 * The units that targets name, looked up by name in the owner's territory on the plan's day. A scan that lost a mark
 * ("Phường Liệt" for "Phương Liệt") still names its unit; a unit of somewhere else is an error.
 */
export async function namedUnits(
  context: CampaignsContext,
  owner: string,
  day: string,
  targets: readonly TargetDraft[],
): Promise<NamedUnits> {
  const scopes = targets.flatMap(({ parts }) => parts.flatMap(({ scope }) => scope ?? []));
  const names = new Set([
    ...scopes.flatMap((scope) => scope.names),
    ...targets.flatMap(({ schedule }) => schedule.map(({ unit }) => unit)),
  ]);
  const needed = names.size > 0 || scopes.some(({ count }) => count !== null);
  const units = needed ? await territory(context, owner, day) : [];
  const byName = new Map<string, Unit[]>();
  for (const unit of units) {
    const key = keyOf(unit.name);
    byName.set(key, [...(byName.get(key) ?? []), unit]);
  }
  const find = (name: string): Unit | null => {
    const key = keyOf(name);
    const found = byName.get(key) ?? byName.get(key.replace(KIND, '')) ?? [];
    return found.length === 1 ? (found[0] as Unit) : null;
  };
  const errors: UserError[] = [];
  const missing = [...names].filter((name) => find(name) === null);
  if (missing.length > 0) {
    const elsewhere = await knownNames(
      context,
      missing.map((name) => keyOf(name).replace(KIND, '')),
      day,
    );
    for (const name of missing) {
      const known = elsewhere.has(keyOf(name).replace(KIND, ''));
      errors.push(
        fault(
          known ? 'OUTSIDE_TERRITORY' : 'UNKNOWN_LOCALITY',
          known
            ? `“${name.slice(0, 60)}” lies outside the territory: a plan binds only units of its own.`
            : `No single unit of the territory is called “${name.slice(0, 60)}” on ${day}.`,
          'targets',
        ),
      );
    }
  }
  return {
    errors,
    codeOf: (name) => find(name)?.code ?? null,
    codesOf: (scope) => {
      if (scope.names.length > 0) return scope.names.flatMap((name) => find(name)?.code ?? []);
      if (scope.count === null) return [];
      const all = units.filter(({ level }) => scope.levels.some((one) => one === level));
      // "16 phường, xã" is all of them, where the territory has sixteen.
      return all.length === scope.count ? all.map(({ code }) => code).sort() : null;
    },
  };
}

async function territory(context: CampaignsContext, owner: string, day: string): Promise<Unit[]> {
  return context.db.$queryRaw<Unit[]>(Prisma.sql`
    SELECT l.code, n.name, l.level::text AS level
    FROM map.tenant t
    JOIN map.closure c ON c.ancestor_id = t.locality_id AND c.begins <= ${day}::date AND ${day}::date < c.ends
    JOIN map.locality l ON l.id = c.descendant_id AND l.begins <= ${day}::date AND ${day}::date < l.ends
    JOIN map.locality_name n ON n.locality_id = l.id AND n.begins <= ${day}::date AND ${day}::date < n.ends
    WHERE t.slug = ${owner} AND l.level IN ('PROVINCE', 'DISTRICT', 'COMMUNE') AND l.id <> t.locality_id`);
}

/** Which of these names some unit of the country bore on that day; compared as the map compares names. */
async function knownNames(context: CampaignsContext, names: readonly string[], day: string): Promise<Set<string>> {
  const rows = await context.db.$queryRaw<{ plain: string }[]>(Prisma.sql`
    SELECT DISTINCT k.name AS plain FROM unnest(${[...names]}::text[]) AS k(name)
    JOIN map.locality_name n ON n.plain_name = map.plain(k.name) AND n.begins <= ${day}::date AND ${day}::date < n.ends`);
  return new Set(rows.map(({ plain }) => plain));
}
