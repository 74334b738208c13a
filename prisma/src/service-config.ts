import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';
import { migrationUrl, nameSchemaEngine } from './schema-engine/env.js';

/** The map's tables that other services may relate to, but not migrate. */
const external = ['map.tenant', 'map.authority', 'map.locality'];
const externalEnums = ['map.tenant_kind', 'map.authority_basis', 'map.locality_level', 'map.extent'];

const folder = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

function migrationsOf(service: string): string {
  const migrations = folder(`${service}/migrations`);
  return readdirSync(migrations, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => readFileSync(join(migrations, name, 'migration.sql'), 'utf8'))
    .join('\n');
}

/**
 * The Prisma configuration of one service. Localities owns the map; the others see its tables as external, and their
 * shadow databases begin with it.
 */
export function serviceConfig(service: 'localities' | 'indicators' | 'campaigns' | 'awards') {
  nameSchemaEngine(folder('src/schema-engine/engine.mjs'));
  return defineConfig({
    schema: folder(`${service}/schema.prisma`),
    ...(service !== 'localities' && {
      experimental: { externalTables: true },
      tables: { external },
      enums: { external: externalEnums },
    }),
    migrations: {
      path: folder(`${service}/migrations`),
      ...(service !== 'localities' && { initShadowDb: migrationsOf('localities') }),
    },
    datasource: { url: migrationUrl(service) },
  });
}
