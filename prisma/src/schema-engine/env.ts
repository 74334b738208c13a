/**
 * Prisma takes the path of its schema engine from the environment only, and its CLI is handed the database the same way.
 */
export function nameSchemaEngine(path: string): void {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY = path;
}

/** The owner's connection for `service`; `prisma generate` needs none. */
export function migrationUrl(service: string): string {
  const url = new URL(process.env.MIGRATION_DATABASE_URL ?? 'postgresql://127.0.0.1:1/none');
  url.searchParams.set('schema', service);
  return url.toString();
}
