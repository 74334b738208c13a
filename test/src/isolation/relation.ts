import { tenantFacts } from '@thi-dua/prisma/seed/tenants';

/**
 * How a viewer stands to an owner, told from the tenants' facts alone and in the plainest way: this is the oracle that
 * the services' policies and the database's are held against, so it shares no code with either.
 */
export type Relation = 'own' | 'successor' | 'superior' | 'subordinate' | 'stranger';

const bySlug = new Map(tenantFacts.map((tenant) => [tenant.slug, tenant]));

const superiorsOf = (slug: string): string[] => {
  const superior = bySlug.get(slug)?.superior ?? null;
  return superior === null ? [] : [superior, ...superiorsOf(superior)];
};

/** On `day`, the record's own; all that have not ended by now count for today as well. */
export function relation(viewer: string, owner: string, day: string, today: string): Relation {
  if (viewer === owner) return 'own';
  const viewed = bySlug.get(owner);
  const seeing = bySlug.get(viewer);
  if (!viewed || !seeing) return 'stranger';
  const ended = viewed.dissolvedOn !== null && viewed.dissolvedOn <= today;
  if (ended && viewed.successor === viewer) return 'successor';
  if (superiorsOf(owner).includes(viewer)) return 'superior';
  // The successor of a superior that has ended as well.
  if (ended && superiorsOf(owner).some((superior) => bySlug.get(superior)?.successor === viewer)) return 'superior';
  if (superiorsOf(viewer).includes(owner)) {
    const stood = (at: string) => (seeing.establishedOn ?? '') <= at && at < (seeing.dissolvedOn ?? '9999');
    return stood(day) || stood(today) ? 'subordinate' : 'stranger';
  }
  return 'stranger';
}
