import { csv } from './csv.js';
import type { Format } from './format.js';
import { json } from './json.js';
import { sdmxCsv } from './sdmx-csv.js';

/** In the order in which they are offered to whoever takes several alike. */
export const FORMATS: readonly Format[] = [json, csv, sdmxCsv];
