import { type Catalog, catalogOf, driftOf } from '@thi-dua/prisma/catalog/catalog';
import { keptCatalog } from '@thi-dua/prisma/catalog/kept';
import type { connect } from '@thi-dua/prisma/connect';
import { type Finding, fail, ok, warn } from './finding.js';

/** So many are named; the rest are counted. */
const NAMED = 10;

/** Whether the database is what its migrations make of one, down to each policy, function and right; `app` is the login that serves. */
export async function checkDrift(client: Awaited<ReturnType<typeof connect>>, app: string): Promise<Finding[]> {
  return judgeDrift(keptCatalog(), await catalogOf(client, app));
}

/** An index that somebody added makes no answer wrong; anything else may. */
export function judgeDrift(made: Catalog, found: Catalog): Finding[] {
  const { missing, altered, unknown } = driftOf(made, found);
  const isIndex = (object: string) => object.startsWith('index ');
  const indexes = unknown.filter(isIndex);
  const others = unknown.filter((object) => !isIndex(object));
  const findings: Finding[] = [];
  const wrong: [string, string[], string][] = [
    ['Missing', missing, 'Have it made again as the migration that made it says (prisma/*/migrations).'],
    ['Altered', altered, 'Put back what the last migration that touches it says (prisma/*/migrations).'],
    ['Made by no migration', others, 'Remove it. A change that is wanted is a new migration.'],
  ];
  for (const [what, objects, todo] of wrong)
    if (objects.length > 0)
      findings.push(fail('drift', `${what}: ${listed(objects)}.`, `Find out who did it, and why. ${todo}`));
  if (indexes.length > 0)
    findings.push(
      warn('drift', `Made by no migration: ${listed(indexes)}.`, 'Where it helps, write a migration that makes it.'),
    );
  return findings.length > 0
    ? findings
    : [ok('drift', `All ${made.size} objects, policies and rights are as the migrations make them.`)];
}

const listed = (objects: readonly string[]): string =>
  objects.length > NAMED
    ? `${objects.slice(0, NAMED).join('; ')}; and ${objects.length - NAMED} more`
    : objects.join('; ');
