import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';
import { migrationUrl, nameSchemaEngine } from './schema-engine/env.js';

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

/** What localities' history creates in the map: others may relate to it, but not migrate it. */
const inMap = (kind: 'TABLE' | 'TYPE') =>
  [...migrationsOf('localities').matchAll(new RegExp(`^CREATE ${kind} "map"\\."(\\w+)"`, 'gm'))].map(
    ([, name]) => `map.${name}`,
  );

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
      tables: { external: inMap('TABLE') },
      enums: { external: inMap('TYPE') },
    }),
    migrations: {
      path: folder(`${service}/migrations`),
      ...(service !== 'localities' && { initShadowDb: migrationsOf('localities') }),
    },
    datasource: { url: migrationUrl(service) },
  });
}
