import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { publicSdl } from '@thi-dua/gateway/public-sdl';
import { buildSchema, type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import type { Declared } from './changes.js';

const root = new URL('../../../', import.meta.url);
const at = (path: string) => fileURLToPath(new URL(path, root));

export const releasedFile = at('schema/released.graphql');
export const declaredFile = at('schema/breaking-changes.json');
export const changelogFile = at('docs/changelog.md');

const header = /^# Released on (\d{4}-\d{2}-\d{2})\.$/m;

/** The schema as clients were last promised it, and the day of that. */
export function lastReleased(): { released: GraphQLSchema; releasedOn: string } {
  const text = readFileSync(releasedFile, 'utf8');
  const [, releasedOn] = header.exec(text) ?? [];
  if (releasedOn === undefined) throw new Error(`${releasedFile} does not say when it was released`);
  return { released: buildSchema(text), releasedOn };
}

export const currentSchema = (): GraphQLSchema => buildSchema(publicSdl());
export const declaredChanges = (): Declared[] => JSON.parse(readFileSync(declaredFile, 'utf8')) as Declared[];

export const asReleased = (schema: GraphQLSchema, day: string): string =>
  `# The schema as clients see it. Written by npm run changelog -- --release.\n# Released on ${day}.\n\n${printSchema(lexicographicSortSchema(schema))}\n`;
