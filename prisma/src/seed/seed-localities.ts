import type pg from 'pg';
import { EVER_AFTER, EVER_BEFORE } from './days.js';
import { insertMissing } from './insert.js';
import { declaredBearers, designationFacts, localityFacts, regionFacts, successionFacts } from './localities/index.js';
import type { LocalityFacts } from './locality-facts.js';
import { stableId } from './stable-id.js';
import { tenantFacts } from './tenants.js';

export const localityId = (key: string) => stableId('locality', key);

/** The first day from which a unit is taken to stand, and the day from which it no longer is. */
const begins = (unit: LocalityFacts) => unit.validFrom ?? unit.seenFrom ?? EVER_BEFORE;
const ends = (unit: LocalityFacts) => unit.validTo ?? unit.goneBy ?? EVER_AFTER;

/** Consecutive stretches: each entry lasts until the next begins. */
function stretches<T extends { from: string | null }>(unit: LocalityFacts, entries: T[]) {
  return entries.map((entry, i) => ({
    entry,
    begins: entry.from ?? begins(unit),
    ends: entries[i + 1]?.from ?? ends(unit),
  }));
}

/** Writes the map: units, successions, designations, and the tenants with their lines of authority. Safe to repeat. */
export async function seedLocalities(client: pg.ClientBase): Promise<void> {
  await insertMissing(
    client,
    'map.locality',
    localityFacts.map((unit) => ({
      id: localityId(unit.key),
      code: unit.code,
      level: unit.level,
      begins: begins(unit),
      ends: ends(unit),
      first_day_known: unit.seenFrom === undefined,
      last_day_known: unit.goneBy === undefined,
      flags: unit.flags ?? [],
    })),
  );
  await insertMissing(
    client,
    'map.locality_name',
    localityFacts.flatMap((unit) =>
      stretches(unit, unit.names).map(({ entry, ...days }) => ({
        locality_id: localityId(unit.key),
        name: entry.name,
        full_name: entry.fullName,
        type: entry.type,
        ...days,
      })),
    ),
  );
  await insertMissing(
    client,
    'map.locality_parent',
    localityFacts.flatMap((unit) =>
      stretches(unit, unit.parents).map(({ entry, ...days }) => ({
        child_id: localityId(unit.key),
        parent_id: localityId(entry.parent),
        ...days,
      })),
    ),
  );
  // Once a list of units has been read into the map, all children are recorded, and nothing needs declaring.
  const { rowCount: lists } = await client.query('SELECT FROM map.unit_list LIMIT 1');
  await insertMissing(
    client,
    'map.declared_children',
    localityFacts.flatMap((unit) =>
      (lists ? [] : (unit.declaredChildren ?? [])).map(({ count, from }) => ({
        locality_id: localityId(unit.key),
        begins: from ?? begins(unit),
        count,
      })),
    ),
  );
  await insertMissing(
    client,
    'map.succession',
    successionFacts.map((succession) => ({
      from_id: localityId(succession.from),
      to_id: localityId(succession.to),
      effective_on: succession.effectiveOn,
      extent: succession.extent,
      legal_basis: succession.legalBasis,
    })),
  );
  await insertMissing(
    client,
    'map.designation',
    designationFacts.map((designation) => ({
      id: stableId('designation', `${designation.locality}/${designation.kind}/${designation.validFrom}`),
      locality_id: localityId(designation.locality),
      kind: designation.kind,
      name: designation.name,
      begins: designation.validFrom,
      ends: designation.validTo ?? EVER_AFTER,
      legal_basis: designation.legalBasis,
    })),
  );
  await insertMissing(
    client,
    'map.declared_bearers',
    declaredBearers.map((declared) => ({
      locality_id: localityId(declared.locality),
      kind: declared.kind,
      begins: declared.validFrom,
      ends: declared.validTo ?? EVER_AFTER,
      count: declared.count,
      legal_basis: declared.legalBasis,
    })),
  );
  await client.query('SELECT map.rebuild_closure()');
  await seedRegions(client);
  await seedTenants(client);
}

async function seedRegions(client: pg.ClientBase): Promise<void> {
  await insertMissing(
    client,
    'map.region',
    regionFacts.map(({ members, ...region }, position) => ({
      code: region.code,
      name: region.name,
      name_en: region.nameEn,
      position,
      begins: members[0]?.from ?? EVER_BEFORE,
      ends: members.at(-1)?.to ?? EVER_AFTER,
      legal_basis: region.legalBasis,
      flags: region.flags ?? [],
    })),
  );
  await insertMissing(
    client,
    'map.region_member',
    regionFacts.flatMap(({ code, members }) =>
      members.flatMap(({ from, to, codes }) =>
        codes.split(' ').map((province) => ({
          province_code: province,
          begins: from ?? EVER_BEFORE,
          ends: to ?? EVER_AFTER,
          region_code: code,
        })),
      ),
    ),
  );
}

async function seedTenants(client: pg.ClientBase): Promise<void> {
  await insertMissing(
    client,
    'map.tenant',
    tenantFacts.map((tenant) => ({
      slug: tenant.slug,
      kind: tenant.kind,
      name: tenant.name,
      locality_id: tenant.locality === null ? null : localityId(tenant.locality),
      begins: tenant.establishedOn ?? EVER_BEFORE,
      ends: tenant.dissolvedOn ?? EVER_AFTER,
      flags: tenant.flags ?? [],
    })),
  );
  await insertMissing(
    client,
    'map.tenant_line',
    tenantFacts.flatMap((tenant) =>
      tenant.superior === null
        ? []
        : [
            {
              subordinate: tenant.slug,
              superior: tenant.superior,
              begins: tenant.establishedOn ?? EVER_BEFORE,
              ends: tenant.dissolvedOn ?? EVER_AFTER,
            },
          ],
    ),
  );
  await insertMissing(
    client,
    'map.tenant_successor',
    tenantFacts.flatMap((tenant) =>
      tenant.successor === undefined ? [] : [{ tenant: tenant.slug, successor: tenant.successor }],
    ),
  );
  await client.query('SELECT map.rebuild_authority()');
}
