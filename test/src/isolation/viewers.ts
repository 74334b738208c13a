import { tenantFacts } from '@thi-dua/prisma/seed/tenants';
import { today } from '@thi-dua/schema/day';
import { relation } from './relation.js';
import { slugs } from './world/ground.js';
import type { Secret } from './world/secret.js';

/** Every tenant, and somebody of none. */
export const everyone = [...slugs, 'a-stranger'] as const;

const ended = new Map(tenantFacts.map(({ slug, dissolvedOn }) => [slug, dissolvedOn !== null]));

/** All by which design §2 tells who sees a record, and by which a guard could go wrong. */
const waysTo = (viewer: string, { kind, owner, addressee, day }: Secret) => {
  const to = (whom: string) => [relation(viewer, whom, day, today()), ended.get(whom)];
  return JSON.stringify([kind, to(owner), addressee && to(addressee), ended.get(viewer)]);
};

/**
 * So few that between them somebody stands to every kind of record in every way in which anybody does; each of them still looks at
 * everything. Always the same for the same records.
 */
export function enough(secrets: readonly Secret[]): string[] {
  const ways = new Map(everyone.map((viewer) => [viewer, new Set(secrets.map((each) => waysTo(viewer, each)))]));
  const missing = new Set([...ways.values()].flatMap((its) => [...its]));
  const chosen: string[] = [];
  while (missing.size > 0) {
    const adds = (viewer: string) => [...(ways.get(viewer) ?? [])].filter((way) => missing.has(way)).length;
    const [most = ''] = everyone.toSorted((a, b) => adds(b) - adds(a));
    chosen.push(most);
    for (const way of ways.get(most) ?? []) missing.delete(way);
  }
  return chosen;
}
