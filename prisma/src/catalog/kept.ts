import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Catalog } from './catalog.js';

/** What all migrations together make; written by `npm run catalog`. */
export const catalogFile = fileURLToPath(new URL('../../catalog.json', import.meta.url));

export const keptCatalog = (): Catalog => new Map(Object.entries(JSON.parse(readFileSync(catalogFile, 'utf8'))));

export const printCatalog = (catalog: Catalog): string => `${JSON.stringify(Object.fromEntries(catalog), null, 2)}\n`;
